import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { version } from "../../../package.json";
import { askBot } from "../../../src/discord/bot/ask_bot";
import { Bot } from "../../../src/discord/bot/bot";
import type { Json } from "../../../src/discord/bot/bot_call";
import { formContent, jsonContent } from "../../../src/discord/bot/content";
import { BOT_TOKEN, discord, holdBack, SITE, useInternet } from "../../internet";

useInternet();

const API = "/api/v10";
const stub = () => env.BOT.getByName("bot");
const site = { env, address: SITE };
const get = (path: string) => askBot(site, { method: "GET", path });
const patch = (guild: string, body: Json, reason?: string) =>
	askBot(site, {
		method: "PATCH",
		path: `/guilds/${guild}/members/@me`,
		body: jsonContent(body),
		...(reason !== undefined && { reason }),
	});
/** How often a path was called, whatever its query. */
const calls = (path: string) => discord.requests.filter((request) => request.path === API + path).length;
const withBot = () => [...discord.guilds.values()].filter(({ bot }) => bot).map(({ id }) => id);
const [ONE = "", TWO = ""] = withBot();
const withoutBot = () => [...discord.guilds.values()].find(({ bot }) => !bot)?.id ?? "";

describe("the bot", () => {
	it("calls Discord with its token, and with headers of our own only", async () => {
		expect(await get("/users/@me")).toEqual({ status: 200, body: expect.objectContaining({ bot: true }) });
		const [request] = discord.requests;
		expect(request?.headers).toEqual({
			authorization: `Bot ${BOT_TOKEN}`,
			"user-agent": `DiscordBot (${SITE}, ${version})`,
		});
	});

	it("passes a query on", async () => {
		const page = await get("/users/@me/guilds?after=1&limit=2");
		expect(page.body).toHaveLength(2);
	});

	it("writes, with a reason for the audit log", async () => {
		const answer = await patch(ONE, { nick: "Bär 🐻" }, "asked for by 1 (Mira ✨)");
		expect(answer).toMatchObject({ status: 200, body: { nick: "Bär 🐻" } });
		expect(discord.guilds.get(ONE)?.auditLog).toEqual([
			{ changed: ["nick"], reason: "asked for by 1 (Mira ✨)" },
		]);
		expect(discord.requests[0]?.headers["content-type"]).toBe("application/json");
	});

	it("holds so many bytes at once, of all and of each; what is small always goes", async () => {
		const channel = discord.guilds.get(ONE)?.channels[0]?.id;
		const path = `/channels/${channel}/messages`;
		const send = (person: string, mib: number) => {
			const file = { id: 0, filename: "x", type: "x/x", pieces: [new Uint8Array(mib * 1024 * 1024)] };
			return askBot(site, { method: "POST", path, person, body: formContent({}, [file]) });
		};
		const waits = { status: 429, retryAfter: 5, body: { retry_after: 5, global: false } };
		const held = holdBack(API + path);
		const first = send("1", 20);
		await held.arrived();
		expect(await send("1", 1)).toMatchObject(waits);
		expect(await send("2", 12)).toMatchObject(waits);
		expect(await patch(TWO, { nick: "Disco" })).toMatchObject({ status: 200 });
		const second = send("2", 11);
		held.release();
		expect((await first).status).toBe(200);
		expect((await second).status).toBe(200);
		expect((await send("1", 20)).status).toBe(200);
	});

	it("passes on what Discord finds wrong with a field", async () => {
		expect(await patch(ONE, { nick: "x".repeat(33) })).toMatchObject({
			status: 400,
			body: { code: 50035, errors: { nick: { _errors: [{ code: "BASE_TYPE_BAD_LENGTH" }] } } },
		});
		// Wrong on purpose.
		expect(discord.violations.splice(0)).toMatchObject([
			{ problem: "body/nick: String is too long (33 > 32)." },
		]);
	});

	it.each([
		["a guild it is not in", () => withoutBot(), 403, 50001],
		["a guild that does not exist", () => "999", 404, 10004],
	])("passes on the answer for %s", async (_, guild, status, code) => {
		expect(await get(`/guilds/${guild()}`)).toMatchObject({ status, body: { code } });
	});

	it("gives back status, body and wait, and nothing else", async () => {
		discord.fail({
			path: `${API}/guilds/${ONE}`,
			status: 503,
			body: { message: "x" },
			headers: { "Retry-After": "3", "Set-Cookie": "a=b", "X-Secret": "c" },
		});
		expect(await get(`/guilds/${ONE}`)).toEqual({ status: 503, body: { message: "x" }, retryAfter: 3 });
	});

	it.each([
		"users/@me",
		"//evil.test/",
		"/../x",
		"/a b",
		"/users/@me#x",
		"/users/%2e",
		"/users/%2E%2E",
		"/a%2Fb",
		"/a%5Cb",
		"/users\n",
		"/a.json/b",
		"",
	])("refuses the path %j", async (path) => {
		vi.spyOn(console, "error").mockReturnValue();
		expect((await get(path)).problem).toBe("discord_unavailable");
		expect(discord.requests).toEqual([]);
	});

	it("reads from Discord again after a write", async () => {
		await get(`/guilds/${ONE}/members/1234567890`);
		await patch(ONE, { nick: "New" });
		expect((await get(`/guilds/${ONE}/members/1234567890`)).body).toMatchObject({ nick: "New" });
		expect(calls(`/guilds/${ONE}/members/1234567890`)).toBe(2);
	});

	it("makes equal GETs one call", async () => {
		const answers = await Promise.all(Array.from({ length: 40 }, () => get(`/guilds/${ONE}/channels`)));
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
		expect(discord.requests).toHaveLength(1);
	});

	it("follows no redirect", async () => {
		discord.fail({ path: `${API}/users/@me`, status: 302, headers: { Location: "https://evil.test/" } });
		expect((await get("/users/@me")).problem).toBe("discord_unavailable");
	});

	it("reads no answer that has no end", async () => {
		discord.fail({ path: `${API}/users/@me`, status: 200, body: `"${"x".repeat(9_000_000)}"`, times: 2 });
		expect((await get("/users/@me")).problem).toBe("discord_unavailable");
		expect(calls("/users/@me")).toBe(1);
	});

	it("sends a lost GET again, and a lost write never", async () => {
		discord.fail({ path: `${API}/guilds/${ONE}`, drop: true });
		expect((await get(`/guilds/${ONE}`)).status).toBe(200);
		discord.fail({ path: `${API}/guilds/${ONE}/members/@me`, drop: true, times: 2 });
		expect((await patch(ONE, { nick: "x" })).problem).toBe("discord_unavailable");
		expect([calls(`/guilds/${ONE}`), calls(`/guilds/${ONE}/members/@me`)]).toEqual([2, 1]);
	});
});

