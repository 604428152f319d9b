import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import { has, permissionsIn } from "../discord/permissions";
import type { SettingChannel, SettingField, SettingRole, SettingType, SettingValue } from "../wire";
import { keptOf } from "./ask_guild";
import { readBotAnswer } from "./bot_guilds";
import type { Setter } from "./rights";
import { reachOf, readRoles } from "./roles";
import { ruleOf } from "./setting_rules";
import { settingInvalid } from "./settings";

const bits = z.string().check(z.regex(/^\d{1,20}$/));
const channelsSchema = z.array(
	z.object({
		id: z.string(),
		type: z.number(),
		name: z.string(),
		position: z.optional(z.number()),
		parent_id: z.nullish(z.string()),
		permission_overwrites: z.optional(z.array(z.object({ id: z.string(), allow: bits, deny: bits }))),
	}),
);

type LookUp = (setter: Setter) => Promise<(id: string, field: SettingField) => boolean | Promise<boolean>>;

/** Of each type of setting that names something of a guild's: asks once for all fields, and then tells what may be named. */
const LOOK_UP: Partial<Record<SettingType, LookUp>> = {
	async channel(setter) {
		const types = new Map((await channelsFor(setter)).map(({ id, type }) => [id, type]));
		return (id, { channelTypes }) => {
			const type = types.get(id);
			return type !== undefined && (channelTypes?.includes(type) ?? true);
		};
	},
	async role(setter) {
		const roles = await rolesFor(setter, true);
		return (id) => roles.some((role) => role.id === id && role.choosable);
	},
	member: async (setter) => (id) => isMember(setter, id),
};

/**
 * Looks up in the bot's own lists whether the channels, roles and members that somebody wants to save are in the guild. One
 * that was saved before may be gone from it: that keeps nobody from saving the rest.
 * @throws AppError `setting_invalid` with a sentence for each that is not; and as `readBotAnswer`
 */
export async function requireInGuild(
	setter: Setter,
	fields: readonly SettingField[],
	values: ReadonlyMap<string, SettingValue>,
): Promise<void> {
	const named = fields.flatMap((field) => {
		const id = values.get(field.name);
		return LOOK_UP[field.type] && typeof id === "string" ? [{ field, id }] : [];
	});
	if (named.length === 0) return;
	const kept = (await keptOf(setter.member.site.env, setter.guild.id).current()).values;
	const changed = Map.groupBy(
		named.filter(({ field, id }) => kept.get(field.name) !== id),
		({ field }) => field.type,
	);
	const wrong = await Promise.all(
		[...changed].map(async ([type, all]) => {
			const isThere = await LOOK_UP[type]?.(setter);
			return Promise.all(all.map(async ({ field, id }) => ((await isThere?.(id, field)) ? [] : [field])));
		}),
	);
	const problems = new Map(wrong.flat(2).map((field) => [field.name, ruleOf(field)]));
	if (problems.size > 0) throw settingInvalid(problems);
}

/**
 * The channels that somebody may name: who may manage the guild, all of them; who only has the role that was let in, those
 * that they can see at Discord.
 * @throws AppError as `readBotAnswer`
 */
export async function channelsFor(setter: Setter): Promise<SettingChannel[]> {
	// Equal questions at the same time are one: see `Bot`.
	const channels = readBotAnswer(channelsSchema, await ask(setter, "channels"));
	const { guild, member, roles } = setter;
	const visitor = { id: member.person, rights: guild, roles, timedOut: false };
	const isSeen = ({ type, permission_overwrites: overwrites = [] }: (typeof channels)[number]) =>
		guild.manage || has(permissionsIn({ guildId: guild.id, type, overwrites }, visitor), "VIEW_CHANNEL");
	return channels
		.filter(isSeen)
		.map(({ id, type, name, position, parent_id }) => ({ id, type, name, position, parent_id }));
}

/**
 * The roles of the guild, which each of its members sees at Discord, and which of them somebody may name in a setting. The
 * bot gives a role that it was set to give to whom it likes: so nobody names one that they could not have it give through
 * the middleman, however they came to set the settings. Manage Roles they need not have: what the bot gives is a setting,
 * and whoever let them in let them set those.
 * @param fresh whether what was known a few seconds ago will not do: before every write
 * @throws AppError as `readBotAnswer`
 */
export async function rolesFor(setter: Setter, fresh = false): Promise<SettingRole[]> {
	const { roles, reaches } = await reachOf(setter.member, setter, fresh);
	return roles.map((role) => {
		const { id, name, position, color, icon, unicode_emoji } = role;
		return { id, name, position, color, icon, unicode_emoji, choosable: reaches(role, true) };
	});
}

/** Whether a role is one of the guild's, and not everybody's, which has the guild's own id. */
export async function isRole({ member, guild }: Setter, id: string): Promise<boolean> {
	const roles = await readRoles(member, guild.id, true);
	return id !== guild.id && roles.some((role) => role.id === id);
}

async function isMember(setter: Setter, id: string): Promise<boolean> {
	const answer = await ask(setter, `members/${id}`);
	if (answer.status === 404) return false;
	readBotAnswer(z.object({}), answer);
	return true;
}

function ask({ member: { site, person }, guild }: Setter, what: string) {
	return askBot(site, { method: "GET", path: `/guilds/${guild.id}/${what}`, person });
}
