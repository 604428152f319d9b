import { describe, expect, it } from "vitest";
import { AGENT, answer, authorizeUrl, CLIENT, codeForm, discord, ORIGIN, post } from "./application.fixture";
import { DIRECT_MESSAGES } from "./bot";
import { BUCKETS } from "./buckets";
import { newRole } from "./guild_objects";
import { ADMINISTRATOR, EVERYTHING, HARMLESS, MANAGE_GUILD } from "./guilds";
import type { StandIn, StandInOptions } from "./stand_in";

const TOKEN = "made-up-token";
const BOT = { ...AGENT, Authorization: `Bot ${TOKEN}` };
const PNG = "data:image/png;base64,iVBORw0KGgoAAAA=";

const open = (options: Partial<StandInOptions> = {}) => discord({ botToken: TOKEN, ...options });
const ask = (standIn: StandIn, path: string, init: RequestInit = { headers: BOT }) =>
	standIn.fetch(new Request(`${ORIGIN}/api/v10${path}`, init));
const change = (standIn: StandIn, guild: string, body: unknown, headers: Record<string, string> = {}) =>
	ask(standIn, `/guilds/${guild}/members/@me`, {
		method: "PATCH",
		headers: { ...BOT, "Content-Type": "application/json", ...headers },
		body: JSON.stringify(body),
	});
const joined = (standIn: StandIn) => [...standIn.guilds.values()].find(({ bot }) => bot)?.id ?? "";
const notJoined = (standIn: StandIn) => [...standIn.guilds.values()].find(({ bot }) => !bot)?.id ?? "";

interface SeenGuild {
	id: string;
	name: string;
	icon: string | null;
	owner: boolean;
	permissions: string;
	features: string[];
}

async function guildsOf(standIn: StandIn, as: string): Promise<SeenGuild[]> {
	const callback = new URL(await standIn.authorize(authorizeUrl({ scope: "identify guilds" }), as));
	const form = { ...(await codeForm(standIn)), code: callback.searchParams.get("code") ?? "" };
	const { body } = await post(standIn, "/api/oauth2/token", form);
	const response = await ask(standIn, "/users/@me/guilds", {
		headers: { ...AGENT, Authorization: `Bearer ${body.access_token}` },
	});
	expect(response.status).toBe(200);
	return response.json();
}

describe("the guilds of a person", () => {
	it.each([
		["mira.dances", 3, 2, []],
		["plainpaul", 2, 0, [MANAGE_GUILD, MANAGE_GUILD]],
		["tom_and.jerry", 3, 0, [ADMINISTRATOR, ADMINISTRATOR]],
		["nova_nitro", 3, 0, []],
		["everywhere_bear", 200, 51, []],
	])("%s: %i, of which they own %i", async (as, count, owned, rights) => {
		const guilds = await guildsOf(open().standIn, as);
		expect(guilds).toHaveLength(count);
		expect(guilds.filter(({ owner }) => owner)).toHaveLength(owned);
		for (const { owner, permissions } of guilds) if (owner) expect(permissions).toBe(EVERYTHING);
		if (rights.length > 0) {
			expect(guilds.map(({ permissions }) => permissions).filter((each) => each !== HARMLESS)).toEqual(
				rights,
			);
		}
	});

	it("are refused without the scope", async () => {
		const { standIn } = open();
		const { body } = await post(standIn, "/api/oauth2/token", await codeForm(standIn));
		const headers = { Authorization: `Bearer ${body.access_token}` };
		expect((await ask(standIn, "/users/@me/guilds", { headers })).status).toBe(401);
	});

	it("show a demotion at once", async () => {
		const { standIn } = open();
		const [first] = await guildsOf(standIn, "plainpaul");
		standIn.setPermissions("plainpaul", first?.id ?? "", HARMLESS);
		expect((await guildsOf(standIn, "plainpaul"))[0]?.permissions).toBe(HARMLESS);
	});

	it("have rights past 32 and 53 bits that are no rights to manage", () => {
		expect(BigInt(HARMLESS) >> 50n).toBe(1n);
		expect(BigInt(HARMLESS) & 0x28n).toBe(0n);
	});
});

