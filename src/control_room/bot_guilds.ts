import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import type { BotAnswer } from "../discord/bot/bot_call";
import { IS_SNOWFLAKE } from "../discord/snowflake";
import { AppError } from "../errors";
import type { Member } from "./member";
import { type Presence, presenceIn } from "./presence";

const guildsSchema = z.array(z.looseObject({ id: z.string().check(z.regex(IS_SNOWFLAKE)) }));

/** A guild as the bot's own list shows it. */
export type BotGuild = z.infer<typeof guildsSchema>[number];

/**
 * In which of some guilds the bot is, as far as so many pages of its list say it.
 * @throws AppError where not even the first page is to be had: `bot_limited` with the seconds to wait, or what is wrong
 */
export function botPresenceIn(member: Member, ids: readonly string[], mostPages: number): Promise<Presence> {
	return presenceIn(
		ids,
		async (after, first) => {
			const answer = await askForPage(member, `after=${after}&limit=200`);
			return first || answer.status === 200
				? readBotAnswer(guildsSchema, answer).map(({ id }) => id)
				: undefined;
		},
		mostPages,
	);
}

/**
 * What the bot's list says of some guilds, by id: of all of them, however many pages that takes. These are never more
 * than the guilds, and Discord lets nobody be in more than 200.
 * @throws AppError where a page is not to be had, for a part of a list looks like a whole one
 */
export async function botGuildsAmong(
	member: Member,
	ids: readonly string[],
	withCounts: boolean,
): Promise<ReadonlyMap<string, BotGuild>> {
	const there = new Map<string, BotGuild>();
	const counts = withCounts ? "&with_counts=true" : "";
	await presenceIn(
		ids,
		async (after) => {
			const answer = await askForPage(member, `after=${after}&limit=200${counts}`);
			const page = readBotAnswer(guildsSchema, answer);
			for (const guild of page) there.set(guild.id, guild);
			return page.map(({ id }) => id);
		},
		ids.length,
	);
	return there;
}

/** A page of the bot's guilds: https://docs.discord.com/developers/resources/user#get-current-user-guilds */
function askForPage({ site, person }: Member, query: string): Promise<BotAnswer> {
	return askBot(site, { method: "GET", path: `/users/@me/guilds?${query}`, person });
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
