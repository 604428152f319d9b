import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/app";
import { MOST_CHANGES } from "../../src/control_room/settings_hub";
import type { BotSettings, BotSettingsChanges, GuildSettings, SettingValue } from "../../src/wire";
import { idOf, member, roleOf } from "../control_visitor";
import { BOT_API_KEYS, SITE, useInternet } from "../internet";
import { RATE_LIMITS } from "../rate_limits";
import { codeOf, Visitor } from "../visitor";

useInternet();

let guild: string;
let owner: Visitor;
beforeEach(async () => {
	guild = idOf("Dance Floor");
	owner = await member("mira.dances");
});

const [KEY, NEXT_KEY] = BOT_API_KEYS;
const hub = () => env.SETTINGS_HUB.getByName("hub");
const keeper = () => env.GUILD_KEEPER.getByName(guild);
const ask = (path: string, headers: Record<string, string> = {}, key: string = KEY) =>
	new Visitor("192.0.2.1").ask(path, { headers: { Authorization: `Bearer ${key}`, ...headers } });
const settings = async (id = guild) => (await ask(`/bot/guilds/${id}/settings`)).json<BotSettings>();
const changes = async (since: number | string = "") =>
	(await ask(`/bot/settings?since=${since}`)).json<BotSettingsChanges>();
async function save(values: Record<string, SettingValue>, version: number): Promise<GuildSettings> {
	const response = await owner.ask(`/guilds/${guild}/settings`, {
		method: "PATCH",
		headers: { "Content-Type": "application/json", "If-Match": `"${version}"` },
		body: JSON.stringify({ values }),
	});
	expect(response.status).toBe(200);
	return response.json();
}
/** Waits until the hub has heard of a version. */
const heard = (version: number) =>
	vi.waitFor(async () => expect((await changes(0)).changes).toMatchObject([{ guild, version }]));

/** A bot's socket, and what it was told. */
async function connect(since: number | string = "") {
	const response = await ask(`/bot/settings/stream?since=${since}`, { Upgrade: "websocket" });
	expect(response.status).toBe(101);
	const socket = response.webSocket;
	if (!socket) throw new Error("There is no socket");
	const told: BotSettingsChanges[] = [];
	const other: string[] = [];
	const closed: number[] = [];
	socket.addEventListener("message", ({ data }) => {
		if (String(data).startsWith("{")) told.push(JSON.parse(String(data)));
		else other.push(String(data));
	});
	socket.addEventListener("close", ({ code }) => {
		closed.push(code);
	});
	socket.accept();
	return { socket, told, other, closed };
}

