import { OptionsDescriptor, type Style } from "./generated/engine";
import { parametersOf } from "./query";

/** How addresses are read: to be raised whenever one comes to mean another picture. */
export const READING = 2;

/** What DiceBear's core takes, as values of its own types. */
export type CoreOptions = Record<string, unknown>;

export type Descriptor = ReturnType<OptionsDescriptor["toJSON"]>;
type Field = Descriptor[string];
type EnumField = Extract<Field, { type: "enum" }>;

/** An option with a value that it cannot have. */
export class OptionError extends Error {
	override readonly name = "OptionError";
	readonly option: string;

	constructor(option: string, problem: string) {
		super(`${option} ${problem}`);
		this.option = option;
	}
}

/** Options of the core that DiceBear's HTTP API does not take from a URL. */
const NOT_FROM_URL = ["idRandomization", "fontFamily", "fontWeight", "title"];

const descriptors = new WeakMap<Style, Descriptor>();

/** The options a style takes from a URL, as DiceBear describes them in `options.json`. */
export function descriptorOf(style: Style): Descriptor {
	let descriptor = descriptors.get(style);
	if (!descriptor) {
		descriptor = withoutCoreOptions(new OptionsDescriptor(style).toJSON());
		descriptors.set(style, descriptor);
	}
	return descriptor;
}

/** What a descriptor has besides the options that are not for URLs. */
export function withoutCoreOptions(descriptor: Descriptor): Descriptor {
	return Object.fromEntries(Object.entries(descriptor).filter(([name]) => !NOT_FROM_URL.includes(name)));
}

/**
 * A query as the core's options: each value read as the type that the style's own descriptor names. Unknown options
 * are left out, as at DiceBear. What a value may be is the core's to say: see `asOptionError`.
 * @throws OptionError for a list in brackets and for a variant that the style does not have
 * Source: https://www.dicebear.com/how-to-use/http-api/, and `src/utils/query-string.ts` of https://github.com/dicebear/api
 */
export function optionsFrom(style: Style, query: string): CoreOptions {
	return optionsDescribedBy(descriptorOf(style), query);
}

/** The same for a style that has these options. */
export function optionsDescribedBy(descriptor: Descriptor, query: string): CoreOptions {
	const options: CoreOptions = {};
	for (const [name, text] of parametersOf(query)) {
		const [bare = "", bracket] = name.split("[", 2);
		if (bracket !== undefined) throw new OptionError(bare, "is in brackets: lists are separated by commas");
		const field = Object.hasOwn(descriptor, name) ? descriptor[name] : undefined;
		if (field) options[name] = readValue(name, field, text);
	}
	return options;
}

/** Reads one value as its type. A list has commas, and nothing between two of them is no item; a range is a list, too. */
function readValue(name: string, field: Field, text: string): unknown {
	const items = text.split(",").filter(Boolean);
	switch (field.type) {
		case "string":
			return text;
		case "boolean":
			return text === "true" || (text === "false" ? false : text);
		case "number":
			return single(items.map(readNumber));
		case "range":
			return items.map(readNumber);
		case "color":
			return items;
		case "enum":
			return readVariants(name, field, items);
	}
}

/** One item as itself; none and several stay a list, and the core then says that it takes none. */
function single<T>(items: readonly T[]): T | readonly T[] {
	const [item, ...more] = items;
	return item === undefined || more.length > 0 ? items : item;
}

/** A number in any way that JavaScript writes it, or the text as it is: the core then says that it is none. */
function readNumber(text: string): number | string {
	const value = Number(text);
	return Number.isFinite(value) ? value : text;
}

/** `happy,wink` as a list, `happy:3,wink` with weights: `{ happy: 3, wink: 1 }`. A weight left empty is 0. */
function readVariants(name: string, field: EnumField, items: readonly string[]): unknown {
	const weights = field.weighted && items.some((item) => item.includes(":")) ? weightsOf(items) : undefined;
	const variants = weights ? Object.keys(weights) : items;
	// The core would silently leave the part out.
	const unknown = variants.find((variant) => !field.open && !field.values.includes(variant));
	if (unknown !== undefined) throw new OptionError(name, `has no ${unknown}`);
	return weights ?? (field.list ? items : single(items));
}

function weightsOf(items: readonly string[]): Record<string, number | string> {
	const named = items.map((item) => item.split(":")).filter(([variant]) => variant);
	return Object.fromEntries(
		named.map(([variant = "", weight = "1"]) => [variant.trim(), readNumber(weight)]),
	);
}

/** What the core throws for options that its schema does not take. */
interface SchemaError {
	details: readonly { instancePath?: string; message?: string }[];
}

/** The core's own complaint about an option, as an `OptionError`; anything else as it is. */
export function asOptionError(thrown: unknown): unknown {
	if (!(thrown instanceof Error) || !("details" in thrown)) return thrown;
	const [first] = (thrown as Error & SchemaError).details;
	const [, option = ""] = first?.instancePath?.split("/") ?? [];
	return new OptionError(option, first?.message ?? "is not valid");
}