describe("the bot", () => {
	it("is itself, and knows its guilds by pages", async () => {
		const { standIn } = open();
		expect(await (await ask(standIn, "/users/@me")).json()).toMatchObject({ id: CLIENT.clientId, bot: true });
		const all: SeenGuild[] = [];
		for (;;) {
			const page = await (
				await ask(standIn, `/users/@me/guilds?limit=200&after=${all.at(-1)?.id ?? 0}`)
			).json<SeenGuild[]>();
			all.push(...page);
			if (page.length < 200) break;
		}
		expect(all).toHaveLength([...standIn.guilds.values()].filter(({ bot }) => bot).length);
		expect(all.length).toBeGreaterThan(400);
		expect((await ask(standIn, "/users/@me/guilds?limit=201")).status).toBe(400);
	});

	it.each(["", "/channels", "/roles", "/emojis", "/stickers", "/preview"])(
		"reads /guilds/{id}%s where it is",
		async (below) => {
			const { standIn } = open();
			const response = await ask(standIn, `/guilds/${joined(standIn)}${below}`);
			expect(response.status).toBe(200);
			expect(await response.text()).toContain(joined(standIn).slice(0, 10));
			expect(await answer(await ask(standIn, `/guilds/${notJoined(standIn)}${below}`))).toEqual({
				status: 403,
				body: { message: "Missing Access", code: 50001 },
			});
			expect(await answer(await ask(standIn, `/guilds/1${below}`))).toEqual({
				status: 404,
				body: { message: "Unknown Guild", code: 10004 },
			});
			expect(await answer(await ask(standIn, `/guilds/x${below}`))).toMatchObject({
				status: 400,
				body: { code: 50035 },
			});
		},
	);

	it.each([
		["190320984123768832", 200, undefined],
		[CLIENT.clientId, 200, undefined],
		["412347780841865216", 200, undefined],
		["1099511627776000000", 404, 10007],
		["5", 404, 10013],
		["x", 400, 50035],
		["@me", 400, 50035],
	])("reads the member %s: %i", async (id, status, code) => {
		const { standIn } = open();
		const found = await answer(await ask(standIn, `/guilds/${joined(standIn)}/members/${id}`));
		expect([found.status, found.body.code]).toEqual([status, code]);
	});

	it("is refused with a wrong token, and with a browser's User-Agent", async () => {
		const { standIn } = open();
		expect(
			(await ask(standIn, "/users/@me", { headers: { ...AGENT, Authorization: "Bot guess" } })).status,
		).toBe(401);
		const headers = { ...BOT, "User-Agent": "Mozilla/5.0 (X11)" };
		expect(await answer(await ask(standIn, "/users/@me", { headers }))).toMatchObject({
			status: 403,
			body: { code: 40333 },
		});
		expect((await ask(discord().standIn, "/users/@me", { headers: BOT })).status).toBe(401);
	});

	it("joins and leaves", async () => {
		const { standIn } = open();
		const guild = notJoined(standIn);
		standIn.setBot(guild, true);
		expect((await ask(standIn, `/guilds/${guild}`)).status).toBe(200);
		standIn.setBot(guild, false);
		expect((await ask(standIn, `/guilds/${guild}`)).status).toBe(403);
	});
});

