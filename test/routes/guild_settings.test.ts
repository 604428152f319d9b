import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/app";
import { HISTORY_LIFETIME, MOST_SAVES } from "../../src/control_room/guild_keeper";
import { bitsOf, type Permission } from "../../src/discord/permissions";
import type {
	GuildSettings,
	Guilds,
	Problem,
	SettingMember,
	SettingRole,
	SettingValue,
} from "../../src/wire";
import { idOf, member, roleOf } from "../control_visitor";
import { discord, SITE, useInternet } from "../internet";
import { newRole, rolesOf } from "../stand_ins/discord/guild_objects";
import { codeOf, Visitor } from "../visitor";

useInternet();

const MIRA = { id: "190320984123768832", name: "Mira" };
const PAUL = { id: "412347780841865216", name: "plainpaul" };
const BOT = "1234567890";

let guild: string;
let owner: Visitor;
beforeEach(async () => {
	guild = idOf("Dance Floor");
	owner = await member("mira.dances");
});

const path = (id = guild) => `/guilds/${id}/settings`;
const read = (visitor = owner, id = guild) => visitor.json<GuildSettings>(path(id));
const patch = (visitor: Visitor, values: unknown, version: number | string, headers = {}, id = guild) =>
	visitor.ask(path(id), {
		method: "PATCH",
		headers: {
			"Content-Type": "application/json",
			...(version !== "" && { "If-Match": typeof version === "number" ? `"${version}"` : version }),
			...headers,
		},
		body: typeof values === "string" ? values : JSON.stringify({ values }),
	});
const saved = async (visitor: Visitor, values: Record<string, SettingValue>, version: number) => {
	const response = await patch(visitor, values, version);
	expect(response.status).toBe(200);
	return response.json<GuildSettings>();
};
const letIn = (visitor: Visitor, role: unknown, id = guild) =>
	visitor.ask(`${path(id)}/managers`, {
		method: "PUT",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ role }),
	});
const keeper = (id = guild) => env.GUILD_KEEPER.getByName(id);
const kvKeys = async () => (await env.SESSIONS.list({ prefix: "biography:" })).keys.map(({ name }) => name);

