import { OPTIONS_MAX } from "./fields";
import { type Field, OptionError, readValue } from "./option_values";
import { type Options, parametersOf } from "./query";
import {
	type ChoosableField,
	hexOf,
	isShared,
	numberText,
	type StyleOptions,
	weightsText,
} from "./style_options";

/** Options as they are kept, or what is wrong with them: one sentence for the page. */
export type ReadOptions =
	| { readonly options: string; readonly problem?: undefined }
	| { readonly problem: string; readonly options?: undefined };

/** What is wrong with a text of options, whatever it says. */
export const OPTIONS_RULE = `Use at most ${OPTIONS_MAX} characters, such as rotate=10&flip=horizontal.`;

/** Whether a text may be one of options at all. */
export function isOptionsText(text: string): boolean {
	return text.length <= OPTIONS_MAX && text.isWellFormed() && !/\p{Cc}/u.test(text);
}

/** What other fields of the form say: whoever pastes an address of DiceBear's has it in there. */
const OTHER_FIELDS = ["seed", "backgroundColor"];

/** The most items that the core takes in a list, and in an object of weights. */
const MOST_ITEMS = 128;
const MOST_WEIGHTS = 512;
/** The longest tag that it takes. */
const TAG_MAX = 130;

/**
 * A text of options, in the query form of DiceBear's HTTP API, in the one way that it is kept in: by name, each value in its
 * shortest form, without what is as the style itself has it and what other fields say. To read it again changes nothing.
 * @param own what may be chosen in the style: see `optionsOf`
 */
export function readOptions(own: StyleOptions, text: string): ReadOptions {
	if (!isOptionsText(text)) return { problem: OPTIONS_RULE };
	const values = readEach(own, text);
	const wrong = values.map(([, value]) => value).find((value) => value instanceof OptionError);
	if (wrong) return { problem: wrong.message };
	const options = written(own, values);
	return options.length <= OPTIONS_MAX ? { options } : { problem: OPTIONS_RULE };
}

/** The same of all that is right: a style may have changed since, or be another one. */
export function fittingOptions(own: StyleOptions, text: string): string {
	const options = isOptionsText(text) ? written(own, readEach(own, text)) : "";
	return options.length <= OPTIONS_MAX ? options : "";
}

/** A text without some of its options. */
export function withoutOptions(text: string, names: readonly string[]): string {
	return text
		.split("&")
		.filter((pair) => !names.includes(pair.split("=", 1)[0] ?? ""))
		.join("&");
}

/** A text's options that mean the same in every style. */
export function sharedOptions(text: string): string {
	return withoutOptions(
		text,
		Object.keys(optionsIn(text)).filter((name) => !isShared(name)),
	);
}

/** What a text says, as it is sent to DiceBear. */
export function optionsIn(text: string): Options {
	const named = [...parametersOf(text)].filter(([name]) => name !== "");
	return Object.fromEntries(named.map(([name, value]) => [name, value.split(",")]));
}

type EnumField = Extract<ChoosableField, { type: "enum" }>;
type Values = readonly (readonly [name: string, value: string | OptionError])[];

function readEach({ fields }: StyleOptions, text: string): Values {
	return [...parametersOf(text)]
		.filter(([name]) => name !== "" && !OTHER_FIELDS.includes(name))
		.map(([name, value]) => {
			const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
			return [name, field ? canonicalValue(name, field, value) : new OptionError("This style", lacks(name))];
		});
}

/** A name is said where it looks like one. */
function lacks(name: string): string {
	return /^\w{1,40}$/.test(name) ? `has no “${name}”.` : "has no option of that name.";
}

function written({ fields }: StyleOptions, values: Values): string {
	const byName = new Map(values.filter(([, value]) => typeof value === "string") as [string, string][]);
	const isOwn = (name: string, value: string) => {
		const field = fields[name];
		if (value !== field?.own) return false;
		// Named variants are not sorted out by tags, and named colours in a fixed order stay in theirs.
		if (field.type === "enum" && field.weighted) return !byName.get("tags");
		return field.type !== "color" || byName.get(`${name}Order`) !== "fixed";
	};
	return [...byName]
		.filter(([name, value]) => !isOwn(name, value))
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => `${name}=${value}`)
		.join("&");
}

/** A value in its shortest form, or what is wrong with it. */
function canonicalValue(name: string, field: ChoosableField, text: string): string | OptionError {
	return valueText(field, parsed(name, field, text)) ?? new OptionError(field.label, takes(field));
}

/** As `/10.x` reads it; undefined where that refuses it. */
function parsed(name: string, field: Field, text: string): unknown {
	try {
		return readValue(name, field, text);
	} catch (error) {
		if (error instanceof OptionError) return undefined;
		throw error;
	}
}

function valueText(field: ChoosableField, value: unknown): string | undefined {
	const items: readonly unknown[] = [value].flat();
	switch (field.type) {
		case "number":
			return items.length === 1 ? numbersText(field, items) : undefined;
		case "range":
			// Steps are counted: they alone have no end.
			if (field.max === undefined && !items.every(Number.isInteger)) return undefined;
			return items.length === 0 ? field.own : numbersText(field, items);
		case "color":
			return items.length <= MOST_ITEMS && items.every(isColour) ? items.map(hexOf).join(",") : undefined;
		case "enum":
			return isWeights(value) ? weightsText(Object.entries(value)) : itemsText(field, items);
		default:
			return undefined;
	}
}

/** One number, or from where to where. */
function numbersText(
	{ min = -Infinity, max = Infinity }: { readonly min?: number; readonly max?: number },
	items: readonly unknown[],
): string | undefined {
	const numbers = items.filter((item) => typeof item === "number" && item >= min && item <= max) as number[];
	if (numbers.length < items.length || numbers.length > 2) return undefined;
	// And -0 is 0.
	return [...new Set([Math.min(...numbers) + 0, Math.max(...numbers) + 0])].map(numberText).join(",");
}

function isColour(item: unknown): item is string {
	return typeof item === "string" && /^#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(item);
}

function isWeights(value: unknown): value is Record<string, number> {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
	const weights: unknown[] = Object.values(value);
	return (
		weights.length > 0 &&
		weights.length <= MOST_WEIGHTS &&
		weights.every((weight) => typeof weight === "number" && weight >= 0)
	);
}

/** A category of variants, or one of its values; or all but those. */
const TAG = /^!?[a-z][a-zA-Z0-9]*(?::[a-z][a-zA-Z0-9]*)?$/;

/** Each item once: the core does not mind their order. No variant at all is none; of anything else it is what the style has. */
function itemsText(field: EnumField, items: readonly unknown[]): string | undefined {
	const isItem = (item: unknown): item is string =>
		typeof item === "string" && (!field.open || (item.length <= TAG_MAX && TAG.test(item)));
	if (!items.every(isItem) || (!field.list && items.length !== 1)) return undefined;
	const text = [...new Set(items)].toSorted().join(",");
	if (text === "" && !field.weighted) return field.own;
	return text === field.own || new Set(items).size <= MOST_ITEMS ? text : undefined;
}

/** What a field takes, as the rest of a sentence that begins with its label. */
function takes(field: Field): string {
	if (field.type === "color") return "takes colours of six hex digits.";
	if (field.type !== "number" && field.type !== "range") return "has no such choice.";
	return field.max === undefined
		? `takes whole numbers from ${field.min}.`
		: `goes from ${field.min} to ${field.max}.`;
}
