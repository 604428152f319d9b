import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import type { OwnGuild } from "../discord/user";
import { AppError } from "../errors";
import { askFor } from "../journey/ask_for";
import { keptOf } from "./ask_guild";
import { readBotAnswer } from "./bot_guilds";
import type { Member } from "./member";
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
 * A guild that whoever has a session may manage.
 * @throws AppError `guild_unknown` where they may not, just as for one that does not exist; and as `guildsOf`
 */
export async function managedGuild(member: Member, id: string, fresh = false): Promise<OwnGuild> {
	const guilds = await guildsOf(member, fresh);
	const guild = guilds.find((each) => each.id === id && each.manage);
	if (!guild) throw new AppError("guild_unknown");
	return guild;
}

const rolesSchema = z.object({ roles: z.array(z.string()) });

/** Somebody who may set the bot's settings in a guild. */
export interface Setter {
	member: Member;
	guild: OwnGuild;
	/** The ids of their roles there. */
	roles: readonly string[];
}

/**
 * Whoever asks, where they may set the settings of a guild with the bot: they may manage it, or have the role that its
 * owner let in. Such a role is asked for afresh each time, by the bot, so that it is gone at once where it was taken away.
 * @throws AppError `guild_unknown` where they may not, just as for one that does not exist; and as `guildsOf`
 */
export async function setterIn(member: Member, id: string, fresh = false): Promise<Setter> {
	const guild = (await guildsOf(member, fresh)).find((each) => each.id === id);
	if (!guild) throw new AppError("guild_unknown");
	const letIn = guild.manage ? undefined : await keptOf(member.site.env, id).role();
	if (letIn === null) throw new AppError("guild_unknown");
	const roles = await rolesIn(member, id, fresh || letIn !== undefined);
	if (letIn !== undefined && !roles.includes(letIn)) throw new AppError("guild_unknown");
	return { member, guild, roles };
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
		const roles = await rolesIn(member, guild, false).catch((): string[] => []);
		return roles.includes(role) ? [guild] : [];
	});
	return new Set((await Promise.all(looked)).flat());
}

/** The roles of whoever asks in a guild, as the bot sees them. @throws AppError `guild_unknown` where either is not there */
async function rolesIn({ site, person }: Member, id: string, fresh: boolean): Promise<string[]> {
	const path = `/guilds/${id}/members/${person}`;
	return readBotAnswer(rolesSchema, await askBot(site, { method: "GET", path, person, fresh })).roles;
}
