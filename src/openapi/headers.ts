import type { ZodOpenApiHeaderObject } from "zod-openapi";
import type { ReferenceObject } from "./types";

const text = { schema: { type: "string" } } as const;

/** The headers that answers have, besides the safe ones of every answer. */
export const HEADERS = {
	"Access-Control-Allow-Origin": { description: "`*`: any page may read it.", ...text },
	"Cache-Control": {
		description: "How long it may be kept, and by whom. What is not said to be public is nobody else's.",
		...text,
	},
	"Content-Disposition": { description: "What the picture is called, where it is saved.", ...text },
	ETag: {
		description: "Names this version: who sends it as `If-None-Match` gets 304 where it is still the same.",
		...text,
	},
	Location: { description: "Where to go on.", required: true, ...text },
	"Retry-After": {
		description: "Whole seconds to wait before the next try. Always there with 429.",
		schema: { type: "integer", minimum: 0 },
	},
	"Set-Cookie": { description: "A login that has begun, a session, or its end.", ...text },
	Upgrade: { description: "`websocket`", ...text },
	Warning: { description: "Of a version that is a release candidate: pictures may still change.", ...text },
	"WWW-Authenticate": { description: "`Bearer`", ...text },
} as const satisfies Record<string, ZodOpenApiHeaderObject>;

export type HeaderName = keyof typeof HEADERS;

export function headers(...names: readonly HeaderName[]): Record<string, ReferenceObject> {
	return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
