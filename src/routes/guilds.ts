import { Hono } from "hono";
import * as z from "zod/mini";
import type { Site } from "../config";
import { botPresenceIn, readBotAnswer } from "../control_room/bot_guilds";
import { guildsOf, managedGuild } from "../control_room/rights";
import { askBot } from "../discord/bot/ask_bot";
import { AppError } from "../errors";
import { type AppEnv, requireSession, siteOf } from "../http/browser";
import { limited, requireLimit } from "../http/limits";
import { biographies } from "../storage/biographies";
import type { BotInGuild, Guilds } from "../wire";

/** How many pages of the bot's own guilds one answer may cost: a page each 200 guilds, and no more than are asked about. */
const PAGES_AT_A_TIME = 5;

/** What the bot may do where it is invited: change its own nickname. https://docs.discord.com/developers/topics/permissions */
const INVITE_PERMISSIONS = String(1n << 26n);

const SNOWFLAKE = "[1-9]\\d{0,19}";

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
		await requireLimit(c, "BOT_LIMIT", session.user.id);
		const own = await guildsOf(site, token, session);
		const after = BigInt(/^\d{1,20}$/.exec(c.req.query("after") ?? "")?.[0] ?? "0");
		const asked = own.filter(({ id, manage }) => manage && BigInt(id) > after).map(({ id }) => id);
		const { known, next } = await botPresenceIn(site, session.user.id, asked, PAGES_AT_A_TIME);
		return c.json<Guilds>({
			guilds: own.map((guild) => ({ ...guild, bot: known.get(guild.id) ?? null })),
			next,
			invite: inviteUrl(site),
		});
	})

	.get(`/guilds/:id{${SNOWFLAKE}}`, limited("READ_LIMIT"), async (c) => {
		const site = siteOf(c);
		const { token, session } = await requireSession(c);
		await requireLimit(c, "BOT_LIMIT", session.user.id);
		const { id, name, icon } = await managedGuild(site, token, session, c.req.param("id"));
		const call = { method: "GET", origin: site.origin, person: session.user.id } as const;
		const bot = readBotAnswer(botUserSchema, await askBot(site.env, { ...call, path: "/users/@me" }));
		const path = `/guilds/${id}/members/${bot.id}`;
		const [member, bio] = await Promise.all([
			askBot(site.env, { ...call, path }).then((answer) => readBotAnswer(botMemberSchema, answer)),
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
