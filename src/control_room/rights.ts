import { may, permissionsOf } from "../discord/permissions";
import type { OwnGuild } from "../discord/user";
import { AppError } from "../errors";
import { askFor } from "../journey/ask_for";
import { keptOf } from "./ask_guild";
import type { Member } from "./member";
import { readMember } from "./members";
import { settingsHub } from "./settings_hub";

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

/** Somebody who may set the bot's settings in a guild. */
export interface Setter {
	member: Member;
	guild: OwnGuild;
	/** What they may do in the guild. */
	permissions: bigint;
	/** The ids of their roles there. */
	roles: readonly string[];
}

/**
 * Whoever asks, where they may set the settings of a guild with the bot: they may manage it, or have the role that its
 * owner let in. Such a role is asked for afresh each time, by the bot, so that it is gone at once where it was taken away.
 * A timeout takes both away, as it takes all rights at Discord but the owner's and an Administrator's.
 * @throws AppError `guild_unknown` where they may not, just as for one that does not exist; and as `guildsOf`
 */
export async function setterIn(member: Member, id: string, fresh = false): Promise<Setter> {
	const guild = await ownGuild(member, id, fresh);
	const letIn = guild.manage ? undefined : await keptOf(member.site.env, id).role();
	if (letIn === null) throw new AppError("guild_unknown");
	const { roles, timedOut } = await readMember(member, id, member.person, fresh || letIn !== undefined);
	if (letIn !== undefined && !roles.includes(letIn)) throw new AppError("guild_unknown");
	if (timedOut && !may(guild, "ADMINISTRATOR")) throw new AppError("guild_unknown");
	return { member, guild, permissions: permissionsOf(guild), roles };
}

/** How many guilds are looked into at a time, for the list: a call of the bot's for each. */
const MOST_LOOKED_INTO = 10;

/**
 * Of the guilds that somebody may not manage, those whose settings they may change all the same. The hub knows which have
 * let a role in, so that the bot is asked about these only: for most people about none. Where there are more than ten,
 * or Discord does not answer, the rest is not named; each guild's own address works.
 */
export async function guildsLetInto(member: Member, own: readonly OwnGuild[]): Promise<ReadonlySet<string>> {
	const others = own.filter(({ manage }) => !manage).map(({ id }) => id);
	if (others.length === 0) return new Set();
	const letIn = await settingsHub(member.site.env)
		.letIn(others)
		.catch(() => []);
	const looked = letIn.slice(0, MOST_LOOKED_INTO).map(async ({ guild, role }) => {
		const own = await readMember(member, guild, member.person, false).catch(() => undefined);
		return own?.roles.includes(role) && !own.timedOut ? [guild] : [];
	});
	return new Set((await Promise.all(looked)).flat());
}
