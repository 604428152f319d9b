import type { BotAnswer } from "./bot_call";

/** How long an answer is good for whoever asks the same, in milliseconds. */
export const KEEP_FOR = 5_000;

/** How many answers, and how many characters of them, are kept at most. */
export const MOST_KEPT = 500;
const MOST_CHARACTERS = 8_000_000;

/**
 * What may be given to the next one who asks. "No" is as good an answer as "yes", and costs a part of Discord's limit
 * of invalid requests.
 */
const KEPT_STATUSES: ReadonlySet<number> = new Set([200, 403, 404]);

interface Kept {
	answer: BotAnswer;
	guild: string;
	until: number;
	characters: number;
}

/** Answers to GETs, by path, for a few seconds. */
export class KeptAnswers {
	/** Oldest first. */
	readonly #kept = new Map<string, Kept>();
	#characters = 0;

	get(path: string, now: number): BotAnswer | undefined {
		const found = this.#kept.get(path);
		return found && found.until > now ? found.answer : undefined;
	}

	/** @param guild what a write drops it with: the path's top-level id */
	put(path: string, guild: string, answer: BotAnswer, now: number): void {
		if (!KEPT_STATUSES.has(answer.status)) return;
		const characters = JSON.stringify(answer.body).length;
		this.#delete(path);
		this.#kept.set(path, { answer, guild, until: now + KEEP_FOR, characters });
		this.#characters += characters;
		for (const [oldest, { until }] of this.#kept) {
			const over = this.#kept.size > MOST_KEPT || this.#characters > MOST_CHARACTERS;
			if (!over && until > now) break;
			this.#delete(oldest);
		}
	}

	/** Something in this guild was changed. */
	drop(guild: string): void {
		for (const [path, kept] of this.#kept) if (kept.guild === guild) this.#delete(path);
	}

	#delete(path: string): void {
		this.#characters -= this.#kept.get(path)?.characters ?? 0;
		this.#kept.delete(path);
	}
}