describe("the bot's profile in a guild", () => {
	it("changes, but for what was not sent, and says nothing of the biography", async () => {
		const { standIn } = open();
		const guild = joined(standIn);
		await change(standIn, guild, { nick: "Bear", bio: "Growl", avatar: PNG });
		const reason = { "X-Audit-Log-Reason": encodeURIComponent("für 1") };
		const { body } = await answer(await change(standIn, guild, { nick: null }, reason));
		expect(body).toMatchObject({ nick: null, avatar: expect.stringMatching(/^[0-9a-f]{32}$/) });
		expect(body).not.toHaveProperty("bio");
		expect(standIn.guilds.get(guild)?.bot?.bio).toBe("Growl");
		expect(standIn.guilds.get(guild)?.auditLog.at(-1)).toEqual({ changed: ["nick"], reason: "für 1" });
	});

	it.each([
		["nick", "x".repeat(33), "BASE_TYPE_BAD_LENGTH"],
		["bio", "x".repeat(191), "BASE_TYPE_BAD_LENGTH"],
		["nick", 5, "STRING_TYPE_CONVERT"],
		["avatar", "data:image/svg+xml;base64,PHN2Zz4=", "BASE_TYPE_IMAGE"],
		["avatar", "data:image/png;base64,PHN2Zz4=", "BASE_TYPE_IMAGE"],
		["banner", "https://evil.test/x.png", "BASE_TYPE_IMAGE"],
	])("refuses %s = %j", async (field, value, code) => {
		const { standIn } = open();
		expect(await answer(await change(standIn, joined(standIn), { [field]: value }))).toEqual({
			status: 400,
			body: {
				message: "Invalid Form Body",
				code: 50035,
				errors: { [field]: { _errors: [{ code, message: expect.any(String) }] } },
			},
		});
	});

	it("takes no more than a few new avatars in ten minutes, and says so as a 400", async () => {
		const { standIn, pass } = open();
		const set = async () => {
			pass(6);
			return answer(await change(standIn, joined(standIn), { avatar: PNG }));
		};
		for (let i = 0; i < 5; i++) expect((await set()).status).toBe(200);
		expect(await set()).toMatchObject({
			status: 400,
			body: { code: 50035, errors: { avatar: { _errors: [{ code: "AVATAR_RATE_LIMIT" }] } } },
		});
		pass(600);
		expect((await set()).status).toBe(200);
	});
});

describe("the bot's limits", () => {
	it("are kept per bucket and guild, and told with each answer", async () => {
		const { standIn, pass } = open();
		const [one, two] = [...standIn.guilds.values()].filter(({ bot }) => bot).map(({ id }) => id);
		const { limit, seconds } = BUCKETS["guild-structure"];
		for (let left = limit - 1; left >= 0; left--) {
			const { headers } = await ask(standIn, `/guilds/${one}/${left % 2 ? "roles" : "channels"}`);
			expect(headers.get("X-RateLimit-Remaining")).toBe(String(left));
			expect(headers.get("X-RateLimit-Bucket")).toBe("guild-structure");
		}
		const told = await ask(standIn, `/guilds/${one}/roles`);
		expect(Object.fromEntries(told.headers)).toMatchObject({
			"x-ratelimit-scope": "user",
			"retry-after": String(seconds),
		});
		expect(await answer(told)).toMatchObject({ status: 429, body: { retry_after: seconds, global: false } });
		expect((await ask(standIn, `/guilds/${two}/roles`)).status).toBe(200);
		expect((await ask(standIn, `/guilds/${one}/emojis`)).status).toBe(200);
		pass(seconds);
		expect((await ask(standIn, `/guilds/${one}/roles`)).status).toBe(200);
		expect(standIn.botLimits.answered429).toEqual({ user: 1, global: 0, shared: 0 });
	});

	it("are 50 calls in any second, whatever they are", async () => {
		const { standIn, pass } = open();
		const guilds = [...standIn.guilds.values()].filter(({ bot }) => bot).map(({ id }) => id);
		for (let i = 0; i < 50; i++) expect((await ask(standIn, `/guilds/${guilds[i]}`)).status).toBe(200);
		const told = await ask(standIn, `/guilds/${guilds[50]}`);
		expect(told.headers.get("X-RateLimit-Global")).toBe("true");
		expect(await answer(told)).toMatchObject({ status: 429, body: { global: true } });
		pass(1);
		expect((await ask(standIn, `/guilds/${guilds[50]}`)).status).toBe(200);
	});

	it("end in Cloudflare's ban after 10,000 invalid requests in ten minutes", async () => {
		const { standIn, pass } = open();
		const wrong = { headers: { ...AGENT, Authorization: "Bot guess" } };
		standIn.fail({
			path: "/api/v10/users/@me",
			limit: { retryAfter: 1, header: true, body: true, scope: "shared" },
		});
		await ask(standIn, "/users/@me");
		for (let i = 0; i < 10_000; i++) await ask(standIn, "/users/@me", wrong);
		expect(standIn.botLimits.invalidRequests).toBe(10_000);
		const banned = await ask(standIn, "/users/@me");
		expect([banned.status, await banned.text()]).toEqual([429, "error code: 1015"]);
		pass(601);
		expect((await ask(standIn, "/users/@me")).status).toBe(200);
	});

	it("are forgotten by a reset, as are joins and changes", async () => {
		const { standIn } = open();
		const [there, elsewhere] = [joined(standIn), notJoined(standIn)];
		await change(standIn, there, { nick: "Bear" });
		standIn.setBot(elsewhere, true);
		standIn.reset();
		expect(standIn.guilds.get(there)?.bot?.nick).toBeNull();
		expect(notJoined(standIn)).toBe(elsewhere);
		expect(standIn.botLimits.invalidRequests).toBe(0);
	});
});

