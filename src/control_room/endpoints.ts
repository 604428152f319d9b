import type { Config } from "../config";
import type { Json } from "../discord/bot/bot_call";
import { SNOWFLAKE } from "../discord/snowflake";
import { AppError } from "../errors";
import { ENDPOINTS, type Endpoint, type Need, type QueryValue } from "./endpoint_table";

/** What in a pattern stands for something else than a snowflake. */
export const PARTS: Readonly<Record<string, string>> = {
	// Of a poll there are ten at most.
	answer: "[1-9]|10",
	code: "[A-Za-z0-9-]{2,100}",
	instance: "[\\w-]{1,100}",
	token: "[\\w-]{1,200}",
	// A guild's own by name and id, or letters that are not ASCII, the sign of a key before them; as they come, encoded.
	emoji: `\\w{1,32}(?::|%3A)${SNOWFLAKE}|(?:\\d|%23|%2A)?(?:%[C-F][0-9A-F](?:%[89AB][0-9A-F]){1,3}){1,24}`,
};

export interface Match {
	row: Endpoint;
	/** What stands for each name in braces: `guild`, `channel`, `user`, … */
	parts: Readonly<Record<string, string>>;
	/** What to call, below `/api/v10`: put together anew from what was allowed, and with nothing of what came. */
	path: string;
}

/** Tab, newline and the like are no part of any row; neither is anything that would have to be decoded, but an emoji. */
const rows = ENDPOINTS.map((row: Endpoint) => ({
	row,
	exactly: new RegExp(
		`^(?:v10/)?${row.pattern.replace(".", "\\.").replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${PARTS[name] ?? SNOWFLAKE})`)}$`,
	),
}));

/**
 * The row of the table that a request is for.
 * @param path what comes after `/botapi/`, as it came: not decoded
 * @returns `not_allowed` for everything that is not letter by letter in the table
 */
export function matchEndpoint(method: string, path: string, query: URLSearchParams): Match | "not_allowed" {
	for (const { row, exactly } of rows) {
		const found = row.method === method ? exactly.exec(path) : null;
		if (!found) continue;
		const parts = { ...found.groups };
		const search = allowedQuery(row.query, query);
		if (search === undefined) return "not_allowed";
		const called = row.pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? "");
		return { row, parts, path: `/${called}${search && `?${search}`}` };
	}
	return "not_allowed";
}

/** The query in the table's order, so that equal requests look equal; undefined where one is not allowed, or given twice. */
function allowedQuery(allowed: Endpoint["query"], query: URLSearchParams): string | undefined {
	const given = new Map(query);
	if (given.size !== [...query].length) return undefined;
	const search = new URLSearchParams();
	for (const [name, kind] of Object.entries(allowed)) {
		const value = given.get(name);
		if (value === undefined) continue;
		if (!isOf(kind, value)) return undefined;
		search.set(name, value);
		given.delete(name);
	}
	return given.size === 0 ? search.toString() : undefined;
}

/** Whether a text is a value of a kind, in its one spelling. */
export function isOf(kind: QueryValue, text: string): boolean {
	if (kind.type === "boolean") return text === "true" || text === "false";
	if (kind.type === "integer")
		return /^(?:0|[1-9]\d{0,4})$/.test(text) && Number(text) >= kind.minimum && Number(text) <= kind.maximum;
	if ("enum" in kind) return kind.enum.includes(text);
	if ("pattern" in kind) return kind.pattern.test(text);
	return text.length >= kind.minLength && text.length <= kind.maxLength;
}

/**
 * An answer without what the person would not see.
 * @param fulfils whether the person has what somebody needs who sees a field
 */
export function shown(body: Json, hidden: Endpoint["hidden"], fulfils: (need: Need) => boolean): Json {
	return Object.entries(hidden)
		.filter(([, need]) => need === null || !fulfils(need))
		.reduce((rest, [field]) => without(rest, field.split(".")), body);
}

function without(body: Json, [field = "", ...below]: readonly string[]): Json {
	if (Array.isArray(body)) return body.map((item) => without(item, [field, ...below]));
	if (typeof body !== "object" || body === null || !Object.hasOwn(body, field)) return body;
	const { [field]: inner = null, ...others } = body;
	return below.length === 0 ? others : { ...others, [field]: without(inner, below) };
}

const checked = new WeakMap<Config, (row: Endpoint) => boolean>();

/**
 * Whether whoever runs the site has left a row open: `BOTAPI_DENY` goes before `BOTAPI_ALLOW`, and an empty
 * `BOTAPI_ALLOW` names all rows.
 * @throws AppError `not_configured` for a pattern of no row
 */
export function isOpen(row: Endpoint, config: Config): boolean {
	const known = checked.get(config) ?? openRows(config);
	checked.set(config, known);
	return known(row);
}

function openRows({ BOTAPI_ALLOW, BOTAPI_DENY }: Config): (row: Endpoint) => boolean {
	const allowed = namedBy("BOTAPI_ALLOW", BOTAPI_ALLOW);
	const denied = namedBy("BOTAPI_DENY", BOTAPI_DENY);
	return (row) => (BOTAPI_ALLOW.length === 0 || allowed.has(row)) && !denied.has(row);
}

/** The rows that patterns name: `GET channels/*`, where `*` stands for anything. */
function namedBy(variable: string, patterns: readonly string[]): ReadonlySet<Endpoint> {
	return new Set(
		patterns.flatMap((pattern) => {
			const like = new RegExp(`^${pattern.split("*").map(RegExp.escape).join(".*")}$`);
			const named = ENDPOINTS.filter((row: Endpoint) => like.test(`${row.method} ${row.pattern}`));
			if (named.length > 0) return named;
			throw new AppError("not_configured", {
				detail: `${variable} names no endpoint with “${pattern}”. docs/control-room.md lists them.`,
			});
		}),
	);
}