describe("the bot's key", () => {
	it.each([KEY, NEXT_KEY])("may be either of the two: %s", async (key) => {
		expect((await ask("/bot/settings", {}, key)).status).toBe(200);
		expect((await ask("/bot/settings", { Authorization: `bearer  ${key}` })).status).toBe(200);
	});

	it.each([
		...[
			"",
			"Bearer",
			"Bearer ",
			`Basic ${KEY}`,
			KEY,
			`Bearer ${KEY} x`,
			`Bearer ${KEY}x`,
			`Bearer ${KEY.slice(1)}`,
		],
		...[`Bearer ${KEY}, ${NEXT_KEY}`, `Bearer ${KEY},${NEXT_KEY}`, "Bearer ,", `Bearer ${"x".repeat(8000)}`],
	])("is not %j", async (authorization) => {
		for (const path of ["/bot/settings", `/bot/guilds/${guild}/settings`, "/bot/settings/stream"]) {
			const response = await ask(path, { Authorization: authorization });
			expect(response.status).toBe(401);
			expect(response.headers.get("WWW-Authenticate")).toBe("Bearer");
			expect(await codeOf(response)).toBe("bot_key_invalid");
		}
	});

	it("is nothing that a session has, and no session opens what is the bot's", async () => {
		expect((await owner.ask("/bot/settings")).status).toBe(401);
		expect((await ask(`/guilds/${guild}/settings`)).status).toBe(401);
		expect((await ask("/botapi/users/@me")).status).toBe(401);
	});

	it("is guessed only so often from an address, while the bot at the same address goes on", async () => {
		const statuses: number[] = [];
		for (let i = 0; i <= (RATE_LIMITS.LOGIN_LIMIT ?? 0); i++)
			statuses.push((await ask("/bot/settings", {}, `${i}`.padStart(32, "guess"))).status);
		expect(statuses.indexOf(429)).toBe(RATE_LIMITS.LOGIN_LIMIT);
		const response = await ask("/bot/settings", {}, "guess".repeat(8));
		expect(response.headers.get("Retry-After")).toBe("60");
		expect((await ask("/bot/settings")).status).toBe(200);
	});

	const withKeys = (keys: string | undefined, key: string) =>
		app.fetch(new Request(`${SITE}/bot/settings`, { headers: { Authorization: `Bearer ${key}` } }), {
			...env,
			BOT_API_KEY: keys,
		} as never);

	it.each([undefined, "", "  "])("is there nobody's, nothing is there: %j", async (keys) => {
		for (const key of ["x", "undefined", KEY]) {
			const response = await withKeys(keys, key);
			expect(response.status).toBe(404);
			expect(await codeOf(response)).toBe("file_not_found");
		}
	});

	it.each(["short", `${KEY},`, `,${KEY}`, `${KEY},short`, `${KEY},${KEY},${KEY}`, `${KEY} ${KEY}`])(
		"is not set up as %j, and the error does not repeat it",
		async (keys) => {
			const response = await withKeys(keys, KEY);
			expect(response.status).toBe(503);
			const text = await response.text();
			expect(text).toContain("BOT_API_KEY has to be one key or two");
			expect(text).not.toContain(KEY);
		},
	);

	it("is in no answer and in no log", async () => {
		const log = ["log", "info", "warn", "error"].map((level) => vi.spyOn(console, level as "log"));
		vi.spyOn(env.SETTINGS_HUB, "getByName").mockImplementation(() => {
			throw new Error("internal error");
		});
		const response = await ask("/bot/settings");
		expect(response.status).toBe(503);
		const all = [await response.text(), [...response.headers], log.flatMap((spy) => spy.mock.calls)];
		expect(JSON.stringify(all)).not.toContain("key-marker");
	});
});

describe("the bot reads", () => {
	it("a guild's settings with the defaults filled in, also of one where nobody saved", async () => {
		expect(await settings()).toMatchObject({ guild, version: 0, values: { prefix: "!", avatarStyles: [] } });
		await save({ prefix: "?" }, 0);
		expect(await settings()).toMatchObject({ guild, version: 1, values: { prefix: "?", language: "en-GB" } });
		expect(Object.keys(await settings())).toEqual(["guild", "values", "version"]);
	});

	it("304 while nothing has changed, and not when a default has", async () => {
		const path = `/bot/guilds/${guild}/settings`;
		const etag = (await ask(path)).headers.get("ETag") ?? "";
		const again = () => ask(path, { "If-None-Match": etag });
		expect((await again()).status).toBe(304);
		const request = new Request(SITE + path, {
			headers: { Authorization: `Bearer ${KEY}`, "If-None-Match": etag },
		});
		const described = [{ name: "motto", type: "text", label: "Motto" }];
		const response = await app.fetch(request, { ...env, BOT_SETTINGS: JSON.stringify(described) } as never);
		expect(response.status).toBe(200);
		await save({ prefix: "?" }, 0);
		expect((await again()).status).toBe(200);
	});

	it("which guilds have changed since, each once", async () => {
		const start = await changes();
		expect(start).toEqual({ cursor: 0, anew: true, changes: [] });
		await save({ prefix: "?" }, 0);
		await heard(1);
		await save({ prefix: "$" }, 1);
		await heard(2);
		const now = await changes(0);
		expect(now).toEqual({ cursor: 2, anew: false, changes: [{ guild, version: 2, cursor: 2 }] });
		expect(await changes(2)).toEqual({ cursor: 2, anew: false, changes: [] });
		const response = await ask("/bot/settings?since=2", { "If-None-Match": '"2"' });
		expect(response.status).toBe(304);
	});

	it.each(["3", "999", "x", "-1", "1e3", "", "9".repeat(30)])(
		"anew where it names a cursor that never was: %j",
		async (since) => {
			await save({ prefix: "?" }, 0);
			await heard(1);
			expect(await changes(since)).toEqual({ cursor: 1, anew: true, changes: [] });
		},
	);

	it("no guild twice and no change of who is let in", async () => {
		const put = await owner.ask(`/guilds/${guild}/settings/managers`, {
			method: "PUT",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ role: roleOf(guild, "Bot managers") }),
		});
		expect(put.status).toBe(200);
		await vi.waitFor(async () => expect(await hub().letIn([guild, "1"])).toHaveLength(1));
		expect(await changes()).toMatchObject({ cursor: 0 });
	});

	it("of an id that is none nothing", async () => {
		for (const id of ["0", "007", "abc", "1e3", "%20"])
			expect((await ask(`/bot/guilds/${id}/settings`)).status).toBe(404);
	});
});