describe("the invite", () => {
	const inviteUrl = (changes: Record<string, string> = {}) =>
		`${ORIGIN}/oauth2/authorize?${new URLSearchParams({ client_id: CLIENT.clientId, scope: "bot", permissions: "0", ...changes })}`;
	const idOf = (standIn: StandIn, username: string) => standIn.people.get(username)?.id ?? "";
	const press = (standIn: StandIn, url: string, form: Record<string, string>) =>
		standIn.fetch(new Request(url, { method: "POST", body: new URLSearchParams(form) }));

	it("shows the guilds that somebody may manage, and adds the bot to the chosen one", async () => {
		const { standIn } = open();
		const as = idOf(standIn, "plainpaul");
		const url = inviteUrl();
		const page = await (
			await standIn.fetch(new Request(url, { headers: { Cookie: `standin_login=${as}` } }))
		).text();
		expect(page.match(/<option/g)).toHaveLength(2);
		expect(page).toContain("Practice Room");
		const guild = notJoined(standIn);
		const answered = await press(standIn, url, { as, guild_id: guild, choice: "accept" });
		expect(await answered.text()).toContain("Success!");
		expect(standIn.guilds.get(guild)?.bot).toBeDefined();
	});

	it("offers one guild where no other may be chosen", async () => {
		const { standIn } = open();
		const guild = notJoined(standIn);
		const url = inviteUrl({ guild_id: guild, disable_guild_select: "true" });
		const page = await (await standIn.fetch(new Request(url))).text();
		expect(page.match(/<option value="\d+" selected/g)).toHaveLength(1);
		const as = idOf(standIn, "mira.dances");
		expect((await press(standIn, url, { as, guild_id: joined(standIn), choice: "accept" })).status).toBe(403);
		expect((await press(standIn, url, { as, guild_id: guild, choice: "cancel" })).status).toBe(200);
		expect(standIn.guilds.get(guild)?.bot).toBeUndefined();
	});

	it.each([
		["somebody without rights", "nova_nitro", {}, 403],
		["nobody", "who", {}, 400],
		["another application", "mira.dances", { client_id: "1" }, 400],
	])("adds nothing for %s", async (_, username, changes, status) => {
		const { standIn } = open();
		const guild = notJoined(standIn);
		const form = { as: idOf(standIn, username), guild_id: guild, choice: "accept" };
		expect((await press(standIn, inviteUrl(changes), form)).status).toBe(status);
		expect(standIn.guilds.get(guild)?.bot).toBeUndefined();
	});
});

