import { describe, expect, it } from "vitest";
import type { Config } from "../../src/config";
import { ENDPOINTS, type Endpoint, type Need } from "../../src/control_room/endpoint_table";
import { isOpen, matchEndpoint, shown } from "../../src/control_room/endpoints";
import type { Json } from "../../src/discord/bot/bot_call";
import { AppError } from "../../src/errors";
import discord from "../stand_ins/discord/openapi/discord.json";

const G = "103039963636301824";
const U = "190320984123768832";
const match = (method: string, path: string, query = "") =>
	matchEndpoint(method, path, new URLSearchParams(query));
const pathOf = (method: string, path: string, query = "") => {
	const found = match(method, path, query);
	return found === "not_allowed" ? found : found.path;
};
const ROWS: readonly Endpoint[] = ENDPOINTS;
const nameOf = ({ method, pattern }: Endpoint) => `${method} ${pattern}`;

describe("the endpoints", () => {
	it.each<[string, string, string?, string?]>([
		["GET", "users/@me"],
		["GET", "users/@me/guilds", "limit=200&after=1", "after=1&limit=200"],
		["GET", `guilds/${G}`, "with_counts=true"],
		["GET", `guilds/${G}/channels`],
		["GET", `guilds/${G}/members/${U}`],
		[
			"GET",
			`guilds/${G}/members/search`,
			"query=%F0%9F%90%BB+%26&limit=1000",
			"query=%F0%9F%90%BB+%26&limit=1000",
		],
		["GET", `guilds/${G}/widget.json`],
		["GET", "guilds/templates/hgM48av5Q69A"],
		["GET", `channels/${G}/messages`, "before=5&limit=100"],
		["GET", `channels/${G}/messages/pins`, "before=2026-08-06T11%3A31%3A01.000Z"],
		["GET", `channels/${G}/messages/${U}/reactions/%F0%9F%90%BB`],
		["GET", `channels/${G}/messages/${U}/reactions/1%EF%B8%8F%E2%83%A3`],
		["GET", `channels/${G}/messages/${U}/reactions/bear:${G}`],
		["GET", `channels/${G}/messages/${U}/reactions/bear%3A${G}`],
		["GET", "invites/discord-developers"],
		["PATCH", `guilds/${G}/members/@me`],
		["PUT", `guilds/${G}/members/${U}/roles/${G}`],
		["DELETE", `channels/${G}/messages/${U}`],
	])("%s %s?%s", (method, path, query = "", sent = query) => {
		expect(pathOf(method, path, query)).toBe(`/${path}${sent && `?${sent}`}`);
		expect(match(method, `v10/${path}`, query)).toEqual(match(method, path, query));
	});

	it("are each in the table once", () => {
		expect(new Set(ROWS.map(nameOf)).size).toBe(ROWS.length);
	});

	/** With every name in braces the same, for Discord calls them otherwise. */
	const bare = (pattern: string) => pattern.replaceAll(/\{\w+\}/g, "{}");
	const reads = Object.entries(discord.reads).map(([path, { get }]) => ({ path: bare(path.slice(1)), get }));

	it("are all of Discord's GETs, and no other", () => {
		const ours = ROWS.filter(({ method }) => method === "GET").map(({ pattern }) => bare(pattern));
		expect(ours.sort()).toEqual(reads.map(({ path }) => path).sort());
		expect(ours).toHaveLength(103);
	});

	it("take no query parameter that Discord does not have", () => {
		for (const row of ROWS.filter(({ method }) => method === "GET")) {
			const parameters = reads.find(({ path }) => path === bare(row.pattern))?.get.parameters ?? [];
			const names = parameters.flatMap((one) => ("in" in one && one.in === "query" ? one.name : []));
			expect(names, row.pattern).toEqual(expect.arrayContaining(Object.keys(row.query)));
		}
	});

	it("are closed where Discord does not take the bot's token", () => {
		for (const { path, get } of reads) {
			const bots = get.security.some((way) => "BotToken" in way);
			const row = ROWS.find(({ method, pattern }) => method === "GET" && bare(pattern) === path);
			if (!bots) expect(row?.right, path).toEqual({ never: expect.stringMatching(/./) });
		}
	});

	it("ask for a right in every guild and channel, and in a channel at least to see it", () => {
		for (const { pattern, right } of ROWS) {
			if (typeof right === "object" && "never" in right) continue;
			const inGuild = /\{(?:guild|channel)\}/.test(pattern);
			if (inGuild) expect(right, pattern).not.toBe("session");
			else expect(right, pattern).toBe("session");
			if (pattern.includes("{channel}")) expect(right).toContain("VIEW_CHANNEL");
		}
	});

	it("let nobody write without a permission", () => {
		for (const { method, pattern, right } of ROWS)
			if (method !== "GET")
				expect(right, pattern).toEqual(expect.arrayContaining([expect.stringMatching(/^MANAGE_/)]));
	});
});

