/** The headers of every answer; a route may put others in their place. */
export const SAFE_HEADERS = {
	// Workers Cache stands in front of the Worker: what is not said to be public must never be kept.
	"Cache-Control": "private, no-store",
	"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Permissions-Policy": "camera=(), geolocation=(), microphone=()",
	// No path and no query: the callback's holds a code.
	"Referrer-Policy": "strict-origin",
	"Strict-Transport-Security": "max-age=31536000",
	"X-Content-Type-Options": "nosniff",
	"X-Frame-Options": "DENY",
} as const;

/**
 * The policy of our pages: scripts and styles from our own files only.
 * @param formTargets where a form may lead besides our own site: Chromium applies `form-action` to the redirect after
 * a form too, and a plain form ends at Discord
 */
export function pagePolicy(formTargets: readonly string[]): string {
	return [
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self'",
		"img-src 'self' data: https://cdn.discordapp.com",
		"connect-src 'self'",
		"manifest-src 'self'",
		`form-action 'self' ${formTargets.join(" ")}`.trimEnd(),
		"base-uri 'none'",
		"frame-ancestors 'none'",
	].join("; ");
}

/** The policy of an image. An SVG is a document: it gets no power here. */
export const IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/**
 * The headers of a public, permanent picture, for any site to show: in an `<object>` or a frame too, as one of DiceBear's.
 * Where `frame-ancestors` is, `X-Frame-Options` does not count: https://www.w3.org/TR/CSP3/#frame-ancestors-and-frame-options
 */
export const PICTURE_HEADERS = {
	"Access-Control-Allow-Origin": "*",
	// Cloudflare's cache outlives a version of the Worker: it asks again each day, and the ETag says what drew the picture.
	"Cache-Control": "public, max-age=31536000, s-maxage=86400, immutable",
	"Content-Security-Policy": `${IMAGE_POLICY}; frame-ancestors *`,
	"Cross-Origin-Resource-Policy": "cross-origin",
	"X-Robots-Tag": "noindex",
} as const;

/** All the headers of a picture. Made once for each kind: to set seventeen headers takes longer than to copy them. */
export function pictureHeaders(own: Readonly<Record<string, string>>): Headers {
	return new Headers({ ...SAFE_HEADERS, ...PICTURE_HEADERS, ...own });
}