describe("the log of changes", () => {
	it("is bounded: whoever was away for longer starts anew", async () => {
		await runInDurableObject(hub(), (instance) => {
			for (let n = 1; n <= MOST_CHANGES + 3; n++) instance.hear({ guild: `${n}`, version: 1, role: null });
			expect(instance.since(2)).toMatchObject({ anew: true });
			expect(instance.since(3)).toMatchObject({ anew: false, cursor: MOST_CHANGES + 3 });
			expect(instance.since(3).changes).toHaveLength(MOST_CHANGES);
		});
		await evictDurableObject(hub());
		expect(await changes(2)).toMatchObject({ anew: true });
	});

	it("takes no older version for a newer one, and gives no cursor twice", async () => {
		await runInDurableObject(hub(), (instance) => {
			for (const version of [2, 1, 2, 3]) instance.hear({ guild, version, role: null });
			expect(instance.since(0)).toEqual({
				cursor: 2,
				anew: false,
				changes: [{ guild, version: 3, cursor: 2 }],
			});
		});
	});

	it("hears of a save although the hub fails for a moment, also where the guild's object is restarted", async () => {
		const found = vi.spyOn(env.SETTINGS_HUB, "getByName").mockImplementation(() => {
			throw new Error("internal error");
		});
		await save({ prefix: "?" }, 0);
		await vi.waitFor(() => expect(found).toHaveBeenCalled());
		// It is kept for the next try, and the try after that: by an alarm, which may ring by itself meanwhile.
		await runDurableObjectAlarm(keeper());
		await vi.waitFor(() => expect(found.mock.calls.length).toBeGreaterThan(1));
		await evictDurableObject(keeper());
		found.mockRestore();
		await runDurableObjectAlarm(keeper());
		await vi.waitFor(async () => expect(await changes(0)).toMatchObject({ cursor: 1 }), 5_000);
		expect(await changes(0)).toMatchObject({ changes: [{ guild, version: 1 }] });
	});

	it("hears at once of what is saved in the moment when all before is told", async () => {
		await runInDurableObject(keeper(), async (instance, state) => {
			const save = (based: number) =>
				instance.save(guild, {
					id: `${based}`,
					based,
					values: new Map([["prefix", `${based}`]]),
					defaults: new Map(),
					by: { id: "1", name: "x" },
				});
			// All is told: the next alarm is the history's. Then comes the second save, and no alarm helps it.
			let second: Promise<unknown> | undefined;
			const setAlarm = vi.spyOn(state.storage, "setAlarm").mockImplementation(async (at) => {
				if (Number(at) > Date.now() + 60_000) second ??= save(1);
			});
			await save(0);
			await vi.waitFor(() => expect(second).toBeDefined());
			await second;
			await heard(2);
			setAlarm.mockRestore();
		});
	});

	it("waits longer from try to try, and no longer than a minute", async () => {
		await runInDurableObject(keeper(), async (instance, state) => {
			const found = vi.spyOn(env.SETTINGS_HUB, "getByName").mockImplementation(() => {
				throw new Error("internal error");
			});
			await instance.letIn(guild, "1");
			const waits: number[] = [];
			for (let n = 0; n < 9; n++) {
				const before = Date.now();
				await instance.alarm();
				waits.push(Math.round((((await state.storage.getAlarm()) ?? 0) - before) / 1000));
			}
			expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
			found.mockRestore();
			await instance.alarm();
			expect(await state.storage.getAlarm()).toBeNull();
		});
		expect(await hub().letIn([guild])).toEqual([{ guild, role: "1" }]);
	});
});

