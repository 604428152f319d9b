import { InvalidAnswers, type InvalidRecord } from "./invalid_answers";

/**
 * How many invalid answers one person's calls may bring in ten minutes; with what is under way by then, up to
 * `MOST_AT_ONCE` - 1 more. Somebody who does nothing wrong gets a few: for a guild that the bot has just left, or where
 * it may not change its name. It takes 90 people who all do their worst to bring on the `MOST_INVALID` that stop the bot
 * for everybody.
 */
export const MOST_OF_PERSON = 50;

/**
 * How many the calls by one route to one guild or channel may bring, whoever makes them: what refuses so often will go on
 * to. By route, since who may ask for something there that the bot may not is not to make all else wait. It may be less
 * than a person's, for it stops nothing but that.
 */
export const MOST_OF_GUILD = 20;

/** What must survive: of whom or what, and how many when. */
export type RefusalsRecord = [who: string, refusals: InvalidRecord][];

/**
 * The invalid answers of the last ten minutes by whose they are: `users/1`, `GET /guilds/{guilds}/bans guilds/1`. There are never more than
 * `MOST_INVALID` of them, for then nothing is called: so it is bounded.
 */
export class Refusals {
	/** Whoever was refused last comes last. */
	readonly #of: Map<string, InvalidAnswers>;

	constructor(record: RefusalsRecord = []) {
		this.#of = new Map(record.map(([who, refusals]) => [who, new InvalidAnswers(refusals, mostOf(who))]));
	}

	get size(): number {
		return this.#of.size;
	}

	add(who: string, now: number): void {
		const refusals = this.#of.get(who) ?? new InvalidAnswers([], mostOf(who));
		refusals.add(now);
		this.#of.delete(who);
		this.#of.set(who, refusals);
		for (const [longestAgo, theirs] of this.#of) {
			if (!theirs.isOver(now)) break;
			this.#of.delete(longestAgo);
		}
	}

	/** When their calls may go on: 0 while there are not too many. */
	freeAt(who: string, now: number): number {
		return this.#of.get(who)?.freeAt(now) ?? 0;
	}

	toRecord(now: number): RefusalsRecord {
		return [...this.#of].flatMap(
			([who, theirs]): RefusalsRecord => (theirs.isOver(now) ? [] : [[who, theirs.toRecord(now)]]),
		);
	}
}

function mostOf(who: string): number {
	return who.startsWith("users/") ? MOST_OF_PERSON : MOST_OF_GUILD;
}
