import type { OwnGuild } from "../discord/user";
import { AppError } from "../errors";
import { askFor } from "../journey/ask_for";
import type { Member } from "./member";

/**
 * The guilds of whoever has a session, with their rights, as Discord says.
 * @param fresh whether what was known a few seconds ago will not do: before every write
 * @throws AppError `scope_missing`, `not_logged_in` where Discord takes the session's tokens no more, or where Discord
 * does not answer
 */
export async function guildsOf({ site, held }: Member, fresh = false): Promise<OwnGuild[]> {
	const { tokens } = held.session;
	if (!tokens) throw new AppError("not_logged_in");
	if (!tokens.scopes.includes("guilds")) throw new AppError("scope_missing");
	const guilds = await askFor(site, held, "guilds", fresh);
	if (!guilds) throw new AppError("not_logged_in");
	return guilds;
}

/**
 * A guild that whoever has a session is in.
 * @throws AppError `guild_unknown` where they are not, just as for one that does not exist; and as `guildsOf`
 */
export async function ownGuild(member: Member, id: string, fresh = false): Promise<OwnGuild> {
	const guilds = await guildsOf(member, fresh);
	const guild = guilds.find((each) => each.id === id);
	if (!guild) throw new AppError("guild_unknown");
	return guild;
}

/**
 * A guild that whoever has a session may manage.
 * @throws AppError `guild_unknown` where they may not, just as for one that does not exist; and as `guildsOf`
 */
export async function managedGuild(member: Member, id: string, fresh = false): Promise<OwnGuild> {
	const guild = await ownGuild(member, id, fresh);
	if (!guild.manage) throw new AppError("guild_unknown");
	return guild;
}
