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

const HOUR = 3_600_000;
const HUGE = "9".repeat(400);

describe("a wait that nobody can mean", () => {
	it.each<[string, string, Record<string, string>, number]>([
		["1e308 in the body", limited({ retry_after: 1e308 }), {}, HOUR],
		["1e15 in the body", limited({ retry_after: 1e15 }), {}, HOUR],
		["a second more than an hour in the body", limited({ retry_after: 3601 }), {}, HOUR],
		["an hour in the body", limited({ retry_after: 3600 }), {}, HOUR],
		["more than any number in the body", `{"message":"","retry_after":1e999}`, {}, 5000],
		["less than nothing in the body", limited({ retry_after: -1e308 }), {}, 5000],
		["null in the body", limited({ retry_after: null }), {}, 5000],
		["a text in the body", limited({ retry_after: "Infinity" }), {}, 5000],
		["a list in the body", limited({ retry_after: [7] }), {}, 5000],
		["1000000000000000 in the header", limited(), { "Retry-After": "1000000000000000" }, HOUR],
		["400 digits in the header", limited(), { "Retry-After": HUGE }, HOUR],
		["1e15 in the header", limited(), { "Retry-After": "1e15" }, 5000],
		["1e308 in the header", limited(), { "Retry-After": "1e308" }, 5000],
		["a negative number in the header", limited(), { "Retry-After": "-5" }, 5000],
		["NaN in the header", limited(), { "Retry-After": "NaN" }, 5000],
		["Infinity in the header", limited(), { "Retry-After": "Infinity" }, 5000],
		["hexadecimal in the header", limited(), { "Retry-After": "0xFFFF" }, 5000],
		["two numbers in the header", limited(), { "Retry-After": "1, 2" }, 5000],
		["a far day in the header", limited(), { "Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT" }, HOUR],
		["a past day in the header", limited(), { "Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT" }, 100],
		["no day in the header", limited(), { "Retry-After": "Sun, 99 Nov 1994 99:99:99 GMT" }, 5000],
		["a huge number beside a small one", limited({ retry_after: 1 }), { "Retry-After": HUGE }, HOUR],
	])("is no longer than an hour, or none: %s", (_, text, headers, ms) => {
		expect(read(429, text, headers)).toMatchObject({ kind: "limited", ms });
	});

	it.each([
		["1000000000000000", HOUR],
		["86400", HOUR],
		["Fri, 31 Dec 9999 23:59:59 GMT", HOUR],
		["1e308", 60_000],
		["-1", 60_000],
	])("in a ban neither: %s", (text, ms) => {
		expect(read(429, "<html>", { "Retry-After": text })).toEqual({ kind: "banned", ms });
	});

	it("is not passed on", () => {
		expect(read(503, "{}", { "Retry-After": HUGE })).toMatchObject({ kind: "answer", retryAfter: 3600 });
		expect(read(503, "{}", { "Retry-After": "-5" })).not.toHaveProperty("retryAfter");
	});
});

describe("a bucket that nobody can mean", () => {
	const rateOf = (more: Record<string, string>) => {
		const reading = read(200, "1", { ...BUCKET, ...more });
		return reading.kind === "answer" ? reading.rate : reading;
	};
	it.each<[string, string, object | undefined]>([
		["Reset-After", "1e308", { ...RATE, resetAfter: HOUR }],
		["Reset-After", "1e15", { ...RATE, resetAfter: HOUR }],
		["Reset-After", "3601", { ...RATE, resetAfter: HOUR }],
		["Reset-After", "-1", undefined],
		["Reset-After", "NaN", undefined],
		["Reset-After", "Infinity", undefined],
		["Reset-After", "soon", undefined],
		["Limit", "1e308", undefined],
		["Limit", "Infinity", undefined],
		["Limit", "0", undefined],
		["Limit", "-5", undefined],
		["Limit", "0.5", undefined],
		["Limit", "1.5", undefined],
		["Remaining", "1e308", undefined],
		["Remaining", "-1", undefined],
		["Remaining", "0.5", undefined],
		["Remaining", "NaN", undefined],
		["Bucket", "x".repeat(101), undefined],
		["Bucket", "two words", undefined],
	])("is believed where it harms nobody, or not at all: %s: %s", (name, text, rate) => {
		expect(rateOf({ [`X-RateLimit-${name}`]: text })).toEqual(rate);
	});

	it("has no more left than it holds", () => {
		expect(rateOf({ "X-RateLimit-Remaining": "999999999" })).toEqual({ ...RATE, remaining: 5 });
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
