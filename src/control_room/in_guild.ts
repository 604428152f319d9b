import * as z from "zod/mini";
import { askBot } from "../discord/bot/ask_bot";
import type { SettingField, SettingValue } from "../wire";
import { readBotAnswer } from "./bot_guilds";
import type { Member } from "./member";
import { ruleOf } from "./setting_rules";
import { settingInvalid } from "./settings";

const channelsSchema = z.array(z.object({ id: z.string(), type: z.number() }));
const rolesSchema = z.array(z.object({ id: z.string() }));

/**
 * Looks up in the bot's own lists whether the channels, roles and members that somebody wants to save are in the guild.
 * @throws AppError `setting_invalid` with a sentence for each that is not; and as `readBotAnswer`
 */
export async function requireInGuild(
	member: Member,
	guild: string,
	fields: readonly SettingField[],
	values: ReadonlyMap<string, SettingValue>,
): Promise<void> {
	const wrong = await Promise.all(
		fields.map(async (field) => {
			const id = values.get(field.name);
			return typeof id !== "string" || (await isIn(member, guild, field, id)) ? [] : [field];
		}),
	);
	const problems = new Map(wrong.flat().map((field) => [field.name, ruleOf(field)]));
	if (problems.size > 0) throw settingInvalid(problems);
}

/** Whether a role is one of a guild's, and not everybody's, which has the guild's own id. */
export async function hasRole(member: Member, guild: string, id: string): Promise<boolean> {
	const roles = readBotAnswer(rolesSchema, await ask(member, guild, "roles"));
	return id !== guild && roles.some((role) => role.id === id);
}

/** Whether a value names something of the guild, if it names anything. Equal questions at a time are one: see `Bot`. */
async function isIn(member: Member, guild: string, field: SettingField, id: string): Promise<boolean> {
	switch (field.type) {
		case "channel": {
			const channels = readBotAnswer(channelsSchema, await ask(member, guild, "channels"));
			const type = channels.find((channel) => channel.id === id)?.type;
			return type !== undefined && (field.channelTypes?.includes(type) ?? true);
		}
		case "role":
			return hasRole(member, guild, id);
		case "member": {
			const answer = await ask(member, guild, `members/${id}`);
			if (answer.status === 404) return false;
			readBotAnswer(z.object({}), answer);
			return true;
		}
		default:
			return true;
	}
}

function ask({ site, person }: Member, guild: string, what: string) {
	return askBot(site, { method: "GET", path: `/guilds/${guild}/${what}`, person });
}
