/* The options of DiceBear's styles as parameters of a query, from what the styles themselves say of them. */
import { CORE_SEED_MAX } from "../avatar/fields";
import { collections } from "../avatar/generated/collections";
import type { Descriptor, Field } from "../avatar/option_values";
import { descriptorOf } from "../avatar/options";
import { styleOf } from "../avatar/render";
import { STYLES } from "../avatar/styles";
import type { ParameterObject, ReferenceObject, SchemaObject } from "./types";

type Parameter = ParameterObject | ReferenceObject;

const COLOUR: SchemaObject = {
	type: "string",
	description: "3, 4, 6 or 8 hex digits.",
	pattern: "^#?([a-fA-F0-9]{3}|[a-fA-F0-9]{4}|[a-fA-F0-9]{6}|[a-fA-F0-9]{8})$",
	examples: ["b6e3f4"],
};

/** A tag that there is, one that there is not to be (`!`), or all of a category. */
const TAG = "^!?[a-z][a-zA-Z0-9]*(:[a-z][a-zA-Z0-9]*)?$";

/** What the parameters refer to, under the names that they have in the document. */
export const OPTION_SCHEMAS: Readonly<Record<string, SchemaObject>> = { Colour: COLOUR };

const ref = (name: string): ReferenceObject => ({ $ref: `#/components/schemas/${name}` });

/** What the core takes as whole numbers only, which its descriptor does not say. */
const WHOLE = /^size$|ColorFillStops$/;

/** A field of a descriptor as the schema of its value in a query, where a list has commas. */
function schemaOf(name: string, field: Field): SchemaObject {
	const type = WHOLE.test(name) ? "integer" : "number";
	switch (field.type) {
		case "string":
			return { type: "string", maxLength: CORE_SEED_MAX };
		case "boolean":
			return { type: "boolean" };
		case "number":
			return { type, ...limits(field) };
		case "range":
			return { type: "array", items: { type, ...limits(field) }, minItems: 1, maxItems: 2 };
		case "color":
			return { type: "array", items: ref("Colour") };
		case "enum":
			return field.list
				? { type: "array", items: itemOf(field) }
				: { type: "string", enum: [...field.values] };
	}
}

function itemOf({ open, values }: Extract<Field, { type: "enum" }>): SchemaObject {
	return { type: "string", ...(open ? { pattern: TAG, examples: [...values] } : { enum: [...values] }) };
}

function limits({ min, max }: { min?: number; max?: number }) {
	return { ...(min !== undefined && { minimum: min }), ...(max !== undefined && { maximum: max }) };
}

function parameter(name: string, schema: SchemaObject, description?: string): ParameterObject {
	return {
		name,
		in: "query",
		...(description && { description }),
		...(schema.type === "array" && { style: "form", explode: false }),
		schema,
	};
}

/** What the options are for that all styles have. */
const MEANINGS: Readonly<Record<string, string>> = {
	seed: "What the avatar grows from: the same seed gives the same avatar. Without one it is the empty seed.",
	size: "Width and height in pixels. An SVG has none of its own where none is asked for; an image has 128, and at most 1,024.",
	flip: "Turns it over; of several, one is chosen by the seed.",
	scale: "How large it is drawn; of two, something between them is chosen by the seed.",
	borderRadius: "How round its corners are, in percent.",
	rotate: "In degrees.",
	translateX: "To the right, in percent of the size.",
	translateY: "Downwards, in percent of the size.",
	backgroundColor: "Of several, one is chosen by the seed, or they are a gradient's. None: transparent.",
	backgroundColorFill: "One colour, or a gradient.",
	backgroundColorFillStops: "How many colours a gradient has.",
	backgroundColorAngle: "A gradient's, in degrees.",
	backgroundColorOrder: "Whether a gradient keeps its colours' order.",
};

const DESCRIPTORS = new Map([...STYLES.keys()].map((name) => [name, descriptorOf(styleOf(name))]));

/** The options that every style of DiceBear 10 has, and means the same by. */
const common: Descriptor = Object.fromEntries(
	Object.entries([...DESCRIPTORS.values()][0] ?? {}).filter(([name, field]) =>
		DESCRIPTORS.values().every((each) => JSON.stringify(each[name]) === JSON.stringify(field)),
	),
);

/** Those that the document has once. */
export const COMMON_PARAMETERS: Readonly<Record<string, ParameterObject>> = Object.fromEntries(
	Object.entries(common).map(([name, field]) => [
		name,
		parameter(name, schemaOf(name, field), MEANINGS[name]),
	]),
);

export const COMMON: readonly Parameter[] = Object.keys(common).map((name) => ({
	$ref: `#/components/parameters/${name}`,
}));

/** What a style of DiceBear 10 takes besides. */
export function ownParameters(style: string): readonly Parameter[] {
	return Object.entries(DESCRIPTORS.get(style) ?? {})
		.filter(([name]) => !Object.hasOwn(common, name))
		.map(([name, field]) => parameter(name, schemaOf(name, field)));
}

/** The options that come with a version's core. The core of 11 has those of 10. */
export function coreParameters(major: number): readonly Parameter[] {
	const collection = collections[major];
	if (!collection) return COMMON;
	return Object.entries(collection.schema.properties).map(([name, { default: _, ...schema }]) => {
		const meaning = ["seed", "size"].includes(name) ? MEANINGS[name] : undefined;
		return parameter(name, schema as SchemaObject, meaning);
	});
}
