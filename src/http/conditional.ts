import type { MiddlewareHandler } from "hono";
import { PICTURE_HEADERS } from "../security_headers";
import type { AppEnv } from "./browser";

/** A 304 replaces the headers of the copy that the browser has (RFC 9111, 4.3.4): it must bring all that count. */
const RETAINED_HEADERS = ["ETag", ...Object.keys(PICTURE_HEADERS)];

/** RFC 9110, 8.8.3: what is in quotes is what is compared. */
const OPAQUE_TAGS = /"[\x21\x23-\x7e\x80-\xff]*"/g;

/**
 * Whether `If-None-Match` names an entity tag: weakly, as RFC 9110, 13.1.2 wants it.
 * @param ifNoneMatch as it came; undefined for none
 * @param etag as an answer has it: `"x"` or `W/"x"`
 */
export function hasTag(ifNoneMatch: string | undefined, etag: string): boolean {
	if (ifNoneMatch?.trim() === "*") return true;
	const [opaque] = etag.match(OPAQUE_TAGS) ?? [];
	return opaque !== undefined && (ifNoneMatch?.match(OPAQUE_TAGS)?.includes(opaque) ?? false);
}

/** Answers 304 in the place of a 200 with an `ETag` that the browser has. */
export const conditional: MiddlewareHandler<AppEnv> = async (c, next) => {
	await next();
	const etag = c.res.headers.get("ETag");
	if (c.res.status !== 200 || !etag || !hasTag(c.req.header("If-None-Match"), etag)) return;
	const { body, headers } = c.res;
	await body?.cancel();
	// Else Hono adds the old answer's headers to the new one's.
	c.res = undefined;
	c.res = notModified(headers);
};

/** A 304 in the place of a 200 with these headers. */
export function notModified(ok: Headers): Response {
	const headers = new Headers();
	for (const name of RETAINED_HEADERS) {
		const value = ok.get(name);
		if (value !== null) headers.set(name, value);
	}
	return new Response(null, { status: 304, headers });
}
