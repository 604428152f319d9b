import { STYLES } from "../avatar/styles";
import type { Env } from "../config";
import { AppError, type FieldProblem } from "../errors";
import type { SettingField, SettingValue } from "../wire";
import { describedFields } from "./described_settings";
import { cleanValue, ruleOf } from "./setting_rules";

const styles = [...STYLES].map(([value, { title }]) => ({ value, label: title }));

/** What there is to set of `/avatar`, which every bot has. */
const AVATAR_FIELDS: readonly SettingField[] = [
	{
		name: "avatarEnabled",
		type: "boolean",
		label: "Offer /avatar",
		explanation: "Whether members may make an avatar here.",
		group: "/avatar",
		default: true,
	},
	{
		name: "avatarStyle",
		type: "choice",
		label: "Style",
		explanation: "What an avatar is drawn in where nobody chooses another style.",
		group: "/avatar",
		default: "lorelei",
		choices: styles,
	},
	{
		name: "avatarMood",
		type: "choice",
		label: "Mood",
		explanation: "How it looks, in the styles that have a face.",
		group: "/avatar",
		default: "happy",
		choices: [
			{ value: "happy", label: "Happy" },
			{ value: "sad", label: "Sad" },
		],
	},
	{
		name: "avatarBackground",
		type: "color",
		label: "Background",
		explanation: "None is transparent.",
		group: "/avatar",
		default: null,
	},
	{
		name: "avatarStyles",
		type: "choices",
		label: "Styles to choose from",
		explanation: "None chosen means all of them.",
		group: "/avatar",
		default: [],
		choices: styles,
		most: styles.length,
	},
	{
		name: "avatarPublic",
		type: "boolean",
		label: "Answer for everybody to see",
		explanation: "Else only whoever asks sees the answer.",
		group: "/avatar",
		default: true,
	},
];

/** Discord's types of channels that a bot can write to: https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const TEXT_CHANNELS = [0, 5];

/** A set for a bot of one's own: `BOT_SETTINGS` takes its place. */
const USUAL_FIELDS: readonly SettingField[] = [
	{
		name: "prefix",
		type: "text",
		label: "Prefix",
		explanation: "What a command in a message begins with: 1 to 5 characters without a space.",
		group: "General",
		default: "!",
		maxLength: 5,
		pattern: "\\S{1,5}",
	},
	{
		name: "language",
		type: "choice",
		label: "Language",
		explanation: "What the bot speaks here.",
		group: "General",
		default: "en-GB",
		choices: [
			{ value: "en-GB", label: "English, UK" },
			{ value: "en-US", label: "English, US" },
			{ value: "de", label: "Deutsch" },
			{ value: "es-ES", label: "Español" },
			{ value: "fr", label: "Français" },
			{ value: "it", label: "Italiano" },
			{ value: "nl", label: "Nederlands" },
			{ value: "pl", label: "Polski" },
			{ value: "pt-BR", label: "Português do Brasil" },
			{ value: "ru", label: "Русский" },
			{ value: "ja", label: "日本語" },
			{ value: "ko", label: "한국어" },
			{ value: "zh-CN", label: "中文" },
		],
	},
	{
		name: "embedColor",
		type: "color",
		label: "Colour",
		explanation: "The edge of the bot's messages.",
		group: "General",
		default: "#5865f2",
	},
	{
		name: "logChannel",
		type: "channel",
		label: "Log channel",
		explanation: "Where the bot says what it has done. None: nowhere.",
		group: "General",
		default: null,
		channelTypes: TEXT_CHANNELS,
	},
	{
		name: "welcomeChannel",
		type: "channel",
		label: "Welcome channel",
		explanation: "Where new members are greeted. None: nowhere.",
		group: "Welcome",
		default: null,
		channelTypes: TEXT_CHANNELS,
	},
	{
		name: "welcomeText",
		type: "longText",
		label: "Welcome text",
		explanation: "{user} is the new member, {server} the server's name.",
		group: "Welcome",
		default: "Welcome to {server}, {user}!",
		maxLength: 2000,
		placeholders: ["user", "server"],
	},
	{
		name: "welcomeRole",
		type: "role",
		label: "Role for new members",
		explanation: "What the bot gives to whoever joins. None: nothing.",
		group: "Welcome",
		default: null,
	},
];

/** All there is to set where no operator describes anything. */
export const KNOWN_FIELDS: readonly SettingField[] = [...AVATAR_FIELDS, ...USUAL_FIELDS];

const read = new WeakMap<Env, readonly SettingField[]>();

/**
 * Everything there is to set, in the order of the page. Fields that an operator describes take the place of the usual
 * set: who knows what their bot has wants no prefix in the form that it does not read. `/avatar`'s stay.
 * @throws AppError `not_configured`, which says what is wrong with `BOT_SETTINGS`, and where
 */
export function settingFields(env: Env): readonly SettingField[] {
	const known = read.get(env);
	if (known) return known;
	const { BOT_SETTINGS: json } = env;
	const taken = AVATAR_FIELDS.map(({ name }) => name);
	const fields = json ? [...AVATAR_FIELDS, ...describedFields(json, taken)] : KNOWN_FIELDS;
	read.set(env, fields);
	return fields;
}

/** What was saved, or its default: also where it is no value of its field any more. */
export function filledIn(
	fields: readonly SettingField[],
	saved: ReadonlyMap<string, SettingValue>,
): Map<string, SettingValue> {
	return new Map(
		fields.map((field) => [field.name, cleanValue(field, saved.get(field.name)) ?? field.default]),
	);
}

/** What somebody sends to be saved, field by field. @throws AppError `setting_invalid` with a sentence for each that is wrong */
export function checkedValues(fields: readonly SettingField[], sent: object): Map<string, SettingValue> {
	const byName = new Map(fields.map((field) => [field.name, field]));
	const values = new Map<string, SettingValue>();
	const problems = new Map<string, string>();
	for (const [name, value] of Object.entries(sent)) {
		const field = byName.get(name);
		const clean = field && cleanValue(field, value);
		if (clean !== undefined) values.set(name, clean);
		else problems.set(name.slice(0, 100), field ? ruleOf(field) : "There is no such setting.");
	}
	if (problems.size > 0) throw settingInvalid(problems);
	return values;
}

/** @param problems a sentence for each setting that is wrong, by its name */
export function settingInvalid(problems: ReadonlyMap<string, string>): AppError {
	const fields = [...problems].map(([field, message]): FieldProblem => ({ field, message }));
	return new AppError("setting_invalid", { fields });
}
