import { type Context, Hono } from "hono";
import type { BucketName } from "./buckets";
import type { Discord } from "./discord";
import { generalError, invalidForm, numberedError } from "./errors";
import { guildObject, previewObject } from "./guild_objects";
import { EVERYTHING, type Guild, partialGuild } from "./guilds";
import { changeOwnMember } from "./own_member";
import { findPersonById } from "./people";
import { ownUserObject, userObject } from "./users";

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
	const asBotUser = { discriminator: "4242", bot: true };
	const botUser = { ...userObject(bot), ...asBotUser };

	routes.get("/users/@me", (c, next) =>
		isBots(c.req.header("authorization"))
			? asBot(c, "bot-me", "", () => Response.json({ ...ownUserObject(bot), ...asBotUser }))
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
	inGuild("get", "/roles", "guild-structure", (guild) => Response.json(guild.roles));
	inGuild("get", "/emojis", "guild-expressions", (guild) => Response.json(guild.emojis));
	inGuild("get", "/stickers", "guild-expressions", (guild) => Response.json(guild.stickers));
	inGuild("get", "/members/:user", "guild-member", (guild, c) => {
		const id = c.req.param("user") ?? "";
		if (!SNOWFLAKE.test(id)) return notSnowflake("user_id");
		if (id === bot.id) return Response.json(ownMember(guild));
		const person = findPersonById(people, id);
		if (!person) return numberedError("unknownUser");
		if (!guild.permissions.has(id)) return numberedError("unknownMember");
		return Response.json({ ...MEMBER, roles: guild.memberRoles.get(id) ?? [], user: userObject(person) });
	});
	inGuild("patch", "/members/@me", "guild-own-member", async (guild, c) => {
		if (!/^application\/json\b/i.test(c.req.header("Content-Type") ?? "")) return notJson();
		const body: unknown = await c.req.json().catch(() => undefined);
		const refused = await changeOwnMember(guild, body, now());
		if (refused) return refused;
		const reason = c.req.header("X-Audit-Log-Reason");
		guild.auditLog.push({
			changed: Object.keys(body ?? {}),
			reason: reason === undefined ? undefined : decodeURIComponent(reason),
		});
		return Response.json(ownMember(guild));
	});

	function inGuild(
		method: "get" | "patch",
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
			if (!/^DiscordBot \(\S+, \S+\)/.test(c.req.header("User-Agent") ?? "")) return numberedError("browser");
			return botLimits.globalLimit() ?? botLimits.answer(bucket, topLevel, make);
		}
	}

	function ownMember(guild: Guild) {
		const { nick = null, avatar = null, banner = null, joined_at = "" } = guild.bot ?? {};
		return { ...MEMBER, nick, avatar, banner, joined_at, user: botUser };
	}

	return routes;
}

const MEMBER = {
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
