import * as z from "zod/mini";
import { TRANSPARENT } from "./background";
import { EXTRA_MAX, type FieldName } from "./fields";
import { MOODS, type Mood, moodsOf } from "./moods";
import { isOptionsText, OPTIONS_RULE } from "./option_text";
import { STYLES, styleCard } from "./styles";

/**
 * What is wrong with a field, in the words of the page. A field has one rule and so one sentence.
 */
export const FIELD_RULES = {
	seed: "Choose what the avatar grows from: your username or your current avatar.",
	extra: `Use at most ${EXTRA_MAX} characters, all on one line.`,
	style: "Choose one of the styles.",
	mood: "Choose a mood: happy or sad.",
	backgroundColor: "Choose a colour (six hex digits), two of them for a gradient, or transparent.",
	options: OPTIONS_RULE,
} as const satisfies Record<FieldName, string>;

/** A wrong field ends the check: what is said of fields together needs each to be right by itself. */
const WRONG = { abort: true };

const background = (pattern: RegExp) =>
	z.union([z.literal(TRANSPARENT), z.string().check(z.toLowerCase(), z.regex(pattern))]);

/** No background, or one of one colour. */
export const plainBackground = background(/^[0-9a-f]{6}$/);

/** The form, field by field. */
export const choiceFields = z.strictObject({
	seed: z.enum(["username", "avatar"]),
	extra: z._default(
		z
			.string()
			.check(z.trim(), z.maxLength(EXTRA_MAX))
			// A lone surrogate or a control character has no place in a URL.
			.check(z.refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), WRONG)),
		"",
	),
	style: z.enum([...STYLES.keys()]),
	/** Empty for the styles that have no face, and only for them. */
	mood: z._default(z.enum(["", ...MOODS]), ""),
	/** None, one colour, or two of a gradient. */
	backgroundColor: background(/^[0-9a-f]{6}(?:,[0-9a-f]{6})?$/),
	/** The style's own options: see `readOptions`. */
	options: z._default(z.string().check(z.refine(isOptionsText, WRONG)), ""),
});

/** What a person chooses in the form, under the form's own field names. Whether the style has the options: `checkedChoices`. */
export const choicesSchema = choiceFields.check((context) => {
	const { style, mood } = context.value;
	const message = moodProblem(style, mood);
	if (message) context.issues.push({ code: "custom", input: mood, path: ["mood"], message });
});

export type Choices = z.infer<typeof choicesSchema>;

/** What the form starts with. */
export const DEFAULT_CHOICES: Choices = {
	seed: "username",
	extra: "",
	style: "critters",
	mood: "happy",
	backgroundColor: "ffcf5c",
	options: "",
};

/** Why a style cannot have a mood, as a sentence for the page; undefined where it can. */
export function moodProblem(style: string, mood: Mood | ""): string | undefined {
	const moods = moodsOf(style);
	const { title } = styleCard(style);
	if (moods.length === 0) return mood === "" ? undefined : `${title} has no face, so it has no mood.`;
	if (mood === "") return FIELD_RULES.mood;
	return moods.includes(mood) ? undefined : `${title} cannot look ${mood}.`;
}
