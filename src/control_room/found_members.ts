import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import { IS_SNOWFLAKE } from "../discord/snowflake";
import type { SettingMember } from "../wire";
import { readBotAnswer } from "./bot_guilds";
import type { Setter } from "./rights";

const foundSchema = z.object({
	nick: z.nullish(z.string()),
	user: z.object({
		id: z.string().check(z.regex(IS_SNOWFLAKE)),
		username: z.string(),
		global_name: z.nullish(z.string()),
		avatar: z.nullish(z.string().check(z.regex(/^\w{1,100}$/))),
	}),
});

/** How many members a search finds at most. */
const MOST = 25;

/** What a search for members takes, and no other parameter: Discord takes 1 to 100 characters. */
export const memberQuery = z.strictObject({
	query: z.string().check(z.trim(), z.minLength(1), z.maxLength(100), z.regex(/^\P{Cc}*$/u)),
});

/** The sentence for each. */
export const MEMBER_QUERY_RULES = { query: "Search for 1 to 100 characters." } as const;

/**
 * The members whose username or nickname starts with a text, for whoever may set the settings: at Discord every member
 * sees the others. The bot needs no privileged intent for it.
 * Sources: https://docs.discord.com/developers/resources/guild#search-guild-members,
 * https://docs.discord.com/developers/gateway/you-might-not-need-a-privileged-intent
 * @param query as `memberQuery` takes it
 * @returns at most 25
 * @throws AppError as `readBotAnswer`
 */
export async function searchMembers(setter: Setter, query: string): Promise<SettingMember[]> {
	const search = new URLSearchParams({ query, limit: String(MOST) });
	const found = readBotAnswer(z.array(foundSchema), await ask(setter, `search?${search}`));
	return found.slice(0, MOST).map(shownMember);
}

/**
 * A member by their id.
 * @throws AppError as `readBotAnswer`: `guild_unknown` for somebody who is not in the guild
 */
export async function memberFor(setter: Setter, id: string): Promise<SettingMember> {
	return shownMember(readBotAnswer(foundSchema, await ask(setter, id)));
}

function shownMember({ nick, user }: z.infer<typeof foundSchema>): SettingMember {
	const { id, username, global_name, avatar } = user;
	return { id, name: nick ?? global_name ?? username, username, avatar: avatar ?? null };
}

function ask({ member: { site, person }, guild }: Setter, what: string) {
	return askBot(site, { method: "GET", path: `/guilds/${guild.id}/members/${what}`, person });
}
