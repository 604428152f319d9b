import { env } from "cloudflare:workers";
import type { Schema } from "@cfworker/json-schema";

/** What is read of `/openapi.json`: https://spec.openapis.org/oas/v3.1.1.html */
export interface OpenApi {
	info: { description: string };
	paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	components: {
		schemas: Readonly<Record<string, Schema>>;
		responses: Readonly<Record<string, Answer>>;
		parameters: Readonly<Record<string, Parameter>>;
		headers: Readonly<Record<string, Header>>;
	};
}

export interface Operation {
	operationId: string;
	tags: readonly string[];
	security: readonly object[];
	parameters?: readonly (Parameter | Ref)[];
	requestBody?: { content: Readonly<Record<string, { schema: Schema; example?: unknown }>> };
	responses: Readonly<Record<string, Answer | Ref>>;
}

export interface Parameter {
	name: string;
	in: "path" | "query" | "header" | "cookie";
	required?: boolean;
	schema: Schema;
	explode?: boolean;
}

export interface Answer {
	headers?: Readonly<Record<string, Header | Ref>>;
	content?: Readonly<Record<string, { schema?: Schema }>>;
}

interface Header {
	required?: boolean;
}

export interface Ref {
	$ref: string;
}

/** The document as the site has it. */
export const document: OpenApi = await (
	await env.ASSETS.fetch(new URL("/openapi.json", "https://assets.invalid"))
).json();

/** What a reference leads to, where it is one. */
export function resolved<T extends object>(value: T | Ref): T {
	if (!("$ref" in value)) return value;
	const names = value.$ref.split("/").slice(1);
	const found = names.reduce<unknown>((within, name) => (within as Record<string, unknown>)[name], document);
	if (!found) throw new Error(`Nothing is at ${value.$ref}`);
	return found as T;
}

/** The headers that the document names. The `Set-Cookie` of a session that goes on is anywhere, and so is what caches are told. */
export const HEADERS = Object.keys(document.components.headers).filter(
	(name) => name !== "Cache-Control" && name !== "Set-Cookie",
);
