import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { app } from "../src/app";
import { ENDPOINTS } from "../src/control_room/endpoint_table";
import { askBot } from "../src/discord/bot/ask_bot";
import { bucketKey } from "../src/discord/bot/bucket_key";
import { count } from "../src/metrics";
import type { PersonalLink } from "../src/wire";
import { idOf, member } from "./control_visitor";
import { answerTo, avatarCommand, followUps, somebody } from "./interactions/discord_sends";
import { dicebear, discord, holdBack, SITE, useInternet } from "./internet";
import { StrictDataset } from "./strict_dataset";
import { Visitor } from "./visitor";

useInternet();

let counted: StrictDataset;
beforeEach(() => {
	counted = new StrictDataset();
	Object.assign(env, { METRICS: counted });
});
afterEach(() => {
	Reflect.deleteProperty(env, "METRICS");
});

const KEY = "A".repeat(43);
const asBot = (path: string) => askBot({ env, address: SITE }, { method: "GET", path });

describe("a request is counted", () => {
	it.each([
		["GET", "/10.x/micah/svg?seed=Mira", "/10.x/:style/:format/:options?", "200", "svg"],
		["GET", "/10.x/micah/webp?seed=Mira&size=64", "/10.x/:style/:format/:options?", "200", "webp"],
		["GET", "/9.x/micah/json?seed=Mira", "/:version/:style/:format/:options?", "200", "json"],
		["GET", "/10.x/micah/gif", "/10.x/:style/:format/:options?", "400", ""],
		["GET", "/10.x/Mira/svg", "/10.x/:style/:format/:options?", "404", ""],
		["OPTIONS", "/10.x/micah/svg", "/:version/*", "204", ""],
		["HEAD", "/health", "/health", "200", ""],
		["GET", `/avatar/${KEY}`, "/avatar/:key", "404", ""],
		["GET", `/avatar/${KEY}.png`, "/avatar/:file", "404", ""],
		["GET", `/me/${"A".repeat(70)}.svg`, "/me/:file", "404", ""],
		["GET", "/botapi/guilds/41771983423143937", "/botapi/*", "401", ""],
		["GET", "/guilds/41771983423143937/settings", "/guilds/:id/settings", "401", ""],
		["POST", "/interactions", "/interactions", "401", ""],
		["GET", "/wp-login.php", "/*", "404", ""],
	])("%s %s", async (method, path, route, status, format) => {
		await new Visitor().ask(path, { method });
		expect(counted.of("request")).toEqual([
			{ route, method, status, format, cpu_ms: format === "webp" ? expect.any(Number) : 0 },
		]);
		// About as long as the limit of raster images counts it.
		if (format === "webp") expect(counted.of("request")[0]?.cpu_ms).toBeGreaterThan(0.5);
	});

	it("under its route, where a limit refuses it before that", async () => {
		vi.spyOn(env.READ_LIMIT, "limit").mockResolvedValue({ success: false });
		await new Visitor().ask(`/avatar/${KEY}.svg`);
		expect(counted.of("request")).toMatchObject([{ route: "/avatar/:file", status: "429" }]);
	});
});

describe("a call is counted", () => {
	const GUILD = "GET /guilds/{guilds}";
	const call = { who: "bot", waited_ms: expect.any(Number), took_ms: expect.any(Number), callers: 1 };

	it("for a person, a DiceBear, and an interaction", async () => {
		await new Visitor().logIn();
		dicebear.fail(() => new Response(null, { status: 500 }));
		const sent = followUps();
		const { release } = holdBack("/10.x/lorelei/svg");
		expect((await answerTo(avatarCommand(somebody()))).type).toBe(5);
		release();
		await vi.waitFor(() => expect(sent.length).toBe(1));
		const told = counted.of("call").map(({ who, route, outcome }) => `${who}: ${route}: ${outcome}`);
		expect(told).toEqual([
			"person: POST /oauth2/token: 200",
			"person: GET /users/@me: 200",
			"dicebear: GET /10.x/{style}/svg: 200",
			"dicebear: GET /10.x/{style}/svg: failed",
			"webhook: PATCH /webhooks/{id}/{token}/messages/@original: 200",
		]);
	});

	it("with the bot's token: each time it is sent, and where one is told to wait", async () => {
		const id = idOf("Dance Floor");
		const path = `/api/v10/guilds/${id}`;
		discord.fail({ path, limit: { retryAfter: 0.1, header: false, body: true }, times: 1 });
		await asBot(`/guilds/${id}`);
		expect(counted.of("call")).toEqual([
			{ ...call, route: GUILD, outcome: "429" },
			{ ...call, route: GUILD, outcome: "200" },
		]);
		expect(counted.of("call")[1]?.waited_ms).toBeGreaterThanOrEqual(100);
	});

	it("that Cloudflare bans, and all that then are not sent", async () => {
		discord.fail({ path: "/api/v10/users/@me", cloudflare: true });
		await asBot("/users/@me");
		await asBot("/users/@me");
		const route = "GET /users/@me";
		expect(counted.of("call")).toEqual([
			{ ...call, route, outcome: "banned" },
			{ ...call, route, outcome: "wait", took_ms: 0 },
			{ ...call, route, outcome: "wait", took_ms: 0 },
		]);
	});
});

