import { describe, expect, it } from "vitest";
import { ENDPOINTS, matchEndpoint } from "../../src/control_room/endpoints";

const G = "103039963636301824";
const U = "190320984123768832";
const match = (method: string, path: string, query = "") =>
	matchEndpoint(method, path, new URLSearchParams(query));

describe("the endpoints", () => {
	const RIGHT: [string, string, string, object][] = [
		["GET", "users/@me", "", { right: "session", path: "/users/@me" }],
		["GET", "users/@me/guilds", "", { right: "session", path: "/users/@me/guilds" }],
		[
			"GET",
			"users/@me/guilds",
			"limit=200&after=1",
			{ right: "session", path: "/users/@me/guilds?after=1&limit=200" },
		],
		["GET", `guilds/${G}`, "", { right: "guild", guildId: G, path: `/guilds/${G}` }],
		[
			"GET",
			`guilds/${G}`,
			"with_counts=true",
			{ right: "guild", guildId: G, path: `/guilds/${G}?with_counts=true` },
		],
		["GET", `guilds/${G}/channels`, "", { right: "guild", guildId: G, path: `/guilds/${G}/channels` }],
		["GET", `guilds/${G}/roles`, "", { right: "guild", guildId: G, path: `/guilds/${G}/roles` }],
		[
			"GET",
			`guilds/${G}/members/${U}`,
			"",
			{ right: "guild", guildId: G, path: `/guilds/${G}/members/${U}` },
		],
		["GET", `guilds/${G}/emojis`, "", { right: "guild", guildId: G, path: `/guilds/${G}/emojis` }],
		["GET", `guilds/${G}/stickers`, "", { right: "guild", guildId: G, path: `/guilds/${G}/stickers` }],
		["GET", `guilds/${G}/preview`, "", { right: "guild", guildId: G, path: `/guilds/${G}/preview` }],
		[
			"PATCH",
			`guilds/${G}/members/@me`,
			"",
			{ right: "guild", guildId: G, path: `/guilds/${G}/members/@me` },
		],
	];

	it.each(RIGHT)("%s %s?%s", (method, path, query, expected) => {
		expect(match(method, path, query)).toEqual({ method, endpoint: expect.any(String), ...expected });
		expect(match(method, `v10/${path}`, query)).toEqual(match(method, path, query));
	});

	it("have each a case above", () => {
		const matched = RIGHT.map(([method, path]) => match(method, path));
		const endpoints = new Set(
			matched.map((found) => (found === "not_allowed" ? found : `${found.method} ${found.endpoint}`)),
		);
		expect([...endpoints].sort()).toEqual(
			ENDPOINTS.map(({ method, pattern }) => `${method} ${pattern}`).sort(),
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
		`users/${U}`,
		"users/%40me",
		"users/@me%2Fguilds",
		"USERS/@me",
		"users/@ME",
		"v9/users/@me",
		"v10/v10/users/@me",
		"v10//users/@me",
		"V10/users/@me",
		"api/v10/users/@me",
		"gateway/bot",
		"oauth2/applications/@me",
		"applications/@me",
		"channels/1/messages",
		"guilds",
		"guilds/",
		`guilds/${G}/`,
		`guilds/${G}//channels`,
		`guilds/${G}/channels/`,
		`guilds/${G}/bans`,
		`guilds/${G}/members`,
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
	])("by %s?%s", (path, query) => {
		expect(match("GET", path, query)).toBe("not_allowed");
	});
});
