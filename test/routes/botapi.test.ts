import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app";
import { ENDPOINTS, type Endpoint, type Need } from "../../src/control_room/endpoint_table";
import { isOf } from "../../src/control_room/endpoints";
import { bitsOf, type Permission } from "../../src/discord/permissions";
import { discord, SITE, useInternet } from "../internet";
import { DIRECT_MESSAGES } from "../stand_ins/discord/bot";
import { newRole } from "../stand_ins/discord/guild_objects";
import type { Guild } from "../stand_ins/discord/guilds";
import { codeOf, Visitor } from "../visitor";

useInternet();

const PAUL = "412347780841865216";
const MIRA = "190320984123768832";
const CLIENT_ID = "1234567890";

let visits = 0;
async function member(as = "plainpaul"): Promise<Visitor> {
	const visitor = new Visitor(`198.51.101.${++visits % 250}`);
	const response = await visitor.open("/login?return=/servers");
	await visitor.open(await discord.authorize(response.headers.get("Location") ?? "", as));
	discord.requests.length = 0;
	return visitor;
}

/** The guild that Mira owns and Paul is in, with these permissions. */
function floor(...permissions: Permission[]): Guild {
	const guild = [...discord.guilds.values()].find(({ name }) => name === "Mira’s Dance Floor");
	if (!guild) throw new Error("There is no dance floor");
	discord.setPermissions("plainpaul", guild.id, String(bitsOf(...permissions)));
	return guild;
}
const general = (guild: Guild) => guild.channels[0]?.id ?? "";
const calls = () => discord.requests.map(({ method, path }) => `${method} ${path.slice("/api/v10".length)}`);
const json = (method: string, body: unknown) => ({
	method,
	headers: { "Content-Type": "application/json" },
	body: JSON.stringify(body),
});

/** A role that stands at a position. */
function addRole(guild: Guild, position: number, permissions: Permission[] = [], managed = false): string {
	const id = String(BigInt(guild.id) + 500n + BigInt(guild.roles.length));
	guild.roles.push({ ...newRole(id, "Bears", String(bitsOf(...permissions)), position), managed });
	return id;
}

function addMessage(guild: Guild, channelId: string, authorId: string): string {
	const id = String(BigInt(channelId) + 7000n + BigInt(guild.messages.length));
	const author = { id: authorId, username: "x", discriminator: "0", global_name: null, avatar: null };
	const more = { public_flags: 0, flags: 0, banner: null, accent_color: null, avatar_decoration_data: null };
	const all = { ...author, ...more, collectibles: null, primary_guild: null };
	guild.messages.push({
		id,
		channelId,
		author: all,
		content: "Hello.",
		embeds: [],
		flags: 0,
		allowedMentions: undefined,
	});
	return id;
}

const ROWS: readonly Endpoint[] = ENDPOINTS;
const nameOf = ({ method, pattern }: Endpoint) => `${method} ${pattern}`;
const needsOf = ({ right }: Endpoint): readonly Need[] => (Array.isArray(right) ? right : []);
const leastOf = (need: Need) => need.split("|")[0] as Permission;
const isNever = ({ right }: Endpoint) => typeof right === "object" && "never" in right;

/** A world in which every row leads somewhere, and what of it stands for each name in braces. */
function world(...permissions: Permission[]) {
	const guild = floor(...permissions);
	const bots = addRole(guild, 9, [], true);
	if (guild.bot) guild.bot.roles = [bots];
	guild.members.set(PAUL, { roles: [addRole(guild, 5)] });
	const channel = general(guild);
	const parts: Record<string, string> = {
		application: CLIENT_ID,
		guild: guild.id,
		channel,
		message: addMessage(guild, channel, CLIENT_ID),
		user: MIRA,
		role: addRole(guild, 1),
		code: "bears",
		emoji: "%F0%9F%90%BB",
		instance: "i-1",
		token: "a-token",
	};
	return { guild, parts };
}

const pathOf = ({ pattern }: Endpoint, parts: Record<string, string>) =>
	pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? "7");

/** Values, of which each query parameter takes one. */
const VALUES = "1 5 true 2026-01-01T00:00:00Z match_all relevance asc user link STARTED bear".split(" ");
const queryOf = ({ query }: Endpoint) =>
	new URLSearchParams(
		Object.entries(query).map(([name, kind]) => [name, VALUES.find((value) => isOf(kind, value)) ?? "none"]),
	);

