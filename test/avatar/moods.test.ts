import { OptionsDescriptor } from "@dicebear/core";
import { describe, expect, it } from "vitest";
import { MOOD_TABLE } from "../../src/avatar/mood_table";
import { MOODS, moodOptions, moodsOf } from "../../src/avatar/moods";
import { render, styleOf } from "../../src/avatar/render";
import { STYLES } from "../../src/avatar/styles";

const SEEDS = Array.from({ length: 20 }, (_, i) => `seed-${i}`);

describe("the moods", () => {
	it("are there for 38 styles with a face, and sad for 28", () => {
		const styles = [...STYLES.keys()];
		expect(styles.filter((style) => moodsOf(style).includes("happy"))).toHaveLength(38);
		expect(styles.filter((style) => moodsOf(style).includes("sad"))).toHaveLength(28);
	});

	it("are of styles that exist", () => {
		for (const style of Object.keys(MOOD_TABLE)) expect([...STYLES.keys()]).toContain(style);
	});

	it.each(Object.keys(MOOD_TABLE))("of %s name options and variants that it has", (style) => {
		const descriptor = new OptionsDescriptor(styleOf(style)).toJSON();
		for (const mood of MOODS) {
			for (const [name, value] of Object.entries(moodOptions(style, mood))) {
				const field = descriptor[name];
				expect(field, name).toBeDefined();
				if (field?.type === "enum")
					expect(field.values).toEqual(expect.arrayContaining([...(value as string[])]));
				else expect(value).toEqual(expect.any(Number));
			}
		}
	});

	it.each([...STYLES.keys()].filter((style) => moodsOf(style).length === 2))(
		"of %s give different pictures, happy and sad, for 20 seeds",
		(style) => {
			for (const seed of SEEDS) {
				const [happy, sad] = MOODS.map((mood) => render(style, seed, moodOptions(style, mood)));
				expect(happy).not.toBe(sad);
			}
		},
	);
});