describe("the settings of a guild", () => {
	it("are the defaults until somebody saves, and nothing is kept of a guild that was only looked at", async () => {
		const response = await owner.ask(path());
		expect(response.status).toBe(200);
		expect(response.headers.get("ETag")).toBe('"0"');
		const { person, fields, values, version, history, managers } = await response.json<GuildSettings>();
		expect(person).toBe(MIRA.id);
		expect(Object.keys(values)).toEqual(fields.map(({ name }) => name));
		expect(values).toMatchObject({ prefix: "!", avatarEnabled: true, logChannel: null });
		expect({ version, history, managers }).toEqual({
			version: 0,
			history: [],
			managers: { role: null, mayChange: true },
		});
		await runInDurableObject(keeper(), (_, state) => {
			expect([...state.storage.kv.list()]).toEqual([]);
			expect(state.storage.sql.exec("SELECT name FROM sqlite_master WHERE name = 'save'").toArray()).toEqual(
				[],
			);
		});
	});

	it("are saved, and the history says who changed what from what to what", async () => {
		const before = Date.now();
		const first = await saved(owner, { prefix: "?", embedColor: "#B6E3F4" }, 0);
		const paul = await member("plainpaul");
		const response = await patch(paul, { prefix: "$", avatarPublic: false }, 1);
		expect(response.headers.get("ETag")).toBe('"2"');
		const second = await response.json<GuildSettings>();
		expect(first.values).toMatchObject({ prefix: "?", embedColor: "#b6e3f4" });
		expect(second.values).toMatchObject({ prefix: "$", embedColor: "#b6e3f4", avatarPublic: false });
		expect(second.history).toEqual([
			{
				version: 2,
				at: expect.any(String),
				by: PAUL,
				changes: [
					{ name: "prefix", from: "?", to: "$" },
					{ name: "avatarPublic", from: true, to: false },
				],
			},
			{
				version: 1,
				at: expect.any(String),
				by: MIRA,
				changes: [
					{ name: "prefix", from: "!", to: "?" },
					{ name: "embedColor", from: "#5865f2", to: "#b6e3f4" },
				],
			},
		]);
		expect(Date.parse(second.history[0]?.at ?? "")).toBeGreaterThanOrEqual(before - 1);
		expect(await read()).toEqual({ ...second, person: MIRA.id, managers: { role: null, mayChange: true } });
		expect(second.managers.mayChange).toBe(false);
	});

	it("have no new version where nothing is another value", async () => {
		await saved(owner, { prefix: "?" }, 0);
		expect(await saved(owner, { prefix: "?", language: "en-GB" }, 1)).toMatchObject({
			version: 1,
			history: [{ version: 1 }],
		});
		expect((await saved(owner, {}, 1)).version).toBe(1);
	});

	it("are put back like any other change", async () => {
		await saved(owner, { prefix: "?" }, 0);
		const { history, version } = await saved(owner, { prefix: "$" }, 1);
		const [last] = history[0]?.changes ?? [];
		expect((await saved(owner, { prefix: last?.from ?? "" }, version)).values.prefix).toBe("?");
	});

	it.each(["", "*", 'W/"0"', "0", '"0", "1"', '"-1"', '"0x0"', '"1e0"', `"${"9".repeat(16)}"`, '""', "x"])(
		"are not saved without a version: If-Match %j",
		async (version) => {
			const response = await patch(owner, { prefix: "?" }, version);
			expect(response.status).toBe(428);
			expect(await codeOf(response)).toBe("version_missing");
			expect((await read()).version).toBe(0);
		},
	);

	it("say field by field what has changed since the version that was sent, and whose change that is", async () => {
		const paul = await member("plainpaul");
		await saved(owner, { prefix: "?", avatarMood: "sad", language: "de" }, 0);
		await saved(paul, { prefix: "$", avatarPublic: false, avatarMood: "happy" }, 1);
		await saved(owner, { avatarMood: "sad", avatarBackground: "#000000" }, 2);
		const response = await patch(paul, { prefix: "%" }, 1);
		expect(response.status).toBe(412);
		expect(response.headers.get("Content-Type")).toBe("application/problem+json");
		const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
		expect(await response.json<Problem>()).toEqual({
			type: "about:blank",
			title: "Somebody else saved meanwhile",
			status: 412,
			detail: expect.any(String),
			code: "settings_stale",
			version: 3,
			differences: [
				{ name: "prefix", from: "?", to: "$", by: PAUL, at },
				{ name: "avatarPublic", from: true, to: false, by: PAUL, at },
				{ name: "avatarBackground", from: null, to: "#000000", by: MIRA, at },
			],
		});
		expect((await read()).values.prefix).toBe("$");
	});

	it.each([1, 7, 999_999_999_999_999])("are not saved over a version that never was: %i", async (version) => {
		const response = await patch(owner, { prefix: "?" }, version);
		expect(response.status).toBe(412);
		expect(await response.json<Problem>()).toMatchObject({ version: 0, differences: [] });
	});

	it.each<[string, Record<string, unknown>, string[]]>([
		["a prefix that is too long", { prefix: "toolong" }, ["prefix"]],
		["two that are wrong", { prefix: 1, language: "xx", avatarMood: "sad" }, ["prefix", "language"]],
		["one that there is not", { nothing: 1 }, ["nothing"]],
		["a name of every object's", { constructor: 1, toString: "x" }, ["constructor", "toString"]],
		["a channel of another server", { logChannel: "1" }, ["logChannel"]],
		["the role of everybody", { welcomeRole: "{guild}" }, ["welcomeRole"]],
		["a role of another server", { welcomeRole: "1" }, ["welcomeRole"]],
	])("are 400 with the setting named: %s", async (_, values, wrong) => {
		const text = JSON.stringify({ values }).replace("{guild}", guild);
		const response = await patch(owner, text, 0);
		expect(response.status).toBe(400);
		const { errors = [], ...rest } = await response.json<Problem>();
		expect(errors).toEqual(wrong.map((field) => ({ field, message: expect.stringMatching(/\.$/) })));
		expect(rest).toEqual({
			...{ type: "about:blank", status: 400, code: "setting_invalid" },
			...{ title: expect.any(String), detail: expect.any(String) },
		});
		expect((await read()).version).toBe(0);
	});

	it("may be a channel and a role of the guild, looked up with the bot, and a text channel only", async () => {
		const [text = "", voice = ""] = discord.guilds.get(guild)?.channels.map(({ id }) => id) ?? [];
		const role = roleOf(guild, "Bot managers");
		discord.requests.length = 0;
		await saved(owner, { logChannel: text, welcomeChannel: text, welcomeRole: role }, 0);
		const asked = discord.requests.map((request) => request.path.replace(/.*\/guilds\//, ""));
		expect(asked.sort()).toEqual(
			[
				...["/api/v10/users/@me/guilds", "/api/v10/users/@me", `${guild}/members/${MIRA.id}`],
				...[`${guild}/channels`, `${guild}/roles`, `${guild}/members/${BOT}`],
			].sort(),
		);
		const response = await patch(owner, { logChannel: voice }, 1);
		expect((await response.json<Problem>()).errors).toEqual([
			{ field: "logChannel", message: "Choose one of this server's channels." },
		]);
	});

	describe("with a role, which the bot gives to whom they like,", () => {
		let paul: Visitor;
		const addRole = (position: number, ...permissions: Permission[]) => {
			const { roles = [] } = discord.guilds.get(guild) ?? {};
			const role = newRole(
				`${BigInt(guild) + 100n + BigInt(roles.length)}`,
				`At ${position}`,
				String(bitsOf(...permissions)),
				position,
			);
			roles.push(role);
			return role;
		};
		const status = async (welcomeRole: string | undefined, visitor = paul) =>
			(await patch(visitor, { welcomeRole }, (await read()).version)).status;
		beforeEach(async () => {
			paul = await member("plainpaul");
		});

		it("take none that stands as high as one's own", async () => {
			const managers = roleOf(guild, "Bot managers");
			const [above, highest] = [addRole(3).id, addRole(9).id];
			expect(await status(managers)).toBe(400);
			discord.setRoles("plainpaul", guild, [managers]);
			expect(await status(managers)).toBe(400);
			discord.setRoles("plainpaul", guild, [managers, above]);
			expect(await status(managers)).toBe(200);
			expect(await status(above)).toBe(400);
			expect(await status(highest)).toBe(400);
			// As it is they may leave it, and so may whoever has lost the role.
			await saved(owner, { welcomeRole: highest }, 1);
			discord.setRoles("plainpaul", guild, []);
			expect(await status(highest)).toBe(200);
		});

		it("take none that allows more than one may do, or that nobody can give", async () => {
			discord.setRoles("plainpaul", guild, [addRole(9).id]);
			discord.setPermissions("plainpaul", guild, String(bitsOf("MANAGE_GUILD", "SEND_MESSAGES")));
			const strong = addRole(2, "ADMINISTRATOR");
			const managed = addRole(3);
			managed.managed = true;
			for (const { id } of [strong, managed, addRole(2, "MANAGE_ROLES")]) expect(await status(id)).toBe(400);
			expect(await status(addRole(2, "SEND_MESSAGES").id)).toBe(200);
			expect(await status(strong.id, owner)).toBe(200);
			// Above the bot it can be given by nobody.
			for (const id of [managed.id, addRole(20).id, addRole(30).id])
				expect(await status(id, owner)).toBe(400);
		});

		it("look at Discord afresh: a role may be stronger since a moment", async () => {
			discord.setRoles("plainpaul", guild, [addRole(9).id]);
			const role = addRole(2);
			await paul.ask(`${path()}/roles`);
			role.permissions = String(bitsOf("ADMINISTRATOR"));
			expect(await status(role.id)).toBe(400);
		});

		it("say of each role whether it can be chosen, as a save will find it", async () => {
			const [own, low] = [addRole(9), addRole(1)];
			addRole(2, "ADMINISTRATOR");
			addRole(10);
			discord.setRoles("plainpaul", guild, [own.id]);
			const roles = await paul.json<SettingRole[]>(`${path()}/roles`);
			expect(roles.map(({ id }) => id)).toEqual(
				[...discord.guilds.values()]
					.filter(({ id }) => id === guild)
					.flatMap(rolesOf)
					.map(({ id }) => id),
			);
			expect(Object.keys(roles[0] ?? {}).sort()).toEqual(
				["choosable", "color", "icon", "id", "name", "position", "unicode_emoji"].sort(),
			);
			const managers = roleOf(guild, "Bot managers");
			expect(roles.filter(({ choosable }) => choosable).map(({ id }) => id)).toEqual([managers, low.id]);
			for (const { id, choosable } of roles) expect(await status(id), id).toBe(choosable ? 200 : 400);
		});
	});

	it("may keep a channel that is gone, whoever saves what", async () => {
		const channel = discord.guilds.get(guild)?.channels.shift()?.id ?? "";
		await keeper().save(guild, {
			...{ id: "x", based: 0, defaults: new Map(), by: MIRA },
			values: new Map([["logChannel", channel]]),
		});
		discord.requests.length = 0;
		await saved(owner, { prefix: "?", logChannel: channel }, 1);
		expect(discord.requests.some((request) => request.path.endsWith("/channels"))).toBe(false);
		const response = await patch(owner, { welcomeChannel: channel }, 2);
		expect((await response.json<Problem>()).errors).toMatchObject([{ field: "welcomeChannel" }]);
	});

	it("may be a member of the guild, where an operator asks for one", async () => {
		const BOT_SETTINGS = '[{"name":"helper","type":"member","label":"Helper"}]';
		const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		const save = async (helper: string, version: number) => {
			const request = new Request(new URL(path(), SITE), {
				method: "PATCH",
				headers: {
					...{ Cookie: cookie, Origin: SITE, "Content-Type": "application/json" },
					"If-Match": `"${version}"`,
				},
				body: JSON.stringify({ values: { helper } }),
			});
			return (await app.fetch(request, { ...env, BOT_SETTINGS } as never)).status;
		};
		expect(await save(PAUL.id, 0)).toBe(200);
		for (const stranger of ["1099511627776000000", "1"]) expect(await save(stranger, 1)).toBe(400);
	});

	it("wait where Discord does not say whether a channel is there", async () => {
		discord.fail({ path: `/api/v10/guilds/${guild}/channels`, status: 500, times: 9 });
		const response = await patch(owner, { logChannel: "1" }, 0);
		expect(await codeOf(response)).toBe("discord_unavailable");
		expect((await read()).version).toBe(0);
	});

	it.each<[string, string, number]>([
		["no JSON", "{", 400],
		["a list", "[]", 400],
		["no values", "{}", 400],
		["values that are a list", '{"values":[]}', 400],
		["values that are nothing", '{"values":null}', 400],
		["more than values", '{"values":{},"version":3}', 400],
		["a prototype", '{"values":{"__proto__":{"prefix":"?"}}}', 400],
		["a prototype beside the values", '{"__proto__":{"values":{}}}', 400],
		["a text of 60 KB", JSON.stringify({ values: { welcomeText: "x".repeat(60_000) } }), 400],
		["a text of 70 KB", JSON.stringify({ values: { welcomeText: "x".repeat(70_000) } }), 413],
	])("take no body of %s", async (_, body, status) => {
		expect((await patch(owner, body, 0)).status).toBe(status);
		expect((await read()).version).toBe(0);
	});

	it("take JSON only", async () => {
		const response = await patch(owner, { prefix: "?" }, 0, { "Content-Type": "text/plain" });
		expect(response.status).toBe(415);
	});

	it("may be of the longest text that there is", async () => {
		const welcomeText = "🐻".repeat(2000);
		expect((await saved(owner, { welcomeText }, 0)).values.welcomeText).toBe(welcomeText);
	});

	it("name an operator's mistake where they are asked for", async () => {
		const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		const request = new Request(new URL(path(), SITE), { headers: { Cookie: cookie } });
		const response = await app.fetch(request, { ...env, BOT_SETTINGS: '[{"type":"date"}]' } as never);
		expect(response.status).toBe(503);
		expect((await response.json<Problem>()).detail).toMatch(/^BOT_SETTINGS\[0\]\.type has to be one of text/);
	});
});

describe("who may enter", () => {
	let role: string;
	let nova: Visitor;
	beforeEach(async () => {
		role = roleOf(guild, "Bot managers");
		nova = await member("nova_nitro");
	});
	const status = async (visitor: Visitor) => [
		(await visitor.ask(path())).status,
		(await patch(visitor, { prefix: "%" }, (await read()).version)).status,
	];

	it.each([
		["the owner", "mira.dances", "Dance Floor", 200],
		["who has Manage Server", "plainpaul", "Dance Floor", 200],
		["an Administrator", "tom_and.jerry", "Cat", 200],
		["a member", "nova_nitro", "Dance Floor", 404],
		["somebody who is not in it", "everywhere_bear", "Dance Floor", 404],
		["the owner of one where the bot is not", "mira.dances", "Practice Room", 404],
		["somebody who is in another guild,", "mira.dances", "Crowd 7", 404],
	])("%s: %s in %s gets %i", async (_, person, name, expected) => {
		const visitor = await member(person);
		const id = idOf(name);
		expect((await visitor.ask(path(id))).status).toBe(expected);
		expect((await patch(visitor, { prefix: "%" }, 0, {}, id)).status).toBe(expected);
		await runInDurableObject(keeper(id), (_, state) =>
			expect([...state.storage.kv.list()].map(([name]) => name)).toEqual(
				expected === 200 ? expect.arrayContaining(["values", "version"]) : [],
			),
		);
	});

	it("nobody who is not logged in", async () => {
		expect((await new Visitor().ask(path())).status).toBe(401);
		expect((await patch(new Visitor(), { prefix: "%" }, 0)).status).toBe(401);
		expect((await letIn(new Visitor(), null)).status).toBe(401);
	});

	it("who has the role that the owner let in: for the settings, and for nothing else", async () => {
		discord.setRoles("nova_nitro", guild, [role]);
		expect(await status(nova)).toEqual([404, 404]);
		expect(await (await letIn(owner, role)).json()).toMatchObject({ managers: { role, mayChange: true } });
		expect(await status(nova)).toEqual([200, 200]);
		expect((await read(nova)).managers).toEqual({ role, mayChange: false });
		expect((await read()).history[0]?.by).toEqual({ id: "872190465113092096", name: "Nova ✨" });
		for (const path of [`/guilds/${guild}`, `/botapi/guilds/${guild}`, `/botapi/guilds/${guild}/channels`])
			expect((await nova.ask(path)).status, path).toBe(404);
		const profile = await nova.ask(`/botapi/guilds/${guild}/members/@me`, {
			method: "PATCH",
			headers: { "Content-Type": "application/json" },
			body: '{"nick":"Mine"}',
		});
		expect(profile.status).toBe(404);
	});

	it("may choose of the guild's roles, and of the channels that they can see themselves", async () => {
		const channels = discord.guilds.get(guild)?.channels ?? [];
		const seen = channels.find(({ type }) => type === 0);
		if (!seen) throw new Error("There is no text channel");
		const denied = { id: guild, type: 0 as const, allow: "0", deny: String(bitsOf("VIEW_CHANNEL")) };
		const hidden = { ...seen, id: "300000000000000001", permission_overwrites: [denied] };
		channels.push(hidden);
		const idsOf = async (visitor: Visitor, what: string) =>
			(await (await visitor.ask(`${path()}/${what}`)).json<{ id: string }[]>()).map(({ id }) => id);
		discord.setPermissions("nova_nitro", guild, String(bitsOf("VIEW_CHANNEL")));
		for (const what of ["channels", "roles"]) expect((await nova.ask(`${path()}/${what}`)).status).toBe(404);
		discord.setRoles("nova_nitro", guild, [role]);
		await letIn(owner, role);
		expect(await idsOf(nova, "roles")).toContain(role);
		expect(await idsOf(owner, "channels")).toEqual(channels.map(({ id }) => id));
		expect(await idsOf(nova, "channels")).toEqual(
			channels.filter(({ id }) => id !== hidden.id).map(({ id }) => id),
		);
		const { version } = await read();
		expect((await patch(nova, { logChannel: hidden.id }, version)).status).toBe(400);
		expect((await patch(nova, { logChannel: seen.id }, version)).status).toBe(200);
	});

	it("nobody with the role of another guild, or with another role", async () => {
		await letIn(owner, role);
		expect(await status(nova)).toEqual([404, 404]);
		discord.setRoles("nova_nitro", guild, ["1", guild]);
		expect(await status(nova)).toEqual([404, 404]);
		discord.setRoles("nova_nitro", idOf("Cat"), [role]);
		expect(await status(nova)).toEqual([404, 404]);
	});

	it("nobody at the next request after the role was taken away at Discord, or is let in no more", async () => {
		discord.setRoles("nova_nitro", guild, [role]);
		await letIn(owner, role);
		expect(await status(nova)).toEqual([200, 200]);
		discord.setRoles("nova_nitro", guild, []);
		expect(await status(nova)).toEqual([404, 404]);
		discord.setRoles("nova_nitro", guild, [role]);
		expect(await status(nova)).toEqual([200, 200]);
		await letIn(owner, null);
		expect(await status(nova)).toEqual([404, 404]);
	});

	describe("nobody who is timed out,", () => {
		const timeOut = (id: string, until: string | null) => {
			const { roles = [] } = discord.guilds.get(guild)?.members.get(id) ?? {};
			discord.guilds.get(guild)?.members.set(id, { roles, ...(until && { timedOutUntil: until }) });
		};
		const LATER = "2999-01-01T00:00:00Z";
		const NOVA = "872190465113092096";

		it.each([
			["with the role that was let in", "nova_nitro", NOVA, "0", 404],
			["with Manage Server", "plainpaul", PAUL.id, String(bitsOf("MANAGE_GUILD")), 404],
			["but an Administrator", "plainpaul", PAUL.id, String(bitsOf("ADMINISTRATOR")), 200],
			["but the owner", "mira.dances", MIRA.id, String(bitsOf("MANAGE_GUILD")), 200],
		])("%s", async (_, person, id, permissions, expected) => {
			await letIn(owner, role);
			discord.setPermissions(person, guild, permissions);
			discord.setRoles(person, guild, [role]);
			timeOut(id, LATER);
			const visitor = await member(person);
			expect(await status(visitor)).toEqual([expected, expected]);
			for (const list of ["channels", "roles", "members?query=m", `members/${id}`])
				expect((await visitor.ask(`${path()}/${list}`)).status, list).toBe(expected);
			timeOut(id, "2020-01-01T00:00:00Z");
			expect((await patch(visitor, { prefix: "?" }, (await read()).version)).status).toBe(200);
		});

		it("between reading and saving; and it is not in their list", async () => {
			await letIn(owner, role);
			discord.setRoles("nova_nitro", guild, [role]);
			const { version } = await read(nova);
			timeOut(NOVA, LATER);
			expect((await patch(nova, { prefix: "%" }, version)).status).toBe(404);
			const other = await member("nova_nitro");
			await vi.waitFor(async () => {
				const { guilds } = await other.json<Guilds>("/guilds");
				expect(guilds.find(({ id }) => id === guild)).not.toHaveProperty("settings");
			});
		});
	});

	it("nobody who was demoted between reading and saving", async () => {
		const paul = await member("plainpaul");
		const { version } = await read(paul);
		discord.setPermissions("plainpaul", guild, "0");
		expect((await patch(paul, { prefix: "%" }, version)).status).toBe(404);
		expect((await read()).version).toBe(0);
	});

	it("nobody who was thrown out of the guild, whatever role the bot may still see", async () => {
		discord.setRoles("nova_nitro", guild, [role]);
		await letIn(owner, role);
		discord.guilds.get(guild)?.permissions.delete("872190465113092096");
		expect(await status(await member("nova_nitro"))).toEqual([404, 404]);
	});

	it("and only the owner says so: others who may enter are 403, strangers 404", async () => {
		discord.setRoles("nova_nitro", guild, [role]);
		await letIn(owner, role);
		for (const person of ["plainpaul", "nova_nitro"]) {
			const response = await letIn(await member(person), null);
			expect(response.status).toBe(403);
			expect(await codeOf(response)).toBe("owner_only");
		}
		for (const person of ["tom_and.jerry", "everywhere_bear"])
			expect((await letIn(await member(person), null)).status).toBe(404);
		expect((await read()).managers.role).toBe(role);
	});

	it("and a role has to be one of the guild's, and not everybody's", async () => {
		for (const wrong of ["1", guild]) {
			const response = await letIn(owner, wrong);
			expect(response.status).toBe(400);
			expect((await response.json<Problem>()).errors?.[0]?.field).toBe("role");
		}
		for (const body of [undefined, 7, "x", "", [role]]) expect((await letIn(owner, body)).status).toBe(400);
		expect((await read()).managers.role).toBeNull();
	});

	it("finds the guild in the list, marked; for who has no such guild that costs no call of the bot's", async () => {
		const listed = async () => (await nova.json<Guilds>("/guilds")).guilds.find(({ id }) => id === guild);
		expect(await listed()).not.toHaveProperty("settings");
		expect(discord.requests.filter(({ headers }) => headers.authorization?.startsWith("Bot"))).toEqual([]);
		discord.setRoles("nova_nitro", guild, [role]);
		await letIn(owner, role);
		await vi.waitFor(async () =>
			expect(await listed()).toMatchObject({ settings: true, manage: false, bot: true }),
		);
		const others = (await nova.json<Guilds>("/guilds")).guilds.filter(({ id }) => id !== guild);
		for (const other of others) expect(other).not.toHaveProperty("settings");
		// Who may manage it all is not marked.
		expect((await owner.json<Guilds>("/guilds")).guilds.find(({ id }) => id === guild)).not.toHaveProperty(
			"settings",
		);
		await letIn(owner, null);
		await vi.waitFor(async () => expect(await listed()).not.toHaveProperty("settings"));
	});

	it("and no other site's page in their name", async () => {
		for (const site of ["cross-site", "same-site", "none"]) {
			const headers = { "Sec-Fetch-Site": site };
			expect((await patch(owner, { prefix: "%" }, 0, headers)).status).toBe(403);
			if (site !== "none") expect((await owner.ask(path(), { headers })).status).toBe(403);
		}
		const evil = { "Sec-Fetch-Site": "", Origin: "https://evil.test" };
		expect((await patch(owner, { prefix: "%" }, 0, evil)).status).toBe(403);
		expect((await read()).version).toBe(0);
	});

	it("and as often as one may write", async () => {
		const statuses: number[] = [];
		for (let i = 0; i < 70; i++) statuses.push((await patch(owner, "{", 0)).status);
		expect(statuses.at(-1)).toBe(429);
		expect(statuses[0]).toBe(400);
	});
});

describe("the members to choose from", () => {
	const search = (visitor: Visitor, query: string, id = guild) => visitor.ask(`${path(id)}/members${query}`);
	const bot = () => discord.requests.filter(({ headers }) => headers.authorization?.startsWith("Bot"));

	it("are searched by who has only the role that was let in, and show what the picker draws", async () => {
		const role = roleOf(guild, "Bot managers");
		discord.setRoles("nova_nitro", guild, [role]);
		const nova = await member("nova_nitro");
		expect((await search(nova, "?query=m")).status).toBe(404);
		await letIn(owner, role);
		discord.requests.length = 0;
		const response = await search(nova, "?query=mIr");
		const mira: SettingMember = {
			...{ id: MIRA.id, name: "Mira", username: "mira.dances" },
			avatar: "8342729096ea3675442027381ff50dfe",
		};
		expect(await response.json()).toEqual([mira]);
		expect(bot().at(-1)).toMatchObject({
			path: `/api/v10/guilds/${guild}/members/search`,
			query: { query: "mIr", limit: "25" },
		});
		expect(await (await search(nova, `/${MIRA.id}`)).json()).toEqual(mira);
		expect(await (await search(nova, `/${PAUL.id}`)).json()).toMatchObject({
			name: "plainpaul",
			avatar: null,
		});
		expect(await (await search(nova, "?query=nobody")).json()).toEqual([]);
		// The middleman stays closed to them.
		expect((await nova.ask(`/botapi/guilds/${guild}/members/search?query=m`)).status).toBe(404);
	});

	it("are at most 25, and nothing of what else Discord says of them", async () => {
		const one = {
			user: { id: "1", username: "x".repeat(32), global_name: null, avatar: null, email: "x@x" },
		};
		discord.fail({
			path: `/api/v10/guilds/${guild}/members/search`,
			status: 200,
			body: Array.from({ length: 40 }, () => ({
				nick: "Bear",
				roles: [],
				communication_disabled_until: null,
				...one,
			})),
		});
		const found = await (await search(owner, "?query=b")).json<object[]>();
		expect(found).toHaveLength(25);
		expect(found[0]).toEqual({ id: "1", name: "Bear", username: "x".repeat(32), avatar: null });
	});

	it.each(["", "?query=", "?query=%20", `?query=${"x".repeat(101)}`, "?query=a%00", "?other=1&query=m"])(
		"are searched with 1 to 100 characters, and Discord is asked nothing else: %j",
		async (query) => {
			const response = await search(owner, query);
			expect(response.status).toBe(400);
			expect((await response.json<Problem>()).errors).toHaveLength(1);
			expect(bot()).toEqual([]);
		},
	);

	it("are asked for with a query that stays one", async () => {
		await search(owner, `?query=${encodeURIComponent("a&limit=1000#/../x?🐻")}`);
		expect(bot().at(-1)).toMatchObject({ query: { query: "a&limit=1000#/../x?🐻", limit: "25" } });
	});

	it("are nobody's else: not a stranger's, and not another guild's", async () => {
		expect((await search(new Visitor(), "?query=m")).status).toBe(401);
		for (const [person, id] of [
			["nova_nitro", guild],
			["everywhere_bear", guild],
			["mira.dances", idOf("Cat")],
			["mira.dances", idOf("Practice Room")],
		] as const) {
			const visitor = await member(person);
			for (const query of ["?query=m", `/${MIRA.id}`])
				expect((await search(visitor, query, id)).status).toBe(404);
		}
		for (const id of ["1", "1099511627776000000"]) expect((await search(owner, `/${id}`)).status).toBe(404);
	});

	it("are searched twenty times at once with one call", async () => {
		await Promise.all(Array.from({ length: 20 }, () => search(owner, "?query=pl")));
		expect(bot().filter((request) => request.path.endsWith("/search"))).toHaveLength(1);
	});

	it("are searched as often as one person may have the bot asked", async () => {
		const statuses: number[] = [];
		for (let i = 0; i < 130; i++) statuses.push((await search(owner, "?query=")).status);
		expect(statuses[0]).toBe(400);
		expect(statuses.at(-1)).toBe(429);
	});
});

describe("saving at once", () => {
	const save = (based: number, prefix: string, by = MIRA) =>
		keeper().save(guild, {
			id: crypto.randomUUID(),
			based,
			values: new Map([["prefix", prefix]]),
			defaults: new Map([["prefix", "!"]]),
			by,
		});

	it("lets one of twenty in, and tells the others what it changed", async () => {
		const responses = await Promise.all(
			Array.from({ length: 20 }, (_, n) => patch(owner, { prefix: `${n}` }, 0)),
		);
		const statuses = responses.map((response) => response.status).sort();
		expect(statuses).toEqual([200, ...Array(19).fill(412)]);
		const { values, version, history } = await read();
		expect({ version, saves: history.length }).toEqual({ version: 1, saves: 1 });
		for (const response of responses.filter(({ status }) => status === 412)) {
			expect((await response.json<Problem>()).differences).toMatchObject([{ from: "!", to: values.prefix }]);
		}
	});

	it("loses nothing of two writers in 200 rounds, and the history is complete", {
		timeout: 60_000,
	}, async () => {
		const written = [MIRA, PAUL].map(async (by) => {
			let version = 0;
			const own: string[] = [];
			for (let round = 0; round < 200; ) {
				const prefix = `${by.name[0]}${round}`;
				const reply = await save(version, prefix, by);
				if ("kept" in reply) {
					own.push(prefix);
					version = reply.kept.version;
					round++;
				} else {
					// What the other changed is told: never nothing, and never one's own alone.
					expect(reply.differences.at(-1)?.by).not.toEqual(by);
					version = reply.version;
				}
			}
			return own;
		});
		const all = (await Promise.all(written)).flat();
		const kept = await keeper().read();
		expect(kept.version).toBe(400);
		expect(kept.history.map(({ version }) => version)).toEqual(
			Array.from({ length: 400 }, (_, n) => 400 - n),
		);
		const changes = kept.history.toReversed().flatMap((save) => save.changes);
		expect(changes.map(({ to }) => to).sort()).toEqual(all.sort());
		// Each begins where the one before has ended.
		let last: unknown = "!";
		for (const { from, to } of changes) {
			expect(from).toBe(last);
			last = to;
		}
		expect(kept.values.get("prefix")).toBe(last);
	});

	it("does a save once that is told twice, as where its object was restarted before it answered", async () => {
		const told = { id: "one", based: 0, values: new Map([["prefix", "?"]]), defaults: new Map(), by: MIRA };
		await keeper().save(guild, told);
		await evictDurableObject(keeper());
		expect(await keeper().save(guild, told)).toMatchObject({ kept: { version: 1 } });
		await save(1, "$");
		expect(await keeper().save(guild, told)).toMatchObject({ kept: { version: 2 } });
	});

	it("survives the object's restart, also one in the middle", async () => {
		await saved(owner, { prefix: "?" }, 0);
		await letIn(owner, roleOf(guild, "Bot managers"));
		const before = await read();
		await evictDurableObject(keeper());
		expect(await read()).toEqual(before);
		const [response] = await Promise.all([patch(owner, { prefix: "$" }, 1), evictDurableObject(keeper())]);
		const now = await read();
		if (response.status === 200) expect(now).toMatchObject({ version: 2, values: { prefix: "$" } });
		else expect(response.status).toBe(503);
		expect(now.version).toBe(now.history.length);
	});

	it("is tried once more where the object is not to be had, and then says so", async () => {
		const real = env.GUILD_KEEPER.getByName.bind(env.GUILD_KEEPER);
		const broken = () => ({ read: () => Promise.reject(new Error("internal error")) }) as never;
		const found = vi.spyOn(env.GUILD_KEEPER, "getByName");
		found.mockImplementationOnce(broken).mockImplementation(real);
		expect((await owner.ask(path())).status).toBe(200);
		found.mockImplementation(broken);
		const response = await owner.ask(path());
		expect(response.status).toBe(503);
		expect(await codeOf(response)).toBe("storage_unavailable");
	});
});

describe("the history", () => {
	it("is of 90 days, and what is older is deleted though nobody saves any more", async () => {
		await saved(owner, { prefix: "?" }, 0);
		await runInDurableObject(keeper(), async (instance, state) => {
			await vi.waitFor(async () => {
				const alarm = (await state.storage.getAlarm()) ?? 0;
				expect(alarm - Date.now()).toBeGreaterThan(HISTORY_LIFETIME - 60_000);
			});
			state.storage.sql.exec("UPDATE save SET at = at - ?", HISTORY_LIFETIME);
			expect(instance.read().history).toEqual([]);
			await instance.alarm();
			expect(state.storage.sql.exec("SELECT * FROM save").toArray()).toEqual([]);
			expect(await state.storage.getAlarm()).toBeNull();
		});
		expect(await read()).toMatchObject({ version: 1, values: { prefix: "?" }, history: [] });
		expect((await saved(owner, { prefix: "$" }, 1)).history).toHaveLength(1);
	});

	it("is of so many saves and so many characters, and of the last one whatever it is", async () => {
		await runInDurableObject(keeper(), async (instance) => {
			const save = (based: number, value: string) =>
				instance.save(guild, {
					id: `${based}`,
					based,
					values: new Map([["x", value]]),
					defaults: new Map(),
					by: MIRA,
				});
			for (let n = 0; n < MOST_SAVES + 5; n++) await save(n, `${n}`);
			const { version, history } = instance.read();
			expect([version, history.length, history.at(-1)?.version]).toEqual([505, 500, 6]);
			// What it does not reach back to is told as far as it is known.
			const stale = await save(2, "x");
			expect(stale).toMatchObject({ version: 505, differences: [{ name: "x", from: "4", to: "504" }] });
			await save(505, "x".repeat(600_000));
			expect(instance.read().history.length).toBeGreaterThan(400);
			await save(506, "y".repeat(600_000));
			expect(instance.read().history).toHaveLength(1);
		});
	});
});

describe("the bot's biography", () => {
	const bioOf = async (id = guild) => (await owner.json<{ bio: string | null }>(`/guilds/${id}`)).bio;
	const setBio = (bio: string | null) =>
		owner.ask(`/botapi/guilds/${guild}/members/@me`, {
			method: "PATCH",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ bio }),
		});

	it("moves from KV to the guild's object when it is first read, and is read from there", async () => {
		await env.SESSIONS.put(`biography:${guild}`, "I was here before.");
		expect(await bioOf()).toBe("I was here before.");
		expect(await kvKeys()).toEqual([]);
		await evictDurableObject(keeper());
		const get = vi.spyOn(env.SESSIONS, "get");
		expect(await bioOf()).toBe("I was here before.");
		expect(get.mock.calls.map(([name]) => String(name)).filter((name) => name.startsWith("bio"))).toEqual([]);
	});

	it("that is set before it was read leaves nothing in KV", async () => {
		await env.SESSIONS.put(`biography:${guild}`, "Old");
		await setBio("New");
		expect(await kvKeys()).toEqual([]);
		expect(await bioOf()).toBe("New");
	});

	it("that was taken away does not come back", async () => {
		await env.SESSIONS.put(`biography:${guild}`, "Old");
		vi.spyOn(env.SESSIONS, "delete").mockRejectedValueOnce(new Error("internal error"));
		await setBio(null);
		expect(await bioOf()).toBeNull();
	});

	it("that is set while the old one is being fetched stays as it was set", async () => {
		await env.SESSIONS.put(`biography:${guild}`, "Old");
		await runInDurableObject(keeper(), async (instance) => {
			const read = instance.biography(guild);
			await instance.setBiography(guild, "New");
			expect(await read).toBe("New");
		});
		expect(await bioOf()).toBe("New");
	});

	it("is still in KV where KV did not answer, and says so", async () => {
		await env.SESSIONS.put(`biography:${guild}`, "Old");
		await bioOf(guild).catch(() => {});
		await runInDurableObject(keeper(), (_, state) => state.storage.kv.delete("biography"));
		await env.SESSIONS.put(`biography:${guild}`, "Old");
		const real = env.SESSIONS.get.bind(env.SESSIONS) as (name: string, type?: unknown) => Promise<unknown>;
		const get = vi.spyOn(env.SESSIONS, "get");
		get.mockImplementation(((name: string, type: unknown) =>
			name.startsWith("biography:") ? Promise.reject(new Error("no")) : real(name, type)) as never);
		expect(await codeOf(await owner.ask(`/guilds/${guild}`))).toBe("storage_unavailable");
		get.mockRestore();
		expect(await bioOf()).toBe("Old");
	});
});
