/**
 * One answer for all who ask the same at the same time, and for whoever asks it a little later.
 *
 * For the inside of a Durable Object only, where all calls share one context. In a Worker each request has its own, and
 * a promise that waits for I/O ends with the request that made it: whoever else awaits it then hangs
 * (https://developers.cloudflare.com/workers/observability/errors/#the-script-will-never-generate-a-response-errors).
 */
export class SharedAnswer<T> {
	readonly #keepFor: number;
	#asked: { answer: Promise<T>; until: number } | undefined;

	/** @param keepFor how long an answer is good, in milliseconds from when it was asked for: longer than that takes */
	constructor(keepFor: number) {
		this.#keepFor = keepFor;
	}

	/**
	 * The answer that there is or that is on its way; else a new one. A failure is for all who wait for it, and not kept.
	 * @param ask asks for a new one
	 * @param now milliseconds since 1970
	 * @param fresh whether none will do that was asked for before now
	 */
	get(ask: () => Promise<T>, now: number, fresh = false): Promise<T> {
		if (!fresh && this.#asked && this.#asked.until > now) return this.#asked.answer;
		const asked = { answer: ask(), until: now + this.#keepFor };
		this.#asked = asked;
		asked.answer.catch(() => {
			if (this.#asked === asked) this.#asked = undefined;
		});
		return asked.answer;
	}

	/** What comes from now on is asked anew, also where an answer is on its way. */
	forget(): void {
		this.#asked = undefined;
	}
}
