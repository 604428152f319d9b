import type { BotCall } from "../discord/bot/bot_call";
import { IS_SNOWFLAKE, SNOWFLAKE } from "../discord/snowflake";

/** What somebody needs for an endpoint: to be logged in, or to be allowed to manage the guild it is about. */
export type Right = "session" | "guild";

interface Endpoint {
	method: BotCall["method"];
	/** Below `/api/v10/`. `{guild}` and `{user}` stand for a snowflake, all else for itself. */
	pattern: string;
	right: Right;
	/** The query parameters that may be given, and what each may be. */
	query: Readonly<Record<string, RegExp>>;
}

const boolean = /^(?:true|false)$/;
const upTo200 = /^(?:[1-9]|[1-9][0-9]|1[0-9][0-9]|200)$/;

/**
 * Every endpoint that `/botapi` reaches with the bot's token: to add one is to add a row here, and its row in the test.
 * `users/@me/guilds` is never passed on as it is: see its route.
 */
export const ENDPOINTS = [
	{ method: "GET", pattern: "users/@me", right: "session", query: {} },
	{
		method: "GET",
		pattern: "users/@me/guilds",
		right: "session",
		query: { before: IS_SNOWFLAKE, after: IS_SNOWFLAKE, limit: upTo200, with_counts: boolean },
	},
	{ method: "GET", pattern: "guilds/{guild}", right: "guild", query: { with_counts: boolean } },
	{ method: "GET", pattern: "guilds/{guild}/channels", right: "guild", query: {} },
	{ method: "GET", pattern: "guilds/{guild}/roles", right: "guild", query: {} },
	{ method: "GET", pattern: "guilds/{guild}/members/{user}", right: "guild", query: {} },
	{ method: "GET", pattern: "guilds/{guild}/emojis", right: "guild", query: {} },
	{ method: "GET", pattern: "guilds/{guild}/stickers", right: "guild", query: {} },
	{ method: "GET", pattern: "guilds/{guild}/preview", right: "guild", query: {} },
	{ method: "PATCH", pattern: "guilds/{guild}/members/@me", right: "guild", query: {} },
] as const satisfies readonly Endpoint[];

/** An endpoint's name in the table. */
export type EndpointPattern = (typeof ENDPOINTS)[number]["pattern"];

export interface Match {
	/** Which row it is. */
	endpoint: EndpointPattern;
	method: BotCall["method"];
	right: Right;
	/** The guild it is about; there wherever `right` is `guild`. */
	guildId?: string;
	/** What to call, below `/api/v10`: put together anew from what was allowed, and with nothing of what came. */
	path: string;
}

/** Tab, newline and the like are no part of any row; neither is anything that would have to be decoded. */
const rows = ENDPOINTS.map((endpoint) => ({
	endpoint,
	exactly: new RegExp(
		`^(?:v10/)?${endpoint.pattern.replace("{guild}", `(?<guild>${SNOWFLAKE})`).replace("{user}", `(?<user>${SNOWFLAKE})`)}$`,
	),
}));

/**
 * The row of the table that a request is for.
 * @param path what comes after `/botapi/`, as it came: not decoded
 * @returns `not_allowed` for everything that is not letter by letter in the table
 */
export function matchEndpoint(method: string, path: string, query: URLSearchParams): Match | "not_allowed" {
	for (const { endpoint, exactly } of rows) {
		const found = endpoint.method === method ? exactly.exec(path) : null;
		if (!found) continue;
		const { guild, user } = found.groups ?? {};
		const search = allowedQuery(endpoint.query, query);
		if (search === undefined) return "not_allowed";
		const called = endpoint.pattern.replace("{guild}", guild ?? "").replace("{user}", user ?? "");
		return {
			endpoint: endpoint.pattern,
			method: endpoint.method,
			right: endpoint.right,
			...(guild !== undefined && { guildId: guild }),
			path: `/${called}${search && `?${search}`}`,
		};
	}
	return "not_allowed";
}

/** The query in the table's order, so that equal requests look equal; undefined where one is not allowed, or given twice. */
function allowedQuery(allowed: Endpoint["query"], query: URLSearchParams): string | undefined {
	const given = new Map(query);
	if (given.size !== [...query].length) return undefined;
	const search = new URLSearchParams();
	for (const [name, pattern] of Object.entries(allowed)) {
		const value = given.get(name);
		if (value === undefined) continue;
		if (!pattern.test(value)) return undefined;
		search.set(name, value);
		given.delete(name);
	}
	return given.size === 0 ? search.toString() : undefined;
}