describe("the stream", () => {
	it("is for the bot only, and a WebSocket", async () => {
		const stranger = await new Visitor().ask("/bot/settings/stream", { headers: { Upgrade: "websocket" } });
		expect(stranger.status).toBe(401);
		const response = await ask("/bot/settings/stream");
		expect(response.status).toBe(426);
		expect(response.headers.get("Upgrade")).toBe("websocket");
		expect(await codeOf(response)).toBe("upgrade_required");
		expect((await ask("/bot/settings/stream", { Upgrade: "h2c" })).status).toBe(426);
	});

	it("says where it begins, and then which guild has changed", async () => {
		const { told } = await connect();
		await vi.waitFor(() => expect(told).toEqual([{ cursor: 0, anew: true, changes: [] }]));
		await save({ prefix: "?" }, 0);
		await vi.waitFor(() =>
			expect(told[1]).toEqual({ cursor: 1, anew: false, changes: [{ guild, version: 1, cursor: 1 }] }),
		);
	});

	it("catches up after a break, and starts anew where that is too long ago", async () => {
		const first = await connect(0);
		await save({ prefix: "?" }, 0);
		await vi.waitFor(() => expect(first.told).toHaveLength(2));
		first.socket.close(1000);
		await save({ prefix: "$" }, 1);
		await heard(2);
		const { told } = await connect(1);
		await vi.waitFor(() => expect(told).toMatchObject([{ anew: false, changes: [{ guild, version: 2 }] }]));
		const { told: anew } = await connect(7);
		await vi.waitFor(() => expect(anew).toMatchObject([{ anew: true, cursor: 2 }]));
	});

	it("reaches all of 500 sockets, also after the hub was evicted", { timeout: 60_000 }, async () => {
		const sockets = await Promise.all(Array.from({ length: 500 }, () => connect(0)));
		await vi.waitFor(() => expect(sockets.every(({ told }) => told.length === 1)).toBe(true), 10_000);
		await save({ prefix: "?" }, 0);
		await vi.waitFor(() => expect(sockets.filter(({ told }) => told.length === 2)).toHaveLength(500), 10_000);
		await evictDurableObject(hub());
		await save({ prefix: "$" }, 1);
		await vi.waitFor(() => expect(sockets.filter(({ told }) => told.length === 3)).toHaveLength(500), 10_000);
		for (const { told } of sockets)
			expect(told.flatMap((message) => message.changes.map(({ version }) => version))).toEqual([1, 2]);
		for (const { socket } of sockets) socket.close(1000);
	});

	it("answers a ping, and reads nothing else", async () => {
		const { socket, other, closed } = await connect();
		socket.send("ping");
		await vi.waitFor(() => expect(other).toEqual(["pong"]));
		socket.send("hello");
		await vi.waitFor(() => expect(closed).toEqual([1003]));
		await save({ prefix: "?" }, 0);
		await heard(1);
	});
});

it("none of it is for a page: no answer says that another site may read it", async () => {
	const response = await exports.default.fetch(
		new Request(`${SITE}/bot/settings`, { method: "OPTIONS", headers: { Origin: "https://evil.test" } }),
	);
	expect(response.headers.get("Access-Control-Allow-Origin")).toBeNull();
});