/** What is written: of what Discord takes, the least. */
const BODIES: Readonly<Record<string, unknown>> = {
	"PATCH guilds/{guild}/members/@me": { nick: "Disco" },
	"POST channels/{channel}/messages": { content: "Good evening." },
	"PATCH channels/{channel}/messages/{message}": { content: "Good night." },
};
const initOf = (row: Endpoint) =>
	row.method === "GET"
		? {}
		: nameOf(row) in BODIES
			? json(row.method, BODIES[nameOf(row)])
			: { method: row.method };

/** What the stand-in has itself, because the Worker asks it for the right. */
const ANSWERED = ["channels/{channel}", "users/@me/guilds", "channels/{channel}/messages/{message}"];

describe("every row of the table", () => {
	const open = ROWS.filter((row) => !isNever(row));

	it.each(open.map((row) => [nameOf(row), row] as const))("%s is for who has its right", async (_, row) => {
		const { parts } = world(...needsOf(row).map(leastOf));
		const path = pathOf(row, parts);
		const query = queryOf(row).toString();
		const lies = row.method === "GET" && !ANSWERED.includes(row.pattern);
		const visitor = await member();
		if (lies) discord.fail({ path: `/api/v10/${path}`, status: 200, body: { said: "by Discord" } });
		const response = await visitor.ask(`/botapi/${path}${query && `?${query}`}`, initOf(row));
		expect([200, 204]).toContain(response.status);
		if (lies) expect(await response.json()).toEqual({ said: "by Discord" });
		const asked = discord.requests.find(
			(request) => request.path === `/api/v10/${path}` && request.method === row.method,
		);
		// Two lists have one path: the person's own comes first.
		const own = row.pattern === "users/@me/guilds";
		expect(asked?.headers.authorization).toMatch(own ? /^Bearer / : /^Bot bot-token-marker$/);
		if (lies)
			expect(Object.fromEntries(new URLSearchParams(asked?.query))).toEqual(Object.fromEntries(queryOf(row)));
	});

	const refused = open.flatMap((row) => needsOf(row).map((need) => [nameOf(row), need, row] as const));
	it.each(refused)("%s is not for who lacks %s", async (_, lacking, row) => {
		// Whatever either of two is, neither is there; and all else there is.
		const without = lacking.split("|") as Permission[];
		const rest = needsOf(row)
			.map(leastOf)
			.filter((need) => !without.includes(need));
		const { parts } = world(...rest, "CONNECT", "MANAGE_NICKNAMES");
		const visitor = await member();
		const response = await visitor.ask(`/botapi/${pathOf(row, parts)}`, initOf(row));
		expect(response.status).toBe(404);
		expect(await codeOf(response)).toBe("guild_unknown");
		const isLookUp = row.pattern === "channels/{channel}";
		expect(calls().includes(`${row.method} /${pathOf(row, parts)}`)).toBe(isLookUp);
	});

	const about = open.filter(({ pattern }) => /\{(?:guild|channel)\}/.test(pattern));
	it.each(about.map((row) => [nameOf(row), row] as const))(
		"%s is not for who is not in the guild, whatever they may do elsewhere",
		async (_, row) => {
			const { parts } = world();
			const visitor = await member("everywhere_bear");
			const response = await visitor.ask(`/botapi/${pathOf(row, parts)}`, initOf(row));
			expect(response.status).toBe(404);
			expect(await codeOf(response)).toBe("guild_unknown");
		},
	);

	it("is not for who is not logged in", async () => {
		const { parts } = world();
		for (const row of ROWS) {
			const response = await new Visitor(`203.0.113.${1 + (visits++ % 200)}`).ask(
				`/botapi/${pathOf(row, parts)}`,
				initOf(row),
			);
			expect(response.status).toBe(401);
		}
		expect(discord.requests).toEqual([]);
	});

	it.each(ROWS.filter(isNever).map((row) => [nameOf(row), row] as const))(
		"%s is for nobody, and says why",
		async (_, row) => {
			const { parts } = world();
			const visitor = await member("mira.dances");
			const response = await visitor.ask(`/botapi/${pathOf(row, parts)}`);
			expect(response.status).toBe(403);
			const { code, detail } = await response.json<{ code: string; detail: string }>();
			expect(code).toBe("endpoint_not_allowed");
			expect(detail).toContain(Object(row.right).never);
			expect(discord.requests).toEqual([]);
		},
	);

	it("is closed for another application than the bot's", async () => {
		const { guild } = world("MANAGE_GUILD");
		const visitor = await member();
		const response = await visitor.ask(`/botapi/applications/1/guilds/${guild.id}/commands`);
		expect(await codeOf(response)).toBe("endpoint_not_allowed");
		expect(discord.requests).toEqual([]);
	});
});

