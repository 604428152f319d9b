import { describe, expect, it } from "vitest";
import { OPTIONS_MAX } from "../../src/avatar/fields";
import { lookOf } from "../../src/avatar/look";
import { fittingOptions, readOptions, withoutOptions } from "../../src/avatar/option_text";
import { descriptorOf, styleOptionsOf } from "../../src/avatar/options";
import { render, styleOf } from "../../src/avatar/render";
import type { ChoosableField } from "../../src/avatar/style_options";
import { STYLES } from "../../src/avatar/styles";
import { Visitor } from "../visitor";

const optionsFor = (style: string) => styleOptionsOf(styleOf(style));
const read = (style: string, text: string) => readOptions(optionsFor(style), text);
const kept = (style: string, text: string) => read(style, text).options ?? "";

/** Mulberry32: the same numbers in each run. */
function dice(seed: number) {
	let state = seed;
	return (sides: number) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % sides;
	};
}

type Dice = ReturnType<typeof dice>;

const oneOf = <T>(roll: Dice, items: readonly T[]) => items[roll(items.length)] as T;

/** A value as somebody might write it: also what changes nothing, and in many ways of writing. */
function written(roll: Dice, field: ChoosableField): string {
	if (roll(6) === 0) return field.own;
	switch (field.type) {
		case "number":
		case "range": {
			const { min = 0, max = min + 9 } = field;
			const number = () =>
				oneOf(roll, [min, max, (min + max) / (field.max ? 7 : 1), min + roll(max - min + 1)]);
			const spelt = () =>
				oneOf(roll, [String, (n: number) => n.toExponential().replace("+", "%2B")])(number());
			return field.type === "range" && roll(2) ? `${spelt()},${spelt()}` : spelt();
		}
		case "color":
			return Array.from({ length: roll(4) }, () =>
				oneOf(roll, ["FF0000", "%230af", "12345678", "fff8", "00ff7f"]),
			).join();
		case "enum": {
			const some = Array.from({ length: 1 + roll(3) }, () => oneOf(roll, field.values));
			if (!field.list) return some[0] ?? "";
			if (field.open) return oneOf(roll, ["", `!${some[0]}`, "animation"]);
			return some.map((item) => (field.weighted && roll(3) === 0 ? `${item}:${roll(4)}` : item)).join();
		}
		default:
			return "";
	}
}

function recipe(roll: Dice, style: string, wanted: number): string {
	const fields = Object.entries(optionsFor(style).fields);
	const chosen = fields.filter(() => roll(fields.length) < wanted);
	return chosen.map(([name, field]) => `${name}=${written(roll, field)}`).join("&");
}

describe.each([...STYLES.keys()])("options of %s", (style) => {
	const rolls = Array.from({ length: 6 }, (_, n) => dice(n * 7919 + style.length));
	const texts = rolls.map((roll) => recipe(roll, style, 6));

	it("are kept in one way, which is read as itself", () => {
		for (const text of texts) {
			const { options, problem } = read(style, text);
			expect([text, problem]).toEqual([text, undefined]);
			expect(options).toMatch(/^[\w=&,:.!-]*$/);
			expect(kept(style, options ?? "")).toBe(options);
			expect(fittingOptions(optionsFor(style), text)).toBe(options);
		}
	});

	it("draw what `/10.x` draws of them as they were written", async () => {
		for (const [n, text] of texts.entries()) {
			const gradient =
				n % 2
					? ""
					: `${text.includes("backgroundColorFill=") ? "" : "&backgroundColorFill=linear"}&backgroundColorOrder=fixed`;
			const backgroundColor = n % 2 ? "b6e3f4" : "ffcf5c,b6e3f4";
			const query = `seed=Mira&${text}&backgroundColor=${backgroundColor}${gradient}`;
			const answer = await new Visitor().ask(`/10.x/${style}/svg?${query}`);
			const svg = await answer.text();
			expect([text, answer.status]).toEqual([text, 200]);
			const again = render(
				style,
				"Mira",
				lookOf({ style, mood: "", backgroundColor, options: kept(style, text) }),
			);
			expect(again === svg ? text : again).toBe(text);
		}
	});

	it("are none where they are as the style has them", () => {
		const { fields } = optionsFor(style);
		for (const [name, { own }] of Object.entries(fields)) expect(kept(style, `${name}=${own}`)).toBe("");
	});

	it("are what its descriptor names, each with words of its own", () => {
		const { fields, parts, colours } = optionsFor(style);
		const described = descriptorOf(styleOf(style));
		const other = ["seed", "size", "backgroundColor", "backgroundColorFillStops", "backgroundColorOrder"];
		expect(Object.keys(fields).sort()).toEqual(
			Object.keys(described)
				.filter((name) => !other.includes(name))
				.sort(),
		);
		const labels = Object.values(fields).map(({ label }) => label);
		expect(new Set(labels).size).toBe(labels.length);
		for (const label of labels) expect(label).toMatch(/^[A-Z][\w :,-]+$/);
		for (const { name, variants } of parts) {
			expect(fields).toHaveProperty(`${name}Variant`);
			const named = variants.map(({ label }) => label);
			expect(new Set(named).size).toBe(named.length);
		}
		for (const { name } of colours) expect(fields).toHaveProperty(`${name}Color`);
		expect(JSON.parse(JSON.stringify(fields))).toEqual(fields);
	});
});

