import type { Point } from "../../metrics";
import { DEADLINE } from "../../outbound";
import { type BotAnswer, type BotCall, problemAnswer, waitAnswer } from "./bot_call";
import { type BucketKey, bucketKey } from "./bucket_key";
import { KeptAnswers } from "./kept_answers";
import type { Limits } from "./limits";
import { lessonOf, type Outcome, wordFor } from "./outcome";

/** How long a caller waits in all, in milliseconds. */
export const LONGEST_WAIT = 10_000;

/** How many calls may wait at once. */
export const MOST_WAITING = 1_000;

/** How much of a caller's time must be left for a call to begin, in milliseconds: a write is never broken off early. */
export const TIME_FOR = {
	GET: 1_000,
	POST: DEADLINE,
	PUT: DEADLINE,
	PATCH: DEADLINE,
	DELETE: DEADLINE,
} as const;

/** How much longer a call may take for each byte that it carries, in milliseconds: 4 MiB a second. */
const TIME_FOR_BYTE = 1_000 / (4 * 1024 * 1024);

/** How often a call is sent again after a 429. */
const MOST_RESENDS = 5;

/** A bucket that is used up for less than this, in milliseconds, is not worth a write to storage. */
const WORTH_KEEPING = 1_000;

/** What the queue needs of the world. */
export interface World {
	/** Sends a call once; never rejects. `timeout` is in milliseconds. */
	send(call: BotCall, timeout: number): Promise<Outcome>;
	/** Something was learnt that must survive; `now`: so much that it may not wait. */
	learned(when: "now" | "soon"): void;
	/** Discord does not take the token. */
	refused(): void;
	/** A call was sent, with what `wordFor` says as its outcome; or callers were told to wait, and nothing was sent for them: `wait`. */
	counted(call: Omit<Point<"call">, "who">): void;
}

interface Caller {
	readonly deadline: number;
	readonly person: string | undefined;
	readonly answer: (answer: BotAnswer) => void;
}

/** A call, and everybody who waits for its answer: one, or all who asked for the same. */
interface Job {
	readonly call: BotCall;
	readonly key: BucketKey;
	/** Whoever has waited longest comes first. */
	readonly callers: Caller[];
	underWay: boolean;
	/** Since when it waits for its turn, in milliseconds since 1970. */
	since: number;
	resends: number;
	retried: boolean;
}

/** The calls of all visitors, on their way to Discord: each as soon as the limits allow, oldest first. */
export class Queue {
	readonly #limits: Limits;
	readonly #world: World;
	readonly #kept = new KeptAnswers();
	/** The GETs whose answer is good for whoever asks the same now, by path. */
	readonly #shared = new Map<string, Job>();
	#waiting: Job[] = [];
	#timer: number | null = null;
	#refused: boolean;

	/** @param refused whether the token is known to be wrong: then nothing is ever sent */
	constructor(limits: Limits, world: World, refused = false) {
		this.#limits = limits;
		this.#world = world;
		this.#refused = refused;
	}

	/** Answers within `LONGEST_WAIT`, and never rejects. */
	ask(call: BotCall): Promise<BotAnswer> {
		if (this.#refused) return Promise.resolve(problemAnswer("bot_misconfigured"));
		const now = Date.now();
		const { topLevel } = bucketKey(call.method, call.path);
		const shared = call.method === "GET" && !call.fresh;
		const kept = shared ? this.#kept.get(call.path, topLevel, now) : undefined;
		if (kept) return Promise.resolve(kept);
		return new Promise((answer) => {
			this.#jobFor(call).callers.push({ deadline: now + LONGEST_WAIT, person: call.person, answer });
			this.#pump();
		});
	}

	/** The call's own job; for a GET the one that is on its way already, if there is one. */
	#jobFor(call: BotCall): Job {
		const shared = call.method === "GET" ? this.#shared.get(call.path) : undefined;
		// What was asked before now may be answered with what was so before now.
		if (shared && !(call.fresh && shared.underWay)) return shared;
		const key = bucketKey(call.method, call.path);
		const since = Date.now();
		const job: Job = { call, key, callers: [], underWay: false, since, resends: 0, retried: false };
		if (call.method === "GET") this.#shared.set(call.path, job);
		this.#waiting.push(job);
		return job;
	}

	/** Sends what may go, tells those for whom it would be too late, and sees to it that it runs again in time. */
	#pump(): void {
		const now = Date.now();
		const waiting = this.#waiting;
		this.#waiting = [];
		const aheadIn = new Map<string, number>();
		let inSecond = 0;
		let wake = Number.POSITIVE_INFINITY;
		for (const job of waiting) {
			if (this.#refused) {
				this.#finish(job, problemAnswer("bot_misconfigured"));
				continue;
			}
			const absence = this.#kept.absence(job.key.topLevel, now);
			if (absence) {
				this.#finish(job, absence);
				continue;
			}
			this.#turnAway(job, now);
			const bucket = this.#limits.bucketOf(job.key, now);
			const inBucket = aheadIn.get(bucket) ?? 0;
			const { ms, global } = this.#limits.waitBehind(job.key, { inBucket, inSecond }, now);
			const begins = this.#waiting.length < MOST_WAITING ? now + ms : Number.POSITIVE_INFINITY;
			this.#dismiss(job, begins, waitAnswer(Math.max(ms, 1000), global), now);
			const [first] = job.callers;
			if (!first) continue;

			const free = this.#limits.freeAt(job.key, now);
			if (inBucket === 0 && free.at <= now) {
				void this.#send(job);
				continue;
			}
			this.#waiting.push(job);
			aheadIn.set(bucket, inBucket + 1);
			if (free.everybody) inSecond += 1;
			if (inBucket === 0) wake = Math.min(wake, free.at);
			wake = Math.min(wake, first.deadline - TIME_FOR[job.call.method]);
		}
		clearTimeout(this.#timer);
		// Never far off, however long a pause is: it is no later than the first caller's deadline.
		if (wake < Number.POSITIVE_INFINITY)
			this.#timer = setTimeout(() => this.#pump(), Math.max(1, wake - now));
	}

