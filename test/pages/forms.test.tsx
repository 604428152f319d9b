import { describe, expect, it } from "vitest";
import { EXTRA_MAX, SEED_MAX } from "../../src/avatar/fields";
import { BIO_MAX, NICK_MAX } from "../../src/discord/profile";
import { Servers } from "../../src/pages/servers";
import { Studio } from "../../src/pages/studio";

const studio = String(<Studio />);
const servers = String(<Servers />);

const fieldsOf = (html: string) =>
	html.match(/<(?:input(?=[^>]* type="(?:text|search)")|textarea)[^>]*>/g) ?? [];
const fieldOf = (html: string, id: string) =>
	fieldsOf(html).find((field) => field.includes(` id="${id}"`)) ?? "";

describe("the forms", () => {
	it.each([
		["the studio", studio, 2],
		["the control room", servers, 6],
	])("write Arabic and Hebrew from the right: %s", (_, html, least) => {
		const fields = fieldsOf(html);
		expect(fields.length).toBeGreaterThanOrEqual(least);
		for (const field of fields) expect(field).toContain(' dir="auto"');
	});

	it.each([
		["the extra seed", studio, "extra-field", EXTRA_MAX],
		["the nickname", servers, "nick-field", NICK_MAX],
		["what an avatar grows from", servers, "seed-field", SEED_MAX],
		["the biography", servers, "bio-field", BIO_MAX],
	])(
		"let a browser, which counts UTF-16, take as many bears as there may be characters: %s",
		(_, html, id, most) => {
			const [, maxlength] = fieldOf(html, id).match(/maxlength="(\d+)"/) ?? [];
			expect(Number(maxlength)).toBeGreaterThanOrEqual("🐻".repeat(most).length);
		},
	);

	it.each([
		["the studio", studio, ["What it grows from", "Style", "Mood", "Background", "Extra seed (optional)"]],
		["the control room", servers, ["Nickname", "Biography", "Avatar", "What it grows from", "Style"]],
	])("have a heading for each group: %s", (_, html, titles) => {
		const headings = [...html.matchAll(/<h2[^>]*>(.*?)<\/h2>/g)].map(([, text = ""]) =>
			text.replace(/<[^>]*>/g, ""),
		);
		expect(headings).toEqual(expect.arrayContaining(titles));
	});
});
