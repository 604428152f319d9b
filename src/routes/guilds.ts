import { Hono } from "hono";
import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import type { BotAnswer } from "../discord/bot/bot_call";
import { presenceIn } from "../discord/presence";
import { AppError } from "../errors";
import { guildsOf, managedGuild } from "../guild_rights";
import type { Site } from "../journey";
import { biographies } from "../storage/biographies";
import type { BotInGuild, Guilds } from "../wire";
import { type AppEnv, requireSession, siteOf } from "./browser";
import { limited } from "./limits";

/** How many pages of the bot's own guilds one answer may cost: a page each 200 guilds, and no more than are asked about. */
const PAGES_AT_A_TIME = 5;

/** What the bot may do where it is invited: change its own nickname. https://docs.discord.com/developers/topics/permissions */
const INVITE_PERMISSIONS = String(1n << 26n);

const SNOWFLAKE = "[1-9]\\d{0,19}";

const botGuildsSchema = z.array(z.object({ id: z.string().check(z.regex(/^\d{1,20}$/)) }));
const botUserSchema = z.object({
	id: z.string(),
	username: z.string(),
	avatar: z.nullish(z.string().check(z.regex(/^\w{1,100}$/))),
});
const botMemberSchema = z.object({
	nick: z.nullish(z.string()),
	avatar: z.nullish(z.string().check(z.regex(/^\w{1,100}$/))),
});

/** The person's guilds, and the bot in them. */
export const guilds = new Hono<AppEnv>()
	.get("/guilds", limited("READ_LIMIT"), async (c) => {
		const site = siteOf(c);
		const { token, session } = await requireSession(c);
		const own = await guildsOf(site, token, session);
		const after = BigInt(/^\d{1,20}$/.exec(c.req.query("after") ?? "")?.[0] ?? "0");
		const asked = own.filter(({ id, manage }) => manage && BigInt(id) > after).map(({ id }) => id);
		const { known, next } = await presenceIn(
			asked,
			(id) => botGuildsAfter(site, id, id === asked[0]),
			PAGES_AT_A_TIME,
		);
		return c.json<Guilds>({
			guilds: own.map((guild) => ({ ...guild, bot: known.get(guild.id) ?? null })),
			next,
			invite: inviteUrl(site),
		});
	})

	.get(`/guilds/:id{${SNOWFLAKE}}`, limited("READ_LIMIT"), async (c) => {
		const site = siteOf(c);
		const { token, session } = await requireSession(c);
		const { id, name, icon } = await managedGuild(site, token, session, c.req.param("id"));
		const bot = read(
			botUserSchema,
			await askBot(site.env, { method: "GET", path: "/users/@me", origin: site.origin }),
		);
		const path = `/guilds/${id}/members/${bot.id}`;
		const [member, bio] = await Promise.all([
			askBot(site.env, { method: "GET", path, origin: site.origin }).then((answer) =>
				read(botMemberSchema, answer),
			),
			biographies(site.env)
				.get(id)
				.catch((cause: unknown) => {
					throw new AppError("storage_unavailable", { cause });
				}),
		]);
		return c.json<BotInGuild>({
			guild: { id, name, icon },
			bot: { id: bot.id, username: bot.username, avatar: bot.avatar ?? null },
			member: { nick: member.nick ?? null, avatar: member.avatar ?? null },
			bio,
		});
	});

/**
 * The ids of the bot's guilds after an id.
 * @param needed whether there is nothing to show without it; else what is known is shown, and the rest asked for later
 */
async function botGuildsAfter(site: Site, id: string, needed: boolean): Promise<string[] | undefined> {
	const path = `/users/@me/guilds?after=${id}&limit=200`;
	const answer = await askBot(site.env, { method: "GET", path, origin: site.origin });
	if (answer.status === 429 && !needed) return undefined;
	return read(botGuildsSchema, answer).map((guild) => guild.id);
}

/**
 * What Discord told the bot, checked.
 * @throws AppError for everything but an answer of the expected shape
 */
function read<T extends z.ZodMiniType>(schema: T, answer: BotAnswer): z.infer<T> {
	if (answer.problem) throw new AppError(answer.problem);
	if (answer.status === 429) throw new AppError("bot_limited", { retryAfter: answer.retryAfter });
	if (answer.status === 403 || answer.status === 404) throw new AppError("guild_unknown");
	const parsed = answer.status === 200 ? schema.safeParse(answer.body) : undefined;
	if (!parsed?.success)
		throw new AppError("discord_unavailable", { cause: `status ${answer.status} to the bot` });
	return parsed.data;
}

/** Discord's page to invite the bot: https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow */
function inviteUrl({ config }: Site): string {
	const query = new URLSearchParams({
		client_id: config.DISCORD_CLIENT_ID,
		scope: "bot",
		permissions: INVITE_PERMISSIONS,
		disable_guild_select: "true",
	});
	return `${config.DISCORD_URL}/oauth2/authorize?${query}`;
}