describe("the control door", () => {
	const knock = (standIn: StandIn, path: string, body: unknown) =>
		standIn.fetch(new Request(`${ORIGIN}/_standin/${path}`, { method: "POST", body: JSON.stringify(body) }));

	it("lets the bot join and leave, and demotes people", async () => {
		const { standIn } = open();
		const guild = notJoined(standIn);
		expect((await knock(standIn, `guilds/${guild}/bot`, { joined: true })).status).toBe(204);
		expect(standIn.guilds.get(guild)?.bot).toBeDefined();
		expect((await knock(standIn, `guilds/${guild}/members/plainpaul`, { permissions: "0" })).status).toBe(
			204,
		);
		const listed = await (await standIn.fetch(new Request(`${ORIGIN}/_standin/guilds`))).json<
			{ id: string; permissions: object }[]
		>();
		expect(listed.find(({ id }) => id === guild)?.permissions).toMatchObject({
			[standIn.people.get("plainpaul")?.id ?? ""]: "0",
		});
	});

	it("finds members by how their names begin, and no more than asked for", async () => {
		const { standIn } = open();
		const search = async (query: string) => {
			const response = await ask(standIn, `/guilds/${joined(standIn)}/members/search?${query}`);
			return response.status === 200
				? (await response.json<{ user: { username: string } }[]>()).map(({ user }) => user.username)
				: response.status;
		};
		expect(await search("query=PL&limit=10")).toEqual(["plainpaul"]);
		expect(await search("query=ances&limit=10")).toEqual([]);
		expect(await search(`query=${encodeURIComponent("<b>")}&limit=10`)).toEqual(["tom_and.jerry"]);
		expect(await search("query=n")).toEqual(["nova_nitro"]);
		for (const wrong of ["", "query=", `query=${"x".repeat(101)}`, "query=m&limit=0", "query=m&limit=1001"])
			expect(await search(wrong)).toBe(400);
	});

	it("gives a member roles, which the bot sees", async () => {
		const { standIn } = open();
		const guild = joined(standIn);
		const roles =
			standIn.guilds
				.get(guild)
				?.roles.filter(({ id, managed }) => id !== guild && !managed)
				.map(({ id }) => id) ?? [];
		expect(roles).toHaveLength(1);
		const id = [...(standIn.guilds.get(guild)?.permissions.keys() ?? [])][0] ?? "";
		const { username = "" } = [...standIn.people.values()].find((person) => person.id === id) ?? {};
		const rolesSeen = async () =>
			(await (await ask(standIn, `/guilds/${guild}/members/${id}`)).json<{ roles: string[] }>()).roles;
		expect(await rolesSeen()).toEqual([]);
		expect((await knock(standIn, `guilds/${guild}/members/${username}`, { roles })).status).toBe(204);
		expect(await rolesSeen()).toEqual(roles);
	});

	it.each([
		["guilds/1/bot", { joined: true }, 404],
		["guilds/G/bot", { joined: "yes" }, 400],
		["guilds/1/members/plainpaul", { permissions: "0" }, 404],
		["guilds/G/members/nobody", { permissions: "0" }, 404],
		["guilds/G/members/plainpaul", { permissions: "0x8" }, 400],
		["guilds/G/members/plainpaul", { roles: ["x"] }, 400],
	])("refuses %s %j", async (path, body, status) => {
		const { standIn } = open();
		expect((await knock(standIn, path.replace("G", joined(standIn)), body)).status).toBe(status);
	});
});

