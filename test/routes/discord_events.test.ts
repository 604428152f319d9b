import { listDurableObjectIds, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { MOST_SAVERS } from "../../src/control_room/settings_hub";
import type { Plan } from "../../src/departure/plan";
import { personTag } from "../../src/storage/person_tag";
import { randomToken, sessions } from "../../src/storage/sessions";
import type { GuildSettings, Problem } from "../../src/wire";
import { idOf, member } from "../control_visitor";
import { discord, holdBack, useInternet } from "../internet";
import { keptBySessions } from "../session_keepers";
import { signed } from "../stand_ins/discord/keys";
import { CHOICES, codeOf, Visitor } from "../visitor";

useInternet();

const APPLICATION = "1234567890";
const MIRA = "190320984123768832";
const PAUL = "412347780841865216";

/** As Discord writes a time: UTC, though it does not say so, in microseconds. */
const written = (time: number) => new Date(time).toISOString().replace("Z", "123");

const left = (person: string, at = Date.now()) => ({
	version: 1,
	application_id: APPLICATION,
	type: 1,
	event: {
		type: "APPLICATION_DEAUTHORIZED",
		timestamp: written(at),
		data: { user: { id: person, username: "mira.dances", discriminator: "0", avatar: null } },
	},
});

/** What Discord posts: no cookie, no origin, another address. */
async function post(event: unknown, headers: Record<string, string> = {}): Promise<Response> {
	const body = typeof event === "string" ? event : JSON.stringify(event);
	return new Visitor("35.196.132.85").ask("/discord-events", {
		method: "POST",
		headers: {
			Origin: "",
			"Sec-Fetch-Site": "",
			"Content-Type": "application/json",
			...(await signed(body, Date.now())),
			...headers,
		},
		body,
	});
}

/** What an object does by itself takes a moment. */
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

const departure = async (person = MIRA) => env.DEPARTURE.getByName(await personTag(env, person));
const planOf = async (person = MIRA) =>
	runInDurableObject(await departure(person), (_, state) => state.storage.kv.get<Plan>("plan"));
const sessionsOf = async (person: string) =>
	(await env.SESSIONS.list({ prefix: `session:${await personTag(env, person)}:` })).keys;
const isLoggedIn = async (visitor: Visitor) => (await visitor.ask("/avatar")).status !== 401;

/** Mira has left, and one pass over all that is hers is done. */
async function leave(person = MIRA, at?: number): Promise<void> {
	discord.deauthorize(person === MIRA ? "mira.dances" : "plainpaul");
	expect((await post(left(person, at))).status).toBe(204);
	await passed(person);
}

/** The first pass begins by itself. */
const passed = (person = MIRA) => until(async () => expect((await planOf(person))?.passes).toBe(1));

/** The passes that come later, now. */
async function finish(person = MIRA): Promise<void> {
	while (await runDurableObjectAlarm(await departure(person)));
}

describe("an event", () => {
	it.each<[string, unknown]>([
		["PING", { version: 1, application_id: APPLICATION, type: 0 }],
		["another event", { ...left(MIRA), event: { ...left(MIRA).event, type: "APPLICATION_AUTHORIZED" } }],
		["a type that there is not yet", { ...left(MIRA), type: 7 }],
		["another application's", { ...left(MIRA), application_id: "1234567891" }],
		["of nobody", { ...left(MIRA), event: { ...left(MIRA).event, data: {} } }],
		["of no id", left("../mira")],
		["null", null],
		["a list", []],
	])("is taken, and nothing follows from it: %s", async (_, event) => {
		const visitor = new Visitor();
		await visitor.logIn();
		const response = await post(event);
		expect(response.status).toBe(204);
		expect(await response.text()).toBe("");
		expect(response.headers.get("Content-Type")).toBe("application/json");
		expect(await listDurableObjectIds(env.DEPARTURE)).toEqual([]);
		expect(await isLoggedIn(visitor)).toBe(true);
	});

	it("is refused with a bare 401 where Discord has not signed it, or too long ago", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const event = left(MIRA);
		const old = await signed(JSON.stringify(event), Date.now() - 301_000);
		for (const headers of [{ "X-Signature-Ed25519": "" }, { "X-Signature-Ed25519": "0".repeat(128) }, old]) {
			const response = await post(event, headers);
			expect(response.status).toBe(401);
			expect(await response.text()).toBe("");
		}
		const another = await post(event, await signed(JSON.stringify(left(PAUL)), Date.now()));
		expect(another.status).toBe(401);
		expect(await listDurableObjectIds(env.DEPARTURE)).toEqual([]);
		expect(await isLoggedIn(visitor)).toBe(true);
	});

	it("that cannot be taken in is an error, so that Discord tells it again", async () => {
		const found = vi.spyOn(env.DEPARTURE, "getByName").mockImplementation(() => {
			throw new Error("internal error");
		});
		const response = await post(left(MIRA));
		expect(response.status).toBe(503);
		found.mockRestore();
		await leave();
	});

	it("of somebody whom we do not know leaves nothing behind", async () => {
		await leave("99");
		await finish("99");
		expect(await planOf("99")).toBeUndefined();
	});
});

