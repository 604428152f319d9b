import { LONGEST_PAUSE } from "./bot_call";

/** What an answer's headers say of its bucket (https://docs.discord.com/developers/topics/rate-limits#header-format). */
export interface Rate {
	/** `X-RateLimit-Bucket` */
	hash: string;
	/** `X-RateLimit-Limit`: calls in a window. */
	limit: number;
	/** `X-RateLimit-Remaining` */
	remaining: number;
	/** `X-RateLimit-Reset-After`, in milliseconds. */
	resetAfter: number;
}

/** What is worth keeping of a bucket. Times are in milliseconds, since 1970 where they are points. */
export interface BucketRecord {
	limit: number | null;
	remaining: number;
	resetAt: number | null;
	window: number;
	pausedUntil: number;
}

/** How far Discord's clocks may be apart: so much later than it says do we take a window to be over, in milliseconds. */
export const RESET_MARGIN = 50;

/** How many calls may be under way at once on a route whose answers name no bucket. */
export const UNNAMED_PARALLEL = 5;

/** Until an answer is in, nobody knows when. */
export const UNKNOWN = Number.POSITIVE_INFINITY;

/**
 * One bucket of Discord's for one top-level id: what its headers said, less what has been sent since.
 *
 * While nothing is known of it, one call goes alone. After that up to `remaining` go in parallel; a call under way
 * counts as used, and when a window ends, as used in the next one too, since nobody knows in which it arrives.
 */
export class Bucket {
	#limit: number | undefined;
	#remaining = 0;
	/** The end of the window; undefined while Discord has not said: a window begins with its first call. */
	#resetAt: number | undefined;
	/** The longest `Reset-After` seen: no more than a window's length. */
	#window = 0;
	#pausedUntil = 0;
	#inFlight = 0;
	#unnamed = false;

	/** When the next call may go: `now` or earlier for at once; `UNKNOWN` where an answer has to come first. */
	freeAt(now: number): number {
		this.#roll(now);
		if (this.#pausedUntil > now) return this.#pausedUntil;
		if (this.#limit === undefined) {
			return this.#inFlight < (this.#unnamed ? UNNAMED_PARALLEL : 1) ? now : UNKNOWN;
		}
		return this.#remaining > 0 ? now : (this.#resetAt ?? UNKNOWN);
	}

	/** Milliseconds that a call with so many before it has to wait at least. */
	waitBehind(ahead: number, now: number): number {
		const free = this.freeAt(now);
		if (this.#limit === undefined) return free === UNKNOWN ? 0 : Math.max(0, free - now);
		const short = ahead - this.#remaining;
		if (short < 0) return Math.max(0, this.#pausedUntil - now);
		const windows = Math.floor(short / Math.max(1, this.#limit));
		const end = Math.max(this.#resetAt ?? now + this.#window, this.#pausedUntil);
		return end - now + windows * this.#window;
	}

	/** Counts a call that goes out now. */
	take(now: number): void {
		this.#roll(now);
		this.#inFlight += 1;
		this.#remaining -= 1;
	}

	/** A call is over, whatever came of it. */
	release(now: number): void {
		// Before: where a window ended meanwhile, this call may be one of the next one's.
		this.#roll(now);
		this.#inFlight -= 1;
	}

	/** Counts a call that went out under another name: the first one of a route whose bucket was not known. */
	countIn(): void {
		this.#remaining -= 1;
	}

	/** Takes in what an answer says. Answers overtake one another: within a window only the lower number is believed. */
	learn({ limit, remaining, resetAfter }: Rate, now: number): void {
		this.#roll(now);
		this.#remaining =
			this.#limit === undefined ? remaining - this.#inFlight : Math.min(this.#remaining, remaining);
		this.#limit = limit;
		this.#window = Math.max(this.#window, resetAfter);
		this.#resetAt = Math.max(this.#resetAt ?? 0, now + resetAfter + RESET_MARGIN);
	}

	/** An answer came that names no bucket: what is not limited needs no queue, but some care. */
	learnUnnamed(): void {
		this.#unnamed = true;
	}

	/** No answer came that says anything of it: the call may have counted, and its window may have begun. */
	learnNothing(now: number): void {
		if (this.#limit !== undefined && this.#inFlight === 0)
			this.#resetAt ??= now + Math.max(this.#window, 1000);
	}

	pause(until: number): void {
		this.#pausedUntil = Math.max(this.#pausedUntil, until);
	}

	/** Whether nothing may be sent at that time, as far as it is known. */
	isUsedUp(at: number): boolean {
		return this.#pausedUntil > at || (this.#remaining <= 0 && (this.#resetAt ?? 0) > at);
	}

	/** Whether forgetting it can do no harm. */
	isOver(now: number): boolean {
		this.#roll(now);
		return this.#inFlight === 0 && this.#pausedUntil <= now && this.#resetAt === undefined;
	}

	toRecord(): BucketRecord {
		return {
			limit: this.#limit ?? null,
			remaining: this.#remaining,
			resetAt: this.#resetAt ?? null,
			window: this.#window,
			pausedUntil: this.#pausedUntil,
		};
	}

	/** @param now what was kept is believed for no longer than `LONGEST_PAUSE` from then */
	static fromRecord({ limit, remaining, resetAt, window, pausedUntil }: BucketRecord, now: number): Bucket {
		const bucket = new Bucket();
		bucket.#limit = limit ?? undefined;
		// Nothing is under way any more that could say when it is whole again: it is.
		bucket.#remaining = resetAt === null ? (limit ?? 0) : Math.max(remaining, 0);
		bucket.#resetAt = resetAt === null ? undefined : Math.min(resetAt, now + LONGEST_PAUSE);
		bucket.#window = Math.min(window, LONGEST_PAUSE);
		bucket.#pausedUntil = Math.min(pausedUntil, now + LONGEST_PAUSE);
		return bucket;
	}

	#roll(now: number): void {
		if (this.#limit === undefined || this.#resetAt === undefined || now < this.#resetAt) return;
		this.#resetAt = undefined;
		this.#remaining = this.#limit - this.#inFlight;
	}
}
