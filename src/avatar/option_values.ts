import type { OptionsDescriptor } from "./generated/engine";

export type Descriptor = ReturnType<OptionsDescriptor["toJSON"]>;
export type Field = Descriptor[string];
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

/** Reads one value as its type. A list has commas, and nothing between two of them is no item; a range is a list, too. */
export function readValue(name: string, field: Field, text: string): unknown {
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
