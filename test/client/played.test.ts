import { describe, expect, it } from "vitest";
import { CORE_SEED_MAX } from "../../src/avatar/fields";
import { descriptorOf } from "../../src/avatar/options";
import { render, styleOf } from "../../src/avatar/render";
import { SVG_SIZE_MAX } from "../../src/avatar/sizes";
import { STYLES, styleCard } from "../../src/avatar/styles";
import {
	exampleOf,
	isDrawnHere,
	linkOf,
	optionsOf,
	type Played,
	pathOf,
	playedIn,
	problemOf,
} from "../../src/client/docs/played";
import { useInternet } from "../internet";
import { Visitor } from "../visitor";

useInternet();

const FIRST: Played = {
	style: "critters",
	seed: "Kuma",
	format: "svg",
	size: "",
	mood: "",
	backgroundColor: "",
	options: "",
};
const playing = (changes: Partial<Played>): Played => ({ ...FIRST, ...changes });

describe("the playground", () => {
	it.each([
		["as it comes", {}, "/10.x/critters/svg?seed=Kuma"],
		["a size", { format: "png", size: "256" }, "/10.x/critters/png?seed=Kuma&size=256"],
		["a mood", { style: "dylan", mood: "sad" }, "/10.x/dylan/svg?seed=Kuma&moodVariant=sad"],
		[
			"options",
			{ options: "eyesVariant=happy:3,wink&rotate=-10,10" },
			"/10.x/critters/svg?seed=Kuma&eyesVariant=happy%3A3,wink&rotate=-10,10",
		],
		["a background", { backgroundColor: "#B6E3F4" }, "/10.x/critters/svg?seed=Kuma&backgroundColor=B6E3F4"],
		[
			"no background",
			{ backgroundColor: "transparent" },
			"/10.x/critters/svg?seed=Kuma&backgroundColor=00000000",
		],
		[
			"a gradient",
			{ backgroundColor: "ff0000, 00ff00" },
			"/10.x/critters/svg?seed=Kuma&backgroundColorFill=linear&backgroundColorOrder=fixed&backgroundColor=ff0000,00ff00",
		],
		[
			"any seed",
			{ seed: `'"><script>(🐻) & {a} \\ $x` },
			"/10.x/critters/svg?seed=%27%22%3E%3Cscript%3E%28%F0%9F%90%BB%29+%26+%7Ba%7D+%5C+%24x",
		],
		["no seed", { seed: "" }, "/10.x/critters/svg?seed="],
	] as const)("has an address for %s", (_, changes, path) => {
		expect(pathOf(playing(changes))).toBe(path);
	});

	it("shows what its address answers, whatever is chosen", async () => {
		for (const changes of [
			{ mood: "happy", backgroundColor: "ff0000,00ff00", options: "flip=horizontal" },
			{ seed: `"><script>`, size: "64" },
		] as const) {
			const played = playing(changes);
			const answer = await (await new Visitor().ask(pathOf(played))).text();
			const { size, ...options } = optionsOf(played);
			const drawn = render(played.style, played.seed, options);
			expect(answer.replace(/ (?:width|height)="64"/g, "")).toBe(drawn);
			expect(size).toBe("size" in changes ? 64 : undefined);
		}
	});

	it.each([
		[{ size: "1" }, undefined],
		[{ size: "4096" }, undefined],
		[{ size: "4097" }, "size"],
		[{ size: "1024", format: "png" }, undefined],
		[{ size: "1025", format: "png" }, "size"],
		[{ size: "0" }, "size"],
		[{ size: "-1" }, "size"],
		[{ size: "1e3" }, "size"],
		[{ size: " 64" }, "size"],
		[{ backgroundColor: "transparent" }, undefined],
		[{ backgroundColor: "fff" }, undefined],
		[{ backgroundColor: "#ffffff80,000" }, undefined],
		[{ backgroundColor: "red" }, "backgroundColor"],
		[{ backgroundColor: "fffff" }, "backgroundColor"],
		[{ backgroundColor: "fff," }, "backgroundColor"],
	] as const)("says what is wrong: %o", (changes, field) => {
		expect(problemOf(playing(changes))?.field).toBe(field);
	});

	it.each([1024, 1025])("takes %i bears as a seed where its address does", async (bears) => {
		const played = playing({ seed: "🐻".repeat(bears) });
		const { status } = await new Visitor().ask(pathOf(played));
		expect([status, problemOf(played)?.field]).toEqual(
			bears > CORE_SEED_MAX ? [400, "seed"] : [200, undefined],
		);
	});

	it("knows the largest SVG that DiceBear takes", () => {
		expect(descriptorOf(styleOf("critters")).size).toMatchObject({ max: SVG_SIZE_MAX });
	});

	it("is found again by its own address", () => {
		const all = playing({
			style: "micah",
			seed: `a&b=ü +🐻"><script>`,
			format: "webp",
			size: "48",
			mood: "sad",
			backgroundColor: "b6e3f4,ffd5dc",
			options: "hairVariant=long01:2&rotate=-10,10",
		});
		expect({ ...FIRST, ...playedIn(linkOf(all, FIRST)) }).toEqual(all);
		expect(linkOf(FIRST, FIRST)).toBe("");
		expect({ ...FIRST, ...playedIn(linkOf(playing({ seed: "" }), FIRST)) }).toEqual(playing({ seed: "" }));
		expect(playedIn("?__proto__=1&x=2")).toEqual({});
	});

	it("draws in the page what costs nobody anything", () => {
		expect(["svg", "json", "png", "jpg", "webp", "avif"].filter((format) => isDrawnHere({ format }))).toEqual(
			["svg", "json"],
		);
	});

	it("describes the picture in an example, in every style", () => {
		for (const style of STYLES.keys()) {
			const example = exampleOf(playing({ style, size: "64" }), "https://x.test", styleCard(style));
			expect(example).toMatchObject({ width: 64, alt: "Avatar of Kuma", format: "svg" });
			expect(example.url).toBe(`https://x.test/10.x/${style}/svg?seed=Kuma&size=64`);
		}
		expect(exampleOf(playing({ seed: "" }), "", styleCard("micah"))).toMatchObject({
			width: 128,
			alt: "Avatar",
		});
	});
});
