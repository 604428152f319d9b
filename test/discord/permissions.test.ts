import { describe, expect, it } from "vitest";
import {
	bitsOf,
	type ChannelMember,
	has,
	may,
	PERMISSIONS,
	type Permission,
	permissionsIn,
} from "../../src/discord/permissions";

describe("who may manage a guild", () => {
	it.each<[string, boolean, string, boolean]>([
		["its owner", true, "0", true],
		["its owner, whatever the permissions say", true, "nonsense", true],
		["nobody without rights", false, "0", false],
		["an Administrator", false, "8", true],
		["who has Manage Server", false, "32", true],
		["who has both", false, "40", true],
		["not who may kick and ban", false, "6", false],
		["not who has all but these two", false, String(((1n << 64n) - 1n) & ~0x28n), false],
		[
			"not who has a bit that 32-bit shifts take for Administrator (1 << 35)",
			false,
			String(1n << 35n),
			false,
		],
		[
			"not who has a bit that 32-bit shifts take for Manage Server (1 << 37)",
			false,
			String(1n << 37n),
			false,
		],
		["not past 53 bits, where a Number would round", false, String((1n << 53n) | 1n), false],
		["an Administrator past 53 bits", false, String((1n << 60n) | 8n), true],
		["Manage Server past 53 bits, where a Number would lose it", false, String((1n << 63n) | 32n), true],
		["everything there is", false, String((1n << 64n) - 1n), true],
		["not what is empty", false, "", false],
		["not what is negative", false, "-8", false],
		["not what is hexadecimal", false, "0x20", false],
		["not what is a fraction", false, "8.0", false],
		["not what has an exponent", false, "8e1", false],
		["not what has spaces", false, " 8 ", false],
		["not what ends in a newline", false, "8\n", false],
		["not what has more than 20 digits", false, "8".repeat(21), false],
		["not other digits", false, "８", false],
		["not a bigint literal", false, "8n", false],
	])("%s", (_, owner, permissions, expected) => {
		expect(may({ owner, permissions }, "MANAGE_GUILD")).toBe(expected);
	});

	it.each([8, null, undefined, ["8"], { toString: () => "8" }, true])(
		"not %j, which is no text",
		(permissions) => {
			expect(may({ owner: false, permissions: permissions as unknown as string }, "MANAGE_GUILD")).toBe(
				false,
			);
		},
	);

	it("not an owner who is one only in other words", () => {
		expect(may({ owner: "true" as unknown as boolean, permissions: "0" }, "MANAGE_GUILD")).toBe(false);
	});
});

describe("Discord's permissions", () => {
	it.each<[Permission, bigint]>([
		["ADMINISTRATOR", 0x8n],
		["MANAGE_GUILD", 0x20n],
		["VIEW_CHANNEL", 0x400n],
		["MANAGE_WEBHOOKS", 0x20000000n],
		["MANAGE_THREADS", 0x400000000n],
		["MODERATE_MEMBERS", 0x10000000000n],
		["SEND_VOICE_MESSAGES", 0x400000000000n],
		["SET_VOICE_CHANNEL_STATUS", 0x1000000000000n],
		["BYPASS_SLOWMODE", 0x10000000000000n],
	])("%s is the bit that the documentation says", (permission, bit) => {
		expect(bitsOf(permission)).toBe(bit);
	});

	it("are each a bit of their own", () => {
		expect(PERMISSIONS).toHaveLength(52);
		expect(new Set(PERMISSIONS.map((permission) => bitsOf(permission))).size).toBe(52);
	});

	it("are the owner's and an Administrator's all, and whose they are", () => {
		for (const permission of PERMISSIONS) {
			expect(may({ owner: true, permissions: "0" }, permission)).toBe(true);
			expect(may({ owner: false, permissions: "8" }, permission)).toBe(true);
			expect(may({ owner: false, permissions: String(bitsOf(permission)) }, permission)).toBe(true);
			expect(may({ owner: false, permissions: "0" }, permission)).toBe(false);
		}
	});
});

