import { type Context, Hono } from "hono";
import type { BucketName } from "./buckets";
import { channelObject, type Message, messageIn, messageObject, threadMemberObject } from "./channels";
import type { Discord } from "./discord";
import { generalError, invalidForm, numberedError } from "./errors";
import { isMultipart, messageForm } from "./form";
import { guildObject, previewObject, rolesOf, rolesOfMember } from "./guild_objects";
import { EVERYTHING, type Guild, partialGuild } from "./guilds";
import { changeOwnMember } from "./own_member";
import { findPersonById, type Person } from "./people";
import { isDiscordBot } from "./user_agent";
import { AS_BOT, botUserObject, ownUserObject, userObject } from "./users";

const SNOWFLAKE = /^[1-9]\d{0,19}$/;
const UNAUTHORIZED = 401;

/** Whether a call is the bot's, by its `Authorization`. */
export function isBots(authorization: string | undefined): boolean {
	return /^Bot\b/.test(authorization ?? "");
}

/** What the bot may call: https://docs.discord.com/developers/resources/guild, with every limit kept. */
export function botRoutes(discord: Discord): Hono {
	const { application, people, guilds, botToken, botLimits, now } = discord;
	const routes = new Hono();
	const bot = { id: application.clientId, username: "Discobear", global_name: null, avatar: null };
	const botUser = botUserObject(bot.id);

	routes.get("/users/@me", (c, next) =>
		isBots(c.req.header("authorization"))
			? asBot(c, "bot-me", "", () => Response.json({ ...ownUserObject(bot), ...AS_BOT }))
			: next(),
	);

	routes.get("/users/@me/guilds", (c, next) => {
		if (!isBots(c.req.header("authorization"))) return next();
		return asBot(c, "bot-guilds", "", () => {
			const query = new URL(c.req.url).searchParams;
			const page = pageOf(
				[...guilds.values()].filter((guild) => guild.bot),
				query,
			);
			if (page instanceof Response) return page;
			return Response.json(
				page.map((guild) => partialGuild(guild, { owner: false, permissions: EVERYTHING }, query)),
			);
		});
	});

	inGuild("get", "", "guild", (guild, c) =>
		Response.json(guildObject(guild, { withCounts: c.req.query("with_counts") === "true" })),
	);
	inGuild("get", "/preview", "guild", (guild) => Response.json(previewObject(guild)));
	inGuild("get", "/channels", "guild-structure", (guild) => Response.json(guild.channels));
	inGuild("get", "/roles", "guild-structure", (guild) => Response.json(rolesOf(guild)));
	inGuild("get", "/emojis", "guild-expressions", (guild) => Response.json(guild.emojis));
	inGuild("get", "/stickers", "guild-expressions", (guild) => Response.json(guild.stickers));
	// "Whose username or nickname starts with a provided string"; nobody here has a nickname.
	inGuild("get", "/members/search", "guild-member-search", (guild, c) => {
		const { query = "", limit = "1" } = c.req.query();
		if (query === "" || query.length > 100)
			return invalidForm({ query: { code: "BASE_TYPE_BAD_LENGTH", message: "Must be 1 to 100 in length." } });
		if (!/^[1-9]\d{0,3}$/.test(limit) || Number(limit) > 1000)
			return invalidForm({
				limit: { code: "NUMBER_TYPE_MAX", message: "int value should be between 1 and 1000." },
			});
		const starts = (name: string | null) => name?.toLowerCase().startsWith(query.toLowerCase());
		const found = [...people.values()].filter(
			({ id, username, global_name }) =>
				guild.permissions.has(id) && (starts(username) || starts(global_name)),
		);
		return Response.json(found.slice(0, Number(limit)).map((person) => memberObject(guild, person)));
	});
	inGuild("get", "/members/:user", "guild-member", (guild, c) => {
		const id = c.req.param("user") ?? "";
		if (!SNOWFLAKE.test(id)) return notSnowflake("user_id");
		if (id === bot.id) return Response.json(ownMember(guild));
		const person = findPersonById(people, id);
		if (!person) return numberedError("unknownUser");
		if (!guild.permissions.has(id)) return numberedError("unknownMember");
		return Response.json(memberObject(guild, person));
	});
	inGuild("put", "/members/:user/roles/:role", "guild-member-roles", (guild, c) =>
		changeRole(guild, c, true),
	);
	inGuild("delete", "/members/:user/roles/:role", "guild-member-roles", (guild, c) =>
		changeRole(guild, c, false),
	);
	inGuild("patch", "/members/@me", "guild-own-member", async (guild, c) => {
		if (!isJson(c)) return notJson();
		const body: unknown = await c.req.json().catch(() => undefined);
		const refused = await changeOwnMember(guild, body, now());
		if (refused) return refused;
		log(guild, c, Object.keys(body ?? {}));
		return Response.json(ownMember(guild));
	});

	inChannel("get", "", "channel", (guild, id) => Response.json(channelObject(guild, id)));
	inChannel("get", "/thread-members/:user", "channel-thread-member", (guild, id, c) => {
		const user = c.req.param("user") ?? "";
		const thread = guild.threads.find((each) => each.id === id);
		return thread?.members.includes(user)
			? Response.json(threadMemberObject(thread, user))
			: numberedError("unknownMember");
	});
	inChannel("get", "/messages", "channel-messages", (guild, id) =>
		Response.json(guild.messages.filter(({ channelId }) => channelId === id).map(messageObject)),
	);
	inChannel("post", "/messages", "channel-messages", async (guild, id, c) => {
		const isForm = isMultipart(c.req.raw.headers);
		if (!isForm && !isJson(c)) return notJson();
		const form = isForm
			? await messageForm(c.req.raw)
			: { fields: await c.req.json().catch(() => undefined), files: new Map() };
		if (form instanceof Response) return form;
		const sent = messageIn(form.fields, true, form.files);
		if (sent instanceof Response) return sent;
		const message: Message = {
			...{ id: String(BigInt(id) + 1000n + BigInt(guild.messages.length)), channelId: id, author: botUser },
			...{ content: "", embeds: [], flags: 0, allowedMentions: undefined, ...sent },
		};
		guild.messages.push(message);
		return Response.json(messageObject(message));
	});
	ofMessage("get", (message) => Response.json(messageObject(message)));
	ofMessage("patch", async (message, _guild, c) => {
		if (!isJson(c)) return notJson();
		if (message.author.id !== bot.id) return numberedError("foreignMessage");
		const sent = messageIn(await c.req.json().catch(() => undefined), false);
		return sent instanceof Response ? sent : Response.json(messageObject(Object.assign(message, sent)));
	});
	ofMessage("delete", (message, guild, c) => {
		guild.messages = guild.messages.filter((each) => each !== message);
		log(guild, c, ["message"]);
		return new Response(null, { status: 204 });
	});

	function ofMessage(
		method: "get" | "patch" | "delete",
		answer: (message: Message, guild: Guild, c: Context) => Response | Promise<Response>,
	): void {
		inChannel(method, "/messages/:message", "channel-message", (guild, id, c) => {
			const message = guild.messages.find(
				(each) => each.channelId === id && each.id === c.req.param("message"),
			);
			return message ? answer(message, guild, c) : numberedError("unknownMessage");
		});
	}

	/** "A bot can grant roles to other users that are of a lower position than its own highest role." */
	function changeRole(guild: Guild, c: Context, giving: boolean): Response {
		const { user = "", role: id = "" } = c.req.param();
		const role = guild.roles.find((each) => each.id === id);
		if (!role) return numberedError("unknownRole");
		if (!guild.permissions.has(user)) return numberedError("unknownMember");
		const bots = guild.roles.filter((each) => guild.bot?.roles.includes(each.id));
		const highest = Math.max(0, ...bots.map(({ position }) => position));
		if (role.managed || id === guild.id || role.position >= highest)
			return numberedError("missingPermissions");
		const member = guild.members.get(user) ?? { roles: [] };
		const others = member.roles.filter((each) => each !== id);
		guild.members.set(user, { ...member, roles: giving ? [...others, id] : others });
		log(guild, c, ["roles"]);
		return new Response(null, { status: 204 });
	}

	function log(guild: Guild, c: Context, changed: string[]): void {
		const reason = c.req.header("X-Audit-Log-Reason");
		guild.auditLog.push({ changed, reason: reason === undefined ? undefined : decodeURIComponent(reason) });
	}

	function inChannel(
		method: "get" | "post" | "patch" | "delete",
		below: string,
		bucket: BucketName,
		answer: (guild: Guild, channelId: string, c: Context) => Response | Promise<Response>,
	): void {
		routes[method](`/channels/:channel${below}`, (c) => {
			const id = c.req.param("channel") ?? "";
			return asBot(c, bucket, id, () => {
				if (!SNOWFLAKE.test(id)) return notSnowflake("channel_id");
				if (id === DIRECT_MESSAGES) return Response.json({ id, type: 1, flags: 0, recipients: [] });
				const guild = [...guilds.values()].find((each) => channelObject(each, id));
				if (!guild) return numberedError("unknownChannel");
				return guild.bot ? answer(guild, id, c) : numberedError("missingAccess");
			});
		});
	}

	function inGuild(
		method: "get" | "put" | "patch" | "delete",
		below: string,
		bucket: BucketName,
		answer: (guild: Guild, c: Context) => Response | Promise<Response>,
	): void {
		routes[method](`/guilds/:guild${below}`, (c) => {
			const id = c.req.param("guild") ?? "";
			return asBot(c, bucket, id, () => {
				if (!SNOWFLAKE.test(id)) return notSnowflake("guild_id");
				const guild = guilds.get(id);
				if (!guild) return numberedError("unknownGuild");
				return guild.bot ? answer(guild, c) : numberedError("missingAccess");
			});
		});
	}

	async function asBot(
		c: Context,
		bucket: BucketName,
		topLevel: string,
		make: () => Response | Promise<Response>,
	): Promise<Response> {
		return botLimits.count(await answerBot());

		async function answerBot(): Promise<Response> {
			if (botToken === undefined || c.req.header("Authorization") !== `Bot ${botToken}`)
				return generalError(UNAUTHORIZED);
			// A browser has no business with a bot's token.
			if (!isDiscordBot(c.req.header("User-Agent"))) return numberedError("browser");
			return botLimits.globalLimit() ?? botLimits.answer(bucket, topLevel, make);
		}
	}

	function memberObject(guild: Guild, person: Person) {
		const { timedOutUntil = null } = guild.members.get(person.id) ?? {};
		const roles = rolesOfMember(guild, person.id);
		return { ...MEMBER, roles, communication_disabled_until: timedOutUntil, user: userObject(person) };
	}

	function ownMember(guild: Guild) {
		const { nick = null, avatar = null, banner = null, joined_at = "", roles = [] } = guild.bot ?? {};
		return { ...MEMBER, roles, nick, avatar, banner, joined_at, user: botUser };
	}

	return routes;
}

