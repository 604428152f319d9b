import * as z from "zod/mini";
import { AppError } from "../errors";
import type { SettingField, SettingType, SettingValue } from "../wire";
import { cleanValue, patternOf, ruleOf, USUAL_LENGTH } from "./setting_rules";

/** The most fields that an operator may describe, and the most choices of one. */
const MOST_FIELDS = 100;
const MOST_CHOICES = 100;

/** The longest that each kind of text may be made, in characters: 4,000 is a message's end at Discord, with Nitro. */
const LONGEST = { text: 1000, longText: 4000 } as const;

/** The group of a field that names none. */
const USUAL_GROUP = "The bot";

const text = (least: number, most: number) => z.string().check(z.minLength(least), z.maxLength(most));
const limit = (most: number) => z.int().check(z.gte(1), z.lte(most));
const safe = z.number().check(z.gte(-Number.MAX_SAFE_INTEGER), z.lte(Number.MAX_SAFE_INTEGER));
const pattern = z.string().check(z.maxLength(500), z.refine(isPattern));
const choices = z
	.array(z.strictObject({ value: text(1, 100), label: text(1, 100) }))
	.check(z.minLength(1), z.maxLength(MOST_CHOICES), z.refine(areDistinct));

/** What each type may say besides what all say. */
const OWN = {
	text: { maxLength: z.optional(limit(LONGEST.text)), pattern: z.optional(pattern) },
	longText: {
		maxLength: z.optional(limit(LONGEST.longText)),
		pattern: z.optional(pattern),
		placeholders: z.optional(z.array(z.string().check(z.regex(/^\w{1,40}$/))).check(z.maxLength(20))),
	},
	number: {
		min: z.optional(safe),
		max: z.optional(safe),
		step: z.optional(z.number().check(z.positive())),
	},
	boolean: {},
	choice: { choices },
	choices: { choices, most: z.optional(limit(MOST_CHOICES)) },
	color: {},
	channel: { channelTypes: z.optional(z.array(z.int().check(z.nonnegative())).check(z.maxLength(20))) },
	role: {},
	member: {},
	avatar: {},
} as const satisfies Record<SettingType, z.core.$ZodLooseShape>;

export const TYPES = Object.keys(OWN) as SettingType[];

/** What a field of a type may say besides what all say. */
export function partsOf(type: SettingType): string[] {
	return Object.keys(OWN[type]);
}

/** What a field begins with where it does not say it. */
const BEGINS: Partial<Record<SettingType, SettingValue>> = {
	text: "",
	longText: "",
	boolean: false,
	choices: [],
};

/** What each part of a field has to be, for who describes one. */
const SENTENCES: Readonly<Record<string, string>> = {
	name: "a small letter, then at most 39 letters, digits and _",
	type: `one of ${TYPES.join(", ")}`,
	label: "1 to 100 characters",
	explanation: "at most 500 characters",
	group: "1 to 100 characters",
	maxLength: `a whole number from 1 to ${LONGEST.text} for a text, to ${LONGEST.longText} for a longText`,
	pattern: "a regular expression of at most 500 characters, as in HTML's attribute",
	placeholders: "a list of at most 20 names of letters, digits and _",
	min: "a number",
	max: "a number",
	step: "a number above 0",
	choices: `a list of 1 to ${MOST_CHOICES} { "value", "label" }, each value once`,
	most: `a whole number from 1 to ${MOST_CHOICES}`,
	channelTypes: "a list of at most 20 of Discord's numbers for types of channels",
};

const schemaOf = (type: SettingType) =>
	z.strictObject({
		name: z.string().check(z.regex(/^[a-z][a-zA-Z0-9_]{0,39}$/)),
		type: z.literal(type),
		label: text(1, 100),
		explanation: z._default(z.string().check(z.maxLength(500)), ""),
		group: z._default(text(1, 100), USUAL_GROUP),
		default: z.optional(z.unknown()),
		...OWN[type],
	});

/**
 * The fields that an operator has described.
 * @param json the variable `BOT_SETTINGS`
 * @param taken names that others have
 * @throws AppError `not_configured`, which says what is wrong and where: `BOT_SETTINGS[2].label`
 */
export function describedFields(json: string, taken: readonly string[]): SettingField[] {
	const list = jsonIn(json);
	if (!Array.isArray(list) || list.length > MOST_FIELDS)
		throw wrong("", `a list of at most ${MOST_FIELDS} fields`);
	const names = new Set(taken);
	return list.map((described: unknown, n) => {
		const field = fieldIn(described, `[${n}]`);
		if (names.has(field.name))
			throw wrong(`[${n}].name`, `a name that no other has, not "${field.name}" again`);
		names.add(field.name);
		return field;
	});
}

function fieldIn(described: unknown, where: string): SettingField {
	const type = TYPES.find((each) => each === Object(described).type);
	if (typeof described !== "object" || described === null || Array.isArray(described))
		throw wrong(where, "a field: an object");
	if (!type) throw wrong(`${where}.type`, SENTENCES.type ?? "");
	const parsed = schemaOf(type).safeParse(described);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		if (issue?.code === "unrecognized_keys")
			throw wrong(where, `a ${type}, which has no "${issue.keys.join(`" and no "`)}"`);
		const part = String(issue?.path[0]);
		throw wrong(`${where}.${part}`, SENTENCES[part] ?? "something else");
	}
	// An optional part that is not there has no name either: nothing here is undefined.
	const field = parsed.data as SettingField;
	if (type === "text" || type === "longText") field.maxLength ??= USUAL_LENGTH[type];
	const begins = field.default ?? BEGINS[type] ?? (type === "number" ? (field.min ?? 0) : null);
	const value = cleanValue({ ...field, default: begins }, begins);
	if (value === undefined) throw wrong(`${where}.default`, `one of its values. ${ruleOf(field)}`);
	if (value !== null && ["channel", "role", "member"].includes(type))
		throw wrong(`${where}.default`, `none: each server has others`);
	return { ...field, default: value };
}

function wrong(where: string, right: string): AppError {
	return new AppError("not_configured", { detail: `BOT_SETTINGS${where} has to be ${right}` });
}

function jsonIn(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch (error) {
		// Only where: what V8 says besides repeats the text.
		const [where = ""] = /at position \d+( \(line \d+ column \d+\))?/.exec(String(error)) ?? [];
		throw wrong("", `JSON${where && `: it is none ${where}`}`);
	}
}

function isPattern(source: string): boolean {
	try {
		patternOf(source);
		return true;
	} catch {
		return false;
	}
}

function areDistinct(all: readonly { value: string }[]): boolean {
	return new Set(all.map(({ value }) => value)).size === all.length;
}
