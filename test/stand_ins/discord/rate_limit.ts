import type { RESTRateLimit } from "discord-api-types/v10";

const WINDOW_SECONDS = 1;
const LIMIT = 10;

/**
 * The headers of an answer within the limit. The stand-in never runs out by itself: a test that wants a 429 says so.
 * https://docs.discord.com/developers/topics/rate-limits#header-format
 */
export function rateLimitHeaders(bucket: string, now: number): Record<string, string> {
	return bucketHeaders({ bucket, limit: LIMIT, remaining: LIMIT - 1, resetAfter: WINDOW_SECONDS }, now);
}

export interface Limit {
	/** Seconds, may be fractional. */
	readonly retryAfter: number;
	/** Whether `Retry-After` is sent. */
	readonly header: boolean;
	/** Whether Discord's JSON is sent, or nothing. */
	readonly body: boolean;
	readonly global?: boolean | undefined;
	/** `user`, `global` or `shared`. */
	readonly scope?: string | undefined;
	/** Which bucket it is of, and how many calls that takes. */
	readonly bucket?: string | undefined;
	readonly limit?: number | undefined;
}

/** https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit */
export function rateLimited(
	{ retryAfter, header, body, global = false, scope, bucket = "limited", limit = LIMIT }: Limit,
	now: number,
): Response {
	const headers = new Headers({ "X-RateLimit-Scope": scope ?? (global ? "global" : "user") });
	if (global) headers.set("X-RateLimit-Global", "true");
	// The global limit has no bucket.
	else
		for (const [name, value] of Object.entries(
			bucketHeaders({ bucket, limit, remaining: 0, resetAfter: retryAfter }, now),
		))
			headers.set(name, value);
	// Whole seconds, rounded up; the body says it to the millisecond.
	if (header) headers.set("Retry-After", String(Math.ceil(retryAfter)));
	if (!body) return new Response(null, { status: 429, headers });
	const answer: RESTRateLimit = { message: "You are being rate limited.", retry_after: retryAfter, global };
	return Response.json(answer, { status: 429, headers });
}

export interface BucketState {
	readonly bucket: string;
	readonly limit: number;
	readonly remaining: number;
	/** Seconds. */
	readonly resetAfter: number;
}

export function bucketHeaders(
	{ bucket, limit, remaining, resetAfter }: BucketState,
	now: number,
): Record<string, string> {
	return {
		"X-RateLimit-Limit": String(limit),
		"X-RateLimit-Remaining": String(remaining),
		"X-RateLimit-Reset": (now / 1000 + resetAfter).toFixed(3),
		"X-RateLimit-Reset-After": resetAfter.toFixed(3),
		"X-RateLimit-Bucket": bucket,
	};
}
