import { LONGEST_PAUSE } from "./bot_call";
import { Bucket, type BucketRecord, type Rate } from "./bucket";
import type { BucketKey } from "./bucket_key";
import { BucketNames, type NamesRecord, ownName } from "./bucket_names";
import { InvalidAnswers, type InvalidRecord } from "./invalid_answers";
import { Refusals, type RefusalsRecord } from "./refusals";
import { GLOBAL_PER_SECOND, Room } from "./room";

/** How many buckets are remembered at most. */
const MOST_BUCKETS = 2_000;

/** What an answer means for the limits. */
export interface Lesson {
	/** What its headers say; undefined where they name no bucket. */
	rate?: Rate | undefined;
	/** Whether an answer came at all. Default true. */
	answered?: boolean;
	/** Milliseconds to keep from calling again, and whom: this bucket, every call, or every call since we are banned. */
	pause?: { ms: number; who: "bucket" | "global" | "circuit" };
	/** Whether it counts towards Discord's limit of invalid requests. */
	invalid?: boolean;
}

/** A call under way: what it was counted in. */
export interface Ticket {
	readonly key: BucketKey;
	readonly bucket: Bucket;
	/** Who pays where it is refused; undefined: the site itself. */
	readonly person: string | undefined;
}

/** When a call may go, in milliseconds since 1970, and whether everybody has to wait as long. */
export interface Free {
	at: number;
	everybody: boolean;
}

/** All that must survive: see memory.ts. */
export interface LimitsRecord extends NamesRecord {
	buckets: [name: string, bucket: BucketRecord][];
	globalUntil: number;
	circuitUntil: number;
	invalid: InvalidRecord;
	refusals: RefusalsRecord;
}

/**
 * Discord's limits for one bot token: what may be sent when. It decides and learns; it neither waits nor sends, and
 * is told what time it is (milliseconds since 1970).
 */
export class Limits {
	readonly #names: BucketNames;
	/** By Discord's name for the bucket and the top-level id; by `ownName` while it has said none. */
	readonly #buckets = new Map<string, Bucket>();
	readonly #room = new Room();
	#globalUntil = 0;
	#circuitUntil = 0;
	#invalid = new InvalidAnswers();
	#refusals = new Refusals();

	constructor(names = new BucketNames()) {
		this.#names = names;
	}

