import { banAnswer } from "./failures";

/** Seconds that Cloudflare asks for, where it names a time at all. */
const RETRY_AFTER = 600;

/**
 * Cloudflare in front of Discord, which now and then stops an address that has done nothing wrong: Workers share theirs
 * with everybody. Every second time it says when to come back.
 */
export class Weather {
	#every = Number.POSITIVE_INFINITY;
	#calls = 0;
	#stopped = 0;

	/** From now on every so manieth call to the API is stopped; undefined: none. */
	set(every: number | undefined): void {
		this.#every = every ?? Number.POSITIVE_INFINITY;
		this.#calls = 0;
		this.#stopped = 0;
	}

	/** Counts a call to the API, and answers it where it is stopped. */
	stop(): Response | undefined {
		this.#calls += 1;
		if (this.#calls < this.#every) return undefined;
		this.#calls = 0;
		this.#stopped += 1;
		return banAnswer(this.#stopped % 2 === 0 ? RETRY_AFTER : undefined);
	}
}
