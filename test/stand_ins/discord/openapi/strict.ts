import type { Schema } from "@cfworker/json-schema";

type Any = Schema | boolean;

/**
 * The same schema, in which no object, at any depth, may have a property that the schema does not name. Discord's
 * document leaves that open nearly everywhere, and what is misspelt would pass.
 */
export function strict(schema: Any): Any {
	if (typeof schema === "boolean" || saysNothing(schema)) return schema;
	return { ...strictBelow(schema), unevaluatedProperties: false };
}

/** What names no property on purpose. */
const saysNothing = (schema: Schema) => Object.keys(schema).length === 0;

/** Strict in all that an object contains, but not yet itself: schemas of one object may share out its properties. */
export function strictBelow(schema: Schema): Schema {
	const { properties, items, additionalProperties, allOf, anyOf, oneOf } = schema;
	return {
		...schema,
		...(properties && {
			properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, strict(part)])),
		}),
		...(items !== undefined && { items: Array.isArray(items) ? items.map(strict) : strict(items) }),
		...(additionalProperties !== undefined && { additionalProperties: strict(additionalProperties) }),
		...(allOf && { allOf: allOf.map(strictBelow) }),
		...(anyOf && { anyOf: anyOf.map(strictBelow) }),
		...(oneOf && { oneOf: oneOf.map(strictBelow) }),
	};
}