	/** Tells those who were refused too often: they wait alone. */
	#turnAway(job: Job, now: number): void {
		const before = job.callers.length;
		for (const caller of job.callers.splice(0)) {
			const until = this.#limits.waitsAloneUntil(job.key, caller.person, now);
			if (until === 0) job.callers.push(caller);
			else caller.answer(waitAnswer(until - now, false));
		}
		this.#countWait(job, before - job.callers.length, now);
	}

	/** Gives the answer to those who would not have time left for the call if it began then. */
	#dismiss(job: Job, begins: number, answer: BotAnswer, now: number): void {
		const first = job.callers.findIndex(({ deadline }) => begins < deadline - TIME_FOR[job.call.method]);
		const leaving = job.callers.splice(0, first === -1 ? job.callers.length : first);
		if (job.callers.length === 0) this.#unshare(job);
		this.#countWait(job, leaving.length, now);
		for (const caller of leaving) caller.answer(answer);
	}

	#countWait({ key: { route }, since }: Job, callers: number, now: number): void {
		if (callers === 0) return;
		this.#world.counted({ route, outcome: "wait", waited_ms: now - since, took_ms: 0, callers });
	}

	async #send(job: Job): Promise<void> {
		const { call, key } = job;
		job.underWay = true;
		const begun = Date.now();
		const [first] = job.callers;
		const ticket = this.#limits.take(key, begun, first?.person);
		const left = (first?.deadline ?? begun) - begun;
		const needed = DEADLINE + (call.body?.bytes.byteLength ?? 0) * TIME_FOR_BYTE;
		const outcome = await this.#world.send(call, Math.min(needed, left));
		job.underWay = false;

		const now = Date.now();
		this.#world.counted({
			route: key.route,
			outcome: wordFor(outcome),
			waited_ms: begun - job.since,
			took_ms: now - begun,
			callers: job.callers.length,
		});
		// Where it has to go again, it waits anew.
		job.since = now;
		const lesson = lessonOf(outcome);
		this.#limits.settle(ticket, lesson, now);
		if (lesson.pause || outcome.kind === "unauthorized") this.#world.learned("now");
		else if (lesson.invalid || this.#limits.isUsedUp(key, WORTH_KEEPING, now)) this.#world.learned("soon");
		if (call.method !== "GET") this.#changed(key.topLevel);
		this.#conclude(job, outcome, now);
		this.#pump();
	}

	#conclude(job: Job, outcome: Outcome, now: number): void {
		switch (outcome.kind) {
			case "answer": {
				const { status, body, retryAfter } = outcome;
				const answer: BotAnswer = { status, body, ...(retryAfter !== undefined && { retryAfter }) };
				const { path, method } = job.call;
				if (this.#isShared(job)) this.#kept.put(path, job.key.topLevel, answer, now);
				else if (method !== "GET") this.#kept.learnAbsence(path, job.key.topLevel, answer, now);
				this.#finish(job, answer);
				break;
			}
			case "limited":
			case "banned":
				job.resends += 1;
				if (job.resends <= MOST_RESENDS) this.#waiting.unshift(job);
				else this.#finish(job, waitAnswer(Math.max(outcome.ms, 1000), outcome.kind === "banned"));
				break;
			case "unauthorized":
				if (!this.#refused) this.#world.refused();
				this.#refused = true;
				this.#finish(job, problemAnswer("bot_misconfigured"));
				break;
			case "failed":
				// Whether a write arrived is not known: it is never sent twice.
				if (job.call.method === "GET" && !job.retried) {
					job.retried = true;
					this.#waiting.unshift(job);
				} else {
					const timeout = outcome.reason === "timeout";
					this.#finish(job, problemAnswer(timeout ? "discord_timeout" : "discord_unavailable"));
				}
				break;
			case "unreadable":
				this.#finish(job, problemAnswer("discord_unavailable"));
		}
	}

	#finish(job: Job, answer: BotAnswer): void {
		this.#unshare(job);
		for (const caller of job.callers.splice(0)) caller.answer(answer);
	}

	/** A write has ended: what was read of that guild before is old, and what is being read may be. */
	#changed(guild: string): void {
		this.#kept.drop(guild);
		for (const job of this.#shared.values()) {
			if (job.underWay && job.key.topLevel === guild) this.#unshare(job);
		}
	}

	#isShared(job: Job): boolean {
		return this.#shared.get(job.call.path) === job;
	}

	#unshare(job: Job): void {
		if (this.#isShared(job)) this.#shared.delete(job.call.path);
	}
}
