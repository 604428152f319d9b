/** Chance that can be repeated: the same seed gives the same numbers (mulberry32, by Tommy Ettinger). */
export class Random {
	#state: number;
	/** How often a part of what is made is to be odd. */
	readonly oddness: number;

	constructor(seed: number) {
		this.#state = seed | 0;
		// Half of what is made is to come far: where every part is odd sometimes, few wholes are not.
		this.oddness = this.chance(0.5) ? 0.01 : 0.2;
	}

	/** From 0 to below 1. */
	number(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 to below `end`. */
	below(end: number): number {
		return Math.floor(this.number() * end);
	}

	chance(probability: number): boolean {
		return this.number() < probability;
	}

	odd(): boolean {
		return this.chance(this.oddness);
	}

	pick<T>(list: readonly T[]): T {
		if (list.length === 0) throw new RangeError("There is nothing to pick from");
		return list[this.below(list.length)] as T;
	}

	/** As many as that, each picked by itself. */
	some<T>(count: number, make: () => T): T[] {
		return Array.from({ length: count }, make);
	}
}
