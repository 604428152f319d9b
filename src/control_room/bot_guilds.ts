import * as z from "zod/mini";
import type { Site } from "../config";
import { askBot } from "../discord/bot/ask_bot";
import type { BotAnswer } from "../discord/bot/bot_call";
import { IS_SNOWFLAKE } from "../discord/snowflake";
import { AppError } from "../errors";
import { type Presence, presenceIn } from "./presence";

const guildsSchema = z.array(z.looseObject({ id: z.string().check(z.regex(IS_SNOWFLAKE)) }));

/** A guild as the bot's own list shows it. */
export type BotGuild = z.infer<typeof guildsSchema>[number];

/**
 * In which of some guilds the bot is, and what its list says of these.
 * @param mostCalls how many pages of the bot's list to read
 * @throws AppError where not even the first page is to be had: `bot_limited` with the seconds to wait, or what is wrong
 */
export async function botGuildsAmong(
	site: Site,
	ids: readonly string[],
	mostCalls: number,
): Promise<Presence & { there: ReadonlyMap<string, BotGuild> }> {
	const there = new Map<string, BotGuild>();
	const presence = await presenceIn(
		ids,
		async (after, first) => {
			const path = `/users/@me/guilds?after=${after}&limit=200`;
			const answer = await askBot(site.env, { method: "GET", path, origin: site.origin });
			if (!first && answer.status !== 200) return undefined;
			const page = readBotAnswer(guildsSchema, answer);
			for (const guild of page) there.set(guild.id, guild);
			return page.map(({ id }) => id);
		},
		mostCalls,
	);
	return { ...presence, there };
}

/**
 * What Discord told the bot, checked.
 * @throws AppError for everything but an answer of the expected shape
 */
export function readBotAnswer<T extends z.ZodMiniType>(schema: T, answer: BotAnswer): z.infer<T> {
	if (answer.problem) throw new AppError(answer.problem);
	if (answer.status === 429) throw new AppError("bot_limited", { retryAfter: answer.retryAfter });
	if (answer.status === 403 || answer.status === 404) throw new AppError("guild_unknown");
	const parsed = answer.status === 200 ? schema.safeParse(answer.body) : undefined;
	if (!parsed?.success)
		throw new AppError("discord_unavailable", { cause: `status ${answer.status} to the bot` });
	return parsed.data;
}
