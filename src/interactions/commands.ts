import type {
	APIApplicationCommandOptionChoice,
	RESTPutAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { MOODS } from "../avatar/moods";
import { translations, WORDS, type WordKey } from "./words";

/** The names of the commands, and so of what arrives: they stay as they are in every language. */
export const AVATAR = WORDS.name_avatar[0];
export const DRAW = WORDS.name_draw[0];
export const USE = WORDS.name_use[0];

/** The longest `extra`, in characters: it has to fit into a button's custom id. */
export const COMMAND_EXTRA_MAX = 40;

/** In servers, in the bot's direct messages, and in everybody's else: for whoever installs the application for themselves. */
const EVERYWHERE = { integration_types: [0, 1], contexts: [0, 1, 2] };

/** "Manage Server", as a decimal string: https://docs.discord.com/developers/topics/permissions */
const MANAGE_GUILD = "32";

/**
 * What `PUT /applications/{id}/commands` takes. `npm run commands` registers it, and the Worker answers to it.
 * Source: https://docs.discord.com/developers/interactions/application-commands#application-command-object
 */
export const COMMANDS = [
	{
		type: 1,
		...named("name_avatar"),
		...described("about_avatar"),
		...EVERYWHERE,
		options: [
			{ type: 3, ...named("name_style"), ...described("about_style"), autocomplete: true },
			{
				type: 3,
				...named("name_mood"),
				...described("about_mood"),
				choices: MOODS.map((mood) => choice(mood, `mood_${mood}`)),
			},
			{ type: 3, ...named("name_background"), ...described("about_background"), autocomplete: true },
			{
				type: 3,
				...named("name_seed"),
				...described("about_seed"),
				choices: [choice("username", "seed_username"), choice("avatar", "seed_avatar")],
			},
			{ type: 3, ...named("name_extra"), ...described("about_extra"), max_length: COMMAND_EXTRA_MAX },
			{
				type: 3,
				...named("name_show"),
				...described("about_show"),
				choices: [choice("me", "show_me"), choice("everybody", "show_everybody")],
			},
		],
	},
	{ type: 2, ...named("name_draw"), ...EVERYWHERE },
	{
		type: 3,
		...named("name_use"),
		integration_types: [0],
		contexts: [0],
		default_member_permissions: MANAGE_GUILD,
	},
] satisfies RESTPutAPIApplicationCommandsJSONBody;

function named(key: WordKey) {
	return { name: WORDS[key][0], name_localizations: translations(key) };
}

function described(key: WordKey) {
	return { description: WORDS[key][0], description_localizations: translations(key) };
}

function choice(value: string, key: WordKey): APIApplicationCommandOptionChoice<string> {
	return { value, ...named(key) };
}
