import type { Answer } from "../../outbound";
import { type Json, LONGEST_PAUSE } from "./bot_call";
import type { Rate } from "./bucket";

/** What an answer of Discord's is to whoever keeps the limits. */
export type Reading =
	| { kind: "answer"; status: number; body: Json; retryAfter?: number; rate: Rate | undefined }
	/** 429 from Discord: the call was not carried out. */
	| { kind: "limited"; ms: number; scope: "user" | "global" | "shared"; rate: Rate | undefined }
	/** 429 or 403 from Cloudflare, in front of Discord: our address is banned. */
	| { kind: "banned"; ms: number }
	/** 401: the token is wrong. */
	| { kind: "unauthorized" }
	/** Not JSON, or a redirect: no answer of Discord's API. */
	| { kind: "unreadable" };

/** How long to wait on a 429 that does not say, in milliseconds. */
export const UNSAID_WAIT = 5_000;

/** How long to call nothing on a ban that does not say, in milliseconds. */
export const UNSAID_BAN = 60_000;

/** The shortest ban we keep, in milliseconds: "do not retry at once". */
const SHORTEST_BAN = 10_000;

/** The shortest wait we keep on a 429, in milliseconds: "0" must not become a loop. */
const SHORTEST_WAIT = 100;

/**
 * Reads an answer to a call with the bot's token.
 * @param now milliseconds since 1970, for a `Retry-After` that is a date
 */
export function readAnswer({ status, headers, text }: Answer, now: number): Reading {
	const body = json(text);
	const named = retryAfter(headers, now);
	// Discord's own, in JSON: anything else in between must not stop the bot for good.
	if (status === 401) return isObject(body) ? { kind: "unauthorized" } : { kind: "unreadable" };
	if ((status === 429 || status === 403) && !isDiscords(body, text, headers)) {
		return { kind: "banned", ms: Math.max(named ?? UNSAID_BAN, SHORTEST_BAN) };
	}
	if (status === 429) {
		const said = numberIn(body, "retry_after");
		const longest = Math.max(said === undefined ? 0 : believed(said), named ?? 0);
		const unsaid = said === undefined && named === undefined;
		const ms = Math.max(unsaid ? UNSAID_WAIT : longest, SHORTEST_WAIT);
		return { kind: "limited", ms, scope: scopeOf(headers, body), rate: rateOf(headers) };
	}
	const empty = text === "";
	if ((status >= 300 && status < 400) || (body === undefined && !empty) || (status === 200 && empty)) {
		return { kind: "unreadable" };
	}
	return {
		kind: "answer",
		status,
		body: body ?? null,
		rate: rateOf(headers),
		...(named !== undefined && { retryAfter: Math.ceil(named / 1000) }),
	};
}

/**
 * Whether a 429 or 403 comes from Discord: its JSON always has a `message`. Cloudflare, in front of it, answers in HTML,
 * or in JSON of its own (RFC 9457, with `Retry-After` since March 2026:
 * https://developers.cloudflare.com/changelog/post/2026-03-12-retry-after-header-for-1xxx-errors).
 */
function isDiscords(body: Json | undefined, text: string, headers: Headers): boolean {
	const limitNamed = [...headers.keys()].some((name) => name.startsWith("x-ratelimit-"));
	return isObject(body) ? typeof body.message === "string" || limitNamed : text === "" && limitNamed;
}

/** `X-RateLimit-Scope`; without it, what the other signs say. */
function scopeOf(headers: Headers, body: Json | undefined): "user" | "global" | "shared" {
	const scope = headers.get("X-RateLimit-Scope");
	if (scope === "shared") return "shared";
	const global = headers.get("X-RateLimit-Global") === "true" || (isObject(body) && body.global === true);
	return scope === "global" || global ? "global" : "user";
}

/** What Discord calls a bucket: 32 hexadecimal digits so far. */
const HASH = /^[\w.:-]{1,100}$/;

/**
 * https://docs.discord.com/developers/topics/rate-limits#header-format
 * @returns undefined where a bucket is not named, or numbers are none that anybody can mean
 */
function rateOf(headers: Headers): Rate | undefined {
	const hash = headers.get("X-RateLimit-Bucket");
	const [limit, remaining, resetAfter] = ["Limit", "Remaining", "Reset-After"].map((name) =>
		Number.parseFloat(headers.get(`X-RateLimit-${name}`) ?? ""),
	);
	if (!hash || limit === undefined || remaining === undefined || resetAfter === undefined) return undefined;
	const sane =
		HASH.test(hash) &&
		Number.isSafeInteger(limit) &&
		Number.isSafeInteger(remaining) &&
		limit >= 1 &&
		remaining >= 0 &&
		resetAfter >= 0 &&
		Number.isFinite(resetAfter);
	return sane
		? { hash, limit, remaining: Math.min(remaining, limit), resetAfter: believed(resetAfter) }
		: undefined;
}

/** `Retry-After` in milliseconds: seconds, which may be fractional, or a date (RFC 9110, 10.2.3). */
function retryAfter(headers: Headers, now: number): number | undefined {
	const text = headers.get("Retry-After")?.trim();
	if (!text) return undefined;
	if (/^\d+(\.\d+)?$/.test(text)) return believed(Number(text));
	// `Date.parse` takes almost anything for a date: "-5" is a day in May.
	const date = /^[A-Z][a-z]+,? /.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(date) ? undefined : believed(Math.max(0, date - now) / 1000);
}

/** Seconds in milliseconds, and no more than anybody can mean. */
function believed(seconds: number): number {
	return Math.min(Math.ceil(seconds * 1000), LONGEST_PAUSE);
}

function numberIn(body: Json | undefined, name: string): number | undefined {
	const value = isObject(body) ? body[name] : undefined;
	return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function isObject(body: Json | undefined): body is { [name: string]: Json } {
	return typeof body === "object" && body !== null && !Array.isArray(body);
}

function json(text: string): Json | undefined {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
