import type { Command, Localised, Option } from "../registered_commands";
import type { GivenOption } from "./interact";

/** What stands in the message box, taken apart: `/avatar style: Lorelei extra: two words`. */
export interface CommandLine {
	readonly command: Command;
	/** In the order of the line; the last one is being typed. */
	readonly given: readonly { readonly option: Option; readonly text: string }[];
	/** What stands before the first option, or is no option's name yet. */
	readonly rest: string;
}

export interface Suggestion {
	readonly label: string;
	readonly detail: string;
	/** What the message box has in it once this is picked. */
	readonly text: string;
}

/** What is picked of an application's choices has a value of its own: by the option's name, and the choice's. */
export type Picked = ReadonlyMap<string, string>;

export function pickedKey(option: Pick<Option, "name">, name: string): string {
	return `${option.name}:${name.toLowerCase()}`;
}

/** "If the fallback locale is also missing, it will use the default." */
const FALLBACKS: Readonly<Record<string, string>> = { "en-US": "en-GB", "en-GB": "en-US", "es-419": "es-ES" };

/** A text in somebody's language: https://docs.discord.com/developers/interactions/application-commands#locale-fallbacks */
export function localised(text: string, translations: Localised, locale: string): string {
	return translations?.[locale] ?? translations?.[FALLBACKS[locale] ?? ""] ?? text;
}

export function nameIn(
	locale: string,
	{ name, name_localizations }: { name: string; name_localizations: Localised },
): string {
	return localised(name, name_localizations, locale);
}

/** Undefined where it is no command, or none that there is. */
export function readCommandLine(
	text: string,
	commands: readonly Command[],
	locale: string,
): CommandLine | undefined {
	const [, called = ""] = /^\/(\S+)(?=\s|$)/u.exec(text) ?? [];
	const command = commands.find((each) => [nameIn(locale, each), each.name].includes(called));
	if (!command) return undefined;
	const after = text.slice(called.length + 1);
	const starts = (command.options ?? [])
		.flatMap((option) =>
			[...new Set([nameIn(locale, option), option.name])].flatMap((name) =>
				[...after.matchAll(new RegExp(`(?<=\\s)${RegExp.escape(name)}:`, "gu"))].map(
					({ index, 0: found }) => ({
						...{ option, from: index, to: index + found.length },
					}),
				),
			),
		)
		.sort((a, b) => a.from - b.from);
	return {
		command,
		given: starts.map(({ option, to }, n) => ({ option, text: after.slice(to, starts[n + 1]?.from) })),
		rest: after.slice(0, starts[0]?.from).trim(),
	};
}

/** The options to send; or what the person has to mend first, as a sentence for each. */
export function optionsOf(
	{ command, given, rest }: CommandLine,
	picked: Picked,
	locale: string,
): { readonly options: GivenOption[] } | { readonly problems: string[] } {
	const named = given.map(({ option }) => option);
	const problems = [
		...(rest === "" ? [] : [`“${rest}” is none of the options.`]),
		...(command.options ?? [])
			.filter((option) => option.required && !named.includes(option))
			.map((option) => `${nameIn(locale, option)} is needed.`),
		...named
			.filter((option, n) => named.indexOf(option) !== n)
			.map((option) => `${nameIn(locale, option)} is there twice.`),
		...given.flatMap(({ option, text }) => valueProblem(option, text.trim(), locale) ?? []),
	];
	if (problems.length > 0) return { problems };
	return { options: given.map(({ option, text }) => givenOption(option, text, picked, locale)) };
}

export function givenOption(option: Option, text: string, picked: Picked, locale: string): GivenOption {
	const { type, name } = option;
	const value = text.trim();
	return {
		type,
		name,
		value: choiceOf(option, value, locale) ?? picked.get(pickedKey(option, value)) ?? value,
	};
}

/** The value of the choice that goes by that name. */
function choiceOf({ choices = [] }: Option, text: string, locale: string): string | undefined {
	const wanted = text.toLowerCase();
	return choices.find((choice) =>
		[nameIn(locale, choice), choice.name, choice.value].some((each) => each.toLowerCase() === wanted),
	)?.value;
}

function valueProblem(option: Option, value: string, locale: string): string | undefined {
	const name = nameIn(locale, option);
	const { choices, min_length = 1, max_length = 6000 } = option;
	if (value === "") return `${name} is empty.`;
	if (choices && choiceOf(option, value, locale) === undefined)
		return `${name} is one of: ${choices.map((choice) => nameIn(locale, choice)).join(", ")}.`;
	const { length } = [...value];
	return length < min_length || length > max_length
		? `${name} has ${length} characters; ${min_length} to ${max_length} are possible.`
		: undefined;
}

/** What an option can be: its choices, or those that the application names. */
type ChoicesOf = (option: Option, line: CommandLine) => Promise<readonly { readonly name: string }[]>;

/** What could come next. */
export async function suggest(
	text: string,
	commands: readonly Command[],
	locale: string,
	picked: Picked,
	choicesOf: ChoicesOf,
): Promise<Suggestion[]> {
	if (/^\/\S*$/u.test(text))
		return commands
			.filter((command) => `/${nameIn(locale, command)}`.startsWith(text))
			.map((command) => ({
				label: `/${nameIn(locale, command)}`,
				detail: localised(command.description, command.description_localizations, locale),
				text: `/${nameIn(locale, command)} `,
			}));
	const line = readCommandLine(text, commands, locale);
	if (!line) return [];
	const last = line.given.at(-1);
	if (last && takesChoices(last.option) && !isChosen(last.option, last.text.trim(), picked, locale)) {
		const head = text.slice(0, text.length - last.text.length);
		return (await choicesOf(last.option, line)).map(({ name }) => ({
			label: name,
			detail: "",
			text: `${head} ${name} `,
		}));
	}
	return optionsLeft(text, line, locale);
}

function takesChoices({ choices, autocomplete }: Option): boolean {
	return choices !== undefined || autocomplete === true;
}

/** A last word may be the beginning of the next option's name. */
function isChosen(option: Option, text: string, picked: Picked, locale: string): boolean {
	return [text, text.replace(/\s+\S*$/u, "")].some(
		(each) => choiceOf(option, each, locale) !== undefined || picked.has(pickedKey(option, each)),
	);
}

/** The options that are not there yet, where the last word could be the beginning of one. */
function optionsLeft(text: string, { command, given }: CommandLine, locale: string): Suggestion[] {
	const [word = ""] = /\S*$/u.exec(text) ?? [];
	return (command.options ?? [])
		.filter((option) => !given.some((each) => each.option === option))
		.filter((option) => nameIn(locale, option).startsWith(word.toLowerCase()))
		.map((option) => ({
			label: nameIn(locale, option),
			detail: localised(option.description, option.description_localizations, locale),
			text: `${text.slice(0, text.length - word.length)}${nameIn(locale, option)}: `,
		}));
}
