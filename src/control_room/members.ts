import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import { permissionsOf, permissionsTimedOut } from "../discord/permissions";
import { IS_SNOWFLAKE } from "../discord/snowflake";
import { readBotAnswer } from "./bot_guilds";
import type { Member } from "./member";

const memberSchema = z.object({
	roles: z.array(z.string().check(z.regex(IS_SNOWFLAKE))),
	communication_disabled_until: z.nullish(z.string()),
});
const userSchema = z.object({ id: z.string().check(z.regex(IS_SNOWFLAKE)) });

/** A member of a guild, as far as their rights go. */
export interface GuildMember {
	/** The ids of their roles; without that of @everyone. */
	roles: readonly string[];
	/** Whether they are timed out just now. */
	timedOut: boolean;
}

/**
 * A member of a guild, as the bot sees them.
 * @param fresh whether what was known a few seconds ago will not do
 * @throws AppError as `readBotAnswer`: `guild_unknown` for somebody who is not in it
 */
export async function readMember(
	{ site, person }: Member,
	guildId: string,
	userId: string,
	fresh: boolean,
): Promise<GuildMember> {
	const path = `/guilds/${guildId}/members/${userId}`;
	const answer = await askBot(site, { method: "GET", path, person, fresh });
	const { roles, communication_disabled_until: until } = readBotAnswer(memberSchema, answer);
	return { roles, timedOut: isTimedOut(until) };
}

const guildSchema = z.object({
	owner_id: z.string(),
	roles: z.array(z.object({ id: z.string(), permissions: z.string().check(z.regex(/^\d{1,20}$/)) })),
});

/**
 * What a member may do in a guild, channels apart, as the guild's own roles have it now.
 * @param member their roles, as Discord has just told them
 * @throws AppError as `readBotAnswer`
 * Source: https://docs.discord.com/developers/topics/permissions#permission-overwrites, `compute_base_permissions`
 */
export async function memberRights(
	{ site, person }: Pick<Member, "site" | "person">,
	guildId: string,
	{ roles: own, timedOut }: GuildMember,
): Promise<bigint> {
	const path = `/guilds/${guildId}`;
	const answer = await askBot(site, { method: "GET", path, person, fresh: true });
	const { owner_id, roles } = readBotAnswer(guildSchema, answer);
	const bits = roles
		// The role of @everyone has the guild's own id.
		.filter(({ id }) => id === guildId || own.includes(id))
		.reduce((all, { permissions }) => all | BigInt(permissions), 0n);
	const rights = permissionsOf({ owner: owner_id === person, permissions: String(bits) });
	return timedOut ? permissionsTimedOut(rights) : rights;
}

/** Whether a member is timed out, by what Discord says of them. */
export function isTimedOut(until: string | null | undefined): boolean {
	return Date.parse(until ?? "") > Date.now();
}

/** The bot's own id. @throws AppError as `readBotAnswer` */
export async function readBotId({ site, person }: Member): Promise<string> {
	return readBotAnswer(userSchema, await askBot(site, { method: "GET", path: "/users/@me", person })).id;
}