describe("a field that the person would not see", () => {
	it("does not leave the Worker", async () => {
		const guild = floor("MANAGE_WEBHOOKS");
		discord.fail({
			path: `/api/v10/guilds/${guild.id}/webhooks`,
			status: 200,
			body: [
				{
					id: "1",
					token: "webhook-token-marker",
					url: "https://discord.test/api/webhooks/1/webhook-token-marker",
				},
			],
		});
		const answer = await (await (await member()).ask(`/botapi/guilds/${guild.id}/webhooks`)).text();
		expect(answer).toBe('[{"id":"1"}]');
	});
});

describe("a channel", () => {
	const READ = ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"] as const;
	const hide = (guild: Guild, ...allowed: string[]) => {
		const deny = String(bitsOf("VIEW_CHANNEL"));
		const [channel] = guild.channels;
		if (!channel) return;
		channel.permission_overwrites = [
			{ id: guild.id, type: 0, allow: "0", deny },
			...allowed.map((id) => ({ id, type: id === PAUL ? 1 : 0, allow: deny, deny: "0" })),
		];
	};
	const read = async (visitor: Visitor, channel: string) =>
		(await visitor.ask(`/botapi/channels/${channel}/messages`)).status;

	it.each<[string, (guild: Guild) => void, number]>([
		["shown to everybody", () => {}, 200],
		["hidden from @everyone", (guild) => hide(guild), 404],
		[
			"shown to a role that they have",
			(guild) => {
				const role = addRole(guild, 2);
				guild.members.set(PAUL, { roles: [role] });
				hide(guild, role);
			},
			200,
		],
		["shown to a role that they have not", (guild) => hide(guild, addRole(guild, 2)), 404],
		["shown to them alone", (guild) => hide(guild, PAUL), 200],
		[
			"and they are timed out: what they see, they still read",
			(guild) => guild.members.set(PAUL, { roles: [], timedOutUntil: "2999-01-01T00:00:00Z" }),
			200,
		],
		[
			"a voice channel that they may not enter",
			(guild) => {
				guild.channels.reverse();
			},
			404,
		],
	])("is read by who sees it: %s", async (_, change, status) => {
		const guild = floor(...READ);
		change(guild);
		expect(await read(await member(), general(guild))).toBe(status);
	});

	it("asks of its owner and of an Administrator nothing but which guild it is", async () => {
		const guild = floor("ADMINISTRATOR");
		hide(guild);
		for (const person of ["plainpaul", "mira.dances"]) {
			const visitor = await member(person);
			expect(await read(visitor, general(guild))).toBe(200);
			expect(calls().filter((call) => call.includes("/members/"))).toEqual([]);
		}
	});

	it.each<[string, Permission[], boolean, string[], number]>([
		["a public one, by who sees the channel", [...READ], false, [], 200],
		["a private one, by who is in it", [...READ], true, [PAUL], 200],
		["a private one, not by who is not", [...READ], true, [MIRA], 404],
		["a private one, by who manages threads", [...READ, "MANAGE_THREADS"], true, [], 200],
	])("has threads, which are read: %s", async (_, permissions, isPrivate, members, status) => {
		const guild = floor(...permissions);
		const id = String(BigInt(guild.id) + 90n);
		guild.threads.push({ id, parentId: general(guild), isPrivate, locked: false, members });
		expect(await read(await member(), id)).toBe(status);
	});

	it("has threads, which are hidden where it is", async () => {
		const guild = floor(...READ, "MANAGE_THREADS");
		const id = String(BigInt(guild.id) + 90n);
		guild.threads.push({ id, parentId: general(guild), isPrivate: false, locked: false, members: [PAUL] });
		hide(guild);
		expect(await read(await member(), id)).toBe(404);
	});

	it("that is not there, of nobody's guild, of another guild, and direct messages are all the same", async () => {
		floor(...READ);
		const cats = [...discord.guilds.values()].find(({ name }) => name.includes("Cat"));
		const mice = [...discord.guilds.values()].find(({ name }) => name === "Mouse Hole");
		const visitor = await member();
		const answers: unknown[] = [];
		for (const id of ["999", cats && general(cats), mice && general(mice), DIRECT_MESSAGES]) {
			const response = await visitor.ask(`/botapi/channels/${id}`);
			answers.push([response.status, await response.text()]);
		}
		expect(answers[0]).toEqual([404, expect.stringContaining("guild_unknown")]);
		for (const answer of answers) expect(answer).toEqual(answers[0]);
	});

	it("of another guild costs the bot a call once", async () => {
		floor(...READ);
		const cats = [...discord.guilds.values()].find(({ name }) => name.includes("Cat"));
		const visitor = await member();
		const ask = () => visitor.ask(`/botapi/channels/${cats && general(cats)}`);
		await ask();
		discord.requests.length = 0;
		for (const path of ["", "/messages", "/webhooks"]) {
			await visitor.ask(`/botapi/channels/${cats && general(cats)}${path}`);
		}
		expect(discord.requests).toEqual([]);
	});
});