describe("somebody who leaves", () => {
	it("is logged out on all devices, and nothing of them is kept; others stay", async () => {
		const [phone, laptop, paul] = [new Visitor(), new Visitor(), new Visitor()];
		await phone.logIn();
		await laptop.logIn();
		await laptop.submit({ ...CHOICES, style: "micah" });
		await paul.logIn("plainpaul");
		await leave();
		expect(await codeOf(await phone.ask("/avatar"))).toBe("not_logged_in");
		expect(await codeOf(await laptop.ask("/avatar"))).toBe("not_logged_in");
		expect(await isLoggedIn(paul)).toBe(true);
		expect(await sessionsOf(MIRA)).toEqual([]);
		expect(await sessionsOf(PAUL)).toHaveLength(1);
		expect((await keptBySessions()).filter(([name]) => name !== "ended")).toEqual([]);
		await finish();
		expect(await planOf()).toBeUndefined();
	});

	it("and has come back since stays logged in, however late, often and mixed up the events are", async () => {
		const [before, since] = [new Visitor(), new Visitor()];
		await before.logIn();
		await scheduler.wait(5);
		const at = Date.now();
		await scheduler.wait(5);
		await since.logIn();
		// Written again: it is still of the same login.
		await since.submit({ ...CHOICES, style: "micah" });
		await post(left(MIRA, at));
		await passed();
		expect([await isLoggedIn(before), await isLoggedIn(since)]).toEqual([false, true]);
		await post(left(MIRA, at - 1000));
		await post(left(MIRA, at));
		expect(await planOf()).toMatchObject({ leftAt: at, passes: 1 });
		await finish();
		await post(left(MIRA, at));
		await finish();
		expect(await isLoggedIn(since)).toBe(true);
	});

	it("and comes back, and leaves again, is forgotten again", async () => {
		const visitor = new Visitor();
		await leave();
		await visitor.logIn();
		await scheduler.wait(5);
		await leave();
		expect(await isLoggedIn(visitor)).toBe(false);
	});

	it("at a time that is none, or still to come, leaves now", async () => {
		for (const timestamp of ["soon", written(Date.now() + 3_600_000)]) {
			const visitor = new Visitor();
			await visitor.logIn();
			const event = left(MIRA);
			await post({ ...event, event: { ...event.event, timestamp } });
			await until(async () => expect(await sessionsOf(MIRA)).toEqual([]));
			expect((await planOf())?.leftAt).toBeLessThanOrEqual(Date.now());
			await finish();
		}
	});

	it("while a login of theirs is under way is logged out after it", async () => {
		const visitor = new Visitor();
		const callback = await discord.authorize(await visitor.startLogin(), "mira.dances");
		const held = holdBack("/api/v10/users/@me");
		const login = visitor.open(callback);
		await held.arrived();
		await leave();
		held.release();
		await login;
		expect(await sessionsOf(MIRA)).toHaveLength(1);
		await finish();
		expect(await sessionsOf(MIRA)).toEqual([]);
		expect(await isLoggedIn(visitor)).toBe(false);
	});

	it("while their tokens are refreshed gets none back", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		await expireTokens(visitor);
		const held = holdBack("/api/v10/oauth2/token");
		const making = visitor.submit({ ...CHOICES, style: "micah" });
		await held.arrived();
		expect((await post(left(MIRA))).status).toBe(204);
		await until(async () => expect((await keptBySessions()).map(([name]) => name)).toContain("ended"));
		held.release();
		await making;
		await passed();
		expect(await sessionsOf(MIRA)).toEqual([]);
		expect((await keptBySessions()).filter(([name]) => name !== "ended")).toEqual([]);
		expect(await isLoggedIn(visitor)).toBe(false);
	});

	it("is found a minute later, where KV does not list a session yet", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		vi.spyOn(env.SESSIONS, "list").mockResolvedValueOnce({
			keys: [],
			list_complete: true,
			cacheStatus: null,
		});
		await leave();
		expect(await isLoggedIn(visitor)).toBe(true);
		await finish();
		expect(await isLoggedIn(visitor)).toBe(false);
	});

	it.each(["list", "delete"] as const)(
		"is forgotten although KV fails for a while: %s",
		async (operation) => {
			const visitor = new Visitor();
			await visitor.logIn();
			const failing = vi.spyOn(env.SESSIONS, operation).mockRejectedValue(new Error("KV is away"));
			expect((await post(left(MIRA))).status).toBe(204);
			await until(async () => expect((await planOf())?.failures).toBeGreaterThan(0));
			// What KV cannot delete opens nothing any more.
			expect(await isLoggedIn(visitor)).toBe(operation === "list");
			failing.mockRestore();
			await finish();
			expect(await sessionsOf(MIRA)).toEqual([]);
			expect(await isLoggedIn(visitor)).toBe(false);
			expect(await planOf()).toBeUndefined();
		},
	);

	it("is forgotten in pages, of however many sessions", async () => {
		const tag = await personTag(env, MIRA);
		const names = Array.from({ length: 450 }, (_, n) => `session:${tag}:m0000000:${n}`);
		await Promise.all(names.map((name) => env.SESSIONS.put(name, "x")));
		const ended: string[] = [];
		vi.spyOn(env.SESSION_KEEPER, "getByName").mockImplementation(((keeper: string) => ({
			forget: async (name: string) => {
				ended.push(`${keeper} ${name}`);
				await env.SESSIONS.delete(name);
				return true;
			},
		})) as unknown as typeof env.SESSION_KEEPER.getByName);
		await leave();
		expect(ended.sort()).toEqual(names.map((name, n) => `${n} ${name}`).sort());
		expect(await sessionsOf(MIRA)).toEqual([]);
	});
});