describe("what is not passed on", () => {
	const hidden = (pattern: string) => ROWS.find((row) => nameOf(row) === `GET ${pattern}`)?.hidden ?? {};
	const webhook = {
		id: "1",
		name: "Bear",
		token: "secret",
		url: "https://discord.test/api/webhooks/1/secret",
	};
	const CASES: [string, string, Need[], Json, Json][] = [
		[
			"a webhook's token and address",
			"guilds/{guild}/webhooks",
			[],
			[webhook, webhook],
			Array(2).fill({ id: "1", name: "Bear" }),
		],
		[
			"the same in a channel",
			"channels/{channel}/webhooks",
			["ADMINISTRATOR"],
			[webhook],
			[{ id: "1", name: "Bear" }],
		],
		[
			"the same in the audit log",
			"guilds/{guild}/audit-logs",
			[],
			{ webhooks: [webhook], users: [{ id: "2" }] },
			{ webhooks: [{ id: "1", name: "Bear" }], users: [{ id: "2" }] },
		],
		[
			"what the bot alone sees of itself",
			"users/@me",
			[],
			{ id: "1", email: null, mfa_enabled: true, locale: "en" },
			{ id: "1" },
		],
		[
			"what somebody alone sees of themselves",
			"users/{user}",
			[],
			{ id: "1", email: "a@b.test", verified: true },
			{ id: "1" },
		],
		[
			"who made an emoji",
			"guilds/{guild}/emojis",
			["MANAGE_GUILD"],
			[{ id: "1", user: { id: "2" } }],
			[{ id: "1" }],
		],
		[
			"not from those who make emojis",
			"guilds/{guild}/emojis",
			["CREATE_GUILD_EXPRESSIONS|MANAGE_GUILD_EXPRESSIONS"],
			[{ id: "1", user: { id: "2" } }],
			[{ id: "1", user: { id: "2" } }],
		],
		[
			"who made a guild's emojis",
			"guilds/{guild}",
			[],
			{ emojis: [{ id: "1", user: {} }], stickers: [] },
			{ emojis: [{ id: "1" }], stickers: [] },
		],
		[
			"who made a sound",
			"guilds/{guild}/soundboard-sounds",
			[],
			{ items: [{ sound_id: "1", user: {} }] },
			{ items: [{ sound_id: "1" }] },
		],
		[
			"who made a sticker anywhere",
			"stickers/{id}",
			["MANAGE_GUILD_EXPRESSIONS"],
			{ id: "1", user: {} },
			{ id: "1" },
		],
		[
			"how often an invite was used",
			"guilds/{guild}/invites",
			["VIEW_AUDIT_LOG"],
			[{ code: "x", uses: 3, max_age: 0 }],
			[{ code: "x" }],
		],
		[
			"not from who manages the guild",
			"guilds/{guild}/invites",
			["MANAGE_GUILD"],
			[{ code: "x", uses: 3 }],
			[{ code: "x", uses: 3 }],
		],
		[
			"an invite's use from strangers",
			"invites/{code}",
			["MANAGE_GUILD"],
			{ code: "x", uses: 3, created_at: "x" },
			{ code: "x" },
		],
		[
			"the bot's own place in a thread",
			"channels/{channel}",
			[],
			{ id: "1", member: { flags: 1 } },
			{ id: "1" },
		],
		["nothing of an answer that is a word", "users/@me", [], "no", "no"],
		["nothing of nothing", "users/@me", [], null, null],
	];
	it.each(CASES)("%s", (_, pattern, has, body, expected) => {
		expect(shown(body, hidden(pattern), (need) => has.includes(need))).toEqual(expected);
	});
});

