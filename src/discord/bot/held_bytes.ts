/** Some bytes that somebody has in memory. */
export interface Hold {
	/** Whose they are. */
	readonly owner: string;
	bytes: number;
	/** Milliseconds since 1970. */
	readonly until: number;
}

/** Bounds how many bytes are in memory at once, of all and of each. */
export class HeldBytes {
	readonly #most: number;
	readonly #mostOfOne: number;
	readonly #lasts: number;
	readonly #holds = new Set<Hold>();

	/**
	 * @param lasts how long a hold counts at most, in milliseconds: of a request that was broken off nobody may ever hear
	 * again
	 */
	constructor(most: number, mostOfOne: number, lasts: number) {
		this.#most = most;
		this.#mostOfOne = mostOfOne;
		this.#lasts = lasts;
	}

	begin(owner: string): Hold {
		const hold = { owner, bytes: 0, until: Date.now() + this.#lasts };
		this.#holds.add(hold);
		return hold;
	}

	/** @returns whether there is room for so many bytes more */
	grow(hold: Hold, bytes: number): boolean {
		const now = Date.now();
		let all = bytes;
		let own = bytes;
		for (const each of this.#holds) {
			if (each.until <= now) this.#holds.delete(each);
			else {
				all += each.bytes;
				if (each.owner === hold.owner) own += each.bytes;
			}
		}
		if (all > this.#most || own > this.#mostOfOne) return false;
		hold.bytes += bytes;
		return true;
	}

	end(hold: Hold): void {
		this.#holds.delete(hold);
	}
}
