import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { BotInGuild, Guilds, Problem } from "../../src/wire";
import { discord, useInternet } from "../internet";
import { CHOICES, codeOf, Visitor } from "../visitor";

useInternet();

let visits = 0;
/** Somebody who is logged in for the control room. */
async function member(as: string): Promise<Visitor> {
	const visitor = new Visitor(`198.51.100.${++visits}`);
	const response = await visitor.open("/login?return=/servers");
	const callback = await discord.authorize(response.headers.get("Location") ?? "", as);
	expect((await visitor.open(callback)).headers.get("Location")).toBe("/servers");
	discord.requests.length = 0;
	return visitor;
}
const idOf = (name: string) =>
	[...discord.guilds.values()].find((guild) => guild.name.includes(name))?.id ?? "";
const listOf = (visitor: Visitor) => visitor.json<Guilds>("/guilds");
const calls = () => discord.requests.map(({ method, path }) => `${method} ${path.slice("/api".length)}`);

describe("a login for the control room", () => {
	it("asks for the guilds too, makes no avatar and leads back", async () => {
		const visitor = new Visitor();
		const location = new URL((await visitor.open("/login?return=/servers")).headers.get("Location") ?? "");
		expect(location.searchParams.get("scope")).toBe("identify guilds");
		const callback = await discord.authorize(location.href, "mira.dances");
		expect((await visitor.open(callback)).headers.get("Location")).toBe("/servers");
		expect(await visitor.json("/me")).toMatchObject({ user: { username: "mira.dances" }, avatar: null });
		expect((await env.AVATARS.list()).objects).toEqual([]);
	});

	it("leads back to a guild's page", async () => {
		const visitor = new Visitor();
		const location = (await visitor.open("/login?return=/servers?guild=123")).headers.get("Location") ?? "";
		const callback = await discord.authorize(location, "mira.dances");
		expect((await visitor.open(callback)).headers.get("Location")).toBe("/servers?guild=123");
	});

	it("keeps the avatar that the same person made, and nobody else's", async () => {
		const visitor = new Visitor();
		await visitor.logIn("mira.dances");
		for (const [as, title] of [
			["mira.dances", "Lorelei"],
			["plainpaul", undefined],
		] as const) {
			const location = (await visitor.open("/login?return=/servers")).headers.get("Location") ?? "";
			if (location.startsWith("/")) visitor.cookies.delete("__Host-session");
			const login = location.startsWith("/")
				? ((await visitor.open("/login?return=/servers")).headers.get("Location") ?? "")
				: location;
			await visitor.open(await discord.authorize(login, as));
			const me = await visitor.json<{ avatar: { title: string } | null }>("/me");
			expect(me.avatar?.title).toBe(title);
		}
	});

	it("does not change the avatar of somebody who has another name by now", async () => {
		const visitor = new Visitor("198.51.100.222");
		await visitor.logIn("mira.dances");
		const picture = await (await visitor.ask("/avatar")).text();
		const before = await visitor.json<{ avatar: unknown }>("/me");
		const mira = discord.people.get("mira.dances");
		if (mira) mira.username = "mira.rests";
		const location = (await visitor.open("/login?return=/servers")).headers.get("Location") ?? "";
		await visitor.open(await discord.authorize(location, "mira.rests"));
		const after = await visitor.json<{ avatar: unknown }>("/me");
		expect(after).toMatchObject({ user: { username: "mira.rests" } });
		expect(after.avatar).toEqual(before.avatar);
		expect(await (await visitor.ask("/avatar")).text()).toBe(picture);
	});

	it("is begun again by somebody whose tokens have ended, although KV does not say so", async () => {
		const visitor = await member("mira.dances");
		const [record] = (await env.SESSIONS.list()).keys;
		const before = await env.SESSIONS.get(record?.name ?? "", "arrayBuffer");
		discord.deauthorize("mira.dances");
		expect(await codeOf(await visitor.ask("/guilds"))).toBe("not_logged_in");
		await env.SESSIONS.put(record?.name ?? "", before ?? "");
		const location = (await visitor.open("/login?return=/servers")).headers.get("Location");
		expect(location).toMatch(/^https:\/\/discord\.test\//);
	});

	it("is not begun again by somebody who is logged in for it", async () => {
		const visitor = await member("mira.dances");
		expect((await visitor.open("/login?return=/servers")).headers.get("Location")).toBe("/servers");
	});

	it.each([
		"",
		"//evil.test",
		"https://evil.test",
		"/\\evil.test",
		"/servers@evil.test",
		"/servers?guild=1&x=//evil",
		"/servers/../x",
		"javascript:alert(1)",
		"/servers\n",
		"/me",
	])("leads nowhere else: %j", async (target) => {
		const response = await new Visitor().ask(`/login?return=${encodeURIComponent(target)}`);
		expect(response.status).toBe(400);
		expect(await codeOf(response)).toBe("return_refused");
	});

	it("that was cancelled offers to try again, and leads to the same page", async () => {
		const visitor = new Visitor();
		const location = (await visitor.open("/login?return=/servers")).headers.get("Location") ?? "";
		const page = await (
			await visitor.open(await discord.authorize(location, "mira.dances", "cancel"))
		).text();
		expect(page).toContain('href="/login?return=%2Fservers"');
	});
});

describe("/guilds", () => {
	it("is nothing to a stranger, and asks whoever made only an avatar for more", async () => {
		expect(await codeOf(await new Visitor().ask("/guilds"))).toBe("not_logged_in");
		const visitor = new Visitor();
		await visitor.logIn();
		const response = await visitor.ask("/guilds");
		expect(response.status).toBe(403);
		expect(await codeOf(response)).toBe("scope_missing");
	});

	it("says which the person may manage, and whether the bot is there", async () => {
		const { guilds, next, invite } = await listOf(await member("mira.dances"));
		const rows = guilds.map(({ name, manage, bot }) => [name, manage, bot]);
		expect(rows).toEqual(
			expect.arrayContaining([
				["Mira’s Dance Floor", true, true],
				["Practice Room", true, false],
				[`<b>Cat</b> & "Mouse"`, false, null],
			]),
		);
		expect(rows).toHaveLength(3);
		expect(next).toBeNull();
		expect(invite).toBe(
			"https://discord.test/oauth2/authorize?client_id=1234567890&scope=bot+applications.commands&permissions=67108864&disable_guild_select=true",
		);
	});

	it("says which the person owns: to own one is more than to manage it", async () => {
		const owned = async (person: string) =>
			(await listOf(await member(person))).guilds
				.filter(({ owner }) => owner)
				.map(({ name }) => name)
				.sort();
		expect(await owned("mira.dances")).toEqual(["Mira’s Dance Floor", "Practice Room"]);
		expect(await owned("plainpaul")).toEqual([]);
	});

	it.each([
		["plainpaul", 2],
		["tom_and.jerry", 2],
		["nova_nitro", 0],
	])("gives %s, by permissions past 32 bits, %i to manage", async (person, manageable) => {
		const { guilds } = await listOf(await member(person));
		expect(guilds.filter(({ manage }) => manage)).toHaveLength(manageable);
	});

	it("costs one call for the person and one for the bot, and the bot none where nothing may be managed", async () => {
		await listOf(await member("mira.dances"));
		expect(calls()).toHaveLength(2);
		await listOf(await member("nova_nitro"));
		expect(calls()).toEqual(["GET /v10/users/@me/guilds"]);
	});

	it("costs somebody in 200 guilds a number of calls that their own guilds and the bot's bound, and all become known", async () => {
		const visitor = await member("everywhere_bear");
		const bear = await listOf(visitor);
		expect(bear.guilds).toHaveLength(200);
		expect(bear.next).toBeNull();
		for (const { id, manage, bot } of bear.guilds) {
			expect(bot).toBe(manage ? discord.guilds.get(id)?.bot !== undefined : null);
		}
		expect(calls().length).toBeLessThanOrEqual(1 + 4);
	});

	it("notices that the bot has joined", async () => {
		const visitor = await member("mira.dances");
		discord.setBot(idOf("Practice Room"), true);
		const { guilds } = await listOf(visitor);
		expect(guilds.find(({ name }) => name === "Practice Room")?.bot).toBe(true);
	});

	it("tells how long to wait when Discord limits the person, and works after it", async () => {
		const visitor = await member("mira.dances");
		discord.fail({ path: "/api/v10/users/@me/guilds", limit: { retryAfter: 2, header: true, body: true } });
		const response = await visitor.ask("/guilds");
		expect(response.status).toBe(503);
		expect(await response.json<Problem>()).toMatchObject({ code: "discord_limited", retry_after: 2 });
		expect((await visitor.ask("/guilds")).status).toBe(200);
	});

	it("tells how long to wait when Discord limits the bot, and does not pretend to know", async () => {
		const visitor = await member("mira.dances");
		// The person's own list is asked first and is not limited; the bot's is.
		discord.fail({ path: "/api/v10/users/@me/guilds", delay: 0 });
		discord.fail({ path: "/api/v10/users/@me/guilds", limit: { retryAfter: 30, header: true, body: true } });
		const response = await visitor.ask("/guilds");
		expect(response.status).toBe(429);
		expect(await codeOf(response)).toBe("bot_limited");
		expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(25);
	});

	it("says so when the bot's token is wrong", async () => {
		const visitor = await member("mira.dances");
		await listOf(visitor);
		discord.fail({
			path: "/api/v10/users/@me",
			status: 401,
			body: { message: "401: Unauthorized", code: 0 },
		});
		const response = await visitor.ask("/botapi/users/@me");
		expect(response.status).toBe(503);
		expect(await response.json<Problem>()).toMatchObject({
			code: "bot_misconfigured",
			title: "The bot is not set up correctly",
		});
	});
});

describe("/guilds/{id}", () => {
	it("shows the bot as it is there", async () => {
		const visitor = await member("mira.dances");
		const id = idOf("Dance Floor");
		expect(await visitor.json<BotInGuild>(`/guilds/${id}`)).toEqual({
			person: "190320984123768832",
			guild: { id, name: "Mira’s Dance Floor", icon: expect.anything() },
			bot: {
				id: expect.stringMatching(/^\d+$/),
				username: expect.any(String),
				avatar: expect.toBeOneOf([null, expect.any(String)]),
			},
			member: { nick: null, avatar: null },
			bio: null,
		});
	});

	it.each([
		["one where the bot is not", "mira.dances", "Practice Room"],
		["one where they have no rights", "mira.dances", "Cat"],
		["one they are not in", "plainpaul", "Cat"],
	])("is 404 for %s", async (_, person, name) => {
		const visitor = await member(person);
		const response = await visitor.ask(`/guilds/${idOf(name)}`);
		expect(response.status).toBe(404);
		expect(await codeOf(response)).toBe("guild_unknown");
	});
});

describe("the middleman", () => {
	const floor = () => idOf("Dance Floor");

	it.each([
		["users/@me", () => "users/@me"],
		["a guild", () => `guilds/${floor()}`],
		["a guild with counts", () => `guilds/${floor()}?with_counts=true`],
		["its channels", () => `guilds/${floor()}/channels`],
		["its roles", () => `guilds/${floor()}/roles`],
		["its emojis", () => `guilds/${floor()}/emojis`],
		["its stickers", () => `guilds/${floor()}/stickers`],
		["its preview", () => `guilds/${floor()}/preview`],
		["the same under its version", () => `v10/guilds/${floor()}`],
	])("answers with what Discord says: %s", async (_, path) => {
		const visitor = await member("mira.dances");
		const response = await visitor.ask(`/botapi/${path()}`, { headers: { "X-Marker": "marker" } });
		expect(response.status).toBe(200);
		expect(response.headers.get("Content-Type")).toBe("application/json");
		expect(await response.json()).toBeTruthy();
		for (const { headers, query } of discord.requests) {
			expect(JSON.stringify([headers, query])).not.toMatch(/x-marker|cookie|198\.51/i);
		}
		expect([...response.headers.keys()].filter((name) => /^x-ratelimit|^via|^server/.test(name))).toEqual([]);
	});

	it("shows of the bot's guilds only those that the person may manage", async () => {
		const visitor = await member("mira.dances");
		const list = await visitor.json<{ name: string }[]>("/botapi/users/@me/guilds?limit=200");
		expect(list.map(({ name }) => name)).toEqual(["Mira’s Dance Floor"]);
	});

	it("finds them in the list of a bot in hundreds of guilds, by the page", async () => {
		const visitor = await member("everywhere_bear");
		const ids = async (query: string) =>
			(await visitor.json<{ id: string }[]>(`/botapi/users/@me/guilds${query}`)).map(({ id }) => id);
		const all = await ids("");
		const managed = [...discord.guilds.values()].filter(
			({ bot, permissions }) => bot && BigInt(permissions.get("1099511627776000000") ?? 0) & 0x28n,
		);
		expect(all).toEqual(managed.map(({ id }) => id));
		expect(await ids(`?limit=3&after=${all[1]}`)).toEqual(all.slice(2, 5));
		expect(await ids(`?before=${all[1]}`)).toEqual(all.slice(0, 1));
	});

	it("adds how many are there where that is asked for", async () => {
		const visitor = await member("mira.dances");
		const list = (query: string) => visitor.json<object[]>(`/botapi/users/@me/guilds${query}`);
		const counts = { approximate_member_count: 5, approximate_presence_count: 1 };
		expect(await list("?with_counts=true")).toEqual([expect.objectContaining(counts)]);
		for (const query of ["", "?with_counts=false"]) {
			expect(await list(query)).toEqual([expect.not.objectContaining({ approximate_member_count: 5 })]);
		}
	});

	it("gives no part of the list for the whole: a wait between its pages is a wait", async () => {
		const visitor = await member("everywhere_bear");
		const path = "/api/v10/users/@me/guilds";
		// The person's own list, and the first page of the bot's.
		discord.fail({ path, delay: 0, times: 2 });
		discord.fail({ path, limit: { retryAfter: 30, header: true, body: true } });
		const response = await visitor.ask("/botapi/users/@me/guilds");
		expect(response.status).toBe(429);
		const seconds = Number(response.headers.get("Retry-After"));
		expect([30, 31]).toContain(seconds);
		expect(await response.json()).toMatchObject({
			message: expect.any(String),
			retry_after: seconds,
			global: false,
		});
	});

	it("gives the whole list, however many pages lie between", async () => {
		const visitor = await member("everywhere_bear");
		const { guilds } = await listOf(visitor);
		const managed = guilds.filter(({ manage }) => manage);
		// As the list of a bot in hundreds of thousands of guilds: a page for each that is asked about.
		const pages = vi.spyOn(env.BOT, "getByName");
		pages.mockReturnValue({
			async call({ path }: { path: string }) {
				const after = BigInt(/after=(\d+)/.exec(path)?.[1] ?? 0);
				const page = Array.from({ length: 200 }, (_, i) => ({ id: String(after + 1n + BigInt(i)) }));
				return { status: 200, body: page };
			},
		} as never);
		const list = await visitor.json<{ id: string }[]>("/botapi/users/@me/guilds");
		expect(list.map(({ id }) => id).sort()).toEqual(managed.map(({ id }) => id).sort());
		expect(managed.length).toBeGreaterThan(20);
	});

	it("asks Discord once about a guild where the bot is not, however many paths are tried", async () => {
		const visitor = await member("mira.dances");
		const id = idOf("Practice Room");
		for (let user = 1000; user < 1012; user++) {
			expect([403, 404]).toContain((await visitor.ask(`/botapi/guilds/${id}/members/${user}`)).status);
		}
		expect(discord.requests.filter(({ path }) => path.includes(`/guilds/${id}`))).toHaveLength(1);
		discord.setBot(id, true);
		await visitor.ask("/guilds");
		expect((await visitor.ask(`/botapi/guilds/${id}`)).status).toBe(200);
	});

	it.each([
		["GET", (id: string) => `/guilds/${id}`],
		["GET", (id: string) => `/botapi/guilds/${id}`],
		["PATCH", (id: string) => `/botapi/guilds/${id}/members/@me`],
	] as const)("counts what is refused for whoever asked: %s %s", async (method, path) => {
		const visitor = await member("mira.dances");
		const id = idOf("Practice Room");
		await visitor.ask(path(id), {
			method,
			...(method === "PATCH" && { headers: { "Content-Type": "application/json" }, body: '{"nick":"x"}' }),
		});
		await runInDurableObject(env.BOT.getByName("bot"), (_, state) => {
			const kept = state.storage.kv.get<{ limits: { refusals: [string, unknown][] } }>("knowledge");
			expect(kept?.limits.refusals.map(([who]) => who)).toEqual([
				expect.stringContaining(` guilds/${id}`),
				"users/190320984123768832",
			]);
		});
	});

	it("lets nobody take the bot's calls for themselves", async () => {
		const visitor = await member("mira.dances");
		const statuses: number[] = [];
		for (let i = 0; i < 121; i++) statuses.push((await visitor.ask("/botapi/users/@me")).status);
		expect(statuses.indexOf(429)).toBe(120);
		const elsewhere = new Visitor("198.51.100.250");
		for (const [name, value] of visitor.cookies) elsewhere.cookies.set(name, value);
		const refused = await elsewhere.ask("/botapi/users/@me");
		expect(refused.status).toBe(429);
		expect(await refused.json()).toMatchObject({
			message: expect.any(String),
			retry_after: 60,
			global: false,
		});
		expect((await (await member("plainpaul")).ask("/botapi/users/@me")).status).toBe(200);
	});

	it("gives a guild that the person may not manage just the answer of one that does not exist", async () => {
		const visitor = await member("mira.dances");
		const answers = await Promise.all(
			[idOf("Cat"), idOf("Crowd 7"), "999"].map(async (id) => {
				const response = await visitor.ask(`/botapi/guilds/${id}/channels`);
				return [response.status, await response.text()];
			}),
		);
		expect(answers[0]?.[0]).toBe(404);
		expect(answers[1]).toEqual(answers[0]);
		expect(answers[2]).toEqual(answers[0]);
		expect(calls()).toEqual(["GET /v10/users/@me/guilds"]);
	});

	it.each([
		"applications/@me",
		"gateway/bot",
		"oauth2/applications/@me",
		"guilds/{id}/channels/",
		"guilds//{id}",
		"guilds/{id}%2Fchannels",
		"guilds/{id}/..%2f..%2fusers",
		"guilds/{id}/channels?limit=1",
		"guilds/abc",
		"guilds/1e3",
		"guilds/{id}%00",
		"guilds/{id}%0a",
		"v9/guilds/{id}",
		"v10/v10/guilds/{id}",
		"https://evil.test/",
		"@evil.test/guilds/{id}",
		"..%2f..%2fadmin",
		"guilds/{id}%3Fwith_counts=true",
		"guilds/{id}%23",
		"GUILDS/{id}",
		"",
	])("does not leave the Worker for %s", async (path) => {
		const visitor = await member("mira.dances");
		const response = await visitor.ask(`/botapi/${path.replace("{id}", floor())}`);
		expect(response.status).toBe(403);
		expect(await codeOf(response)).toBe("endpoint_not_allowed");
		expect(discord.requests).toEqual([]);
	});

	it.each(["POST", "PUT", "DELETE"])("takes no %s", async (method) => {
		const visitor = await member("mira.dances");
		const response = await visitor.ask(`/botapi/guilds/${floor()}`, { method });
		expect(response.status).toBe(403);
		expect(discord.requests).toEqual([]);
	});

	it("answers nobody who is not logged in, and no other site's page", async () => {
		expect((await new Visitor().ask("/botapi/users/@me")).status).toBe(401);
		const visitor = await member("mira.dances");
		for (const site of ["cross-site", "same-site"]) {
			for (const path of ["/botapi/users/@me", "/guilds", `/guilds/${floor()}`]) {
				expect((await visitor.ask(path, { headers: { "Sec-Fetch-Site": site } })).status).toBe(403);
			}
		}
		expect(discord.requests).toEqual([]);
	});
});

describe("changing the bot in a guild", () => {
	const change = (visitor: Visitor, id: string, body: unknown, headers = {}) =>
		visitor.ask(`/botapi/guilds/${id}/members/@me`, {
			method: "PATCH",
			headers: { "Content-Type": "application/json", ...headers },
			body: JSON.stringify(body),
		});
	let id: string;
	let visitor: Visitor;
	beforeEach(async () => {
		id = idOf("Dance Floor");
		visitor = await member("mira.dances");
	});

	it("sets its nickname and biography, and the audit log says who asked", async () => {
		const response = await change(visitor, id, { nick: "Disco", bio: "I dance." });
		expect(response.status).toBe(200);
		const guild = discord.guilds.get(id);
		expect(guild?.bot).toMatchObject({ nick: "Disco", bio: "I dance." });
		expect(guild?.auditLog.at(-1)?.reason).toContain("190320984123768832");
		expect(await visitor.json<BotInGuild>(`/guilds/${id}`)).toMatchObject({
			member: { nick: "Disco" },
			bio: "I dance.",
		});
	});

	it("makes each the bot's own again", async () => {
		await change(visitor, id, { nick: "Disco", bio: "I dance." });
		await change(visitor, id, { nick: null, bio: null });
		expect(discord.guilds.get(id)?.bot).toMatchObject({ nick: null, bio: null });
		expect(await visitor.json<BotInGuild>(`/guilds/${id}`)).toMatchObject({
			member: { nick: null },
			bio: null,
		});
	});

	it("sends an avatar of ours as PNG", async () => {
		const { style, mood, backgroundColor } = CHOICES;
		const response = await change(visitor, id, { avatar: { style, mood, backgroundColor, seed: "Dance" } });
		expect(response.status).toBe(200);
		const sent = discord.requests.find(({ method }) => method === "PATCH")?.body ?? "";
		expect(JSON.parse(sent).avatar).toMatch(/^data:image\/png;base64,iVBORw0KGgo/);
		expect(discord.guilds.get(id)?.bot?.avatar).toEqual(expect.any(String));
	});

	it("sends a banner as it came, and takes it away", async () => {
		const banner = "data:image/png;base64,iVBORw0KGgoAAAA=";
		expect((await change(visitor, id, { banner })).status).toBe(200);
		expect(discord.guilds.get(id)?.bot?.banner).toEqual(expect.any(String));
		expect((await change(visitor, id, { banner: null })).status).toBe(200);
		expect(discord.guilds.get(id)?.bot?.banner).toBeNull();
	});

	it("sends no avatar whose letters cannot be had now: there it would stay so", async () => {
		vi.spyOn(console, "error").mockReturnValue();
		vi.spyOn(env.ASSETS, "fetch").mockRejectedValue(new Error("internal error"));
		// Sundanese, which nothing else here asks for: what was read once is kept.
		const avatar = { style: "initials", mood: "", backgroundColor: CHOICES.backgroundColor, seed: "ᮃᮄ" };
		const response = await change(visitor, id, { avatar });
		expect(response.status).toBe(503);
		expect(await codeOf(response)).toBe("storage_unavailable");
		expect(discord.requests.filter(({ method }) => method === "PATCH")).toEqual([]);
	});

	it.each([
		["a nickname that is too long", { nick: "x".repeat(33) }, "nick"],
		["a biography that is too long", { bio: "x".repeat(191) }, "bio"],
		["a nickname that is a number", { nick: 7 }, "nick"],
		["an SVG", { avatar: "data:image/svg+xml;base64,PHN2Zy8+" }, "avatar"],
		["an address", { avatar: "https://evil.test/x.png" }, "avatar"],
		["an unknown style", { avatar: { style: "x", mood: "", backgroundColor: "ffffff", seed: "" } }, "avatar"],
		[
			"a mood the style cannot show",
			{ avatar: { style: "bottts", mood: "sad", backgroundColor: "ffffff", seed: "" } },
			"avatar",
		],
		["a banner that is an address", { banner: "https://evil.test/x.png" }, "banner"],
		["a field of Discord's that is not ours to set", { mute: true }, "mute"],
		["roles", { roles: [] }, "roles"],
		["nothing", {}, ""],
	])("refuses %s before Discord sees it", async (_, body, field) => {
		const response = await change(visitor, id, body);
		expect(response.status).toBe(400);
		const problem = await response.json<Problem>();
		expect(problem.code).toBe("field_invalid");
		expect(problem.errors?.map((error) => error.field)).toEqual([field]);
		expect(discord.requests).toEqual([]);
	});

	it("passes on what Discord finds wrong with a field", async () => {
		const { style, mood, backgroundColor } = CHOICES;
		let last = await change(visitor, id, { avatar: { style, mood, backgroundColor, seed: "0" } });
		for (let i = 1; i < 7; i++)
			last = await change(visitor, id, { avatar: { style, mood, backgroundColor, seed: `${i}` } });
		expect(last.status).toBe(400);
		expect(await last.json()).toMatchObject({
			code: 50035,
			errors: { avatar: { _errors: [{ code: "AVATAR_RATE_LIMIT" }] } },
		});
	});

	it("reads the person's right afresh: whoever was demoted a moment ago changes nothing", async () => {
		const paul = await member("plainpaul");
		expect((await paul.ask(`/guilds/${id}`)).status).toBe(200);
		discord.setPermissions("plainpaul", id, "0");
		const response = await change(paul, id, { nick: "Mine" });
		expect(response.status).toBe(404);
		expect(discord.guilds.get(id)?.bot?.nick).toBeNull();
	});

	it("is not for a manager who is timed out, but for an Administrator", async () => {
		const guild = discord.guilds.get(id);
		guild?.members.set("412347780841865216", { roles: [], timedOutUntil: "2999-01-01T00:00:00Z" });
		const paul = await member("plainpaul");
		expect((await change(paul, id, { nick: "Mine" })).status).toBe(404);
		discord.setPermissions("plainpaul", id, "8");
		expect((await change(paul, id, { nick: "Mine" })).status).toBe(200);
	});

	it("is for nobody without the right, however the id is come by", async () => {
		for (const person of ["nova_nitro", "tom_and.jerry", "everywhere_bear"]) {
			const other = await member(person);
			expect((await change(other, id, { nick: "Mine" })).status).toBe(404);
		}
		expect((await change(new Visitor(), id, { nick: "Mine" })).status).toBe(401);
		expect((await change(visitor, id, { nick: "Mine" }, { "Sec-Fetch-Site": "cross-site" })).status).toBe(
			403,
		);
		expect(discord.guilds.get(id)?.bot?.nick).toBeNull();
	});

	it("is not called failed because the biography could not be remembered", async () => {
		vi.spyOn(env.GUILD_KEEPER, "getByName").mockImplementation(() => {
			throw new Error("internal error");
		});
		expect((await change(visitor, id, { bio: "I dance." })).status).toBe(200);
	});
});

describe("the bot's token", () => {
	it("is in no answer, no log and no error of any route, and neither are the person's", async () => {
		const log = ["log", "info", "warn", "error", "debug"].map((level) =>
			vi.spyOn(console, level as "log").mockImplementation(() => {}),
		);
		const answers: string[] = [];
		const note = async (response: Response) => {
			answers.push(await response.text(), JSON.stringify([...response.headers]));
		};
		const visitor = await member("mira.dances");
		const id = idOf("Dance Floor");
		const everything = async () => {
			for (const path of [
				"/guilds",
				`/guilds/${id}`,
				"/botapi/users/@me",
				`/botapi/guilds/${id}`,
				"/botapi/nothing",
				"/me",
			]) {
				await note(await visitor.ask(path));
			}
			await note(
				await visitor.ask(`/botapi/guilds/${id}/members/@me`, {
					method: "PATCH",
					headers: { "Content-Type": "application/json" },
					body: '{"nick":"x"}',
				}),
			);
		};
		await everything();
		for (const failure of [
			{ status: 500 },
			{ broken: true as const },
			{ drop: true as const },
			{ cloudflare: true as const },
			{ status: 401, body: {} },
		]) {
			discord.fail({ path: /\/api\/v10\/(guilds|users\/@me$)/, times: 3, ...failure });
			await everything();
		}
		const tokens = discord.requests.map(({ headers }) => headers.authorization?.split(" ")[1] ?? "");
		expect(tokens).toContain("bot-token-marker");
		const logged = JSON.stringify(
			log.flatMap((spy) => spy.mock.calls),
			(_, value) => (value instanceof Error ? `${value.stack} ${value.cause}` : value),
		);
		for (const token of new Set(tokens)) {
			expect(token.length).toBeGreaterThan(8);
			expect(answers.join("\n")).not.toContain(token);
			expect(logged).not.toContain(token);
		}
	});
});
