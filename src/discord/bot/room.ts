import { UNKNOWN } from "./bucket";

/** "All bots can make up to 50 requests per second": some are left to the bot itself, which has the same token. */
export const GLOBAL_PER_SECOND = 45;

/**
 * How many calls are under way at most. The platform lets six wait for an answer's headers, and an object has these six
 * for all its callers together: a seventh would wait where nobody sees it, and run out of its own time
 * (https://developers.cloudflare.com/workers/platform/limits/#simultaneous-open-connections).
 */
export const MOST_AT_ONCE = 6;

/**
 * The room that all calls share, whatever their buckets. A call arrives at Discord at some moment between going out and
 * ending, so it takes its place from the one until a second after the other: then no second at Discord ever sees too
 * many, however the network bunches them.
 */
export class Room {
	#underWay = 0;
	/** When the last calls ended, oldest first. */
	#ended: number[] = [];

	/** When there is room for another call; `UNKNOWN` where an answer has to come first. */
	freeAt(now: number): number {
		if (this.#underWay >= MOST_AT_ONCE) return UNKNOWN;
		const [oldest] = this.#recent(now);
		if (oldest === undefined || this.#underWay + this.#recent(now).length < GLOBAL_PER_SECOND) return now;
		return oldest + 1000;
	}

	take(): void {
		this.#underWay += 1;
	}

	release(now: number): void {
		this.#underWay -= 1;
		this.#ended = [...this.#recent(now), now];
	}

	#recent(now: number): number[] {
		return this.#ended.filter((at) => at > now - 1000);
	}
}
