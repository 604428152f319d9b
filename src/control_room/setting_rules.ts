import { IS_SNOWFLAKE } from "../discord/snowflake";
import type { SettingField, SettingType, SettingValue } from "../wire";
import { ours } from "./profile";

/** How long a text may be where its field does not say it, in characters. */
export const USUAL_LENGTH = { text: 100, longText: 2000 } as const;

/** What a type of setting takes. A field has one rule and so one sentence. */
interface Rule {
	/** A value as it is kept; undefined where it is not right. */
	clean(value: unknown, field: SettingField): SettingValue | undefined;
	/** What would be right, in the words of the page. */
	sentence(field: SettingField): string;
}

const RULES: Readonly<Record<SettingType, Rule>> = {
	text: {
		clean: (value, field) => textIn(value, field, /\p{Cc}/u),
		sentence: (field) =>
			`Use at most ${lengthOf(field)} characters, all on one line${field.pattern ? ", as the explanation says" : ""}.`,
	},
	longText: {
		clean: (value, field) => textIn(value, field, /[^\P{Cc}\n\t]/u),
		sentence: (field) =>
			`Use at most ${lengthOf(field)} characters${field.pattern ? ", as the explanation says" : ""}.`,
	},
	number: {
		clean: (value, field) => (typeof value === "number" && isIn(value, field) ? value : undefined),
		sentence: ({ step, ...field }) => {
			const [min, max] = limitsOf(field);
			return `Use a number from ${min} to ${max}${step ? `, in steps of ${step}` : ""}.`;
		},
	},
	boolean: {
		clean: (value) => (typeof value === "boolean" ? value : undefined),
		sentence: () => "Choose yes or no.",
	},
	choice: {
		clean: (value, field) =>
			isNone(value) ? noneOf(field) : field.choices?.find((choice) => choice.value === value)?.value,
		sentence: () => "Choose one of those that there are.",
	},
	choices: {
		clean(value, { choices = [], most = choices.length }) {
			if (!Array.isArray(value)) return undefined;
			const chosen = choices.map((choice) => choice.value).filter((each) => value.includes(each));
			// In the order of the page; what is chosen twice, or not there, is too much.
			return chosen.length === value.length && chosen.length <= most ? chosen : undefined;
		},
		sentence: ({ choices = [], most = choices.length }) =>
			`Choose of those that there are, at most ${most}, each once.`,
	},
	color: {
		clean: (value, field) =>
			isNone(value)
				? noneOf(field)
				: typeof value === "string" && /^#[0-9a-f]{6}$/i.test(value)
					? value.toLowerCase()
					: undefined,
		sentence: () => "Choose a colour: # and six hex digits.",
	},
	channel: { clean: idIn, sentence: () => "Choose one of this server's channels." },
	role: {
		clean: idIn,
		sentence: () =>
			"Choose a role below your highest and the bot's, which allows nothing that you may not do.",
	},
	member: { clean: idIn, sentence: () => "Choose one of this server's members." },
	avatar: {
		clean: (value, field) => (isNone(value) ? noneOf(field) : ours.safeParse(value).data),
		sentence: () => "Choose a style, a mood it can show and a background.",
	},
};

/** A value of a setting as it is kept; undefined where it is not right. What is in a guild is not looked up here. */
export function cleanValue(field: SettingField, value: unknown): SettingValue | undefined {
	return RULES[field.type].clean(value, field);
}

/** What would be right for a setting, as a sentence for the page. */
export function ruleOf(field: SettingField): string {
	return RULES[field.type].sentence(field);
}

const isNone = (value: unknown) => value === null || value === "";

/** None, where that is what a field begins with: else it always has a value. */
const noneOf = (field: SettingField) => (field.default === null ? null : undefined);

function lengthOf({ type, maxLength }: SettingField): number {
	return maxLength ?? USUAL_LENGTH[type as keyof typeof USUAL_LENGTH];
}

function textIn(value: unknown, field: SettingField, refused: RegExp): string | undefined {
	const text = value === null ? "" : typeof value === "string" ? value.replaceAll("\r\n", "\n") : undefined;
	if (text === undefined || [...text].length > lengthOf(field)) return undefined;
	if (!text.isWellFormed() || refused.test(text)) return undefined;
	return field.pattern === undefined || patternOf(field.pattern).test(text) ? text : undefined;
}

/**
 * As HTML's attribute `pattern`: https://html.spec.whatwg.org/multipage/input.html#attr-input-pattern
 * @throws SyntaxError
 */
export function patternOf(pattern: string): RegExp {
	// By itself first: what is wrong alone may be right in brackets, as ")(" is.
	new RegExp(pattern, "v");
	return new RegExp(`^(?:${pattern})$`, "v");
}

function limitsOf({ min = -Number.MAX_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: Partial<SettingField>) {
	return [min, max] as const;
}

function isIn(value: number, { step, ...field }: SettingField): boolean {
	const [min, max] = limitsOf(field);
	if (!(value >= min && value <= max)) return false;
	if (step === undefined) return true;
	const steps = (value - (field.min ?? 0)) / step;
	// Tenths are no binary fractions.
	return Math.abs(steps - Math.round(steps)) < 1e-6;
}

function idIn(value: unknown): string | null | undefined {
	if (isNone(value)) return null;
	return typeof value === "string" && IS_SNOWFLAKE.test(value) ? value : undefined;
}
