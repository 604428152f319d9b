import { describe, expect, it } from "vitest";
import definitions from "../../src/avatar/generated/definitions.ndjson";
import { styleSearch } from "../../src/avatar/style_search";
import { STYLE_TAGS, SYNONYMS } from "../../src/avatar/style_tags";
import { STYLES } from "../../src/avatar/styles";

const search = styleSearch([...STYLES].map(([name, { title, creator }]) => ({ name, title, creator })));

/** What the parts of each style, and their variants, are called in its definition. */
function partsOfStyles(): [name: string, parts: string[]][] {
	return definitions.split("\n").map((line, n) => {
		const { components }: { components: Record<string, { variants?: object }> } = JSON.parse(line);
		const parts = Object.entries(components).flatMap(([part, { variants = {} }]) => [
			part,
			...Object.keys(variants),
		]);
		return [[...STYLES.keys()][n] ?? "", parts];
	});
}

const of = (names: string) => names.split(" ").filter(Boolean);

describe("a search of styles", () => {
	it.each([
		["cat", "critters clay big-smile voxel-art", "avataaars rings initials"],
		["dog", "critters clay", "avataaars rings"],
		["kitten", "critters", "rings"],
		["puppy", "critters", "rings"],
		["animals", "critters clay", "avataaars rings"],
		["anime", "adventurer lorelei big-smile", "rings bottts initials"],
		["manga", "lorelei adventurer", "rings"],
		["kawaii", "adventurer critters", "stripes"],
		["cute", "critters fun-emoji dylan", "stripes rings"],
		["girl", "adventurer lorelei micah", "rings bottts shadows glyphs"],
		["boy", "big-ears avataaars micah", "rings bottts shadows glyphs"],
		["man", "avataaars micah", "rings bottts"],
		["woman", "avataaars micah", "rings bottts"],
		["glasses", "avataaars lorelei notionists croodles fun-emoji", "glass rings shadows"],
		["sunglasses", "avataaars personas", "glass rings"],
		["nerd", "avataaars lorelei notionists", "glass rings"],
		["cool", "avataaars personas", "icons rings"],
		["headset", "marbles", "rings"],
		["beard", "avataaars croodles lorelei", "critters rings"],
		["mustache", "avataaars personas", "rings"],
		["hijab", "avataaars open-peeps", "rings"],
		["pirate", "croodles", "rings"],
		["monster", "critters clay moods", "avataaars"],
		["alien", "critters clay gaze", "avataaars"],
		["ghost", "thumbs gaze", "avataaars"],
		["robot", "bottts pixelbot voxel-bot", "avataaars critters"],
		["robots", "bottts voxel-bot", "avataaars"],
		["cute robot", "bottts", "critters avataaars"],
		["girl with glasses", "lorelei avataaars", "fun-emoji bottts big-ears"],
		["black and white", "lorelei notionists", "rings micah"],
		["cartoon", "avataaars toon-head", "rings"],
		["sketch", "croodles open-peeps", "rings"],
		["doodle", "croodles", "rings"],
		["minimalist", "line-face cameo", "disco adventurer"],
		["smiley", "fun-emoji moods", "rings"],
		["pixel art", "pixel-art pixel-art-neutral", "rings"],
		["8 bit", "pixel-art", "rings"],
		["8-bit", "pixel-art", "rings"],
		["retro game", "pixel-art voxel-art", "rings patchwork"],
		["minecraft", "voxel-art voxel-bot", "rings"],
		["voxel", "voxel-art voxel-bot", "rings"],
		["github", "identicon", "avataaars"],
		["monogram", "initials", "avataaars"],
		["letters", "initials glyphs", "avataaars"],
		["space", "planets constellation", "avataaars"],
		["planet", "planets", "avataaars shape-grid"],
		["plant", "sprouts", "planets avataaars"],
		["flower", "sprouts", "rings"],
		["geometric", "shapes triangles", "avataaars"],
		["abstract", "blobs shapes", "avataaars"],
		["professional", "micah notionists personas voxel-art", "critters rings"],
		["business headshot", "micah notionists personas", "critters rings"],
		["skull", "avataaars", "critters rings"],
		["goth", "avataaars croodles open-peeps", "critters rings"],
		["ninja", "big-smile open-peeps", "critters rings"],
		["anime pfp", "adventurer lorelei", "rings"],
		["bigears", "big-ears big-ears-neutral", "critters rings"],
		["funemoji", "fun-emoji", "moods rings"],
		["toonhead", "toon-head", "rings"],
	])("finds by what a style is like: %s", (query, found, not) => {
		expect(search(query)).toEqual(expect.arrayContaining(of(found)));
		for (const name of of(not)) expect(search(query)).not.toContain(name);
	});

	it.each([
		["pixle", "pixel-art pixelbot identicon"],
		["robto", "bottts"],
		["monstre", "critters"],
		["glases", "avataaars croodles"],
		["aniem", "adventurer lorelei"],
		["emojy", "fun-emoji moods"],
		["moustach", "avataaars personas"],
		["landscpae", "landscape"],
		["plnat", "sprouts"],
		["lorelai", "lorelei lorelei-neutral"],
		["botts", "bottts bottts-neutral"],
		["avataars", "avataaars avataaars-neutral"],
	])("forgives a typo: %s", (query, found) => {
		expect(search(query)).toEqual(expect.arrayContaining(of(found)));
		expect(search(query).length).toBeLessThan(40);
	});

	it.each(["zzzzzz", "cat zzzzzz", "monalisa", "<svg onload>"])(
		"finds nothing where nothing fits: %s",
		(query) => {
			expect(search(query)).toEqual([]);
		},
	);

	it("finds no bear because of who drew it", () => {
		const madeByDiceBear = [...STYLES].filter(([, { creator }]) => creator === "DiceBear");
		expect(madeByDiceBear.length).toBeGreaterThan(25);
		expect(search("bear")).toEqual(["critters", "open-peeps", "voxel-art"]);
		expect(search("dice")).not.toContain("rings");
		expect(search("DiceBear")).toEqual(madeByDiceBear.map(([name]) => name));
	});

	it("finds an artist by their own names, and by nothing like them", () => {
		expect(search("Pablo Stanley")).toEqual([
			"avataaars",
			"avataaars-neutral",
			"bottts",
			"bottts-neutral",
			"open-peeps",
		]);
		expect(search("wischofsky")).toContain("lorelei");
		expect(search("stanle")).toEqual([]);
	});

	it("puts the name first, then what a style is, then what some of its drawings have", () => {
		expect(search("glass")[0]).toBe("glass");
		expect(search("planet")[0]).toBe("planets");
		const robots = search("machine");
		expect(robots[0]).toBe("bottts");
		expect(search("pix").slice(0, 2)).toEqual(["pixel-art", "pixel-art-neutral"]);
	});

	it("gives every style for nothing, in their own order", () => {
		for (const query of ["", "  ", "a style with", "!?"]) expect(search(query)).toEqual([...STYLES.keys()]);
	});

	it("costs little whatever is searched for", () => {
		const start = performance.now();
		search("x".repeat(100_000));
		search("qwertz ".repeat(20_000));
		expect(performance.now() - start).toBeLessThan(500);
	});
});

