/**
 * "IP addresses that make too many invalid HTTP requests are automatically and temporarily restricted. Currently, this
 * limit is 10,000 per 10 minutes. An invalid request is one that results in 401, 403, or 429 statuses." Ones of scope
 * `shared` do not count. We stop at half of it.
 */
export const MOST_INVALID = 5_000;

const PERIOD = 10 * 60 * 1000;
/** Counted in steps of so many milliseconds: what is kept stays small, and at most a step too long. */
const STEP = 10_000;

/** How many of each step there were: [the step's number since 1970, count]. */
export type InvalidRecord = [step: number, count: number][];

/** The invalid answers of the last ten minutes. */
export class InvalidAnswers {
	readonly #steps: Map<number, number>;
	readonly #most: number;

	/** @param most with so many, calls have to wait */
	constructor(record: InvalidRecord = [], most = MOST_INVALID) {
		this.#steps = new Map(record);
		this.#most = most;
	}

	add(now: number): void {
		const step = Math.floor(now / STEP);
		this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1);
	}

	/** When calls may go on: 0 while there are not too many. */
	freeAt(now: number): number {
		this.#forget(now);
		let left = 0;
		for (const count of this.#steps.values()) left += count;
		if (left < this.#most) return 0;
		for (const [step, count] of this.#steps) {
			left -= count;
			if (left < this.#most) return (step + 1) * STEP + PERIOD;
		}
		return 0;
	}

	toRecord(now: number): InvalidRecord {
		this.#forget(now);
		return [...this.#steps];
	}

	/** Whether there were none in the last ten minutes. */
	isOver(now: number): boolean {
		this.#forget(now);
		return this.#steps.size === 0;
	}

	/** What is over; and what is yet to come, which can only have been read from storage: it would never be over. */
	#forget(now: number): void {
		const current = Math.floor(now / STEP);
		for (const step of this.#steps.keys()) {
			// Clocks differ a little: the step after this one may have begun where it was counted.
			if ((step + 1) * STEP + PERIOD <= now || step > current + 1) this.#steps.delete(step);
		}
	}
}
