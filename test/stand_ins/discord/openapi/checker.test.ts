import { describe, expect, it } from "vitest";
import { AGENT, basic, CALLBACK, CLIENT, discord, ORIGIN, VERIFIER } from "../application.fixture";
import { type Call, checkCall } from "./checker";
import openapi from "./discord.json";
import { Violations } from "./violations";

const GUILD = "200000000000000001";
const bot = { ...AGENT, Authorization: "Bot token" };
const json = { ...bot, "Content-Type": "application/json" };
const form = { ...basic(), "Content-Type": "application/x-www-form-urlencoded" };

type Parts = [method: string, path: string, headers?: Record<string, string>, body?: string];

/** A call as the stand-in records it. */
function call(...[method, path, headers = bot, body = ""]: Parts): Call {
	const named = Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	return { method, url: new URL(path, ORIGIN), headers: named, body };
}

const problemsOf = (...parts: Parts) => checkCall(call(...parts)).problems;
const change = (body: unknown) =>
	problemsOf("PATCH", `/api/v10/guilds/${GUILD}/members/@me`, json, JSON.stringify(body));
const exchange = (fields: Record<string, string>) =>
	problemsOf("POST", "/api/v10/oauth2/token", form, new URLSearchParams(fields).toString());
const authorize = (changes: string) =>
	problemsOf("GET", `/oauth2/authorize?client_id=1&scope=identify${changes}`, {});

describe("a request", () => {
	it.each<[string, ...Parts]>([
		["a list", "GET", "/api/v10/users/@me/guilds?limit=200&after=5&with_counts=true"],
		["a guild", "GET", `/api/v10/guilds/${GUILD}?with_counts=false`],
		["the bot's own member", "PATCH", `/api/v10/guilds/${GUILD}/members/@me`, json, '{"nick":null,"bio":""}'],
		["a token to revoke", "POST", "/api/oauth2/token/revoke", form, "token=t"],
		["an invitation", "GET", `/oauth2/authorize?client_id=1&scope=bot&permissions=8&guild_id=${GUILD}`],
	])("for %s is right", (_, ...parts) => {
		expect(problemsOf(...parts)).toEqual([]);
	});

	it.each([
		["GET", "/api/v10/user/@me"],
		["DELETE", "/api/v10/users/@me"],
		["GET", "/api/v9/users/@me"],
		["GET", "/api/v10/oauth2/token"],
		["GET", `/api/v10/guilds/${GUILD}/roles/`],
	])("%s %s is unknown", (method, path) => {
		expect(problemsOf(method, path)).toEqual(["is an unknown operation"]);
	});

	it.each([
		["/api/v10/guilds/x", ["path/guild_id: String does not match pattern."]],
		["/api/v10/users/@me?with_counts=true", ["query/with_counts is unknown"]],
		["/api/v10/users/@me/guilds?limit=201", ["query/limit: 201 is greater than 200."]],
		["/api/v10/users/@me/guilds?limit=1&limit=2", ["names a parameter twice"]],
		[
			`/api/v10/guilds/${GUILD}?with_counts=1`,
			['query/with_counts: Instance type "string" is invalid. Expected "boolean".'],
		],
		[
			"/api/v10/users/@me/guilds?limit=many",
			['query/limit: Instance type "string" is invalid. Expected "integer".'],
		],
	])("for %s has a wrong parameter", (path, problems) => {
		expect(problemsOf("GET", path)).toEqual(problems);
	});

	it.each([
		[{ nickname: "Bear" }, ["body/nickname is unknown"]],
		[{ nick: 5 }, ['body/nick: Instance type "number" is invalid. Expected "string", "null".']],
		[{ bio: "x".repeat(191) }, ["body/bio: String is too long (191 > 190)."]],
		[[], ['body: Instance type "array" is invalid. Expected "object".']],
	])("to change the bot's member to %j has a wrong body", (body, problems) => {
		expect(change(body)).toEqual(problems);
	});

	it("has a body where one is expected, of the right type, and nowhere else", () => {
		const path = `/api/v10/guilds/${GUILD}/members/@me`;
		expect(problemsOf("PATCH", path)).toEqual(["has no body"]);
		expect(problemsOf("PATCH", path, json, "{nick")).toEqual(["body is not JSON"]);
		expect(problemsOf("PATCH", path, bot, "{}")).toEqual(["has a body of the type (none)"]);
		expect(problemsOf("GET", "/api/v10/users/@me", json, "{}")).toEqual(["has a body, and should have none"]);
	});

	it("is authorised as the operation asks, by somebody who says who they are", () => {
		const bearer = { ...AGENT, Authorization: "Bearer token" };
		expect(problemsOf("GET", "/api/v10/users/@me", bearer)).toEqual([]);
		expect(problemsOf("GET", `/api/v10/guilds/${GUILD}`, bearer)).toEqual([
			"takes Bot, and is authorised by Bearer",
		]);
		expect(problemsOf("GET", "/api/v10/users/@me", AGENT)).toEqual([
			"takes Bot or Bearer, and is authorised by nothing",
		]);
		expect(problemsOf("GET", "/api/v10/users/@me", { Authorization: "Bot token" })).toEqual([
			"has not the User-Agent that Discord asks for",
		]);
	});

	it("for a token has the fields of its grant and no others", () => {
		const code = { grant_type: "authorization_code", code: "c", redirect_uri: CALLBACK };
		expect(exchange({ ...code, code_verifier: VERIFIER })).toEqual([]);
		expect(exchange({ grant_type: "refresh_token", refresh_token: "r" })).toEqual([]);
		expect(exchange({ ...code, code_verifier: "short" })).not.toEqual([]);
		expect(exchange({ grant_type: "authorization_code", code: "c" })).not.toEqual([]);
		expect(exchange({ ...code, scope: "identify" })).toEqual(["body/scope is unknown"]);
		expect(exchange({ grant_type: "refresh_token", refresh_token: "r", redirect_uri: CALLBACK })).toEqual([
			"body/redirect_uri is unknown",
		]);
		expect(exchange({ grant_type: "password", username: "u", password: "p" })).not.toEqual([]);
	});

	it("for the authorise page has parameters that Discord documents", () => {
		expect(authorize("&response_type=code&prompt=none&state=s")).toEqual([]);
		expect(authorize("&prompt=login")).toEqual([
			'query/prompt: Instance does not match any of ["none","consent"].',
		]);
		expect(authorize("&nonce=1")).toEqual(["query/nonce is unknown"]);
		expect(authorize("&code_challenge_method=plain")).not.toEqual([]);
		expect(authorize("&scope=guilds")).toEqual(["names a parameter twice"]);
	});
});

