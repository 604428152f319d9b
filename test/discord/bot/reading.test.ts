import { describe, expect, it } from "vitest";
import { lessonOf } from "../../../src/discord/bot/outcome";
import { readAnswer } from "../../../src/discord/bot/reading";

const NOW = Date.UTC(2026, 0, 1);
const BUCKET = {
	"X-RateLimit-Bucket": "abc",
	"X-RateLimit-Limit": "5",
	"X-RateLimit-Remaining": "4",
	"X-RateLimit-Reset-After": "1.250",
};
const RATE = { hash: "abc", limit: 5, remaining: 4, resetAfter: 1250 };
const limited = (more: object = {}) => JSON.stringify({ message: "You are being rate limited.", ...more });
const read = (status: number, text: string, headers: Record<string, string> = {}) =>
	readAnswer({ status, text, headers: new Headers(headers) }, NOW);

describe("an answer of Discord's", () => {
	it.each<[string, number, string, Record<string, string>, object]>([
		["JSON", 200, '{"id":"1"}', {}, { kind: "answer", status: 200, body: { id: "1" }, rate: undefined }],
		["with its bucket", 200, "[]", BUCKET, { kind: "answer", status: 200, body: [], rate: RATE }],
		[
			"an error",
			404,
			'{"code":10004}',
			BUCKET,
			{ kind: "answer", status: 404, body: { code: 10004 }, rate: RATE },
		],
		["nothing", 204, "", {}, { kind: "answer", status: 204, body: null, rate: undefined }],
		["a failure in HTML", 502, "<html>", {}, { kind: "unreadable" }],
		["a failure without words", 500, "", {}, { kind: "answer", status: 500, body: null, rate: undefined }],
		[
			"a wait without a 429",
			503,
			"{}",
			{ "Retry-After": "7" },
			{ kind: "answer", status: 503, body: {}, rate: undefined, retryAfter: 7 },
		],
		["HTML", 200, "<html>", {}, { kind: "unreadable" }],
		["half its JSON", 200, '{"id":', BUCKET, { kind: "unreadable" }],
		["an empty success", 200, "", {}, { kind: "unreadable" }],
		["a redirect", 302, "", { Location: "https://evil.test/" }, { kind: "unreadable" }],
		[
			"a bucket that makes no sense",
			200,
			"1",
			{ ...BUCKET, "X-RateLimit-Limit": "zero" },
			{ kind: "answer", status: 200, body: 1, rate: undefined },
		],
		["a refused token", 401, '{"message":"401: Unauthorized"}', {}, { kind: "unauthorized" }],
		[
			"no access",
			403,
			'{"message":"Missing Access","code":50001}',
			{},
			{ kind: "answer", status: 403, body: { message: "Missing Access", code: 50001 }, rate: undefined },
		],
	])("%s", (_, status, text, headers, expected) => {
		expect(read(status, text, headers)).toEqual(expected);
	});
});

describe("a 429 of Discord's", () => {
	const scope = (name: string) => ({ "X-RateLimit-Scope": name });
	it.each<[string, string, Record<string, string>, number, string]>([
		["waits what the body says", limited({ retry_after: 1.5 }), {}, 1500, "user"],
		["waits what the header says", limited(), { "Retry-After": "3" }, 3000, "user"],
		[
			"waits the longer one: the header's",
			limited({ retry_after: 1.5 }),
			{ "Retry-After": "2" },
			2000,
			"user",
		],
		[
			"waits the longer one: the body's",
			limited({ retry_after: 64.57 }),
			{ "Retry-After": "2" },
			64_570,
			"user",
		],
		["takes a date", limited(), { "Retry-After": new Date(NOW + 4000).toUTCString() }, 4000, "user"],
		["waits a while where neither says", limited(), {}, 5000, "user"],
		["waits a while where there is no body", "", scope("user"), 5000, "user"],
		["does not become a loop", limited({ retry_after: 0 }), {}, 100, "user"],
		["does not take a negative wait", limited({ retry_after: -1 }), {}, 5000, "user"],
		["is shared", limited({ retry_after: 1 }), scope("shared"), 1000, "shared"],
		["is global by its scope", limited({ retry_after: 1 }), scope("global"), 1000, "global"],
		["is global by its body", limited({ retry_after: 1, global: true }), {}, 1000, "global"],
		[
			"is global by its header",
			limited({ retry_after: 1 }),
			{ "X-RateLimit-Global": "true" },
			1000,
			"global",
		],
	])("%s", (_, text, headers, ms, expected) => {
		expect(read(429, text, headers)).toMatchObject({ kind: "limited", ms, scope: expected });
	});
});

describe("a ban of Cloudflare's", () => {
	it.each<[string, number, string, Record<string, string>, number]>([
		["in HTML", 429, "error code: 1015", {}, 60_000],
		["in HTML, as 403", 403, "<!doctype html>", {}, 60_000],
		["with a time", 429, "<html>", { "Retry-After": "30" }, 30_000],
		["without a word", 429, "", {}, 60_000],
		["without a word, as 403", 403, "", {}, 60_000],
		[
			"in JSON of its own",
			429,
			'{"title":"Error 1015","status":429,"retry_after":30}',
			{ "Retry-After": "30" },
			30_000,
		],
		["as a word in JSON", 403, '"no"', {}, 60_000],
	])("%s", (_, status, text, headers, ms) => {
		expect(read(status, text, headers)).toEqual({ kind: "banned", ms });
	});
});

describe("what counts as invalid", () => {
	it.each([
		[401, "{}", {}, true],
		[403, '{"message":""}', {}, true],
		[403, "<html>", {}, true],
		[429, limited(), {}, true],
		[429, limited(), { "X-RateLimit-Scope": "global" }, true],
		[429, limited(), { "X-RateLimit-Scope": "shared" }, false],
		[429, "<html>", {}, true],
		[404, "{}", {}, false],
		[200, "{}", {}, false],
	])("%i %s %j: %s", (status, text, headers, invalid) => {
		expect(lessonOf(read(status, text, headers as Record<string, string>)).invalid ?? false).toBe(invalid);
	});
});
