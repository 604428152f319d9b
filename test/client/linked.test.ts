import { describe, expect, it } from "vitest";
import { studioPath } from "../../src/avatar/fields";
import { linkedChoices } from "../../src/client/linked";

const STYLES = ["critters", "rings"];
const read = (query: string) => linkedChoices(query, STYLES);

describe("a link to the studio", () => {
	it("brings every field, and is read as it was written", () => {
		const all = {
			seed: "avatar",
			style: "rings",
			mood: "sad",
			backgroundColor: "b6e3f4",
			extra: "a&b=ü +🐻",
			options: "hairVariant=long01,long02:2&rotate=-10,10",
		};
		expect(read(new URL(studioPath(all), "https://x.test").search)).toEqual(all);
		expect(studioPath({ style: "rings", mood: "", extra: "" })).toBe("/?style=rings");
	});

	it.each([
		["a style", "?style=rings", { style: "rings" }],
		["a hundred bears", `?extra=${"🐻".repeat(100)}`, { extra: "🐻".repeat(100) }],
		["no mood", "?mood=", { mood: "" }],
		["large letters", "?backgroundColor=B6E3F4", { backgroundColor: "b6e3f4" }],
		["no background", "?backgroundColor=transparent", { backgroundColor: "transparent" }],
		["a gradient", "?backgroundColor=FF0000,00ff00", { backgroundColor: "ff0000,00ff00" }],
		["options", "?options=rotate%3D10%26flip%3Dboth", { options: "rotate=10&flip=both" }],
		["one right field among wrong ones", "?style=monalisa&mood=angry&seed=avatar", { seed: "avatar" }],
		["other people's fields", "?utm_source=chat&style=rings&admin=1", { style: "rings" }],
	])("brings %s", (_, query, choices) => {
		expect(read(query)).toEqual(choices);
	});

	it.each([
		["nothing", ""],
		["other people's fields", "?utm_source=chat"],
		["an unknown style", "?style=monalisa"],
		["a style that is every object's", "?style=constructor"],
		["an unknown mood", "?mood=angry"],
		["an unknown seed", "?seed=mira.dances"],
		["a colour with a hash", "?backgroundColor=%23b6e3f4"],
		["a colour's name", "?backgroundColor=red"],
		["an extra that is too long", `?extra=${"x".repeat(101)}`],
		["an extra with a line break", "?extra=a%0Ab"],
		["three colours", "?backgroundColor=ff0000,00ff00,0000ff"],
		["options that are too long", `?options=${"x".repeat(1501)}`],
		["options with an end of text", "?options=rotate%3D1%00"],
		["markup", "?style=%3Cimg%20src%3Dx%3E"],
	])("is none where it brings %s", (_, query) => {
		expect(read(query)).toBeUndefined();
	});
});
