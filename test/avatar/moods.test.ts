import { OptionsDescriptor } from "@dicebear/core";
import { describe, expect, it } from "vitest";
import { lookOf } from "../../src/avatar/look";
import { MOOD_TABLE } from "../../src/avatar/mood_table";
import { contradictions, MOODS, moodOptions, moodsOf } from "../../src/avatar/moods";
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

describe("what a mood overrides", () => {
	it.each([
		["the mouth that it sets", "lorelei", "happy", { mouthVariant: ["sad04"] }, ["mouthVariant"]],
		["a mouth that is never there", "lorelei", "happy", { mouthProbability: ["0"] }, ["mouthProbability"]],
		["not a mouth that is always there", "lorelei", "happy", { mouthProbability: ["100"] }, []],
		["a beard that would cover it", "lorelei", "sad", { beardProbability: ["100"] }, ["beardProbability"]],
		["glasses that would cover it", "lorelei", "sad", { glassesVariant: ["variant02"] }, ["glassesVariant"]],
		["not how often there are glasses", "lorelei", "sad", { glassesProbability: ["100"] }, []],
		["not hair", "lorelei", "happy", { hairVariant: ["variant01"], hairColor: ["ff0000"] }, []],
		["nothing without a mood", "lorelei", "", { mouthVariant: ["sad04"] }, []],
		["nothing in a style without a face", "rings", "", { ringVariant: [""] }, []],
		["nothing that every object has", "lorelei", "happy", { constructor: ["1"], toString: ["1"] }, []],
		["nothing of a style that there is not", "constructor", "happy", { mouthVariant: ["x"] }, []],
	] as const)("is %s", (_, style, mood, options, expected) => {
		expect(contradictions(style, mood, options)).toEqual(expected);
	});

	it.each(Object.keys(MOOD_TABLE))("of %s makes no other picture", (style) => {
		for (const mood of moodsOf(style)) {
			for (const name of Object.keys(moodOptions(style, mood))) {
				const face = MOOD_TABLE[style]?.happy?.[name] !== MOOD_TABLE[style]?.sad?.[name];
				const options = `${name}=&rotate=10${face ? `&${name.replace("Variant", "Probability")}=0` : ""}`;
				const look = { style, mood, backgroundColor: "b6e3f4" };
				expect(lookOf({ ...look, options })).toEqual(lookOf({ ...look, options: "rotate=10" }));
			}
		}
	});
});
