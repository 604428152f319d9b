import type { $ZodType } from "zod/v4/core";
import type { ZodOpenApiResponseObject } from "zod-openapi";
import { RASTER_FORMATS } from "../avatar/raster";
import { type HeaderName, headers } from "./headers";

/** An answer as JSON. */
export function json(
	description: string,
	schema: $ZodType,
	...named: readonly HeaderName[]
): ZodOpenApiResponseObject {
	return {
		description,
		headers: headers("Cache-Control", ...named),
		content: { "application/json": { schema } },
	};
}

export function page(description: string): ZodOpenApiResponseObject {
	return {
		description,
		headers: headers("Cache-Control"),
		content: { "text/html": { schema: { type: "string" } } },
	};
}

/** An answer that leads elsewhere. */
export function leadsTo(description: string, ...named: readonly HeaderName[]): ZodOpenApiResponseObject {
	return { description, headers: headers("Location", "Cache-Control", ...named) };
}

export const SVG = "image/svg+xml";

const RASTER_TYPES = [...new Set(Object.values(RASTER_FORMATS).map(({ contentType }) => contentType))];

/** What a picture is, by its content types. */
export const IMAGES = Object.fromEntries([
	[SVG, { schema: { type: "string" as const } }],
	...RASTER_TYPES.map((type) => [type, {}] as const),
]);

const PICTURE_HEADERS = headers("Access-Control-Allow-Origin", "Cache-Control", "ETag");

/** A stored picture. */
export const PICTURE = {
	id: "Picture",
	description: "The picture.",
	headers: PICTURE_HEADERS,
	content: IMAGES,
} satisfies ZodOpenApiResponseObject;

export const NOT_MODIFIED = {
	id: "NotModified",
	description: "Whoever asks has it already.",
	headers: headers("Access-Control-Allow-Origin", "Cache-Control", "ETag"),
} satisfies ZodOpenApiResponseObject;