describe("a session of the first releases, or of before the client's secret was changed", () => {
	it.each([
		["with a token without a tag", () => randomToken()],
		["with another secret's tag", () => `${randomToken()}.${"A".repeat(22)}.${Date.now().toString(36)}`],
	])("goes on, but not for longer than it was to: %s", async (_, token) => {
		const visitor = new Visitor();
		await visitor.logIn();
		const session = await sessions(env).get(visitor.cookies.get("__Host-session") ?? "");
		if (!session) throw new Error("There is no session");
		const old = token();
		await sessions(env).put(old, session);
		visitor.cookies.set("__Host-session", old);
		const put = vi.spyOn(env.SESSIONS, "put");
		const made = await visitor.submit({ ...CHOICES, style: "micah" });
		expect([made.status, made.headers.getSetCookie(), put.mock.calls.length]).toEqual([200, [], 0]);
		expect(await visitor.json("/me")).toMatchObject({ avatar: { choices: { style: "micah" } } });
		await leave();
		expect(await isLoggedIn(visitor)).toBe(true);
	});
});

describe("what somebody who has left saved", () => {
	const guild = () => idOf("Dance Floor");
	const read = (visitor: Visitor) => visitor.json<GuildSettings>(`/guilds/${guild()}/settings`);
	const save = (visitor: Visitor, prefix: string, version: number) =>
		visitor.ask(`/guilds/${guild()}/settings`, {
			method: "PATCH",
			headers: { "Content-Type": "application/json", "If-Match": `"${version}"` },
			body: JSON.stringify({ values: { prefix } }),
		});
	const hub = () => env.SETTINGS_HUB.getByName("hub");
	const known = async (person = MIRA) => hub().guildsOf(await personTag(env, person));
	const heard = (person = MIRA) => until(async () => expect(await known(person)).toHaveLength(1));
	/** As if all until now had been so long ago. */
	const age = (ms: number) =>
		runInDurableObject(env.GUILD_KEEPER.getByName(guild()), (_, state) => {
			state.storage.sql.exec("UPDATE save SET at = at - ?", ms);
		});

	it("does not name them any more, in the history and to who saves at the same time; others it does", async () => {
		const mira = await member("mira.dances");
		const paul = await member("plainpaul");
		await save(mira, "?", 0);
		await save(paul, "$", 1);
		await save(mira, "%", 2);
		await heard();
		await leave();
		const { history, version } = await read(paul);
		expect(version).toBe(3);
		expect(history.map(({ by }) => by)).toEqual([
			{ id: "", name: "Somebody who left" },
			{ id: PAUL, name: "plainpaul" },
			{ id: "", name: "Somebody who left" },
		]);
		const stale = await (await save(paul, "&", 2)).json<Problem>();
		expect(stale.differences?.map(({ by }) => by.name)).toEqual(["Somebody who left"]);
		expect([await known(), (await known(PAUL)).length]).toEqual([[], 1]);
		await runInDurableObject(env.GUILD_KEEPER.getByName(guild()), (_, state) => {
			const rows = state.storage.sql.exec("SELECT * FROM save").toArray();
			expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${MIRA}|Mira`));
		});
	});

	it("since they have come back names them", async () => {
		const mira = await member("mira.dances");
		await save(mira, "?", 0);
		await age(60_000);
		await save(mira, "$", 1);
		await heard();
		await post(left(MIRA, Date.now() - 40_000));
		await passed();
		await finish();
		const names = (await read(mira)).history.map(({ by }) => by.name);
		expect(names).toEqual(["Mira", "Somebody who left"]);
		expect(await known()).toHaveLength(1);
	});

	it("as they left, with a right that was read before, does not name them", async () => {
		const mira = await member("mira.dances");
		await save(mira, "?", 0);
		await heard();
		await leave(MIRA, Date.now() - 10_000);
		expect((await read(await member("plainpaul"))).history[0]?.by.id).toBe("");
	});

	it("is taken from them although the hub or the guild's object fails for a while", async () => {
		await save(await member("mira.dances"), "?", 0);
		await heard();
		for (const name of ["SETTINGS_HUB", "GUILD_KEEPER"] as const) {
			const failing = vi.spyOn(env[name], "getByName").mockImplementation(() => {
				throw new Error("internal error");
			});
			expect((await post(left(MIRA))).status).toBe(204);
			await until(async () => expect((await planOf())?.failures).toBeGreaterThan(0));
			failing.mockRestore();
			expect(await known()).toHaveLength(1);
			await scheduler.wait(5);
		}
		await finish();
		expect(await known()).toEqual([]);
		expect((await read(await member("plainpaul"))).history[0]?.by.id).toBe("");
	});

	it("is known to the hub for as long as the history is, and of so many people", async () => {
		await runInDurableObject(hub(), async (instance, state) => {
			const news = { guild: "1", version: 1, role: null };
			const until = (n: number) => Date.now() + 1_000 * (n + 1);
			const many = Array.from({ length: MOST_SAVERS + 3 }, (_, n) => ({ tag: `${n}`, until: until(n) }));
			await instance.hear(news, many);
			expect([2, 3].map((n) => instance.guildsOf(`${n}`).length)).toEqual([0, 1]);
			// What it is told late does not make it forget earlier.
			await instance.hear(news, [{ tag: "3", until: until(0) }]);
			expect(instance.guildsOf("3")).toMatchObject([{ guild: "1", until: many[3]?.until }]);
			expect(await state.storage.getAlarm()).toBeGreaterThan(Date.now());
			state.storage.sql.exec("UPDATE saver SET until = 1 WHERE tag <> '9'");
			await instance.alarm();
			expect(state.storage.sql.exec("SELECT tag FROM saver").toArray()).toEqual([{ tag: "9" }]);
		});
	});
});

/** As if a week had gone by: the session's access token has ended, by its record. */
async function expireTokens(visitor: Visitor): Promise<void> {
	const token = visitor.cookies.get("__Host-session") ?? "";
	const session = await sessions(env).get(token);
	if (!session?.tokens) throw new Error("There is no session");
	await sessions(env).put(token, { ...session, tokens: { ...session.tokens, expiresAt: Date.now() } });
}