describe("limited by Discord", () => {
	it.each(["user", "shared", "global"] as const)("(%s) it waits and sends again by itself", async (scope) => {
		const limit = { retryAfter: 0.2, header: false, body: true, scope, global: scope === "global" };
		discord.fail({ path: `${API}/guilds/${ONE}`, limit });
		const before = Date.now();
		expect((await get(`/guilds/${ONE}`)).status).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(200);
		expect(discord.botLimits.invalidRequests).toBe(scope === "shared" ? 0 : 1);
	});

	it("for longer than a caller may wait, it says so at once, as Discord does", async () => {
		discord.fail({ path: `${API}/guilds/${ONE}`, limit: { retryAfter: 64.57, header: true, body: true } });
		const told = await get(`/guilds/${ONE}`);
		expect(told).toMatchObject({
			status: 429,
			body: { message: "You are being rate limited.", global: false },
		});
		expect(told.retryAfter).toBe(65);
		expect((await get(`/guilds/${ONE}`)).status).toBe(429);
		expect((await get(`/guilds/${TWO}`)).status).toBe(200);
		expect(calls(`/guilds/${ONE}`)).toBe(1);
	});

	it("without a word of how long, it waits a while and not for ever", async () => {
		discord.fail({
			path: `${API}/guilds/${ONE}/members/@me`,
			limit: { retryAfter: 9, header: false, body: false },
		});
		// A write needs five seconds of its ten for itself, and five are to be waited.
		expect(await patch(ONE, { nick: "x" })).toMatchObject({ status: 429 });
	});

	it("keeps within the bucket of each guild without a 429", async () => {
		const some = withBot().slice(0, 4);
		const asked = some.flatMap((guild) =>
			Array.from({ length: 7 }, (_, i) => get(`/guilds/${guild}/members/${i + 1}`)),
		);
		const answers = await Promise.all(asked);
		expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
		expect(discord.botLimits.answered429).toEqual({ user: 0, global: 0, shared: 0 });
	});
});

describe("banned by Cloudflare", () => {
	it.each<[string, Parameters<typeof discord.fail>[0], number]>([
		["in HTML", { path: `${API}/users/@me`, cloudflare: true }, 60],
		["in HTML as 403", { path: `${API}/users/@me`, status: 403, body: "<html>" }, 60],
		[
			"for a time",
			{ path: `${API}/users/@me`, status: 429, body: "<html>", headers: { "Retry-After": "33" } },
			33,
		],
	])("%s, it calls nothing and says how long", async (_, failure, seconds) => {
		discord.fail(failure);
		const told = { status: 429, body: { global: true }, retryAfter: seconds };
		expect(await get("/users/@me")).toMatchObject(told);
		expect((await get(`/guilds/${ONE}`)).retryAfter).toBeGreaterThan(seconds - 3);
		expect(discord.requests).toHaveLength(1);
	});
});

