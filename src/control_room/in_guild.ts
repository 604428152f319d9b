import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import type { SettingField, SettingType, SettingValue } from "../wire";
import { keptOf } from "./ask_guild";
import { readBotAnswer } from "./bot_guilds";
import type { Member } from "./member";
import { ruleOf } from "./setting_rules";
import { settingInvalid } from "./settings";

const channelsSchema = z.array(z.object({ id: z.string(), type: z.number() }));
const rolesSchema = z.array(z.object({ id: z.string() }));

/** What each type of setting names, if it names something of a guild. */
const LOOKED_UP: Partial<Record<SettingType, typeof isChannel>> = {
	channel: isChannel,
	role: ({ member, guild }, id) => hasRole(member, guild, id),
	member: isMember,
};

/** Where something is looked up, and for whom. */
interface Place {
	member: Member;
	guild: string;
}

/**
 * Looks up in the bot's own lists whether the channels, roles and members that somebody wants to save are in the guild. One
 * that was saved before may be gone from it: that keeps nobody from saving the rest.
 * @throws AppError `setting_invalid` with a sentence for each that is not; and as `readBotAnswer`
 */
export async function requireInGuild(
	place: Place,
	fields: readonly SettingField[],
	values: ReadonlyMap<string, SettingValue>,
): Promise<void> {
	const named = fields.flatMap((field) => {
		const [isThere, id] = [LOOKED_UP[field.type], values.get(field.name)];
		return isThere && typeof id === "string" ? [{ field, isThere, id }] : [];
	});
	if (named.length === 0) return;
	const kept = (await keptOf(place.member.site.env, place.guild).current()).values;
	const wrong = await Promise.all(
		named
			.filter(({ field, id }) => kept.get(field.name) !== id)
			.map(async ({ field, isThere, id }) => ((await isThere(place, id, field)) ? [] : [field])),
	);
	const problems = new Map(wrong.flat().map((field) => [field.name, ruleOf(field)]));
	if (problems.size > 0) throw settingInvalid(problems);
}

/** Whether a role is one of a guild's, and not everybody's, which has the guild's own id. */
export async function hasRole(member: Member, guild: string, id: string): Promise<boolean> {
	const roles = readBotAnswer(rolesSchema, await ask(member, guild, "roles"));
	return id !== guild && roles.some((role) => role.id === id);
}

async function isChannel(
	{ member, guild }: Place,
	id: string,
	{ channelTypes }: Pick<SettingField, "channelTypes">,
): Promise<boolean> {
	// Equal questions at the same time are one: see `Bot`.
	const channels = readBotAnswer(channelsSchema, await ask(member, guild, "channels"));
	const type = channels.find((channel) => channel.id === id)?.type;
	return type !== undefined && (channelTypes?.includes(type) ?? true);
}

async function isMember({ member, guild }: Place, id: string): Promise<boolean> {
	const answer = await ask(member, guild, `members/${id}`);
	if (answer.status === 404) return false;
	readBotAnswer(z.object({}), answer);
	return true;
}

function ask({ site, person }: Member, guild: string, what: string) {
	return askBot(site, { method: "GET", path: `/guilds/${guild}/${what}`, person });
}
