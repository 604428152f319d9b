import { describe, expect, it } from "vitest";
import { exampleOf, type StyleFacts } from "../../src/client/servers/settings/example";
import {
	channelsFor,
	channelTitle,
	colourOf,
	rolesFor,
	type Surroundings,
} from "../../src/client/servers/settings/guild_lists";
import {
	editsIn,
	editsLeft,
	editsToKeep,
	groupsOf,
	isSame,
	meet,
	puttingBack,
	type Values,
	wordsOf,
} from "../../src/client/servers/settings/values";
import { inWords, listed, previewOf } from "../../src/client/servers/settings/words";
import type {
	SettingChannel,
	SettingDifference,
	SettingField,
	SettingRole,
	SettingType,
	SettingValue,
} from "../../src/wire";

const field = (name: string, type: SettingType = "text", more: Partial<SettingField> = {}): SettingField => ({
	name,
	type,
	label: `The ${name}`,
	explanation: "",
	group: "General",
	default: null,
	...more,
});
const channel = (id: string, name: string, more: Partial<SettingChannel> = {}): SettingChannel => ({
	id,
	type: 0,
	name,
	position: Number(id),
	...more,
});
const role = (id: string, position: number, color = 0): SettingRole => ({
	id,
	name: `Role ${id}`,
	position,
	color,
	choosable: true,
});
const difference = (name: string, from: SettingValue, to: SettingValue): SettingDifference => ({
	name,
	from,
	to,
	by: { id: "1", name: "Paul" },
	at: "2026-11-24T12:00:00.000Z",
});
const avatar = { style: "lorelei", mood: "happy", backgroundColor: "ffcf5c", seed: "Den" };

describe("whether two values are the same", () => {
	it.each<[string, SettingValue, SettingValue, boolean]>([
		["a text and another", "a", "b", false],
		["none, written in two ways", null, "", true],
		["no and none", false, null, false],
		["zero and none", 0, null, false],
		["a number and its text", 1, "1", false],
		["lists", ["a", "b"], ["a", "b"], true],
		["lists in another order", ["a", "b"], ["b", "a"], false],
		["an empty list and none", [], null, false],
		[
			"an avatar with its parts in another order",
			avatar,
			Object.fromEntries(Object.entries(avatar).reverse()) as unknown as typeof avatar,
			true,
		],
		["an avatar with another seed", avatar, { ...avatar, seed: "" }, false],
	])("%s", (_, a, b, same) => {
		expect(isSame(a, b)).toBe(same);
		expect(isSame(b, a)).toBe(same);
	});
});

describe("what is not saved", () => {
	const saved = { prefix: "!", language: "en", channel: null };

	it("is what is another value, of the settings that there are", () => {
		expect(editsIn(saved, { prefix: "?", language: "en", channel: "", gone: "x" })).toEqual({ prefix: "?" });
	});

	it.each([
		["all edits, where something else was saved", {}, { prefix: "?", language: "de" }],
		["not what was sent", { sent: { prefix: "?" } }, { language: "de" }],
		[
			"what was edited once more since it was sent",
			{ sent: { prefix: "%" } },
			{ prefix: "?", language: "de" },
		],
		["not what was given up", { givenUp: ["language"] }, { prefix: "?" }],
	])("stays: %s", (_, changes, left) => {
		expect(editsLeft({ saved, filled: { prefix: "?", language: "de", channel: null } }, changes)).toEqual(
			left,
		);
	});

	it("is what a change of the history is undone by, and nothing where it is so already", () => {
		const changes = [
			{ name: "prefix", from: "!" },
			{ name: "language", from: "de" },
			{ name: "gone", from: "x" },
		];
		expect(puttingBack(changes, saved)).toEqual({ language: "de" });
		expect(puttingBack(changes.slice(0, 1), saved)).toEqual({});
	});
});

