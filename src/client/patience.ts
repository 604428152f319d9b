import { type Answer, ask, type Trouble } from "./ask";
import { wait } from "./waiting";

/** Waiting helps here, and this is how long, in seconds. */
function secondsToWait({ status, retry_after }: Trouble): number | undefined {
	return status === 429 || status === 503 ? retry_after : undefined;
}

/** While somebody waits, and after they have cancelled. */
export interface Patience {
	/** The id of the place that shows the wait. */
	place: string;
	signal?: AbortSignal;
}

/**
 * Asks our own site, and where it says how long to wait, waits and asks again.
 * @returns undefined once the wait was cancelled
 */
export async function askPatiently<Data>(
	{ place, signal }: Patience,
	...question: Parameters<typeof ask>
): Promise<Answer<Data> | undefined> {
	for (;;) {
		const answer = await ask<Data>(...question);
		const seconds = "trouble" in answer ? secondsToWait(answer.trouble) : undefined;
		if (!("trouble" in answer) || !seconds) return answer;
		await wait(place, seconds, answer.trouble.title, signal);
		if (signal?.aborted) return undefined;
	}
}