describe("the table of tags", () => {
	it("has every style, and no other", () => {
		expect(Object.keys(STYLE_TAGS)).toEqual([...STYLES.keys()]);
	});

	it.each([
		["glasses", /^(sun)?glasses\d?$/],
		["eyepatch", /^eyepatch$/],
		["beard", /beard/i],
		["moustache", /m(o)?ustache/i],
		["hat", /^(hat|winterHat\d+|hatBeanie|beanie|sunhat)$/],
		["hijab", /^hijab$/],
		["antenna", /antenna/],
		["horn", /^horns/],
		["tongue", /tongue/i],
		["cat", /^cat/i],
	])("says what the parts of a style are called: %s", (word, called) => {
		const found = search(word);
		for (const [name, parts] of partsOfStyles())
			if (parts.some((part) => called.test(part))) expect(found, name).toContain(name);
	});

	it("is in words as they are searched for: small, each once, and in the singular", () => {
		const lists = [
			...Object.values(STYLE_TAGS).flatMap(({ is, has = "" }) => [is, has]),
			...Object.values(SYNONYMS),
		];
		for (const list of lists) {
			const words = of(list);
			expect(list).toBe(words.join(" "));
			expect(new Set(words).size).toBe(words.length);
			for (const word of words) expect(word).toMatch(/^[\p{Ll}\d]+$/u);
		}
	});
});