describe("what two tabs have not saved", () => {
	it.each<[string, kept: Values, before: Values, now: Values, left: Values]>([
		["typed in one", {}, {}, { prefix: "a" }, { prefix: "a" }],
		["typed in the other", { word: "b" }, {}, { prefix: "a" }, { word: "b", prefix: "a" }],
		["typed in both, and last here", { prefix: "b" }, {}, { prefix: "a" }, { prefix: "a" }],
		["typed in both, and last there", { prefix: "b" }, { prefix: "a" }, { prefix: "a" }, { prefix: "b" }],
		["emptied here", {}, {}, { prefix: null }, { prefix: null }],
		["taken back here", { word: "b", prefix: "a" }, { prefix: "a" }, {}, { word: "b" }],
		["taken back there", { word: "b" }, { prefix: "a" }, { prefix: "a", word: "c" }, { word: "c" }],
	])("%s", (_, kept, before, now, left) => {
		expect(editsToKeep(kept, before, now)).toEqual(left);
	});
});

describe("two people at once", () => {
	it("choose only where both changed something, to different values", () => {
		const differences = [
			difference("prefix", "!", "?"),
			difference("language", "en", "de"),
			difference("channel", null, "7"),
		];
		const { conflicts, news } = meet({ prefix: "%", language: "de", text: "mine" }, differences);
		expect(conflicts).toEqual([{ theirs: differences[0], yours: "%" }]);
		expect(news).toEqual([differences[2]]);
	});

	it("choose where one of them took something away", () => {
		expect(meet({ channel: null }, [difference("channel", "6", "7")]).conflicts).toHaveLength(1);
	});
});

describe("the form", () => {
	it("has its groups in the order of their first field", () => {
		const fields = [field("a"), field("b", "text", { group: "Welcome" }), field("c")];
		expect(
			groupsOf(fields).map(({ title, fields: members }) => [title, ...members.map(({ name }) => name)]),
		).toEqual([
			["General", "a", "c"],
			["Welcome", "b"],
		]);
	});

	it("is searched by label, explanation, group and choices", () => {
		const choices = [{ value: "de", label: "Deutsch" }];
		const words = wordsOf(field("language", "choice", { explanation: "What it speaks", choices }));
		for (const word of ["The language", "speaks", "General", "Deutsch"]) expect(words).toContain(word);
	});
});

describe("the example of /avatar", () => {
	const STYLES = new Map<string, StyleFacts>([
		["bottts", { title: "Bottts", noSad: "Bottts cannot look sad." }],
		["critters", { title: "Critters" }],
		["rings", { title: "Rings", noHappy: "Rings has no face.", noSad: "Rings has no face." }],
	]);
	const SET: Values = {
		avatarEnabled: true,
		avatarStyle: "critters",
		avatarMood: "sad",
		avatarBackground: "#ffcf5c",
		avatarStyles: [],
		avatarPublic: true,
	};
	const answer = (changes: Values = {}) => exampleOf({ ...SET, ...changes }, STYLES, "mira");

	it("is drawn as it is set", () => {
		expect(answer()).toEqual({
			drawn: {
				avatar: { style: "critters", mood: "sad", backgroundColor: "ffcf5c", seed: "mira" },
				facts: { title: "Critters" },
			},
			forAll: true,
			notes: [],
		});
		expect(answer({ avatarBackground: null }).drawn?.avatar.backgroundColor).toBe("transparent");
		expect(answer({ avatarPublic: false }).forAll).toBe(false);
	});

	it("says what a style cannot show", () => {
		const { drawn, notes } = answer({ avatarStyle: "bottts" });
		expect([drawn?.avatar.mood, notes]).toEqual(["happy", ["Bottts cannot look sad."]]);
		expect(answer({ avatarStyle: "rings" }).drawn?.avatar.mood).toBe("");
		expect(answer({ avatarStyle: "bottts", avatarMood: "happy" }).notes).toEqual([]);
	});

	it("says where the style is not among those to choose from, and which is drawn instead", () => {
		const { drawn, notes } = answer({ avatarStyles: ["bottts", "rings"], avatarMood: "happy" });
		expect(drawn?.avatar.style).toBe("bottts");
		expect(notes).toEqual(["Critters is not among the styles to choose from: Bottts is drawn instead."]);
		expect(answer({ avatarStyles: ["bottts", "critters"] }).notes).toEqual([]);
	});

	it("is a sentence, for whoever asks alone, where it is switched off", () => {
		expect(answer({ avatarEnabled: false })).toEqual({ drawn: undefined, forAll: false, notes: [] });
	});
});

