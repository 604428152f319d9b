import { describe, expect, it } from "vitest";
import { lookOf } from "../../src/avatar/look";
import { moodsOf } from "../../src/avatar/moods";
import { optionsIn, readOptions } from "../../src/avatar/option_text";
import { styleOptionsOf } from "../../src/avatar/options";
import { render, styleOf } from "../../src/avatar/render";
import { STYLES } from "../../src/avatar/styles";
import {
	allShuffled,
	changedOptions,
	presenceChanges,
	sayLost,
	shuffled,
	takenBack,
	variantChanges,
} from "../../src/client/parts/changes";
import {
	chosenIn,
	decided,
	freeOf,
	motionOf,
	presenceIn,
	sayChosen,
	type Topic,
	topicsOf,
} from "../../src/client/parts/topics";

const optionsOf = (style: string) => styleOptionsOf(styleOf(style));
const changed = (style: string, text: string, changes: Parameters<typeof changedOptions>[2]) =>
	changedOptions(optionsOf(style), text, changes).options ?? "refused";

function topicOf(style: string, name: string): Topic {
	const topic = topicsOf(optionsOf(style)).find((each) => each.name === name);
	if (!topic) throw new Error(`${style} has no ${name}`);
	return topic;
}

/** The same numbers again and again. */
function chance(...numbers: number[]) {
	let at = 0;
	return () => numbers[at++ % numbers.length] ?? 0;
}

const drawn = (style: string, options: string) =>
	render(style, "Mira", lookOf({ style, mood: "", backgroundColor: "ffcf5c", options }));

describe.each([...STYLES.keys()])("the parts of %s", (style) => {
	const own = optionsOf(style);
	const topics = topicsOf(own);

	it("come to each of its own options once", () => {
		const motion = motionOf(own);
		const others = (name: string) =>
			name === "tags" || name.startsWith("background") || (motion && name.startsWith(motion.name));
		const shared = ["flip", "rotate", "scale", "borderRadius", "translateX", "translateY"];
		const all = topics.flatMap(({ options }) => options);
		expect(new Set(all).size).toBe(all.length);
		expect([...all].sort()).toEqual(
			Object.keys(own.fields)
				.filter((name) => !others(name) && !shared.includes(name))
				.sort(),
		);
		expect(new Set(topics.map(({ label }) => label)).size).toBe(topics.length);
	});

	it("can each be chosen, are then said to be chosen, and are taken back", () => {
		for (const topic of topics) {
			const text = changed(style, "rotate=10", shuffled("", topic, chance(0.99)));
			const isOnlyOne = (topic.part?.variants.length ?? 1) === 1 && topic.part?.probability !== 0;
			if (text === "rotate=10") expect([topic.name, isOnlyOne]).toEqual([topic.name, true]);
			else expect([topic.name, sayChosen(text, topic)]).not.toEqual([topic.name, ""]);
			expect(() => drawn(style, text)).not.toThrow();
			expect(changed(style, text, takenBack([topic]))).toBe("rotate=10");
		}
	});

	it("are shuffled into what it can draw, short enough to be kept", () => {
		const texts = [0.05, 0.5, 0.95].map((number) =>
			changed(style, "", allShuffled(topics, chance(number, 0.3))),
		);
		for (const text of texts) {
			expect(readOptions(own, text)).toEqual({ options: text });
			expect(() => drawn(style, text)).not.toThrow();
		}
	});

	it("are left to the mood where nothing else is drawn whatever is chosen, and only there", () => {
		for (const mood of moodsOf(style))
			for (const { part } of topics) {
				if (!part || part.variants.length === 1) continue;
				const pictures = part.variants.slice(0, 9).map(({ name }) => {
					const options = changed(style, "", variantChanges(part, name));
					return render(style, "Mira", lookOf({ style, mood, backgroundColor: "ffcf5c", options }));
				});
				const isDecided = decided(style, mood, part).variant;
				expect([part.name, new Set(pictures).size === 1]).toEqual([part.name, isDecided]);
			}
	});
});