describe("a message of the bot's", () => {
	const SPEAK = ["MANAGE_GUILD", "VIEW_CHANNEL", "SEND_MESSAGES", "READ_MESSAGE_HISTORY"] as const;
	const send = (visitor: Visitor, guild: Guild, body: unknown, channel = general(guild)) =>
		visitor.ask(`/botapi/channels/${channel}/messages`, json("POST", body));

	it("mentions nobody, whatever is asked for", async () => {
		const guild = floor(...SPEAK);
		const response = await send(await member(), guild, {
			content: "@everyone",
			allowed_mentions: { parse: ["everyone"], users: [MIRA] },
		});
		expect(response.status).toBe(200);
		expect(guild.messages[0]).toMatchObject({ content: "@everyone", allowedMentions: { parse: [] } });
	});

	it("mentions whom somebody asks for who may mention everyone there, and only when asked", async () => {
		const guild = floor(...SPEAK, "MENTION_EVERYONE");
		const visitor = await member();
		await send(visitor, guild, { content: "@everyone", allowed_mentions: { parse: ["everyone"] } });
		await send(visitor, guild, { content: "@everyone" });
		expect(guild.messages.map(({ allowedMentions }) => allowedMentions)).toEqual([
			{ parse: ["everyone"] },
			{ parse: [] },
		]);
	});

	it("shows no links of somebody who may not embed them", async () => {
		const guild = floor(...SPEAK);
		await send(await member(), guild, { content: "https://bears.test", flags: 4096 });
		expect(guild.messages[0]?.flags).toBe(4096 | 4);
		floor(...SPEAK, "EMBED_LINKS");
		await send(await member(), guild, { content: "", embeds: [{ title: "A bear" }] });
		expect(guild.messages[1]).toMatchObject({ embeds: [{ title: "A bear" }], flags: 0 });
	});

	it.each<[string, unknown, string]>([
		["an embed of who may not embed", { embeds: [{ title: "A bear" }] }, "embeds"],
		["speech of who may not have it spoken", { content: "x", tts: true }, "tts"],
		[
			"a forward, which shows what the bot sees elsewhere",
			{ message_reference: { type: 1, message_id: "1", channel_id: "2" } },
			"message_reference",
		],
		["buttons", { components: [] }, "components"],
		["a file that does not come with it", { content: "x", attachments: [{ id: 0 }] }, "attachments"],
		["a flag that hides who wrote it", { content: "x", flags: 64 }, "flags"],
		["what is too long", { content: "x".repeat(2001) }, "content"],
		["half a letter", { content: "\ud83d" }, "content"],
	])("is not %s", async (_, body, field) => {
		const guild = floor(...SPEAK);
		const response = await send(await member(), guild, body);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: "field_invalid", errors: [{ field }] });
		expect(guild.messages).toEqual([]);
	});

	it("is no answer by somebody who may not read what it answers", async () => {
		const guild = floor("MANAGE_GUILD", "VIEW_CHANNEL", "SEND_MESSAGES");
		const response = await send(await member(), guild, {
			content: "x",
			message_reference: { message_id: "1" },
		});
		expect(await response.json()).toMatchObject({ errors: [{ field: "message_reference" }] });
	});

	it("comes with what Discord finds wrong with it", async () => {
		const guild = floor(...SPEAK);
		expect(await (await send(await member(), guild, {})).json()).toMatchObject({ code: 50006 });
	});

	it("is not written by somebody who is timed out, nor in a locked thread", async () => {
		const guild = floor(...SPEAK, "SEND_MESSAGES_IN_THREADS");
		const thread = String(BigInt(guild.id) + 91n);
		guild.threads.push({
			id: thread,
			parentId: general(guild),
			isPrivate: false,
			locked: false,
			members: [],
		});
		expect((await send(await member(), guild, { content: "x" }, thread)).status).toBe(200);
		if (guild.threads[0]) guild.threads[0].locked = true;
		expect((await send(await member(), guild, { content: "x" }, thread)).status).toBe(404);
		guild.members.set(PAUL, { roles: [], timedOutUntil: "2999-01-01T00:00:00Z" });
		expect((await send(await member(), guild, { content: "x" })).status).toBe(404);
		expect(guild.messages).toHaveLength(1);
	});

	it("reads the right afresh: a role that was taken away a moment ago counts no more", async () => {
		const guild = floor("MANAGE_GUILD", "READ_MESSAGE_HISTORY");
		const role = addRole(guild, 2);
		guild.members.set(PAUL, { roles: [role] });
		const [channel] = guild.channels;
		const allow = String(bitsOf("VIEW_CHANNEL", "SEND_MESSAGES"));
		if (channel) channel.permission_overwrites = [{ id: role, type: 0, allow, deny: "0" }];
		const visitor = await member();
		expect((await send(visitor, guild, { content: "x" })).status).toBe(200);
		guild.members.set(PAUL, { roles: [] });
		// What is only read may be a few seconds old.
		expect((await visitor.ask(`/botapi/channels/${general(guild)}`)).status).toBe(200);
		expect((await send(visitor, guild, { content: "y" })).status).toBe(404);
		expect(guild.messages).toHaveLength(1);
	});

	it("can be changed and deleted; another's is not changed, and deleted only by who manages messages", async () => {
		const guild = floor(...SPEAK);
		const channel = general(guild);
		const own = addMessage(guild, channel, CLIENT_ID);
		const foreign = addMessage(guild, channel, MIRA);
		const visitor = await member();
		const at = (id: string) => `/botapi/channels/${channel}/messages/${id}`;
		expect((await visitor.ask(at(own), json("PATCH", { content: "Changed." }))).status).toBe(200);
		expect(guild.messages[0]).toMatchObject({ content: "Changed.", allowedMentions: { parse: [] } });
		for (const init of [json("PATCH", { flags: 4 }), { method: "DELETE" }]) {
			const refused = await visitor.ask(at(foreign), init);
			expect(refused.status).toBe(403);
			expect(await codeOf(refused)).toBe("message_of_others");
		}
		expect((await visitor.ask(at(own), { method: "DELETE" })).status).toBe(204);
		expect(guild.messages.map(({ id }) => id)).toEqual([foreign]);
		expect(guild.auditLog.at(-1)?.reason).toContain(PAUL);

		floor("VIEW_CHANNEL", "MANAGE_MESSAGES");
		expect((await (await member()).ask(at(foreign), { method: "DELETE" })).status).toBe(204);
		expect(guild.messages).toEqual([]);
	});

	it("tells what is refused on the way here as Discord does, too", async () => {
		const mira = await member("mira.dances");
		const headers = { "Sec-Fetch-Site": "cross-site" };
		for (const method of ["GET", "DELETE"]) {
			const refused = await mira.ask("/botapi/users/@me", { method, headers });
			expect(refused.status).toBe(403);
			expect(refused.headers.get("Content-Type")).toBe("application/json");
			expect(await refused.json()).toMatchObject({
				code: "cross_site",
				message: "This did not come from our own page",
			});
		}
	});

	it("comes from no other site's page", async () => {
		const guild = floor(...SPEAK);
		const visitor = await member();
		for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
			const headers = { "Content-Type": "application/json", "Sec-Fetch-Site": "cross-site" };
			const response = await visitor.ask(`/botapi/channels/${general(guild)}/messages`, {
				method,
				headers,
				body: '{"content":"x"}',
			});
			expect(response.status).toBe(403);
		}
		expect(discord.requests).toEqual([]);
	});
});