describe("the channels to choose from", () => {
	const all = [
		channel("9", "late", { parent_id: "2" }),
		channel("2", "Talk", { type: 4 }),
		channel("1", "Empty", { type: 4 }),
		channel("3", "voice", { type: 2, parent_id: "2", position: 0 }),
		channel("4", "early", { parent_id: "2" }),
		channel("5", "news", { type: 5 }),
		channel("6", "lost", { parent_id: "77" }),
	];
	const names = (channelTypes?: number[]) =>
		channelsFor({ ...(channelTypes && { channelTypes }) }, all).map(({ category, channels }) => [
			category,
			...channels.map(({ name }) => name),
		]);

	it("stand below their categories, voice last, and what has none stands first", () => {
		expect(names()).toEqual([
			[null, "news", "lost"],
			["Talk", "early", "late", "voice"],
		]);
	});

	it("are only of the types that the setting takes", () => {
		expect(names([5])).toEqual([[null, "news"]]);
		expect(names([4])).toEqual([[null, "Empty", "Talk"]]);
	});

	it("bear the sign of their type", () => {
		expect(all.slice(2, 6).map(channelTitle)).toEqual(["📁 Empty", "🔊 voice", "# early", "📣 news"]);
	});
});

describe("the roles to choose from", () => {
	it("stand highest first, the older first of two, without everybody's", () => {
		const roles = [role("1", 0), role("30", 1), role("4", 1), role("5", 7)];
		expect(rolesFor("1", roles).map(({ id }) => id)).toEqual(["5", "4", "30"]);
	});

	it.each([
		[0, undefined],
		[255, "#0000ff"],
		[0xe91e63, "#e91e63"],
	])("have their colour: %i", (color, colour) => {
		expect(colourOf(role("1", 1, color))).toBe(colour);
	});
});

describe("a value in words", () => {
	const around: Surroundings = {
		guild: { id: "1", name: "Den" },
		channels: [channel("7", "general")],
		roles: [role("8", 1)],
	};
	const choices = [
		{ value: "a", label: "Apple" },
		{ value: "b", label: "Bear" },
	];

	it.each<[SettingType, SettingValue, string]>([
		["text", "!", "“!”"],
		["text", "", "none"],
		["longText", "b".repeat(161), `“${"b".repeat(160)}…”`],
		["longText", "🐻".repeat(160), `“${"🐻".repeat(160)}”`],
		["number", 0, "0"],
		["boolean", false, "no"],
		["boolean", true, "yes"],
		["choice", "b", "Bear"],
		["choice", "gone", "gone"],
		["choices", ["a", "b"], "Apple, Bear"],
		["choices", [], "none"],
		["color", "#ffcf5c", "#ffcf5c"],
		["channel", "7", "# general"],
		["channel", "9", "9"],
		["channel", null, "none"],
		["role", "8", "@Role 8"],
		["member", "5", "5"],
		["avatar", avatar, "lorelei, happy, ffcf5c, “Den”"],
	])("%s %j", (type, value, words) => {
		expect(inWords(field("it", type, { choices }), value, around)).toBe(words);
	});
});

describe("names in a row", () => {
	it.each([
		[["A"], "A"],
		[["A", "B", "C"], "A, B, C"],
		[["A", "B", "C", "D"], "A, B and 2 more"],
	])("%j", (names, words) => {
		expect(listed(names)).toBe(words);
	});
});

describe("a text with placeholders", () => {
	const preview = (text: string) =>
		previewOf(text, ["user", "server", "toString"], { user: "@Nova", server: "Den" }).map(({ text, is }) => [
			text,
			is,
		]);

	it.each<[string, [string, string][]]>([
		["Hello", [["Hello", "text"]]],
		["", []],
		[
			"Hi {user} of {server}!",
			[
				["Hi ", "text"],
				["@Nova", "filled"],
				[" of ", "text"],
				["Den", "filled"],
				["!", "text"],
			],
		],
		["{nobody}", [["{nobody}", "unknown"]]],
		["{toString}", [["toString", "filled"]]],
		["{ user } {}", [["{ user } {}", "text"]]],
		[
			"{user}{user}",
			[
				["@Nova", "filled"],
				["@Nova", "filled"],
			],
		],
	])("%s", (text, pieces) => {
		expect(preview(text)).toEqual(pieces);
	});
});