describe("what an operator opens and closes", () => {
	const open = (BOTAPI_ALLOW: string[], BOTAPI_DENY: string[] = []) => {
		const config = { BOTAPI_ALLOW, BOTAPI_DENY } as unknown as Config;
		return ROWS.filter((row) => isOpen(row, config)).map(nameOf);
	};
	it("is all rows, where nothing is said", () => {
		expect(open([])).toEqual(ROWS.map(nameOf));
	});
	it("is what the one list names, but for what the other does", () => {
		expect(open(["GET users/@me", "GET guilds/{guild}/ban*"])).toEqual([
			"GET guilds/{guild}/bans",
			"GET guilds/{guild}/bans/{user}",
			"GET users/@me",
		]);
		expect(
			open(["* channels/*"], ["GET *"]).every((name) => /^(POST|PATCH|DELETE) channels/.test(name)),
		).toBe(true);
		expect(open([], ["POST *"])).toHaveLength(ROWS.length - 1);
		expect(open(["GET users/@me"], ["*"])).toEqual([]);
	});
	it.each([
		["GET bans", "BOTAPI_ALLOW"],
		["guilds/{guild}", "BOTAPI_ALLOW"],
		["GET guilds.{guild}", "BOTAPI_DENY"],
		["", "BOTAPI_DENY"],
	])("is no pattern of no row: %j in %s", (pattern, variable) => {
		const wrong = () => (variable === "BOTAPI_ALLOW" ? open([pattern]) : open([], [pattern]));
		expect(wrong).toThrow(AppError);
		expect(wrong).toThrow(
			expect.objectContaining({
				code: "not_configured",
				extras: { detail: expect.stringContaining(`${variable} names no endpoint with “${pattern}”`) },
			}),
		);
	});
});

