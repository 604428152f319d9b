import { type Choices, choicesSchema } from "./choices";
import { contradictions } from "./moods";
import { optionsIn, type ReadOptions, readOptions, withoutOptions } from "./option_text";
import { OptionError } from "./option_values";
import { styleOptionsOf } from "./options";
import { render, styleOf } from "./render";

/** Choices as somebody sends them, with their options as they are kept. */
export const checkedChoices = choicesSchema.check((context) => {
	const choices = context.value;
	const read = ownOptions(choices);
	if (read.problem === undefined) context.value = { ...choices, options: read.options };
	else
		context.issues.push({ code: "custom", input: choices.options, path: ["options"], message: read.problem });
});

/** Options without what the mood overrides, where the style and the core take them. */
function ownOptions({ style, mood, options: text }: Choices): ReadOptions {
	// Most choose none, and no style has to be read for that.
	if (text === "") return { options: "" };
	const read = readOptions(styleOptionsOf(styleOf(style)), text);
	if (read.problem !== undefined) return read;
	const options = optionsIn(read.options);
	try {
		render(style, "", options);
	} catch (error) {
		if (error instanceof OptionError) return { problem: `${error.message}.` };
		throw error;
	}
	return { options: withoutOptions(read.options, contradictions(style, mood, options)) };
}
