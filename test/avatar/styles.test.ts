import { Style } from "@dicebear/core";
import { describe, expect, it } from "vitest";
import definitions from "../../src/avatar/generated/definitions.ndjson";
import { styleOf } from "../../src/avatar/render";
import { DICEBEAR_VERSION, STYLES, styleCard } from "../../src/avatar/styles";

describe("the catalogue", () => {
	it("has every style, in the definitions' order", () => {
		const ids = definitions
			.split("\n")
			.map((line) => JSON.parse(line).$id.match(/dist\/([a-z-]+)\.min/)?.[1]);
		expect([...STYLES.keys()]).toEqual(ids);
		expect(ids).toHaveLength(61);
		expect(DICEBEAR_VERSION).toMatch(/^10\.\d+\.\d+-10\.\d+\.\d+$/);
	});

	it.each([...STYLES.keys()])("knows who drew %s and what they allow", (name) => {
		const card = styleCard(name);
		const meta = styleOf(name).meta();
		expect(card.creator).toBe(meta.creator().name());
		expect(card.licence).toBe(meta.license().name());
		expect(card.licenceUrl).toMatch(/^https:/);
		expect(card.title).not.toBe("");
	});

	it("holds only definitions that DiceBear's own validator takes", () => {
		// The real one: the Worker's bundle has it replaced.
		expect(() => new Style({ canvas: {} })).toThrow();
		for (const line of definitions.split("\n")) expect(() => new Style(JSON.parse(line))).not.toThrow();
	});
});
