import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { COUNTED } from "../../build/costs/counted";
import { bitsOf, type Permission } from "../../src/discord/permissions";
import type { PersonalLink } from "../../src/wire";
import { member, roleOf } from "../control_visitor";
import {
	answerTo,
	avatarCommand,
	direct,
	idOf,
	post,
	press,
	somebody,
	typing,
} from "../interactions/discord_sends";
import { BOT_API_KEYS, discord, useInternet } from "../internet";
import { newRole } from "../stand_ins/discord/guild_objects";
import { CHOICES, Visitor } from "../visitor";

useInternet();

/** What every Durable Object's storage is made of: what is written there is billed by rows, and each alarm is one. */
async function storageOf() {
	return runInDurableObject(env.SESSION_KEEPER.getByName("storage"), (_, { storage }) => ({
		storage: Object.getPrototypeOf(storage) as DurableObjectStorage,
		kv: Object.getPrototypeOf(storage.kv) as DurableObjectStorage["kv"],
		sql: Object.getPrototypeOf(storage.sql) as SqlStorage,
	}));
}

/**
 * Counts what a request costs: operations of KV and R2, calls to Durable Objects, rows that they write, alarms that they set,
 * and calls out to Discord.
 */
async function costOf(ask: () => Promise<Response>): Promise<{ status: number; cost: string }> {
	const { storage, kv, sql } = await storageOf();
	const written = [vi.spyOn(kv, "put"), vi.spyOn(kv, "delete")];
	const alarms = vi.spyOn(storage, "setAlarm");
	const statements = vi.spyOn(sql, "exec");
	for (const spy of [...written, alarms, statements]) spy.mockClear();
	const counted = {
		"KV get": vi.spyOn(env.SESSIONS, "get"),
		"KV put": vi.spyOn(env.SESSIONS, "put"),
		"KV delete": vi.spyOn(env.SESSIONS, "delete"),
		"R2 head": vi.spyOn(env.AVATARS, "head"),
		"R2 get": vi.spyOn(env.AVATARS, "get"),
		"R2 put": vi.spyOn(env.AVATARS, "put"),
		keeper: vi.spyOn(env.SESSION_KEEPER, "getByName"),
		bot: vi.spyOn(env.BOT, "getByName"),
		guild: vi.spyOn(env.GUILD_KEEPER, "getByName"),
		hub: vi.spyOn(env.SETTINGS_HUB, "getByName"),
		link: vi.spyOn(env.PERSONAL_LINK, "getByName"),
	};
	for (const spy of Object.values(counted)) spy.mockClear();
	discord.requests.length = 0;
	const { status } = await ask();
	const counts = Object.entries(counted).map(([name, { mock }]) => [name, mock.calls.length] as const);
	const { calls, results } = statements.mock;
	// Tables are made once.
	const inTables = results.filter((_, at) => !calls[at]?.[0].startsWith("CREATE"));
	const rows = inTables.map(({ value }) => (value as SqlStorageCursor<never>).rowsWritten);
	const all = [
		...counts,
		["Discord", discord.requests.length] as const,
		["row", sumOf([...rows, ...written.map(({ mock }) => mock.calls.length)])] as const,
		["alarm", alarms.mock.calls.length] as const,
	].filter(([, count]) => count > 0);
	return { status, cost: all.map(([name, count]) => `${count} ${name}`).join(", ") };
}

/** In milliseconds. */
const DAY = 24 * 60 * 60 * 1000;

function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0);
}

/** What docs/api.md says that each of these costs. */
const GUILD = () => [...discord.guilds.values()].find(({ name }) => name === "Mira’s Dance Floor")?.id ?? "";