describe("a channel", () => {
	const send = (standIn: StandIn, path: string, method: string, body?: unknown) =>
		ask(standIn, path, {
			method,
			headers: { ...BOT, ...(body !== undefined && { "Content-Type": "application/json" }) },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});

	it("is of a guild that the bot is in, or of nobody's", async () => {
		const { standIn } = open();
		const there = standIn.guilds.get(joined(standIn));
		const elsewhere = standIn.guilds.get(notJoined(standIn));
		const of = async (id = "999") => (await ask(standIn, `/channels/${id}`)).json();
		expect(await of(there?.channels[0]?.id)).toMatchObject({
			guild_id: there?.id,
			permission_overwrites: [],
		});
		expect(await of(elsewhere?.channels[0]?.id)).toMatchObject({ code: 50001 });
		expect(await of()).toMatchObject({ code: 10003 });
		expect(await of(DIRECT_MESSAGES)).toMatchObject({ type: 1 });
		expect(standIn.violations).toEqual([]);
	});

	it("has threads, and those who are in them", async () => {
		const { standIn } = open();
		const guild = standIn.guilds.get(joined(standIn));
		guild?.threads.push({
			id: "77",
			parentId: guild.channels[0]?.id ?? "",
			isPrivate: true,
			locked: true,
			members: ["5"],
		});
		expect(await (await ask(standIn, "/channels/77")).json()).toMatchObject({
			type: 12,
			thread_metadata: { locked: true },
		});
		expect((await ask(standIn, "/channels/77/thread-members/5")).status).toBe(200);
		expect(await (await ask(standIn, "/channels/77/thread-members/6")).json()).toMatchObject({ code: 10007 });
		expect(standIn.violations).toEqual([]);
	});

	it("has messages, of which the bot changes its own", async () => {
		const { standIn } = open();
		const guild = standIn.guilds.get(joined(standIn));
		const path = `/channels/${guild?.channels[0]?.id}/messages`;
		const sent = await send(standIn, path, "POST", { content: "Hello.", embeds: [{ title: "A bear" }] });
		const { id } = await sent.json<{ id: string }>();
		expect(await (await ask(standIn, path)).json()).toMatchObject([{ id, content: "Hello." }]);
		expect((await send(standIn, `${path}/${id}`, "PATCH", { flags: 4 })).status).toBe(200);
		expect(await (await ask(standIn, `${path}/${id}`)).json()).toMatchObject({ content: "Hello.", flags: 4 });
		expect(await (await send(standIn, path, "POST", {})).json()).toMatchObject({ code: 50006 });
		expect((await send(standIn, path, "POST", { content: "x".repeat(2001) })).status).toBe(400);
		for (const message of guild?.messages ?? [])
			Object.assign(message, { author: { ...message.author, id: "5" } });
		expect(await (await send(standIn, `${path}/${id}`, "PATCH", { flags: 0 })).json()).toMatchObject({
			code: 50005,
		});
		expect((await send(standIn, `${path}/${id}`, "DELETE")).status).toBe(204);
		expect(await (await ask(standIn, `${path}/${id}`)).json()).toMatchObject({ code: 10008 });
		expect(standIn.violations).toEqual([]);
	});

	it("has messages with files, as many and as large as Discord takes", async () => {
		const { standIn } = open();
		const path = `/channels/${standIn.guilds.get(joined(standIn))?.channels[0]?.id}/messages`;
		const post = (fields: object | string, ...files: [name: string, size: number][]) => {
			const body = new FormData();
			body.set("payload_json", typeof fields === "string" ? fields : JSON.stringify(fields));
			for (const [name, size] of files)
				body.set(name, new Blob([new Uint8Array(size)], { type: "image/png" }), "a.png");
			return ask(standIn, path, { method: "POST", headers: BOT, body });
		};
		const attachments = [{ id: "0", filename: "b.png", description: "A bear" }];
		const sent = await post({ attachments }, ["files[0]", 5]);
		expect(await sent.json()).toMatchObject({
			attachments: [{ filename: "b.png", size: 5, description: "A bear", content_type: "image/png" }],
		});
		expect(standIn.requests.at(-1)?.parts?.[1]).toEqual({
			name: "files[0]",
			file: { filename: "a.png", type: "image/png", size: 5 },
		});
		expect(standIn.violations).toEqual([]);
		const many = Array.from({ length: 11 }, (_, n): [string, number] => [`files[${n}]`, 1]);
		expect(await (await post({}, ...many)).json()).toMatchObject({ code: 30015 });
		const large = await post({}, ["files[0]", 20 * 1024 * 1024 + 1]);
		expect([large.status, await large.json()]).toMatchObject([413, { code: 40005 }]);
		expect(await (await post("{", ["files[0]", 1])).json()).toMatchObject({ code: 50109 });
		expect(await (await post({})).json()).toMatchObject({ code: 50006 });
		expect(standIn.violations.map(({ problem }) => problem)).toEqual([
			"body/files%5B10%5D is unknown",
			"body/payload_json is unknown",
		]);
	});

	it("lets the bot give the roles that are below its own", async () => {
		const { standIn } = open();
		const guild = standIn.guilds.get(joined(standIn));
		const role = (id: string, position: number) => newRole(id, "Bears", "0", position);
		guild?.roles.push(role("31", 1), role("32", 2));
		if (guild?.bot) guild.bot.roles = ["32"];
		const person = [...(guild?.permissions.keys() ?? [])][0] ?? "";
		const change = async (method: string, id: string) =>
			(await send(standIn, `/guilds/${guild?.id}/members/${person}/roles/${id}`, method)).status;
		expect(await change("PUT", "31")).toBe(204);
		expect(await (await ask(standIn, `/guilds/${guild?.id}/members/${person}`)).json()).toMatchObject({
			roles: ["31"],
		});
		expect(await change("DELETE", "31")).toBe(204);
		expect(await change("PUT", "32")).toBe(403);
		expect(await change("PUT", "33")).toBe(404);
		expect(guild?.members.get(person)?.roles).toEqual([]);
		expect(standIn.violations).toEqual([]);
	});
});
