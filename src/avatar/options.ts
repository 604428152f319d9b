import { OptionsDescriptor, type Style } from "@dicebear/core";

/** What DiceBear's core takes, as values of its own types. */
export type CoreOptions = Record<string, unknown>;

type Descriptor = ReturnType<OptionsDescriptor["toJSON"]>;
type Field = Descriptor[string];

/** An option whose value DiceBear's core would not take. */
export class OptionError extends Error {
	override readonly name = "OptionError";
	readonly option: string;

	constructor(option: string, expected: string) {
		super(`${option} must be ${expected}`);
		this.option = option;
	}
}

/** Options of the core that DiceBear's HTTP API does not take from a URL. */
const NOT_FROM_URL = new Set(["idRandomization", "fontFamily", "fontWeight", "title"]);

const descriptors = new WeakMap<Style, Descriptor>();

/**
 * A query as the core's options: each value read as the type that the style's own descriptor names. Unknown options
 * are left out, as DiceBear's HTTP API does.
 * @throws OptionError where a value is not of that type, or outside its range
 */
export function optionsFrom(style: Style, query: URLSearchParams): CoreOptions {
	let descriptor = descriptors.get(style);
	if (!descriptor) {
		descriptor = new OptionsDescriptor(style).toJSON();
		descriptors.set(style, descriptor);
	}
	const options: CoreOptions = {};
	for (const [name, text] of query) {
		const field = Object.hasOwn(descriptor, name) ? descriptor[name] : undefined;
		if (field && !NOT_FROM_URL.has(name)) options[name] = readValue(name, field, text);
	}
	return options;
}

/** Reads one value as its type. A list has commas; a range is one number or two. */
function readValue(name: string, field: Field, text: string): unknown {
	switch (field.type) {
		case "string":
			return text;
		case "boolean":
			if (text !== "true" && text !== "false") throw new OptionError(name, "true or false");
			return text === "true";
		case "number":
			return numberOf(name, field, text);
		case "range": {
			const ends = text.split(",").map((end) => numberOf(name, field, end));
			if (ends.length > 2) throw new OptionError(name, "one number or two");
			return ends.length === 1 ? ends[0] : ends;
		}
		case "color": {
			const colours = text.split(",").map((colour) => colour.replace(/^#/, ""));
			if (!colours.every((colour) => /^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(colour))) {
				throw new OptionError(name, "colours in hex digits");
			}
			return colours;
		}
		case "enum": {
			const values = text.split(",");
			if (field.weighted && text.includes(":")) return weightsOf(name, field, values);
			for (const value of values) checkVariant(name, field, value);
			return field.list ? values : values[0];
		}
	}
}

/** Unknown variants must be refused here: the core silently leaves the part out. */
function checkVariant(name: string, field: Extract<Field, { type: "enum" }>, value: string) {
	if (!field.open && !field.values.includes(value))
		throw new OptionError(name, `of ${field.values.join(", ")}`);
}

/** `happy:3,wink` → `{ happy: 3, wink: 1 }` */
function weightsOf(name: string, field: Extract<Field, { type: "enum" }>, values: string[]) {
	return Object.fromEntries(
		values.map((value) => {
			const [variant = "", weight = ""] = value.split(":");
			checkVariant(name, field, variant);
			return [variant, weight === "" ? 1 : numberOf(name, { min: 0 }, weight)];
		}),
	);
}

function numberOf(name: string, { min, max }: { min?: number; max?: number }, text: string): number {
	const number = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
	if (Number.isNaN(number) || number < (min ?? -Infinity) || number > (max ?? Infinity)) {
		throw new OptionError(name, `a number from ${min ?? "any"} to ${max ?? "any"}`);
	}
	return number;
}