describe("a role", () => {
	function set(...permissions: Permission[]) {
		const { guild } = world(...permissions);
		const roles = {
			low: addRole(guild, 1),
			own: guild.members.get(PAUL)?.roles[0] ?? "",
			between: addRole(guild, 7),
			bots: guild.bot?.roles[0] ?? "",
			managed: addRole(guild, 1, [], true),
			strong: addRole(guild, 1, ["ADMINISTRATOR"]),
			everyone: guild.id,
			none: "12345",
		};
		const change = (visitor: Visitor, method: string, role: keyof typeof roles, user = MIRA) =>
			visitor.ask(`/botapi/guilds/${guild.id}/members/${user}/roles/${roles[role]}`, { method });
		return { guild, roles, change };
	}

	it("is given and taken away, and the audit log says by whom", async () => {
		const { guild, roles, change } = set("MANAGE_ROLES");
		const visitor = await member();
		expect((await change(visitor, "PUT", "low")).status).toBe(204);
		expect(guild.members.get(MIRA)?.roles).toEqual([roles.low]);
		expect(guild.auditLog.at(-1)?.reason).toContain(PAUL);
		expect((await change(visitor, "DELETE", "low")).status).toBe(204);
		expect(guild.members.get(MIRA)?.roles).toEqual([]);
	});

	it.each(["own", "between", "bots", "managed", "strong", "everyone", "none"] as const)(
		"is not given that is out of reach: %s",
		async (role) => {
			const { guild, change } = set("MANAGE_ROLES");
			const response = await change(await member(), "PUT", role, PAUL);
			expect(response.status).toBe(403);
			expect(await codeOf(response)).toBe("role_out_of_reach");
			expect(guild.auditLog).toEqual([]);
		},
	);

	it("above their own is not given by an Administrator either, but by the owner", async () => {
		const { guild, change } = set("ADMINISTRATOR");
		expect((await change(await member(), "PUT", "between", PAUL)).status).toBe(403);
		expect((await change(await member(), "PUT", "strong", PAUL)).status).toBe(204);
		const owner = await member("mira.dances");
		expect((await change(owner, "PUT", "between", PAUL)).status).toBe(204);
		expect((await change(owner, "PUT", "bots", PAUL)).status).toBe(403);
		expect(guild.auditLog).toHaveLength(2);
	});

	it("is where it stands now, and not where it was read a moment ago", async () => {
		const { guild, roles, change } = set("MANAGE_ROLES", "MANAGE_GUILD");
		const visitor = await member();
		expect((await visitor.ask(`/botapi/guilds/${guild.id}/roles`)).status).toBe(200);
		for (const role of guild.roles) if (role.id === roles.low) role.position = 8;
		expect((await change(visitor, "PUT", "low")).status).toBe(403);
		expect(guild.auditLog).toEqual([]);
	});

	it("is given by nobody who was demoted, lost their role or was timed out a moment ago", async () => {
		const { guild, change } = set("MANAGE_ROLES");
		const visitor = await member();
		expect((await change(visitor, "PUT", "low")).status).toBe(204);
		const own = guild.members.get(PAUL) ?? { roles: [] };
		guild.members.set(PAUL, { roles: [] });
		expect((await change(visitor, "PUT", "low")).status).toBe(403);
		guild.members.set(PAUL, { ...own, timedOutUntil: "2999-01-01T00:00:00Z" });
		expect((await change(visitor, "PUT", "low")).status).toBe(404);
		guild.members.set(PAUL, { ...own, timedOutUntil: "2020-01-01T00:00:00Z" });
		discord.setPermissions("plainpaul", guild.id, "0");
		expect((await change(visitor, "PUT", "low")).status).toBe(404);
		expect(guild.auditLog).toHaveLength(1);
	});
});

describe("whoever runs the site", () => {
	it("closes an endpoint, and is told of a pattern of none", async () => {
		const visitor = await member();
		const headers = { Cookie: `__Host-session=${visitor.cookies.get("__Host-session")}` };
		const at = (more: object) => app.request(`${SITE}/botapi/users/@me`, { headers }, { ...env, ...more });
		expect((await at({})).status).toBe(200);
		expect(await codeOf(await at({ BOTAPI_DENY: ["GET users/*"] }))).toBe("endpoint_not_allowed");
		expect(await codeOf(await at({ BOTAPI_ALLOW: ["GET guilds/*"] }))).toBe("endpoint_not_allowed");
		expect((await at({ BOTAPI_ALLOW: ["GET users/*"] })).status).toBe(200);
		const wrong = await at({ BOTAPI_ALLOW: ["GET user/*"] });
		expect(wrong.status).toBe(503);
		expect(await wrong.json()).toMatchObject({
			code: "not_configured",
			detail: expect.stringContaining("“GET user/*”"),
		});
		expect(await codeOf(await at({ BOTAPI_ALLOW: "GET *" }))).toBe("not_configured");
	});
});
