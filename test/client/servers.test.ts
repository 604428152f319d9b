import { describe, expect, it } from "vitest";
import { initialsOf } from "../../src/client/servers/initials";
import { groupOf, joined, type Known, learn } from "../../src/client/servers/known";
import { changesOf, type Filled } from "../../src/client/servers/profile";
import type { WireGuild } from "../../src/wire";

const guild = (id: string, bot: boolean | null, manage = true): WireGuild => ({
	id,
	name: `Guild ${id}`,
	icon: null,
	owner: false,
	manage,
	bot,
});
const known = (...guilds: WireGuild[]): Known => learn(new Map(), guilds);

describe("what is known of the guilds", () => {
	it("an answer that does not know where the bot is takes nothing away", () => {
		const after = learn(known(guild("1", true), guild("2", null)), [guild("1", null), guild("2", false)]);
		expect([...after.values()].map(({ bot }) => bot)).toEqual([true, false]);
	});

	it("the bot has joined only where it was known not to be", () => {
		const before = known(guild("1", false), guild("2", null), guild("3", true), guild("4", false));
		const after = known(guild("1", true), guild("2", true), guild("3", true), guild("4", false));
		expect(joined(before, after).map(({ id }) => id)).toEqual(["1"]);
	});

	it.each([
		["manage", guild("1", true)],
		["invite", guild("1", false)],
		["unknown", guild("1", null)],
		["others", guild("1", null, false)],
		["manage", { ...guild("1", true, false), settings: true } as const],
	])("%s", (group, of) => {
		expect(groupOf(of)).toBe(group);
	});
});

describe("what is sent", () => {
	const made = { seed: "Den", style: "lorelei", mood: "sad", backgroundColor: "ffcf5c" } as const;
	const here = { member: { nick: "Captain", avatar: "abc" }, bio: null };
	const same: Filled = { nick: "Captain", bio: "", bioReset: false, avatar: "keep", made };

	it.each<[string, Partial<Filled>, ReturnType<typeof changesOf>]>([
		["nothing where nothing has changed", {}, {}],
		["nothing for blanks around", { nick: " Captain ", bio: "\n" }, {}],
		["only the field that has changed", { nick: "Bear" }, { nick: "Bear" }],
		["null for an empty name", { nick: " " }, { nick: null }],
		["a biography", { bio: "Hello" }, { bio: "Hello" }],
		["null for a biography that we do not know, once it is reset", { bioReset: true }, { bio: null }],
		["a biography that was typed after the reset", { bioReset: true, bio: "Hello" }, { bio: "Hello" }],
		["null for the bot's own avatar", { avatar: "own" }, { avatar: null }],
		["an avatar of ours", { avatar: "made" }, { avatar: made }],
	])("is %s", (_, filled, changes) => {
		expect(changesOf(here, { ...same, ...filled })).toEqual(changes);
	});
});

describe("the initials of a name", () => {
	it.each([
		["Mira’s Dance Floor", "MD"],
		[`<b>Cat</b> & "Mouse"`, "BM"],
		["den", "D"],
		["👩‍👩‍👧 family", "👩‍👩‍👧F"],
		["…", ""],
	])("of %s", (name, initials) => {
		expect(initialsOf(name)).toBe(initials);
	});
});
