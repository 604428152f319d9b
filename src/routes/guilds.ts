import { Hono } from "hono";
import * as z from "zod/mini";
import type { Site } from "../config";
import { keptOf } from "../control_room/ask_guild";
import { botPresenceIn, readBotAnswer } from "../control_room/bot_guilds";
import { guildsLetInto, guildsOf, managedGuild } from "../control_room/rights";
import { askBot } from "../discord/bot/ask_bot";
import { SNOWFLAKE } from "../discord/snowflake";
import type { AppEnv } from "../http/browser";
import { requireMember } from "../http/require_member";
import type { BotInGuild, Guilds } from "../wire";

/** How many pages of the bot's own guilds one answer may cost: a page each 200 guilds, and no more than are asked about. */
const PAGES_AT_A_TIME = 5;

/** What the bot may do where it is invited: change its own nickname. https://docs.discord.com/developers/topics/permissions */
const INVITE_PERMISSIONS = String(1n << 26n);

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
	.get("/guilds", async (c) => {
		const member = await requireMember(c);
		const own = await guildsOf(member);
		const after = BigInt(/^\d{1,20}$/.exec(c.req.query("after") ?? "")?.[0] ?? "0");
		const asked = own.filter(({ id, manage }) => manage && BigInt(id) > after).map(({ id }) => id);
		const [{ known, next }, letInto] = await Promise.all([
			botPresenceIn(member, asked, PAGES_AT_A_TIME),
			guildsLetInto(member, own),
		]);
		return c.json<Guilds>({
			person: member.person,
			guilds: own.map(({ permissions: _, ...guild }) => ({
				...guild,
				bot: letInto.has(guild.id) ? true : (known.get(guild.id) ?? null),
				...(letInto.has(guild.id) && { settings: true }),
			})),
			next,
			invite: inviteUrl(member.site),
		});
	})

	.get(`/guilds/:id{${SNOWFLAKE}}`, async (c) => {
		const member = await requireMember(c);
		const { site, person } = member;
		const { id, name, icon } = await managedGuild(member, c.req.param("id"));
		const ask = (path: string) => askBot(site, { method: "GET", path, person });
		const bot = readBotAnswer(botUserSchema, await ask("/users/@me"));
		const memberOf = readBotAnswer(botMemberSchema, await ask(`/guilds/${id}/members/${bot.id}`));
		return c.json<BotInGuild>({
			person,
			guild: { id, name, icon },
			bot: { id: bot.id, username: bot.username, avatar: bot.avatar ?? null },
			member: { nick: memberOf.nick ?? null, avatar: memberOf.avatar ?? null },
			// Last: nothing is kept of a guild where the bot is not.
			bio: await keptOf(site.env, id).biography(),
		});
	});

/** Discord's page to invite the bot: https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow */
function inviteUrl({ config }: Site): string {
	const query = new URLSearchParams({
		client_id: config.DISCORD_CLIENT_ID,
		scope: "bot applications.commands",
		permissions: INVITE_PERMISSIONS,
		disable_guild_select: "true",
	});
	return `${config.DISCORD_URL}/oauth2/authorize?${query}`;
}
