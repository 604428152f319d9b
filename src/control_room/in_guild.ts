import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import { has, permissionsIn } from "../discord/permissions";
import type { SettingField, SettingType, SettingValue } from "../wire";
import { keptOf } from "./ask_guild";
import { readBotAnswer } from "./bot_guilds";
import type { Setter } from "./rights";
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
const rolesSchema = z.array(
	z.object({
		id: z.string(),
		name: z.string(),
		position: z.number(),
		color: z.number(),
		icon: z.nullish(z.string()),
		unicode_emoji: z.nullish(z.string()),
	}),
);

/** Whether the guild has what a type of setting names, and whoever sets it may name it. */
const LOOKED_UP: Partial<Record<SettingType, typeof isChannel>> = {
	channel: isChannel,
	role: isRoleBelow,
	member: isMember,
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
		const [isThere, id] = [LOOKED_UP[field.type], values.get(field.name)];
		return isThere && typeof id === "string" ? [{ field, isThere, id }] : [];
	});
	if (named.length === 0) return;
	const kept = (await keptOf(setter.member.site.env, setter.guild.id).current()).values;
	const wrong = await Promise.all(
		named
			.filter(({ field, id }) => kept.get(field.name) !== id)
			.map(async ({ field, isThere, id }) => ((await isThere(setter, id, field)) ? [] : [field])),
	);
	const problems = new Map(wrong.flat().map((field) => [field.name, ruleOf(field)]));
	if (problems.size > 0) throw settingInvalid(problems);
}

/**
 * The channels that somebody may name: who may manage the guild, all of them; who only has the role that was let in, those
 * that they can see at Discord.
 * @throws AppError as `readBotAnswer`
 */
export async function channelsFor(setter: Setter) {
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

/** The roles of the guild, which each of its members sees at Discord. @throws AppError as `readBotAnswer` */
export async function rolesFor(setter: Setter) {
	return readBotAnswer(rolesSchema, await ask(setter, "roles"));
}

/** Whether a role is one of the guild's, and not everybody's, which has the guild's own id. */
export async function isRole(setter: Setter, id: string): Promise<boolean> {
	const roles = await rolesFor(setter);
	return id !== setter.guild.id && roles.some((role) => role.id === id);
}

/**
 * Whether a role is one that somebody could give at Discord, if they may give any: one below their own highest. A bot may
 * give it to whom they like: https://docs.discord.com/developers/topics/permissions#permission-hierarchy
 */
async function isRoleBelow(setter: Setter, id: string): Promise<boolean> {
	const positions = new Map((await rolesFor(setter)).map((role) => [role.id, role.position]));
	const position = positions.get(id);
	if (position === undefined || id === setter.guild.id) return false;
	return setter.guild.owner || setter.roles.some((own) => (positions.get(own) ?? 0) > position);
}

async function isChannel(
	setter: Setter,
	id: string,
	{ channelTypes }: Pick<SettingField, "channelTypes">,
): Promise<boolean> {
	const type = (await channelsFor(setter)).find((channel) => channel.id === id)?.type;
	return type !== undefined && (channelTypes?.includes(type) ?? true);
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