describe("a text of options", () => {
	it.each([
		["nothing", "", ""],
		["other fields' names", "seed=x&backgroundColor=ff0000&rotate=10", "rotate=10"],
		["any order", "rotate=10&hairVariant=long02,long01", "hairVariant=long01,long02&rotate=10"],
		["an option twice", "hairVariant=long02&hairVariant=long01", "hairVariant=long01,long02"],
		["a variant twice", "hairVariant=long01,long01", "hairVariant=long01"],
		["commas that are encoded", "hairVariant=long01%2Clong02", "hairVariant=long01,long02"],
		["no variant", "hairVariant=", "hairVariant="],
		["no value", "hairVariant", "hairVariant="],
		["weights of one", "hairVariant=long01:1,long02", "hairVariant=long01,long02"],
		["weights", "hairVariant=long02:,long01:2.50", "hairVariant=long01:2.5,long02:0"],
		["a large weight", "hairVariant=long02:1e21,long01", "hairVariant=long01,long02:1e21"],
		[
			"numbers in another spelling",
			"rotate=1e1&scale=.5&translateX=%2B3&translateY=-0",
			"rotate=10&scale=0.5&translateX=3",
		],
		["a range from the end", "rotate=20,-10", "rotate=-10,20"],
		["a range of one", "rotate=20,20", "rotate=20"],
		["colours in another spelling", "hairColor=%23FFF,abcd,A1B2C3", "hairColor=ffffff,aabbccdd,a1b2c3"],
		["what is left out", "&&rotate=10&", "rotate=10"],
		["the style's own", "rotate=0&flip=none&hairProbability=100", ""],
		["the style's own colours in a fixed order", "hairColorOrder=random", ""],
	])("is kept: %s", (_, text, expected) => {
		expect(read("adventurer", text)).toEqual({ options: expected });
	});

	it.each([
		["a name that there is not", "moustacheVariant=long", "This style has no “moustacheVariant”."],
		["another style's option", "topVariant=bun", "This style has no “topVariant”."],
		["a prototype", "__proto__=1", "This style has no “__proto__”."],
		["a constructor", "constructor=1", "This style has no “constructor”."],
		["a list in brackets", "hairVariant[]=long01", "This style has no option of that name."],
		["markup", "<script>=1", "This style has no option of that name."],
		["an encoded end of text", "%00=1", "This style has no option of that name."],
		["what is no UTF-8", "%ff=1", "This style has no option of that name."],
		["a size", "size=4096", "This style has no “size”."],
		["a title", "title=x", "This style has no “title”."],
		["a font", "fontFamily=x", "This style has no “fontFamily”."],
		["random ids", "idRandomization=true", "This style has no “idRandomization”."],
		["a variant that there is not", "hairVariant=long99", "Hair has no such choice."],
		["a variant with an end of text", "hairVariant=long01%00", "Hair has no such choice."],
		["a variant that every object has", "hairVariant=constructor", "Hair has no such choice."],
		["a weight below nothing", "hairVariant=long01:-1", "Hair has no such choice."],
		["a weight that is none", "hairVariant=long01:x", "Hair has no such choice."],
		["weights of nothing", "hairVariant=:3", "Hair has no such choice."],
		["too far", "translateX=1001", "Position from side to side goes from -1000 to 1000."],
		["too large", "scale=1e9", "Size in the picture goes from 0 to 10."],
		["three ends of a range", "rotate=1,2,3", "Turn goes from -360 to 360."],
		["no number", "rotate=fast", "Turn goes from -360 to 360."],
		["two probabilities", "glassesProbability=1,2", "Glasses: how often goes from 0 to 100."],
		["no probability", "glassesProbability=", "Glasses: how often goes from 0 to 100."],
		["a colour's name", "hairColor=red", "Hair colour takes colours of six hex digits."],
		["a background that is no gradient", "backgroundColorFill=solid", "Kind of gradient has no such choice."],
		["few steps", "hairColorFillStops=1", "Hair colour: steps of the gradient takes whole numbers from 2."],
		[
			"half a step",
			"hairColorFillStops=2.5",
			"Hair colour: steps of the gradient takes whole numbers from 2.",
		],
		["a line break", "rotate=1\n0", expect.stringMatching(/^Use at most 1500 characters/)],
		["half a character", "rotate=\ud83d", expect.stringMatching(/^Use at most/)],
		["too much", `rotate=${"0".repeat(OPTIONS_MAX)}`, expect.stringMatching(/^Use at most/)],
		[
			"what is too much when it is written out",
			`hairVariant=${"long01:1e20,".repeat(120)}rotate=1`,
			"Hair has no such choice.",
		],
	])("is refused: %s", (_, text, problem) => {
		expect(read("adventurer", text)).toEqual({ problem });
		expect(fittingOptions(optionsFor("adventurer"), `${text}&flip=horizontal`)).toMatch(
			/^(?:flip=horizontal)?$/,
		);
	});

	it("keeps what fits another style", () => {
		expect(fittingOptions(optionsFor("rings"), "hairVariant=long01&rotate=10&scale=99")).toBe("rotate=10");
	});

	it("names all of a style's variants beside tags: they are not sorted out by them", () => {
		const all = optionsFor("gaze").fields.animationVariant?.own ?? "";
		expect(kept("gaze", `animationVariant=${all}&tags=!animation`)).toContain("animationVariant=");
		expect(kept("gaze", `animationVariant=${all}&tags=`)).toBe("");
	});

	it("loses options by their names", () => {
		expect(withoutOptions("a=1&b=2&c=3", ["b", "a"])).toBe("c=3");
		expect(withoutOptions("a=1", ["a"])).toBe("");
	});
});
