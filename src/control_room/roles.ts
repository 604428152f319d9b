import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import { IS_SNOWFLAKE } from "../discord/snowflake";
import { AppError } from "../errors";
import type { Access } from "./access";
import { readBotAnswer } from "./bot_guilds";
import type { Member } from "./member";
import { readBotId, readMember } from "./members";

const rolesSchema = z.array(
	z.object({
		id: z.string().check(z.regex(IS_SNOWFLAKE)),
		name: z.string(),
		position: z.number(),
		permissions: z.string().check(z.regex(/^\d{1,20}$/)),
		managed: z.boolean(),
		color: z.number(),
		icon: z.nullish(z.string()),
		unicode_emoji: z.nullish(z.string()),
	}),
);

export type Role = z.infer<typeof rolesSchema>[number];

/** Who gives a role to somebody, or takes it away, and by whom it is done. */
export interface Giver {
	owner: boolean;
	/** What they may do in the guild. */
	permissions: bigint;
	/** The position of their highest role, and of the bot's. */
	highest: number;
	botHighest: number;
}

/**
 * Whether a role can be given, or taken away. Roles of one position are in each other's way: Discord sorts them by id,
 * and we do not rely on it. Stricter than Discord, a role that allows more than its giver may do is not given.
 * Source: https://docs.discord.com/developers/topics/permissions#permission-hierarchy
 */
export function inReach(
	role: Pick<Role, "id" | "position" | "permissions" | "managed">,
	guildId: string,
	giver: Giver,
	giving: boolean,
): boolean {
	if (role.id === guildId || role.managed || role.position >= giver.botHighest) return false;
	if (!giver.owner && role.position >= giver.highest) return false;
	return !giving || (BigInt(role.permissions) & ~giver.permissions) === 0n;
}

/** The position of the highest of somebody's roles; that of @everyone is 0. */
export function highestOf(own: readonly string[], roles: readonly Pick<Role, "id" | "position">[]): number {
	return Math.max(0, ...roles.filter(({ id }) => own.includes(id)).map(({ position }) => position));
}

/**
 * All roles of a guild, as the bot sees them.
 * @param fresh whether what was known a few seconds ago will not do
 * @throws AppError as `readBotAnswer`
 */
export async function readRoles({ site, person }: Member, guildId: string, fresh: boolean): Promise<Role[]> {
	const answer = await askBot(site, { method: "GET", path: `/guilds/${guildId}/roles`, person, fresh });
	return readBotAnswer(rolesSchema, answer);
}

/**
 * All roles of a guild, and which of them somebody with a session can have the bot give, or take away.
 * @param by their rights in the guild, and the ids of their roles there
 * @param fresh whether what was known a few seconds ago will not do: before every write
 * @throws AppError as `readBotAnswer`
 */
export async function reachOf(
	member: Member,
	{ permissions, guild, roles: own = [] }: Access,
	fresh: boolean,
): Promise<{ roles: Role[]; reaches: (role: Role, giving: boolean) => boolean }> {
	const guildId = guild?.id ?? "";
	const bot = await readBotId(member);
	const [roles, bots] = await Promise.all([
		readRoles(member, guildId, fresh),
		readMember(member, guildId, bot, fresh),
	]);
	const giver = {
		owner: guild?.owner ?? false,
		permissions,
		highest: highestOf(own, roles),
		botHighest: highestOf(bots.roles, roles),
	};
	return { roles, reaches: (role, giving) => inReach(role, guildId, giver, giving) };
}

/**
 * Sees to it that a role is within the reach of whoever has a session, as it is now.
 * @param access to the guild, as it was just read
 * @throws AppError `role_out_of_reach`
 */
export async function requireReach(
	member: Member,
	access: Access,
	roleId: string,
	giving: boolean,
): Promise<void> {
	const { roles, reaches } = await reachOf(member, access, true);
	const role = roles.find(({ id }) => id === roleId);
	if (!role || !reaches(role, giving)) throw new AppError("role_out_of_reach");
}