	/** Which bucket a call is in, or will most likely turn out to be in: calls of one wait for one another. */
	bucketOf(key: BucketKey, now: number): string {
		const own = ownName(key);
		const known = this.#names.known(key);
		if (known !== undefined) return known;
		// What is on its way, or has to wait, under its own name is waited for under that name.
		const held = this.#buckets.get(own)?.isOver(now) === false;
		return held ? own : (this.#names.likely(key) ?? own);
	}

	/** Until when nobody may call: Discord's global limit, a ban, or too many invalid answers. 0 for no such thing. */
	everybodyWaitsUntil(now: number): number {
		const until = Math.max(this.#globalUntil, this.#circuitUntil, this.#invalid.freeAt(now));
		return until > now ? until : 0;
	}

	/**
	 * Until when a person's calls by a route to a guild wait though nobody else does: they, or it, were refused too often.
	 * 0 for no such thing.
	 */
	waitsAloneUntil(key: BucketKey, person: string | undefined, now: number): number {
		const until = Math.max(
			this.#refusals.freeAt(ownName(key), now),
			person === undefined ? 0 : this.#refusals.freeAt(`users/${person}`, now),
		);
		return until > now ? until : 0;
	}

	/** When the next call of a bucket may go. `at` is `now` for at once, and `UNKNOWN` where an answer has to come first. */
	freeAt(key: BucketKey, now: number): Free {
		const everybody = Math.max(this.everybodyWaitsUntil(now), this.#room.freeAt(now));
		if (everybody > now) return { at: everybody, everybody: true };
		return { at: this.#find(key, now)?.freeAt(now) ?? now, everybody: false };
	}

	/**
	 * How long a call waits at least, in milliseconds.
	 * @param ahead how many go before it: in its own bucket, and of those that wait only for the second to have room
	 */
	waitBehind(
		key: BucketKey,
		ahead: { inBucket: number; inSecond: number },
		now: number,
	): { ms: number; global: boolean } {
		const everybody = Math.max(0, this.everybodyWaitsUntil(now) - now);
		const bucket = this.#find(key, now)?.waitBehind(ahead.inBucket, now) ?? 0;
		const seconds = Math.floor(ahead.inSecond / GLOBAL_PER_SECOND) * 1000;
		return { ms: Math.max(everybody, bucket, seconds), global: everybody > bucket };
	}

	/** Whether a call's bucket is worth remembering: nothing may be sent for so many milliseconds. */
	isUsedUp(key: BucketKey, forMs: number, now: number): boolean {
		return this.#find(key, now)?.isUsedUp(now + forMs) ?? false;
	}

	/** Counts a call that goes out now, for somebody. */
	take(key: BucketKey, now: number, person?: string): Ticket {
		const bucket = this.#bucket(this.bucketOf(key, now), now);
		bucket.take(now);
		this.#room.take();
		return { key, bucket, person };
	}

	/** A call is over: takes in what came of it. */
	settle(ticket: Ticket, { rate, answered = true, pause, invalid }: Lesson, now: number): void {
		const { key, bucket: counted } = ticket;
		counted.release(now);
		this.#room.release(now);
		if (invalid) {
			this.#invalid.add(now);
			if (key.topLevel) this.#refusals.add(ownName(key), now);
			if (ticket.person !== undefined) this.#refusals.add(`users/${ticket.person}`, now);
		}
		if (rate) this.#learn(ticket, rate, now);
		else this.#learnNothing(ticket, now);
		if (!rate && answered && !pause) counted.learnUnnamed();

		if (pause?.who === "global") this.#globalUntil = Math.max(this.#globalUntil, now + pause.ms);
		if (pause?.who === "circuit") this.#circuitUntil = Math.max(this.#circuitUntil, now + pause.ms);
		if (pause?.who === "bucket") this.#bucket(this.bucketOf(key, now), now).pause(now + pause.ms);
	}

	/** The answer names its bucket: which may be another than the one its call was counted in. */
	#learn({ key, bucket: counted }: Ticket, rate: Rate, now: number): void {
		this.#names.learn(key, rate.hash);
		this.#buckets.delete(ownName(key));
		const named = this.#bucket(this.bucketOf(key, now), now);
		if (named !== counted) {
			named.countIn();
			counted.learnNothing(now);
		}
		named.learn(rate, now);
	}

	/** The answer names none: the call may have counted in the bucket that others have named since it went out. */
	#learnNothing({ key, bucket: counted }: Ticket, now: number): void {
		const likely = this.#find(key, now);
		if (likely !== counted) likely?.countIn();
		likely?.learnNothing(now);
		counted.learnNothing(now);
	}

	toRecord(now: number): LimitsRecord {
		const usedUp = [...this.#buckets].filter(([, bucket]) => bucket.isUsedUp(now));
		return {
			...this.#names.toRecord(new Set(usedUp.map(([name]) => name))),
			buckets: usedUp.map(([name, bucket]) => [name, bucket.toRecord()]),
			globalUntil: this.#globalUntil,
			circuitUntil: this.#circuitUntil,
			invalid: this.#invalid.toRecord(now),
			refusals: this.#refusals.toRecord(now),
		};
	}

	/** @param now no pause that was kept is believed that goes on for longer than `LONGEST_PAUSE` from then */
	static fromRecord(record: LimitsRecord, now: number): Limits {
		const limits = new Limits(new BucketNames(record));
		for (const [name, bucket] of record.buckets) limits.#buckets.set(name, Bucket.fromRecord(bucket, now));
		limits.#globalUntil = Math.min(record.globalUntil, now + LONGEST_PAUSE);
		limits.#circuitUntil = Math.min(record.circuitUntil, now + LONGEST_PAUSE);
		limits.#invalid = new InvalidAnswers(record.invalid);
		limits.#refusals = new Refusals(record.refusals);
		return limits;
	}

	#find(key: BucketKey, now: number): Bucket | undefined {
		return this.#buckets.get(this.bucketOf(key, now));
	}

	#bucket(name: string, now: number): Bucket {
		let bucket = this.#buckets.get(name);
		if (!bucket) {
			if (this.#buckets.size >= MOST_BUCKETS) this.#forget(now);
			bucket = new Bucket();
			this.#buckets.set(name, bucket);
		}
		return bucket;
	}

	/** Makes room: of what is over, and if need be of what was learnt first. */
	#forget(now: number): void {
		for (const [name, bucket] of this.#buckets) if (bucket.isOver(now)) this.#buckets.delete(name);
		const [first] = this.#buckets.keys();
		if (first !== undefined && this.#buckets.size >= MOST_BUCKETS) this.#buckets.delete(first);
	}
}
