/** How long anything outside may take to answer, in milliseconds. */
export const DEADLINE = 5_000;

/** Why a call out brought no answer that could be read. */
export class OutboundError extends Error {
	override readonly name = "OutboundError";
	readonly reason: "timeout" | "unreachable" | "oversize";

	constructor(reason: OutboundError["reason"], cause?: unknown) {
		super(reason, { cause });
		this.reason = reason;
	}
}

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
}

/**
 * Calls somebody else's server: with a deadline over the whole exchange, with the headers given here and no others,
 * without following redirects, and reading no more than `maxBytes` of what comes back.
 * @throws OutboundError when there is no complete answer in time
 */
export async function callOut(
	url: string | URL,
	init: {
		method?: string;
		headers: Record<string, string>;
		body?: string | Uint8Array<ArrayBuffer>;
		maxBytes: number;
		/** In milliseconds; default `DEADLINE`. */
		deadline?: number;
	},
): Promise<Answer> {
	// Not AbortSignal.timeout: its timer goes on after the answer, and keeps a Durable Object from sleeping.
	const controller = new AbortController();
	const { signal } = controller;
	const timer = setTimeout(() => controller.abort(), init.deadline ?? DEADLINE);
	try {
		const response = await fetch(url, {
			method: init.method ?? "GET",
			headers: init.headers,
			...(init.body !== undefined && { body: init.body }),
			redirect: "manual",
			signal,
		});
		return {
			status: response.status,
			headers: response.headers,
			text: await readAtMost(response, init.maxBytes),
		};
	} catch (error) {
		if (error instanceof OutboundError) throw error;
		throw new OutboundError(signal.aborted ? "timeout" : "unreachable", error);
	} finally {
		clearTimeout(timer);
	}
}

async function readAtMost(response: Response, maxBytes: number): Promise<string> {
	const decoder = new TextDecoder();
	let text = "";
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.byteLength;
		// Leaving the loop cancels the stream: the rest is never read.
		if (size > maxBytes) throw new OutboundError("oversize");
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}

/**
 * Puts the same deadline on a call that takes no signal. The call itself goes on, unheard.
 * @throws OutboundError `timeout`
 */
export async function withinDeadline<T>(call: Promise<T>): Promise<T> {
	let timer: number | null = null;
	const timeout = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new OutboundError("timeout")), DEADLINE);
	});
	try {
		return await Promise.race([call, timeout]);
	} finally {
		clearTimeout(timer);
	}
}