describe("what a request costs", () => {
	it("is nothing for a login that has only begun", async () => {
		const cost = COUNTED["a login that has only begun"];
		expect(await costOf(() => new Visitor().submit())).toEqual({ status: 200, cost });
		expect(await costOf(() => new Visitor().open("/login?return=/servers"))).toEqual({ status: 303, cost });
	});

	it("is nothing for the avatar of an e-mail address", async () => {
		const path = "/libravatar/avatar/40f8d096a3777232204cb3f796c577b7?d=https://evil.test";
		expect(await costOf(() => new Visitor().ask(path))).toEqual({ status: 200, cost: "" });
	});

	it("is one KV write for a login", async () => {
		const visitor = new Visitor();
		const callback = await discord.authorize(await visitor.startLogin(), "mira.dances");
		expect(await costOf(() => visitor.open(callback))).toEqual({
			status: 303,
			cost: COUNTED["a login"],
		});
		const other = new Visitor();
		const login = (await other.open("/login?return=/servers")).headers.get("Location") ?? "";
		const back = await discord.authorize(login, "mira.dances");
		expect((await costOf(() => other.open(back))).cost).toBe(COUNTED["a login for the control room"]);
	});

	it.each([
		[
			"an avatar",
			(visitor: Visitor) => visitor.submit({ ...CHOICES, style: "micah" }),
			COUNTED["another avatar"],
		],
		[
			"an avatar that was made before",
			(visitor: Visitor) => visitor.submit(),
			"1 KV get, 1 KV put, 1 R2 get, 3 keeper, 1 link, 1 Discord, 1 row, 1 alarm",
		],
		["/me", (visitor: Visitor) => visitor.ask("/me"), COUNTED["/me"]],
		["/avatar", (visitor: Visitor) => visitor.ask("/avatar"), "1 KV get, 1 R2 get, 1 keeper"],
		[
			"/logout",
			(visitor: Visitor) => visitor.submitForm([], "/logout"),
			"1 KV get, 1 KV delete, 2 keeper, 1 link, 1 Discord, 2 row, 1 alarm",
		],
	])("with a live session: %s", async (_, ask, cost) => {
		const visitor = new Visitor();
		await visitor.logIn();
		expect((await costOf(() => ask(visitor))).cost).toBe(cost);
	});

	it("is one R2 read for a stored picture, and one write for the first of its kind; none for one of the service", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const address = (await visitor.ask("/avatar/permalink")).headers.get("Location");
		const show = async (ending: string) => (await costOf(() => new Visitor().ask(address + ending))).cost;
		expect(await show(".svg")).toBe(COUNTED["a stored SVG"]);
		expect(await show(".png")).toBe(COUNTED["a stored image, the first time"]);
		expect(await show(".png")).toBe(COUNTED["a stored image"]);
		for (const format of ["svg", "png"]) {
			const { cost } = await costOf(() => new Visitor().ask(`/10.x/micah/${format}?seed=Mira`));
			expect(cost).toBe(COUNTED["a picture of the service"]);
		}
	});

	it("for a personal link: to look at it, to show, make and delete it", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const own = COUNTED["/me/link"];
		const ask = (method: string) => costOf(() => visitor.ask("/me/link", { method }));
		expect((await ask("GET")).cost).toBe(own);
		expect((await ask("POST")).cost).toBe(`${own}, 1 row, 1 alarm`);
		const { address } = await visitor.json<PersonalLink>("/me/link");
		const show = (ending: string) => costOf(() => new Visitor().ask(`/me/${address}.${ending}`));
		expect(await show("svg")).toEqual({ status: 200, cost: "1 R2 get, 1 link" });
		expect((await show("png?size=64")).cost).toBe("2 R2 get, 1 R2 put, 1 link");
		expect((await show("png?size=64")).cost).toBe("1 R2 get, 1 link");
		expect((await ask("DELETE")).cost).toBe(own);
		expect(await show("svg")).toEqual({ status: 404, cost: "1 link" });
		expect((await costOf(() => new Visitor().ask(`/me/${"A".repeat(70)}.svg`))).cost).toBe("");
	});

	it("in the control room: /servers, a guild, a save", async () => {
		const visitor = new Visitor();
		const login = (await visitor.open("/login?return=/servers")).headers.get("Location") ?? "";
		await visitor.open(await discord.authorize(login, "mira.dances"));
		const save = () =>
			visitor.ask(`/botapi/guilds/${GUILD()}/members/@me`, {
				method: "PATCH",
				headers: { "Content-Type": "application/json" },
				body: JSON.stringify({ nick: "Disco" }),
			});
		expect(await costOf(() => visitor.ask("/guilds"))).toEqual({
			status: 200,
			cost: COUNTED["the servers"],
		});
		expect(await costOf(() => visitor.ask("/guilds"))).toEqual({
			status: 200,
			cost: "1 KV get, 2 keeper, 1 bot, 1 hub",
		});
		expect((await costOf(() => visitor.ask("/botapi/users/@me"))).cost).toBe(COUNTED["the bot itself"]);
		// The first time, the guild's object looks in KV for a biography of old.
		expect(await costOf(() => visitor.ask(`/guilds/${GUILD()}`))).toEqual({
			status: 200,
			cost: COUNTED["a server"],
		});
		expect(await costOf(() => visitor.ask(`/guilds/${GUILD()}`))).toEqual({
			status: 200,
			cost: "1 KV get, 2 keeper, 2 bot, 1 guild",
		});
		expect(await costOf(save)).toEqual({ status: 200, cost: COUNTED["a save of the profile"] });
		for (const of of ["channels", "roles"] as const) {
			const { cost } = await costOf(() => visitor.ask(`/guilds/${GUILD()}/settings/${of}`));
			expect(cost).toBe(COUNTED[`a server's ${of}`]);
		}
	});

	describe("in the control room, by the kind of an endpoint", () => {
		const PAUL = "412347780841865216";
		const ROLE = "200000000000000900";
		async function paul(...permissions: Permission[]): Promise<Visitor> {
			const guild = discord.guilds.get(GUILD());
			discord.setPermissions("plainpaul", GUILD(), String(bitsOf(...permissions)));
			const role = newRole(ROLE, "Bears", "0", 1);
			const above = newRole(`${ROLE}0`, "Cats", "0", 2);
			guild?.roles.push(role, above);
			guild?.members.set(PAUL, { roles: [above.id] });
			if (guild?.bot) guild.bot.roles = [above.id];
			const id = guild?.channels[0]?.id ?? "";
			guild?.threads.push({ id: `${ROLE}1`, parentId: id, isPrivate: true, locked: false, members: [PAUL] });
			const visitor = new Visitor();
			const login = (await visitor.open("/login?return=/servers")).headers.get("Location") ?? "";
			await visitor.open(await discord.authorize(login, "plainpaul"));
			// What everybody who asks has in common: their session, and their guilds.
			await visitor.ask("/guilds");
			return visitor;
		}
		const channel = () => discord.guilds.get(GUILD())?.channels[0]?.id ?? "";
		const READ = ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"] as const;
		const SPEAK = ["VIEW_CHANNEL", "SEND_MESSAGES", "SEND_MESSAGES_IN_THREADS", "MANAGE_GUILD"] as const;

		const fileForm = () => {
			const form = new FormData();
			form.set("files[0]", new Blob(["x"]), "x");
			return form;
		};
		it.each<[string, readonly Permission[], string, () => string, string, FormData?]>([
			["of a guild", ["MANAGE_GUILD"], "GET", () => `guilds/${GUILD()}/roles`, "1 bot, 1 Discord"],
			// The channel and the member, and then the question.
			["of a channel", READ, "GET", () => `channels/${channel()}/messages`, "3 bot, 3 Discord"],
			[
				"of a channel, for an Administrator",
				["ADMINISTRATOR"],
				"GET",
				() => `channels/${channel()}/messages`,
				"2 bot, 2 Discord",
			],
			// And the thread's channel, and whether they are in it.
			["of a private thread", READ, "GET", () => `channels/${ROLE}1/messages`, "5 bot, 5 Discord"],
			// And, before a write, the person's guilds afresh.
			["a message", SPEAK, "POST", () => `channels/${channel()}/messages`, "3 bot, 4 Discord"],
			// And before it is taken in, the right as it was known a few seconds ago.
			[
				"a message with a file",
				[...SPEAK, "ATTACH_FILES"],
				"POST",
				() => `channels/${channel()}/messages`,
				"5 bot, 6 Discord",
				fileForm(),
			],
			// The bot itself, the roles, both members.
			[
				"a role",
				["MANAGE_ROLES"],
				"PUT",
				() => `guilds/${GUILD()}/members/${PAUL}/roles/${ROLE}`,
				"5 bot, 6 Discord",
			],
			["that is closed", ["ADMINISTRATOR"], "GET", () => "gateway/bot", ""],
			["without the right", [], "GET", () => `guilds/${GUILD()}/roles`, ""],
		])("%s", async (_, permissions, method, path, cost, form) => {
			const visitor = await paul(...permissions);
			const json = method === "POST" && {
				headers: { "Content-Type": "application/json" },
				body: '{"content":"x"}',
			};
			const counted = await costOf(() =>
				visitor.ask(`/botapi/${path()}`, { method, ...(form ? { body: form } : json) }),
			);
			expect(counted.cost.replace(/^1 KV get, \d keeper(?:, )?/, "")).toBe(cost || "");
		});
	});

	it("for the bot's settings: the page, a save, a channel, and who has only the role", async () => {
		const path = `/guilds/${GUILD()}/settings`;
		const send = (visitor: Visitor, method: string, to: string, version: number, body: object) =>
			visitor.ask(to, {
				method,
				headers: { "Content-Type": "application/json", "If-Match": `"${version}"` },
				body: JSON.stringify(body),
			});
		const owner = await member("mira.dances");
		const read = (visitor: Visitor) => costOf(() => visitor.ask(path));
		const keeper = env.GUILD_KEEPER.getByName(GUILD());
		/** Then it is awake once more, to forget what is old. */
		const hubHasHeard = () =>
			runInDurableObject(keeper, async (_, { storage }) => {
				const alarm = await storage.getAlarm();
				return alarm !== null && alarm > Date.now() + DAY;
			});
		const save = (visitor: Visitor, version: number, values: object) =>
			costOf(async () => {
				const answer = await send(visitor, "PATCH", path, version, { values });
				await vi.waitUntil(hubHasHeard, { timeout: 5_000 });
				return answer;
			});
		const role = roleOf(GUILD(), "Bot managers");
		const channel = discord.guilds.get(GUILD())?.channels[0]?.id;
		expect((await read(owner)).cost).toBe("1 KV get, 2 keeper, 1 bot, 1 guild, 2 Discord");
		expect((await read(owner)).cost).toBe(COUNTED["a server's settings"]);
		expect((await save(owner, 0, { prefix: "?" })).cost).toBe(COUNTED["a save of the settings"]);
		expect
			.soft((await save(owner, 1, { logChannel: channel, welcomeChannel: channel })).cost)
			.toBe("1 KV get, 2 keeper, 2 bot, 2 guild, 1 hub, 3 Discord, 11 row, 2 alarm");
		// The bot itself, the roles and the bot's own; and who asks, as in every save.
		expect
			.soft((await save(owner, 2, { welcomeRole: role })).cost)
			.toBe("1 KV get, 2 keeper, 4 bot, 2 guild, 1 hub, 5 Discord, 11 row, 2 alarm");
		expect((await costOf(() => owner.ask(`${path}/members?query=m`))).cost).toBe(
			"1 KV get, 2 keeper, 2 bot, 1 Discord",
		);
		await send(owner, "PUT", `${path}/managers`, 3, { role });
		discord.setRoles("nova_nitro", GUILD(), [role]);
		const nova = await member("nova_nitro");
		const roleHolders = "1 KV get, 2 keeper, 1 bot, 2 guild";
		expect((await read(nova)).cost).toBe(`${roleHolders}, 2 Discord`);
		// Their role is asked for afresh, always.
		expect((await read(nova)).cost).toBe(`${roleHolders}, 1 Discord`);
		expect
			.soft((await save(nova, 3, { prefix: "$" })).cost)
			.toBe("1 KV get, 2 keeper, 1 bot, 2 guild, 1 hub, 2 Discord, 13 row, 2 alarm");
	});

	it("for the bot itself: one object, and nothing of Discord's", async () => {
		const ask = (path: string) =>
			costOf(() => new Visitor().ask(path, { headers: { Authorization: `Bearer ${BOT_API_KEYS[0]}` } }));
		expect(await ask(`/bot/guilds/${GUILD()}/settings`)).toEqual({ status: 200, cost: "1 guild" });
		expect(await ask("/bot/settings?since=0")).toEqual({ status: 200, cost: "1 hub" });
		expect((await costOf(() => new Visitor().ask("/bot/settings"))).cost).toBe("");
	});

	it("in Discord itself: one R2 write for a new recipe, none for a known one", async () => {
		const asked = (interaction: object) => costOf(() => post(JSON.stringify(interaction)));
		const command = (options: Record<string, string> = {}) => avatarCommand(somebody(), options);
		expect(await asked(command())).toEqual({ status: 200, cost: COUNTED["/avatar in Discord"] });
		expect(await asked(command())).toEqual({ status: 200, cost: "1 R2 get, 1 guild" });
		const of = somebody();
		expect((await asked(avatarCommand(of, {}, direct(of)))).cost).toBe("1 R2 get, 1 R2 put");
		const id = idOf(await answerTo(command()), "Another");
		expect((await asked(press(of, id))).cost).toBe("1 R2 get, 1 R2 put, 1 guild");
		expect((await asked(typing(of, "style", "micah"))).cost).toBe("1 guild");
		for (const interaction of [{ type: 1 }, typing(of, "background", "sky"), press(of, "x"), { type: 2 }])
			expect((await asked(interaction)).cost).toBe("");
		const stranger = () => new Visitor().ask("/interactions", { method: "POST", body: "{}" });
		expect(await costOf(stranger)).toEqual({ status: 401, cost: "" });
	});
});
