import type { Schema } from "@cfworker/json-schema";

/** An OpenAPI 3.1 document, as far as the checker reads it: https://spec.openapis.org/oas/v3.1.0 */
export interface OpenApi {
	readonly paths: Readonly<Record<string, PathItem>>;
	readonly components?: {
		readonly schemas?: Readonly<Record<string, Schema>>;
		readonly responses?: Readonly<Record<string, Answer>>;
	};
}

export const METHODS = ["get", "post", "patch", "put", "delete"] as const;

export type PathItem = { readonly parameters?: readonly Parameter[] } & {
	readonly [method in (typeof METHODS)[number]]?: Operation;
};

export interface Operation {
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: Body & { readonly required?: boolean };
	/** By status; `4XX` stands for all that are not named. */
	readonly responses: Readonly<Record<string, Answer | Ref>>;
	/** Any one of these, by name. */
	readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface Parameter {
	readonly name: string;
	readonly in: "path" | "query";
	readonly required?: boolean;
	readonly schema: Schema;
}

/** By content type; without a schema, anything may be in it. */
export interface Body {
	readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export type Answer = Body;

export interface Ref {
	readonly $ref: string;
}
