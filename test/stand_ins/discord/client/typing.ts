import type { Choice, Option } from "../registered_commands";
import { type CommandLine, givenOption, nameIn, type Picked } from "./command_line";
import type { GivenOption } from "./interact";

/** The options as far as somebody has typed them: the last one is where they are. */
export function readGiven({ given }: CommandLine, picked: Picked, locale: string): GivenOption[] {
	return given.map(({ option, text }, n) => ({
		...givenOption(option, text, picked, locale),
		...(n === given.length - 1 && { focused: true }),
	}));
}

/** An option's own choices that fit what is typed, or those that the application names. */
export async function choicesFor(
	option: Option,
	{ given }: CommandLine,
	locale: string,
	ask: () => Promise<readonly { readonly name: string; readonly value: string }[]>,
): Promise<readonly Pick<Choice, "name" | "value">[]> {
	if (!option.choices) return ask();
	const typed = given.at(-1)?.text.trim().toLowerCase() ?? "";
	return option.choices
		.map((choice) => ({ name: nameIn(locale, choice), value: choice.value }))
		.filter(({ name }) => name.toLowerCase().includes(typed));
}
