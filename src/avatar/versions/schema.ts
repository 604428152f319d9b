/*
 * Options from a URL by a JSON Schema, as the server of DiceBear 5 to 9 takes them: with `qs`, and with Ajv's type coercion
 * (https://ajv.js.org/coercion.html). The schemas of these versions have no keywords but those below.
 */
import { OptionError } from "../option_values";
import { textsOf } from "../query";

/** What a value may be. */
export interface ValueSchema {
	type: "string" | "integer" | "boolean";
	enum?: readonly (string | number)[];
	pattern?: string;
	minimum?: number;
	maximum?: number;
}

export interface ListSchema {
	type: "array";
	items: ValueSchema;
	/** At most 1: there must be something in it. */
	minItems?: number;
	maxItems?: number;
}

/** The options that there are, by name. */
export type Properties = Readonly<Record<string, (ValueSchema | ListSchema) & { default?: unknown }>>;

type Value = string | number | boolean;

/** The longest list that their server takes: as many as the longest `enum` of any of their styles has, icons' `icon`. */
const MOST_ITEMS = 146;

/**
 * A query as options. Unknown ones are left out: no style of these versions draws anything else for one.
 * @throws OptionError in Ajv's words for a value that the schema does not allow
 * Source: `src/utils/query-string.ts` and `src/routes/style.ts` of https://github.com/dicebear/api before its version 4
 */
export function optionsBySchema(properties: Properties, query: string): Record<string, Value | Value[]> {
	const options: Record<string, Value | Value[]> = {};
	for (const [written, texts] of textsOf(query)) {
		const [name = "", object] = written.split("[", 2);
		const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
		if (!schema) continue;
		if (object !== undefined) throw new OptionError(name, `must be ${schema.type}`);
		// A seed has commas of its own.
		const items =
			name === "seed" ? [texts.join(",")] : texts.flatMap((text) => text.split(",").filter(Boolean));
		if (items.length > MOST_ITEMS) throw new OptionError(name, `must NOT have more than ${MOST_ITEMS} items`);
		// What is left empty was not chosen, but where a list of nothing says "without".
		if (items.length === 0 && !mayBeEmpty(schema)) continue;
		options[name] = schema.type === "array" ? listOf(name, schema, items) : single(name, schema, items);
	}
	return options;
}

function mayBeEmpty(schema: ValueSchema | ListSchema): boolean {
	return schema.type === "array" && !schema.minItems;
}

function single(name: string, schema: ValueSchema, items: readonly string[]): Value {
	const [item = "", ...more] = items;
	if (more.length > 0) throw new OptionError(name, `must be ${schema.type}`);
	return valueIn(name, schema, item);
}

function listOf(name: string, { items, maxItems = MOST_ITEMS }: ListSchema, texts: readonly string[]) {
	if (texts.length > maxItems) throw new OptionError(name, `must NOT have more than ${maxItems} items`);
	return texts.map((text, i) => valueIn(`${name}/${i}`, items, text));
}

function valueIn(name: string, schema: ValueSchema, text: string): Value {
	const value = coerced(schema.type, text);
	if (value === undefined) throw new OptionError(name, `must be ${schema.type}`);
	if (typeof value === "number") {
		if (value < (schema.minimum ?? value)) throw new OptionError(name, `must be >= ${schema.minimum}`);
		if (value > (schema.maximum ?? value)) throw new OptionError(name, `must be <= ${schema.maximum}`);
	}
	if (
		typeof value === "string" &&
		schema.pattern !== undefined &&
		!new RegExp(schema.pattern, "u").test(value)
	)
		throw new OptionError(name, `must match pattern "${schema.pattern}"`);
	if (schema.enum && !schema.enum.some((allowed) => allowed === value))
		throw new OptionError(name, "must be equal to one of the allowed values");
	return value;
}

/** A text as a type, where it says one of that type: a whole number in any way that JavaScript writes it. */
function coerced(type: ValueSchema["type"], text: string): Value | undefined {
	switch (type) {
		case "string":
			return text;
		case "integer":
			return Number.isInteger(Number(text)) ? Number(text) : undefined;
		case "boolean":
			return text === "true" || (text === "false" ? false : undefined);
	}
}