describe("a part", () => {
	const glasses = topicOf("lorelei", "glasses");
	const part = glasses.part as NonNullable<Topic["part"]>;

	it("is there when one of its variants is chosen, and as it was when that is taken back", () => {
		const text = changed("lorelei", "", variantChanges(part, "variant02"));
		expect(text).toBe("glassesProbability=100&glassesVariant=variant02");
		expect([presenceIn(text, part), chosenIn(text, "glassesVariant")]).toEqual(["always", "variant02"]);
		expect(changed("lorelei", text, takenBack([glasses]))).toBe("");
	});

	it("may be there always, never, or as often as the style has it", () => {
		const never = changed("lorelei", "", presenceChanges(part, "never"));
		expect(never).toBe("glassesProbability=0");
		expect([presenceIn(never, part), sayChosen(never, glasses)]).toEqual(["never", "none"]);
		expect(changed("lorelei", never, presenceChanges(part, "always"))).toBe("glassesProbability=100");
		expect(changed("lorelei", never, presenceChanges(part, ""))).toBe("");
		expect(presenceIn("glassesProbability=30", part)).toBeUndefined();
	});

	it("is another one when it is shuffled", () => {
		const before = "glassesProbability=100&glassesVariant=variant01";
		for (const number of [0, 0.5, 0.99])
			expect(changed("lorelei", before, shuffled(before, glasses, chance(number)))).not.toBe(before);
	});

	it.each([
		["glassesVariant=variant01,variant02", undefined],
		["glassesVariant=variant01:3", undefined],
		["", ""],
	])("of which several are named has no one variant: %s", (text, value) => {
		expect(chosenIn(text, "glassesVariant")).toBe(value);
	});
});

describe("a locked part", () => {
	it("is as it was after the others are shuffled", () => {
		const topics = topicsOf(optionsOf("lorelei"));
		const text = "hairColor=ff0000&hairVariant=variant07";
		const free = topics.filter(({ name }) => name !== "hair");
		const after = optionsIn(changed("lorelei", text, allShuffled(free, chance(0.9, 0.4))));
		expect(after).toMatchObject(optionsIn(text));
		expect(Object.keys(after).length).toBeGreaterThan(5);
	});
});

describe("a part that the mood decides", () => {
	it("is not shuffled, but its colour is", () => {
		const mouth = freeOf("lorelei", "happy", topicOf("lorelei", "mouth"));
		expect([mouth.part, mouth.colours.length]).toEqual([undefined, 1]);
		expect(freeOf("lorelei", "happy", topicOf("lorelei", "hair")).part?.name).toBe("hair");
	});
});

describe("more than can be kept", () => {
	it("is refused, not cut off", () => {
		const colours = Array.from({ length: 99 }, (_, n) => `ff00${10 + n}`.slice(0, 6)).join();
		const long = `hairColor=${colours}&skinColor=${colours}`;
		const { options, problem } = changedOptions(optionsOf("lorelei"), long, { outlineColor: colours });
		expect([options, typeof problem]).toEqual([undefined, "string"]);
	});
});

describe("what a style does not have", () => {
	it("is named once, in words", () => {
		const text = "glassesProbability=100&glassesVariant=variant02&hairColor=ff0000&rotate=10";
		expect(sayLost(text, "rotate=10")).toBe("glasses, hair colour");
		expect(sayLost(text, text)).toBe("");
		const many = ["eyes", "hair", "head", "mouth", "nose", "skin"].map((part) => `${part}Color=ff0000`);
		expect(sayLost(many.join("&"), "")).toBe(
			"eyes colour, hair colour, head colour, mouth colour and 2 more",
		);
	});
});

describe("what moves", () => {
	it("is a part of its own in the 19 styles that can, and no part among the others", () => {
		const moving = [...STYLES.keys()].filter((style) => motionOf(optionsOf(style)));
		expect(moving.length).toBe(19);
		for (const style of moving) {
			const motion = motionOf(optionsOf(style));
			expect(topicsOf(optionsOf(style)).map(({ name }) => name)).not.toContain(motion?.name);
			expect(drawn(style, "tags=animation")).toContain("@keyframes");
			expect(drawn(style, "")).not.toContain("@keyframes");
		}
	});
});