describe("in what is counted, there is", () => {
	it("nothing but what stands in the product's own tables", async () => {
		const owner = await member("mira.dances");
		const guild = idOf("Dance Floor");
		await owner.submit();
		await owner.ask("/me/link", { method: "POST" });
		const { address } = await owner.json<PersonalLink>("/me/link");
		for (const path of [
			`/me/${address}.png?size=64`,
			"/avatar/permalink",
			"/guilds",
			`/guilds/${guild}`,
			`/guilds/${guild}/settings/members?query=Mira`,
			`/botapi/v10/guilds/${guild}/members/412347780841865216`,
			"/10.x/micah/svg/seed=Mira%20Dances",
		])
			await owner.ask(path, { headers: { "User-Agent": "Mira's own browser" } });

		const routes = new Set(app.routes.map(({ path }) => path.replaceAll(/\{(?:[^{}]|\{[^{}]*\})*\}/g, "")));
		const values = {
			route: (text: string) => routes.has(text),
			method: (text: string) => /^(?:GET|POST)$/.test(text),
			status: (text: string) => /^[2-5]\d\d$/.test(text),
			format: (text: string) => /^(?:|svg|png)$/.test(text),
		};
		expect(counted.of("request").length).toBeGreaterThan(10);
		for (const point of counted.of("request"))
			for (const [name, isOurs] of Object.entries(values))
				expect([name, point[name], isOurs(String(point[name]))]).toEqual([name, point[name], true]);
		const called = counted.of("call").map(({ route }) => route);
		expect(new Set(called)).toContain("GET /guilds/{guilds}/members/{id}");
		expect(called.join()).not.toMatch(/\d{5,}|Mira|\?/);
	});

	it("no id of an endpoint's, and what tells one from another is never too long", () => {
		const parts: Record<string, string> = { code: "aB3-xyz", emoji: "%F0%9F%90%BB", token: "t0k.en" };
		for (const { method, pattern } of ENDPOINTS) {
			const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? "41771983423143937");
			const { route } = bucketKey(method, `/${path}?query=Mira`);
			expect(route).not.toMatch(/41771983423143937|aB3-xyz|%F0|t0k|Mira/);
			expect(`call ${route}`.length).toBeLessThanOrEqual(96);
		}
	});
});

describe("nobody's answer depends on it", () => {
	it("where nothing can be written", async () => {
		const warn = vi.spyOn(console, "warn").mockReturnValue();
		vi.spyOn(counted, "writeDataPoint").mockImplementation(() => {
			throw new TypeError("no");
		});
		expect((await new Visitor().logIn()).status).toBe(303);
		expect((await asBot("/users/@me")).status).toBe(200);
		expect((await new Visitor().ask("/10.x/micah/png?seed=Mira")).status).toBe(200);
		expect(new Set(warn.mock.calls.map(String))).toEqual(new Set(["A count was lost:,TypeError: no"]));
	});

	it("where it is not bound: nothing is even put together", async () => {
		Reflect.deleteProperty(env, "METRICS");
		count(env, "request", () => expect.unreachable());
		await new Visitor().ask("/10.x/micah/png?seed=Mira");
		expect(counted.points).toEqual([]);
	});
});