describe("an answer", () => {
	const me = checkCall(call("GET", "/api/v10/users/@me"));
	const user = {
		id: "1",
		username: "mira",
		avatar: null,
		discriminator: "0",
		public_flags: 0,
		flags: 0,
		global_name: null,
		mfa_enabled: true,
		locale: "en-GB",
	};

	it("is right with all that is required", async () => {
		expect(await me.answer(Response.json(user))).toEqual([]);
		const error = { message: "401: Unauthorized", code: 0 };
		expect(await me.answer(Response.json(error, { status: 401 }))).toEqual([]);
		const limit = { message: "You are being rate limited.", retry_after: 0.5, global: false };
		expect(await me.answer(Response.json(limit, { status: 429 }))).toEqual([]);
	});

	it.each([
		[
			"lacks a property",
			{ ...user, avatar: undefined },
			'200: Instance does not have required property "avatar".',
		],
		["has another type", { ...user, id: 1 }, '200/id: Instance type "number" is invalid. Expected "string".'],
		["has an unknown property", { ...user, name: "mira" }, "200/name is unknown"],
		[
			"has an unknown property deep down",
			{
				...user,
				primary_guild: { identity_guild_id: null, identity_enabled: null, tag: null, badge: null, x: 1 },
			},
			"200/primary_guild/x is unknown",
		],
		["has a value that there is not", { ...user, locale: "xx" }, expect.stringContaining("200/locale: ")],
	])("that %s is wrong", async (_, body, problem) => {
		expect(await me.answer(Response.json(body))).toContainEqual(problem);
	});

	it("is wrong with another status, type or error", async () => {
		expect(await me.answer(new Response(null, { status: 500 }))).toEqual([
			"500 is no status of this operation",
		]);
		expect(await me.answer(new Response("mira"))).toEqual(["200 has a body of the type text/plain"]);
		expect(await me.answer(Response.json({ error: "no" }, { status: 403 }))).not.toEqual([]);
		expect(await me.answer(Response.json({ message: "no", code: 0 }, { status: 429 }))).not.toEqual([]);
	});

	it("to an unknown operation is that there is none", async () => {
		const unknown = checkCall(call("GET", "/api/v10/nothing"));
		expect(await unknown.answer(Response.json({}, { status: 404 }))).toEqual([]);
		expect(await unknown.answer(Response.json({}))).toEqual(["200 for an unknown operation"]);
	});
});

describe("the stand-in", () => {
	const ask = (path: string, headers: Record<string, string> = {}) =>
		new Request(ORIGIN + path, { headers: { ...AGENT, ...headers } });

	it("remembers what was wrong with a request, and tells it at once", async () => {
		const told: unknown[] = [];
		const { standIn } = discord({ onViolation: (violation) => told.push(violation) });
		await standIn.fetch(ask("/api/v10/nothing"));
		const violation = { call: "GET /api/v10/nothing", of: "request", problem: "is an unknown operation" };
		expect(standIn.violations).toEqual([violation]);
		expect(told).toEqual([violation]);
		const asked = await standIn.fetch(ask("/_standin/violations"));
		expect(await asked.json()).toEqual([violation]);
		standIn.reset();
		expect(standIn.violations).toEqual([]);
	});

	it("holds a failure for no answer of Discord's, but its request for a request", async () => {
		const { standIn } = discord();
		standIn.fail({ path: "/api/v10/users/@me", status: 500, times: 2 });
		await standIn.fetch(ask("/api/v10/users/@me?x=1", { Authorization: "Bearer token" }));
		await standIn.fetch(ask("/api/v10/users/@me", { Authorization: "Bearer token" }));
		expect(standIn.violations.map(({ problem }) => problem)).toEqual(["query/x is unknown"]);
	});

	it("may not take what is wrong", async () => {
		const violations = new Violations();
		const check = violations.check(
			call("POST", "/api/v10/oauth2/token/revoke", form, `token=t&hint=${CLIENT.clientId}`),
		);
		await check(Response.json({}));
		expect(violations.found.map(({ of, problem }) => [of, problem])).toEqual([
			["request", "body/hint is unknown"],
			["answer", "takes a request that is wrong"],
		]);
	});
});

describe("the extract of Discord's document", () => {
	it("says where it is from, and which operations there are to read with", () => {
		expect(openapi.$comment).toContain("https://github.com/discord/discord-api-spec");
		expect(Object.keys(openapi.reads).length).toBeGreaterThan(100);
		expect(openapi.reads["/users/@me/guilds"].get.security).toEqual([
			{ BotToken: [] },
			{ OAuth2: ["guilds"] },
		]);
	});
});
