import { has, type Permission, permissionsOf, permissionsTimedOut } from "../discord/permissions";
import type { OwnGuild } from "../discord/user";
import { AppError } from "../errors";
import { channelAccess } from "./channels";
import type { Need } from "./endpoint_table";
import { isOpen, type Match } from "./endpoints";
import type { Member } from "./member";
import { readMember } from "./members";
import { ownGuild } from "./rights";

/** What somebody may do where an endpoint leads to. */
export interface Access {
	/** In the channel where it names one, else in the guild; none where it names neither. */
	permissions: bigint;
	/** The guild that it is about, if any. */
	guild?: OwnGuild;
	/** Their roles in it, as far as they were asked for: before a write to a guild of somebody else's. */
	roles?: readonly string[];
}

/**
 * What whoever has a session may do where a row of the table leads to.
 * @param fresh whether what was known a few seconds ago will not do: before every write
 * @throws AppError `endpoint_not_allowed` for a row that is closed; `guild_unknown` where they have not its right, just as
 * for a guild or a channel that does not exist
 */
export async function requireAccess(member: Member, { row, parts }: Match, fresh = false): Promise<Access> {
	const { right } = row;
	const { config } = member.site;
	if (typeof right === "object" && "never" in right) {
		throw new AppError("endpoint_not_allowed", { detail: `It is open to nobody: ${right.never}.` });
	}
	// The bot has no other application's.
	const foreign = parts.application !== undefined && parts.application !== config.DISCORD_CLIENT_ID;
	if (foreign || !isOpen(row, config)) throw new AppError("endpoint_not_allowed");
	const { channel, guild } = parts;
	if (channel === undefined && guild === undefined) return { permissions: 0n };

	const access =
		channel === undefined
			? await inGuild(member, guild ?? "", fresh)
			: await channelAccess(member, channel, fresh);
	const { permissions } = access;
	if (typeof right === "object" && !right.every((need) => fulfils(permissions, need))) {
		throw new AppError("guild_unknown");
	}
	return access;
}

/** Only before a write the bot is asked for a timeout, too: Discord does not count it among a person's permissions. */
async function inGuild(member: Member, id: string, fresh: boolean) {
	const guild = await ownGuild(member, id, fresh);
	const permissions = permissionsOf(guild);
	if (!fresh || guild.owner) return { guild, permissions };
	const { roles, timedOut } = await readMember(member, id, member.person, true);
	return { guild, roles, permissions: timedOut ? permissionsTimedOut(permissions) : permissions };
}

export function fulfils(permissions: bigint, need: Need): boolean {
	return need.split("|").some((permission) => has(permissions, permission as Permission));
}
