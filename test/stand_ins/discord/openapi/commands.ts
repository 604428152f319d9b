import { twice } from "./components";
import openapi from "./discord.json";
import { bodyProblems } from "./interactions";

/** How many of each type an application may have: …/application-commands#registering-a-command */
const MOST: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15, 4: 1 };
const CHAT_INPUT = 1;
/** Of a user and of a message: those that are picked from a menu and take no words. */
const MENUS: readonly number[] = [2, 3];

/** "With the unicode flag set"; `sc=Deva` and `sc=Thai` are scripts whose vowels are no letters. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** "For combined name, description, and value properties"; of localised ones, the longest counts. */
const MOST_CHARACTERS = 8000;

type Localised = Readonly<Record<string, string>> | null | undefined;

interface Described {
	readonly name: string;
	readonly name_localizations?: Localised;
	readonly description?: string | null;
	readonly description_localizations?: Localised;
}

interface Option extends Described {
	readonly type: number;
	readonly required?: boolean | null;
	readonly autocomplete?: boolean | null;
	readonly min_length?: number | null;
	readonly max_length?: number | null;
	readonly choices?: readonly (Described & { readonly value: string | number })[] | null;
	readonly options?: readonly Option[] | null;
}

interface Command extends Described {
	readonly type?: number | null;
	readonly options?: readonly Option[] | null;
	readonly contexts?: unknown;
	readonly integration_types?: unknown;
}

/**
 * What is wrong with a list of commands to register: by Discord's OpenAPI document, and where that is content, by
 * https://docs.discord.com/developers/interactions/application-commands
 * @param scope whether they are for one guild
 * @returns a sentence for each problem
 */
export function registrationProblems(commands: unknown, scope: "global" | "guild" = "global"): string[] {
	const path = scope === "global" ? "/applications/1/commands" : "/applications/1/guilds/1/commands";
	const problems = bodyProblems("PUT", path, commands);
	if (problems.length > 0) return problems;
	const list = (commands ?? []) as readonly Command[];
	const types = Map.groupBy(list, ({ type }) => type ?? CHAT_INPUT);
	return [
		...[...types].flatMap(([type, { length }]) =>
			length > (MOST[type] ?? 0) ? [`are ${length} commands of type ${type}`] : [],
		),
		...twice(list.map(({ type, name }) => `${type ?? CHAT_INPUT} ${name}`)).map(
			(command) => `have the command of type ${command} twice`,
		),
		...list.flatMap((command) =>
			commandProblems(command, scope).map((problem) => `${command.name}: ${problem}`),
		),
	];
}

function commandProblems(command: Command, scope: "global" | "guild"): string[] {
	const {
		type,
		options,
		description,
		description_localizations: localised,
		contexts,
		integration_types,
	} = command;
	const isOfGuild = scope === "guild" && (contexts !== undefined || integration_types !== undefined);
	const always = isOfGuild ? ["only global commands have contexts and integration_types"] : [];
	if (MENUS.includes(type ?? CHAT_INPUT))
		return [
			...always,
			...localeProblems(command),
			...(description || localised ? ["has a description, which only a slash command has"] : []),
			...(options?.length ? ["has options, which only a slash command has"] : []),
		];
	const characters = charactersOf(command);
	return [
		...always,
		...nameProblems(command),
		...localeProblems(command),
		...(description ? [] : ["has no description"]),
		...optionsProblems(options ?? []),
		...(characters > MOST_CHARACTERS
			? [`has ${characters} characters, and ${MOST_CHARACTERS} are allowed`]
			: []),
	];
}

function optionsProblems(options: readonly Option[]): string[] {
	const optional = options.findIndex(({ required }) => !required);
	const late = options.findLastIndex(({ required }) => required);
	return [
		...twice(options.map(({ name }) => name)).map((name) => `has the option ${name} twice`),
		...sameInALocale(options),
		...(optional !== -1 && late > optional ? ["has a required option after one that is not"] : []),
		...options.flatMap((option) => optionProblems(option).map((problem) => `${option.name}: ${problem}`)),
	];
}

function optionProblems(option: Option): string[] {
	const { choices, autocomplete, min_length, max_length, options } = option;
	return [
		...nameProblems(option),
		...localeProblems(option),
		...(autocomplete && choices ? ["has choices beside autocomplete"] : []),
		...((min_length ?? 0) > (max_length ?? Number.POSITIVE_INFINITY) ? ["has no possible length"] : []),
		...(choices ?? []).flatMap(localeProblems),
		...optionsProblems(options ?? []),
	];
}

/** "If there is a lowercase variant of any letters used, you must use those." */
function nameProblems({ name, name_localizations: localised }: Described): string[] {
	return [name, ...Object.values(localised ?? {})]
		.filter((each) => !NAME.test(each) || each !== each.toLowerCase())
		.map((each) => `cannot be called ${each}`);
}

function localeProblems({ name_localizations, description_localizations }: Described): string[] {
	const locales: readonly string[] = openapi.components.schemas.AvailableLocalesEnum.enum;
	const used = Object.keys({ ...name_localizations, ...description_localizations });
	return used
		.filter((locale) => !locales.includes(locale))
		.map((locale) => `is in ${locale}, which is no locale`);
}

/** "Distinct from all other default option names of that command, as well as all other option names within that locale." */
function sameInALocale(options: readonly Option[]): string[] {
	return options.flatMap((option) =>
		Object.entries(option.name_localizations ?? {}).flatMap(([locale, name]) => {
			const others = options.filter((other) => other !== option);
			const isTaken = others.some(
				(other) => other.name === name || other.name_localizations?.[locale] === name,
			);
			return isTaken ? [`has two options called ${name} in ${locale}`] : [];
		}),
	);
}

function charactersOf({
	choices,
	options,
	...described
}: Option | (Command & Pick<Option, "choices">)): number {
	const own =
		longest(described.name, described.name_localizations) +
		longest(described.description ?? "", described.description_localizations);
	const ofChoices = (choices ?? []).map(
		(choice) => longest(choice.name, choice.name_localizations) + String(choice.value).length,
	);
	return [own, ...ofChoices, ...(options ?? []).map(charactersOf)].reduce((sum, each) => sum + each, 0);
}

function longest(text: string, localised: Localised): number {
	return Math.max(...[text, ...Object.values(localised ?? {})].map(({ length }) => length));
}
