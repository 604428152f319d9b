import type { oas32 } from "zod-openapi";

/* Parts of a document, by the specification's names; 3.2 has all that 3.1 has. */
export type ParameterObject = oas32.ParameterObject;
export type ReferenceObject = oas32.ReferenceObject;
export type SchemaObject = oas32.SchemaObjectValue;
