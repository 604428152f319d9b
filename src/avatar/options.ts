import { OptionsDescriptor, type Style } from "./generated/engine";

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
		descriptor = new OptionsDescriptor(style).toJSON();
		for (const name of NOT_FROM_URL) delete descriptor[name];
		descriptors.set(style, descriptor);
	}
	return descriptor;
}

/**
 * A query as the core's options: each value read as the type that the style's own descriptor names. Unknown options
 * are left out, as at DiceBear. What a value may be is the core's to say: see `asOptionError`.
 * @throws OptionError for a list in brackets and for a variant that the style does not have
 * Source: https://www.dicebear.com/how-to-use/http-api/
 */
export function optionsFrom(style: Style, query: URLSearchParams): CoreOptions {
	const descriptor = descriptorOf(style);
	const options: CoreOptions = {};
	for (const [name, text] of query) {
		const [bare = "", bracket] = name.split("[", 2);
		if (bracket !== undefined) throw new OptionError(bare, "is in brackets: lists are separated by commas");
		const field = Object.hasOwn(descriptor, name) ? descriptor[name] : undefined;
		if (field) options[name] = readValue(name, field, text);
	}
	return options;
}

/** Reads one value as its type. A list has commas; a range is one number or two. */
function readValue(name: string, field: Field, text: string): unknown {
	switch (field.type) {
		case "string":
			return text;
		case "boolean":
			return text === "true" || (text === "false" ? false : text);
		case "number":
			return readNumber(text);
		case "range": {
			const ends = text.split(",").map(readNumber);
			return ends.length === 1 ? ends[0] : ends;
		}
		case "color":
			return text.split(",");
		case "enum":
			return readVariants(name, field, text);
	}
}

/** A number, or the text as it is: the core then says that it is none. */
function readNumber(text: string): number | string {
	return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text;
}

/** `happy,wink` as a list, `happy:3,wink` with weights: `{ happy: 3, wink: 1 }`. */
function readVariants(name: string, field: EnumField, text: string): unknown {
	const values = text.split(",");
	const weighted = field.weighted && text.includes(":");
	const pairs = values.map((value) => (weighted ? value.split(":") : [value]));
	for (const [variant = "", , more] of pairs) {
		// The core would silently leave the part out.
		if (!field.open && !field.values.includes(variant))
			throw new OptionError(name, `has no ${variant || "empty value"}`);
		if (more !== undefined) throw new OptionError(name, "has more than one weight for a value");
	}
	if (weighted)
		return Object.fromEntries(pairs.map(([variant, weight]) => [variant, readNumber(weight || "1")]));
	return field.list ? values : values[0];
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
