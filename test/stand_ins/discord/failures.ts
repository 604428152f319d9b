import { type Limit, rateLimited } from "./rate_limit";

export type FailureKind =
	| {
			readonly status: number;
			readonly body?: string | object | undefined;
			readonly headers?: Readonly<Record<string, string>> | undefined;
	  }
	/** The normal answer, this many milliseconds late. */
	| { readonly delay: number }
	/** 200 with JSON that is cut off. */
	| { readonly broken: true }
	/** No answer: the connection is lost. */
	| { readonly drop: true }
	| { readonly limit: Limit }
	/** Cloudflare's ban of the address, which is not Discord's JSON and says nothing of when it ends (#5810). */
	| { readonly cloudflare: true }
	/** 200 with JSON of another shape. */
	| { readonly wrong: object };

export type Failure = FailureKind & {
	/** The whole path, without query, or what it must match. */
	readonly path: string | RegExp;
	/** How many calls fail; Infinity for all of them. Default 1. */
	readonly times?: number | undefined;
};

/** What a failure answers; undefined for a delay, after which the normal answer comes. */
export function failureAnswer(failure: FailureKind, now: number): Response | undefined {
	if ("delay" in failure) return undefined;
	// What workerd's own fetch rejects with.
	if ("drop" in failure) throw new TypeError("Network connection lost.");
	if ("limit" in failure) return rateLimited(failure.limit, now);
	if ("wrong" in failure) return Response.json(failure.wrong);
	if ("broken" in failure)
		return new Response('{"id":"19032098', { headers: { "Content-Type": "application/json" } });
	if ("cloudflare" in failure) return banAnswer();
	const { status, body, headers = {} } = failure;
	if (typeof body === "object") return Response.json(body, { status, headers });
	return new Response(body ?? null, { status, headers });
}

/**
 * Cloudflare's ban of the address.
 * @param retryAfter in seconds; it does not always say so
 */
export function banAnswer(retryAfter?: number): Response {
	return new Response("error code: 1015", {
		status: 429,
		headers: {
			"Content-Type": "text/html; charset=UTF-8",
			...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
		},
	});
}

/** The failures that are still to come; of those that fit a path, the first one asked for goes first. */
export class Failures {
	#pending: { readonly failure: Failure; left: number }[] = [];

	add(failure: Failure): void {
		this.#pending.push({ failure, left: failure.times ?? 1 });
	}

	take(path: string): Failure | undefined {
		const found = this.#pending.find(({ failure }) => concerns(failure, path));
		if (!found) return undefined;
		found.left -= 1;
		this.#pending = this.#pending.filter(({ left }) => left > 0);
		return found.failure;
	}

	reset(): void {
		this.#pending = [];
	}
}

function concerns({ path }: Failure, called: string): boolean {
	// `search` and not `test`: it forgets where a /g pattern stopped last time.
	return typeof path === "string" ? path === called : called.search(path) !== -1;
}