describe("a token that Discord does not take", () => {
	it("is logged once, tried no more, and remembered until it changes", async () => {
		const log = vi.spyOn(console, "error").mockReturnValue();
		discord.fail({ path: /./, status: 401, body: { message: "401: Unauthorized", code: 0 }, times: 1 });
		const answer = await get("/users/@me");
		expect(answer).toEqual({ status: 503, body: null, problem: "bot_misconfigured" });
		expect(await get(`/guilds/${ONE}`)).toEqual(answer);

		await evictDurableObject(stub());
		expect(await get(`/guilds/${ONE}`)).toEqual(answer);
		expect(discord.requests).toHaveLength(1);
		expect(log).toHaveBeenCalledTimes(1);
		expect(log.mock.calls.join()).not.toContain(BOT_TOKEN);

		const call = { method: "GET", path: "/users/@me", origin: SITE } as const;
		await runInDurableObject(stub(), async (_, state) => {
			expect(JSON.stringify([...state.storage.kv.list()])).not.toContain(BOT_TOKEN);
			const same = new Bot(state, env);
			expect((await same.call(call)).problem).toBe("bot_misconfigured");
			const changed = new Bot(state, { ...env, DISCORD_BOT_TOKEN: "another" });
			// The stand-in takes the old one only, but it was asked.
			expect((await changed.call(call)).problem).toBe("bot_misconfigured");
			expect(discord.requests).toHaveLength(2);
			const none = new Bot(state, { ...env, DISCORD_BOT_TOKEN: "" });
			expect((await none.call(call)).problem).toBe("bot_missing");
		});
	});
});

describe("evicted from memory", () => {
	it("it still knows a bucket that is used up", async () => {
		discord.fail({ path: `${API}/guilds/${ONE}`, limit: { retryAfter: 30, header: true, body: true } });
		await get(`/guilds/${ONE}`);
		await evictDurableObject(stub());
		expect((await get(`/guilds/${ONE}`)).status).toBe(429);
		expect((await get(`/guilds/${TWO}`)).status).toBe(200);
		expect(calls(`/guilds/${ONE}`)).toBe(1);
	});

	it("it still knows a bucket that answers without a 429 have used up", async () => {
		const headers = {
			"X-RateLimit-Bucket": "b",
			"X-RateLimit-Limit": "1",
			"X-RateLimit-Remaining": "0",
			"X-RateLimit-Reset-After": "30",
		};
		discord.fail({ path: `${API}/guilds/${ONE}`, status: 200, body: {}, headers });
		expect((await get(`/guilds/${ONE}`)).status).toBe(200);
		await evictDurableObject(stub());
		expect((await get(`/guilds/${ONE}`)).status).toBe(429);
		expect(calls(`/guilds/${ONE}`)).toBe(1);
	});

	it.each<[string, Parameters<typeof discord.fail>[0]]>([
		["a global pause", { path: /./, limit: { retryAfter: 30, header: true, body: true, global: true } }],
		["a ban", { path: /./, cloudflare: true }],
	])("it still knows %s", async (_, failure) => {
		discord.fail(failure);
		await get(`/guilds/${ONE}`);
		await evictDurableObject(stub());
		expect(await get(`/guilds/${TWO}`)).toMatchObject({ status: 429, body: { global: true } });
		expect(discord.requests).toHaveLength(1);
	});

	it("it still knows how many answers were invalid", async () => {
		await get(`/guilds/${withoutBot()}`);
		await runInDurableObject(stub(), (_, state) => {
			const kept = state.storage.kv.get<{ limits: { invalid: [number, number][] } }>("knowledge");
			expect(kept?.limits.invalid).toEqual([[expect.any(Number), 1]]);
		});
	});

	it("it still knows a ban that an older version wrote down", async () => {
		discord.fail({ path: /./, cloudflare: true });
		await get(`/guilds/${ONE}`);
		await runInDurableObject(stub(), (_, state) => {
			const { limits, ...others } = state.storage.kv.get<{ limits: object }>("knowledge") ?? { limits: {} };
			state.storage.kv.put("knowledge", { ...others, limits: { ...limits, refusals: undefined } });
		});
		await evictDurableObject(stub());
		expect((await get(`/guilds/${TWO}`)).status).toBe(429);
		expect(discord.requests).toHaveLength(1);
	});

	it("it still knows who was refused too often", async () => {
		const refused = { method: "GET", path: `/guilds/${withoutBot()}`, person: "1" } as const;
		await askBot(site, refused);
		await runInDurableObject(stub(), (_, state) => {
			const kept = state.storage.kv.get<{ limits: { refusals: unknown } }>("knowledge");
			const once = [[expect.any(Number), 1]];
			expect(kept?.limits.refusals).toEqual([
				[`GET /guilds/{guilds} guilds/${withoutBot()}`, once],
				["users/1", once],
			]);
		});
	});

	it("it begins anew where what was kept cannot be read", async () => {
		await runInDurableObject(stub(), (_, state) => state.storage.kv.put("knowledge", { limits: "of old" }));
		await evictDurableObject(stub());
		expect((await get(`/guilds/${ONE}`)).status).toBe(200);
	});

	it("it has written little: nothing at all while all is well", async () => {
		await Promise.all(
			withBot()
				.slice(0, 10)
				.map((guild) => get(`/guilds/${guild}`)),
		);
		await runInDurableObject(stub(), (_, state) => expect([...state.storage.kv.list()]).toEqual([]));
	});
});