/** A channel of no guild: the bot's direct messages with somebody. */
export const DIRECT_MESSAGES = "900000000000000001";

/** Of everybody the same, where nobody has said otherwise. */
export const MEMBER = {
	nick: null,
	avatar: null as string | null,
	banner: null as string | null,
	roles: [],
	joined_at: "2025-01-01T00:00:00.000000+00:00",
	premium_since: null,
	deaf: false,
	mute: false,
	flags: 0,
	pending: false,
	communication_disabled_until: null,
};

function isJson(c: Context): boolean {
	return /^application\/json\b/i.test(c.req.header("Content-Type") ?? "");
}

function notJson(): Response {
	return invalidForm(
		{},
		{
			code: "CONTENT_TYPE_INVALID",
			message: `Expected "Content-Type" header to be one of {'application/json'}.`,
		},
	);
}

function notSnowflake(field: string): Response {
	return invalidForm({
		[field]: { code: "NUMBER_TYPE_COERCE", message: `Value is not snowflake.` },
	});
}

/** A page of a list that is sorted by id: `before`, `after`, `limit` from 1 to 200. */
export function pageOf(all: readonly Guild[], query: URLSearchParams): Guild[] | Response {
	const limit = Number(query.get("limit") ?? 200);
	if (!Number.isInteger(limit) || limit < 1 || limit > 200)
		return invalidForm({
			limit: { code: "NUMBER_TYPE_MAX", message: "int value should be between 1 and 200." },
		});
	const after = BigInt(query.get("after") ?? 0);
	const before = BigInt(query.get("before") ?? (1n << 64n).toString());
	const found = all.filter(({ id }) => BigInt(id) > after && BigInt(id) < before);
	return query.has("before") && !query.has("after") ? found.slice(-limit) : found.slice(0, limit);
}