/** Sections of https://docs.discord.com/developers/topics/permissions, and of the documentation of threads. */
describe("what somebody may do in a channel", () => {
	const GUILD = "1";
	const ME = "7";
	const [A, B] = ["11", "12"];
	const TEXT = 0;
	const VOICE = 2;
	const STAGE = 13;
	type Names = readonly Permission[];
	interface Case {
		base?: Names;
		owner?: boolean;
		roles?: string[];
		timedOut?: boolean;
		type?: number;
		thread?: { locked: boolean };
		/** By whose they are: what is allowed, and what is denied. */
		overwrites?: [id: string, allow: Names, deny: Names][];
		yes?: Names;
		no?: Names;
	}
	const SEND = ["VIEW_CHANNEL", "SEND_MESSAGES"] as const;

	it.each<[string, Case]>([
		// Base permissions
		["nothing is nothing", { no: PERMISSIONS }],
		["what the guild gives is there", { base: SEND, yes: SEND, no: ["MANAGE_MESSAGES"] }],
		["the owner may all", { owner: true, yes: PERMISSIONS }],
		["an Administrator may all", { base: ["ADMINISTRATOR"], yes: PERMISSIONS }],
		[
			"the owner, whatever is denied",
			{
				owner: true,
				overwrites: [
					[GUILD, [], SEND],
					[ME, [], SEND],
				],
				yes: SEND,
			},
		],
		[
			"an Administrator, whatever is denied",
			{ base: ["ADMINISTRATOR"], overwrites: [[ME, [], SEND]], yes: SEND },
		],
		[
			"Administrator cannot be given in a channel",
			{
				base: SEND,
				overwrites: [[ME, ["ADMINISTRATOR"], []]],
				yes: SEND,
				no: ["ADMINISTRATOR", "MANAGE_MESSAGES"],
			},
		],
		[
			"nor can what is the guild's",
			{
				base: SEND,
				overwrites: [[ME, ["MANAGE_GUILD", "VIEW_AUDIT_LOG"], []]],
				no: ["MANAGE_GUILD", "VIEW_AUDIT_LOG"],
			},
		],
		[
			"nor taken away",
			{ base: [...SEND, "MANAGE_GUILD"], overwrites: [[GUILD, [], ["MANAGE_GUILD"]]], yes: ["MANAGE_GUILD"] },
		],
		// Permission Overwrites, 3 to 8
		[
			"@everyone is denied",
			{
				base: SEND,
				overwrites: [[GUILD, [], ["SEND_MESSAGES"]]],
				yes: ["VIEW_CHANNEL"],
				no: ["SEND_MESSAGES"],
			},
		],
		[
			"@everyone is allowed",
			{ base: ["VIEW_CHANNEL"], overwrites: [[GUILD, ["SEND_MESSAGES"], []]], yes: SEND },
		],
		[
			"@everyone is both: allowed",
			{ base: ["VIEW_CHANNEL"], overwrites: [[GUILD, ["SEND_MESSAGES"], ["SEND_MESSAGES"]]], yes: SEND },
		],
		[
			"a role is denied",
			{ base: SEND, roles: [A], overwrites: [[A, [], ["SEND_MESSAGES"]]], no: ["SEND_MESSAGES"] },
		],
		[
			"a role is allowed",
			{ base: ["VIEW_CHANNEL"], roles: [A], overwrites: [[A, ["SEND_MESSAGES"], []]], yes: SEND },
		],
		[
			"a role goes before @everyone",
			{
				base: SEND,
				roles: [A],
				overwrites: [
					[GUILD, [], ["VIEW_CHANNEL"]],
					[A, ["VIEW_CHANNEL"], []],
				],
				yes: SEND,
			},
		],
		[
			"and denies what @everyone is allowed",
			{
				roles: [A],
				overwrites: [
					[GUILD, SEND, []],
					[A, [], ["SEND_MESSAGES"]],
				],
				yes: ["VIEW_CHANNEL"],
				no: ["SEND_MESSAGES"],
			},
		],
		[
			"one role allows what another denies: allowed, whatever their positions",
			{
				base: SEND,
				roles: [A, B],
				overwrites: [
					[A, [], ["VIEW_CHANNEL"]],
					[B, ["VIEW_CHANNEL"], []],
				],
				yes: SEND,
			},
		],
		[
			"and in the other order",
			{
				base: SEND,
				roles: [B, A],
				overwrites: [
					[B, ["VIEW_CHANNEL"], []],
					[A, [], ["VIEW_CHANNEL"]],
				],
				yes: SEND,
			},
		],
		[
			"another's role is nothing to them",
			{
				base: ["VIEW_CHANNEL"],
				roles: [A],
				overwrites: [[B, ["SEND_MESSAGES"], ["VIEW_CHANNEL"]]],
				yes: ["VIEW_CHANNEL"],
				no: ["SEND_MESSAGES"],
			},
		],
		[
			"a member goes before their roles",
			{
				base: SEND,
				roles: [A],
				overwrites: [
					[A, ["SEND_MESSAGES"], []],
					[ME, [], ["SEND_MESSAGES"]],
				],
				no: ["SEND_MESSAGES"],
			},
		],
		[
			"a member is allowed what all else denies",
			{
				base: SEND,
				roles: [A],
				overwrites: [
					[ME, ["VIEW_CHANNEL"], []],
					[GUILD, [], ["VIEW_CHANNEL"]],
					[A, [], ["VIEW_CHANNEL"]],
				],
				yes: SEND,
			},
		],
		[
			"a member is both: allowed",
			{ base: ["VIEW_CHANNEL"], overwrites: [[ME, ["SEND_MESSAGES"], ["SEND_MESSAGES"]]], yes: SEND },
		],
		[
			"another member is nothing to them",
			{ base: SEND, overwrites: [["8", [], ["VIEW_CHANNEL"]]], yes: SEND },
		],
		// Implicit Permissions
		[
			"who does not see it may nothing",
			{ base: ["SEND_MESSAGES", "MANAGE_CHANNELS", "READ_MESSAGE_HISTORY"], no: PERMISSIONS },
		],
		[
			"nor who is denied to see it",
			{ base: [...SEND, "MANAGE_WEBHOOKS"], overwrites: [[GUILD, [], ["VIEW_CHANNEL"]]], no: PERMISSIONS },
		],
		[
			"who does not write, mentions, attaches, embeds and speaks nothing",
			{
				base: [
					"VIEW_CHANNEL",
					"MENTION_EVERYONE",
					"ATTACH_FILES",
					"EMBED_LINKS",
					"SEND_TTS_MESSAGES",
					"ADD_REACTIONS",
				],
				yes: ["VIEW_CHANNEL", "ADD_REACTIONS"],
				no: ["MENTION_EVERYONE", "ATTACH_FILES", "EMBED_LINKS", "SEND_TTS_MESSAGES"],
			},
		],
		[
			"who writes, does",
			{ base: [...SEND, "MENTION_EVERYONE", "ATTACH_FILES"], yes: ["MENTION_EVERYONE", "ATTACH_FILES"] },
		],
		[
			"who does not connect, does nothing of voice",
			{
				type: VOICE,
				base: [...SEND, "READ_MESSAGE_HISTORY", "MANAGE_CHANNELS", "SPEAK"],
				yes: ["VIEW_CHANNEL"],
				no: ["SEND_MESSAGES", "READ_MESSAGE_HISTORY", "MANAGE_CHANNELS", "SPEAK"],
			},
		],
		[
			"nor on a stage",
			{
				type: STAGE,
				base: ["VIEW_CHANNEL", "MANAGE_CHANNELS", "CONNECT"],
				overwrites: [[GUILD, [], ["CONNECT"]]],
				yes: ["VIEW_CHANNEL"],
				no: ["MANAGE_CHANNELS"],
			},
		],
		["who connects, does", { type: VOICE, base: [...SEND, "CONNECT", "SPEAK"], yes: [...SEND, "SPEAK"] }],
		["nobody has to connect to text", { type: TEXT, base: SEND, yes: SEND }],
		// Inherited Permissions (Threads)
		[
			"a thread is as its channel",
			{
				thread: { locked: false },
				base: ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"],
				yes: ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"],
			},
		],
		[
			"but for writing",
			{ thread: { locked: false }, base: SEND, yes: ["VIEW_CHANNEL"], no: ["SEND_MESSAGES"] },
		],
		[
			"which has a right of its own",
			{
				thread: { locked: false },
				base: ["VIEW_CHANNEL", "SEND_MESSAGES_IN_THREADS", "EMBED_LINKS"],
				yes: [...SEND, "EMBED_LINKS"],
			},
		],
		[
			"that is none in a channel",
			{ base: ["VIEW_CHANNEL", "SEND_MESSAGES_IN_THREADS"], no: ["SEND_MESSAGES"] },
		],
		[
			"a thread is hidden where its channel is",
			{ thread: { locked: false }, base: ["SEND_MESSAGES_IN_THREADS"], no: PERMISSIONS },
		],
		[
			"in a locked thread nobody writes",
			{
				thread: { locked: true },
				base: ["VIEW_CHANNEL", "SEND_MESSAGES_IN_THREADS"],
				yes: ["VIEW_CHANNEL"],
				no: ["SEND_MESSAGES"],
			},
		],
		[
			"but who manages threads",
			{
				thread: { locked: true },
				base: ["VIEW_CHANNEL", "SEND_MESSAGES_IN_THREADS", "MANAGE_THREADS"],
				yes: SEND,
			},
		],
		// Permissions For Timed Out Members
		[
			"who is timed out, only sees and reads",
			{
				timedOut: true,
				base: [...SEND, "READ_MESSAGE_HISTORY", "MANAGE_MESSAGES", "MANAGE_GUILD"],
				yes: ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"],
				no: ["SEND_MESSAGES", "MANAGE_MESSAGES", "MANAGE_GUILD"],
			},
		],
		[
			"and no more for having it there",
			{
				timedOut: true,
				base: ["VIEW_CHANNEL"],
				overwrites: [[ME, ["SEND_MESSAGES"], []]],
				no: ["SEND_MESSAGES"],
			},
		],
		[
			"and not what they would not see",
			{ timedOut: true, overwrites: [[ME, ["READ_MESSAGE_HISTORY"], []]], no: PERMISSIONS },
		],
		["but not the owner", { timedOut: true, owner: true, yes: PERMISSIONS }],
		["nor an Administrator", { timedOut: true, base: ["ADMINISTRATOR"], yes: PERMISSIONS }],
	])(
		"%s",
		(_, {
			base = [],
			owner = false,
			roles = [],
			timedOut = false,
			type = TEXT,
			thread,
			overwrites = [],
			yes = [],
			no = [],
		}) => {
			const member: ChannelMember = {
				id: ME,
				rights: { owner, permissions: String(bitsOf(...base)) },
				roles,
				timedOut,
			};
			const rules = overwrites.map(([id, allow, deny]) => ({
				id,
				allow: String(bitsOf(...allow)),
				deny: String(bitsOf(...deny)),
			}));
			const permissions = permissionsIn({ guildId: GUILD, type, thread, overwrites: rules }, member);
			expect(PERMISSIONS.filter((one) => has(permissions, one))).toEqual(expect.arrayContaining([...yes]));
			for (const one of no) expect(has(permissions, one), one).toBe(false);
		},
	);
});