describe("nothing else is reached", () => {
	it.each([
		"",
		"/",
		"users",
		"users/",
		"users/@me/",
		"/users/@me",
		"//users/@me",
		"users//@me",
		"users/@me/channels",
		"users/%40me",
		"users/@me%2Fguilds",
		"USERS/@me",
		"users/@ME",
		"v9/users/@me",
		"v10/v10/users/@me",
		"v10//users/@me",
		"V10/users/@me",
		"api/v10/users/@me",
		"guilds",
		"guilds/",
		`guilds/${G}/`,
		`guilds/${G}//channels`,
		`guilds/${G}/channels/`,
		`guilds/${G}/members/@me`,
		`guilds/${G}/members/@me/nick`,
		`guilds/${G}/members/${U}/roles/1`,
		`guilds/${G}/../${U}`,
		`guilds/${G}/..`,
		`guilds/${G}/.`,
		`guilds/./${G}`,
		`guilds/../users/@me`,
		`guilds/${G}/%2e%2e/${U}`,
		`guilds/${G}%2F..%2F${U}`,
		`guilds/${G}%2Fchannels`,
		`guilds/${G}%2fchannels`,
		`guilds/${G}%252Fchannels`,
		`guilds/${G}\\channels`,
		`guilds\\${G}`,
		`guilds/${G}%5Cchannels`,
		`guilds/${G}?with_counts=true`,
		`guilds/${G}%3Fwith_counts=true`,
		`guilds/${G}#x`,
		`guilds/${G}%23`,
		`guilds/${G};x=1`,
		`guilds/${G},${G}`,
		`guilds/${G}@evil.test`,
		`guilds/${G}\n`,
		`guilds/${G}\r\nHost: evil.test`,
		`guilds/${G}%0d%0a`,
		`guilds/${G}\t`,
		`guilds/${G}\0`,
		`guilds/${G}%00`,
		`guilds/ ${G}`,
		`guilds/${G} `,
		`guilds/+${G}`,
		`guilds/-1`,
		"guilds/0",
		`guilds/0${G}`,
		"guilds/1.0",
		"guilds/1e5",
		"guilds/0x1F",
		"guilds/abc",
		"guilds/@me",
		"guilds/{guild}",
		`guilds/${"1".repeat(21)}`,
		"guilds/１２３",
		"guilds/١٢٣",
		`guilds/${G}/ｃhannels`,
		`guilds/${G}/Channels`,
		`GUILDS/${G}`,
		"https://evil.test/users/@me",
		"https:/evil.test/users/@me",
		"//evil.test/users/@me",
		"http://169.254.169.254/",
		"users/@me@evil.test",
		".evil.test/users/@me",
		"@evil.test/users/@me",
		":80/users/@me",
		"constructor",
		"__proto__",
		`channels/${G}/messages/${U}/reactions/bear`,
		`channels/${G}/messages/${U}/reactions/%2E%2E`,
		`channels/${G}/messages/${U}/reactions/%2F`,
		`channels/${G}/messages/${U}/reactions/%E2%2F%80`,
		`channels/${G}/messages/${U}/reactions/🐻`,
		`channels/${G}/messages/${U}/reactions/bear:x`,
		`channels/${G}/messages/${U}/reactions/bear:${G}/@me`,
		"channels/@me",
		`channels/${G}x`,
		"invites/a/b",
		"invites/..",
		"guilds/templates/a%2Fb",
		`guilds/${G}/widgetxjson`,
		`webhooks/${G}/a.b`,
	])("by %j", (path) => {
		expect(match("GET", path)).toBe("not_allowed");
	});

	it.each([
		["POST", `guilds/${G}`],
		["PUT", `guilds/${G}`],
		["DELETE", `guilds/${G}`],
		["PATCH", `guilds/${G}`],
		["PATCH", `guilds/${G}/members/${U}`],
		["PATCH", "users/@me"],
		["DELETE", "users/@me/guilds/1"],
		["HEAD", "users/@me"],
		["get", "users/@me"],
		["patch", `guilds/${G}/members/@me`],
		["", "users/@me"],
	])("by %s %s", (method, path) => {
		expect(match(method, path)).toBe("not_allowed");
	});

	it.each([
		["users/@me", "x=1"],
		["users/@me", "="],
		["users/@me/guilds", "limit=201"],
		["users/@me/guilds", "limit=0"],
		["users/@me/guilds", "limit=010"],
		["users/@me/guilds", "after=abc"],
		["users/@me/guilds", "after="],
		["users/@me/guilds", "after=1&after=2"],
		[`guilds/${G}`, "with_counts=yes"],
		[`guilds/${G}`, "with_counts=true&with_counts=true"],
		[`guilds/${G}`, "with_counts=true%0a"],
		[`guilds/${G}`, "with_counts=true&limit=1"],
		[`guilds/${G}`, "WITH_COUNTS=true"],
		[`guilds/${G}/channels`, "with_counts=true"],
		[`guilds/${G}/roles`, "__proto__=1"],
		[`guilds/${G}/roles`, "toString=1"],
		[`guilds/${G}/members/search`, "query="],
		[`guilds/${G}/members/search`, `query=${"x".repeat(101)}`],
		[`guilds/${G}/bans`, "limit=1001"],
		[`guilds/${G}/bans`, "limit=1e2"],
		[`channels/${G}/messages`, "around=x"],
		[`channels/${G}/messages/pins`, "before=yesterday"],
		["invites/bears", "guild_scheduled_event_id=1"],
	])("by %s?%s", (path, query) => {
		expect(match("GET", path, query)).toBe("not_allowed");
	});
});
