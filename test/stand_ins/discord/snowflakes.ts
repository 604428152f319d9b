import type { Snowflake } from "discord-api-types/v10";

/** "The first second of 2015": https://docs.discord.com/developers/reference#snowflakes */
const DISCORD_EPOCH = 1_420_070_400_000n;

/** Ids as Discord makes them: those that are made later are greater. */
export class Snowflakes {
	readonly #now: () => number;
	#made = 0n;

	constructor(now: () => number) {
		this.#now = now;
	}

	next(): Snowflake {
		this.#made += 1n;
		return String(((BigInt(this.#now()) - DISCORD_EPOCH) << 22n) + this.#made);
	}
}
