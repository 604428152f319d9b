import { describe, expect, it } from "vitest";
import { type Giver, highestOf, inReach, type Role } from "../../src/control_room/roles";
import { bitsOf } from "../../src/discord/permissions";

const GUILD = "1";
const role = (more: Partial<Role> = {}): Role => ({
	id: "5",
	name: "Bears",
	color: 0,
	position: 3,
	permissions: "0",
	managed: false,
	...more,
});
const giver = (more: Partial<Giver> = {}): Giver => ({
	owner: false,
	permissions: bitsOf("MANAGE_ROLES"),
	highest: 5,
	botHighest: 6,
	...more,
});
const STRONG = String(bitsOf("MANAGE_ROLES", "BAN_MEMBERS"));

/** https://docs.discord.com/developers/topics/permissions#permission-hierarchy */
describe("a role can be given, and taken away", () => {
	it.each<[string, Role, Giver, given: boolean, taken: boolean]>([
		["below both", role(), giver(), true, true],
		["just below the giver's highest", role({ position: 4 }), giver(), true, true],
		["not the giver's highest", role({ position: 5 }), giver(), false, false],
		[
			"not above the giver's highest, though below the bot's",
			role({ position: 5 }),
			giver({ highest: 4 }),
			false,
			false,
		],
		["not by somebody without a role", role({ position: 0 }), giver({ highest: 0 }), false, false],
		["by the owner above their own", role({ position: 5 }), giver({ owner: true, highest: 0 }), true, true],
		["by nobody at the bot's highest", role({ position: 6 }), giver({ highest: 9 }), false, false],
		["not by the owner either", role({ position: 6 }), giver({ owner: true }), false, false],
		[
			"not by an Administrator above their own",
			role({ position: 5 }),
			giver({ permissions: (1n << 64n) - 1n }),
			false,
			false,
		],
		["not one that an integration manages", role({ managed: true }), giver({ owner: true }), false, false],
		["not @everyone", role({ id: GUILD, position: 0 }), giver({ owner: true }), false, false],
		[
			"not given that allows more than the giver may do, but taken",
			role({ permissions: STRONG }),
			giver(),
			false,
			true,
		],
		[
			"that allows what the giver may do",
			role({ permissions: STRONG }),
			giver({ permissions: BigInt(STRONG) }),
			true,
			true,
		],
		[
			"not given that makes an Administrator, by who is none",
			role({ permissions: "8" }),
			giver({ permissions: ~8n & ((1n << 64n) - 1n) }),
			false,
			true,
		],
		[
			"not given with a bit past 53 that the giver lacks",
			role({ permissions: String(1n << 60n) }),
			giver({ permissions: (1n << 53n) - 1n }),
			false,
			true,
		],
	])("%s", (_, one, by, given, taken) => {
		expect(inReach(one, GUILD, by, true)).toBe(given);
		expect(inReach(one, GUILD, by, false)).toBe(taken);
	});

	it("by the highest of somebody's roles, and @everyone's is the lowest", () => {
		const roles = [
			role({ id: "5", position: 3 }),
			role({ id: "6", position: 8 }),
			role({ id: "7", position: 4 }),
		];
		expect(highestOf(["5", "7"], roles)).toBe(4);
		expect(highestOf(["9"], roles)).toBe(0);
		expect(highestOf([], roles)).toBe(0);
	});
});
