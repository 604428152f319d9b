import { describe, expect, it } from "vitest";
import { lookOf, seedOf, showsLetters } from "../../src/avatar/look";
import { canonical, keyOf, type Recipe } from "../../src/avatar/recipe";
import { render } from "../../src/avatar/render";
import { STYLES } from "../../src/avatar/styles";

const RECIPE: Recipe = {
	version: "1",
	style: "thumbs",
	seed: "x",
	options: { a: ["1", "2"], b: 3 },
	look: { mood: "", backgroundColor: "b6e3f4", options: "" },
};

describe("a recipe's key", () => {
	it("is 43 characters of base64url", async () => {
		expect(await keyOf(RECIPE)).toMatch(/^[\w-]{43}$/);
	});

	it("does not depend on the order of options", async () => {
		expect(await keyOf({ ...RECIPE, options: { b: 3, a: ["1", "2"] } })).toBe(await keyOf(RECIPE));
	});

	it.each([
		["version", { ...RECIPE, version: "2" }],
		["style", { ...RECIPE, style: "micah" }],
		["seed", { ...RECIPE, seed: "y" }],
		["an option", { ...RECIPE, options: { ...RECIPE.options, b: 4 } }],
		["the order of a list", { ...RECIPE, options: { ...RECIPE.options, a: ["2", "1"] } }],
		["what is a list and what is text", { ...RECIPE, options: { ...RECIPE.options, a: ["1,2"] } }],
	])("depends on %s", async (_, other) => {
		expect(await keyOf(other)).not.toBe(await keyOf(RECIPE));
		expect(canonical(other)).not.toBe(canonical(RECIPE));
	});
});

describe("a seed", () => {
	it.each([
		["username", "", "hash", "mira"],
		["username", "x", "hash", "mira:x"],
		["avatar", "", "hash", "hash"],
		["avatar", "x", "hash", "hash:x"],
		["avatar", "", null, "mira"],
	] as const)("from %s and %j with the avatar %j is %s", (seed, extra, avatar, expected) => {
		expect(seedOf({ seed, extra, style: "micah" }, { username: "mira", avatar })).toBe(expected);
	});

	it.each([...STYLES.keys()])("is the name where %s shows letters of it, and only there", (style) => {
		const lettersIn = (svg: string) => [...svg.matchAll(/<text\b[^>]*>([^<]+)</g)].map(([, text]) => text);
		const shows = ["qz.qz", "ÜÖ"].some((seed) => lettersIn(render(style, seed, {})).length > 0);
		expect(showsLetters(style)).toBe(shows);
		const seed = seedOf({ seed: "avatar", extra: "x", style }, { username: "mira", avatar: "hash" });
		expect(seed).toBe(shows ? "mira:x" : "hash:x");
	});
});

describe("a transparent background", () => {
	it.each([...STYLES.keys()])(
		"paints nothing behind %s, although most styles bring a background",
		(style) => {
			const svg = render(style, "x", lookOf({ style, mood: "", backgroundColor: "transparent" }));
			const colour = render(style, "x", lookOf({ style, mood: "", backgroundColor: "b6e3f4" }));
			expect(svg).toContain('fill="#00000000"');
			expect(colour).toContain('fill="#b6e3f4"');
		},
	);
});
