import { describe, expect, it } from "vitest";
import { RESET_MARGIN, UNKNOWN, UNNAMED_PARALLEL } from "../../../src/discord/bot/bucket";
import { bucketKey } from "../../../src/discord/bot/bucket_key";
import { MOST_INVALID } from "../../../src/discord/bot/invalid_answers";
import { Limits, type LimitsRecord, type Ticket } from "../../../src/discord/bot/limits";
import { GLOBAL_PER_SECOND, MOST_AT_ONCE } from "../../../src/discord/bot/room";

const channels = (guild: number) => bucketKey("GET", `/guilds/${guild}/channels`);
const roles = (guild: number) => bucketKey("GET", `/guilds/${guild}/roles`);
const rate = (remaining: number, resetAfter = 1000, limit = 5, hash = "abc") => ({
	hash,
	limit,
	remaining,
	resetAfter,
});

/** A moment that is no round number, and limits at it. */
const T = 1_767_225_600_123;

describe("a bucket", () => {
	it("that is not known takes one call, and the next only after its answer", () => {
		const limits = new Limits();
		const first = limits.take(channels(1), T);
		expect(limits.freeAt(channels(1), T).at).toBe(UNKNOWN);
		limits.settle(first, { rate: rate(4) }, T + 50);
		expect(limits.freeAt(channels(1), T + 50).at).toBe(T + 50);
	});

	it("lets as many go in parallel as remain, and then waits for its end", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(2) }, T);
		limits.take(channels(1), T);
		limits.take(channels(1), T);
		expect(limits.freeAt(channels(1), T)).toEqual({ at: T + 1000 + RESET_MARGIN, everybody: false });
	});

	it("of one guild keeps no other waiting", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(0, 60_000) }, T);
		expect(limits.freeAt(channels(1), T).at).toBeGreaterThan(T);
		expect(limits.freeAt(channels(2), T).at).toBe(T);
	});

	it("that two routes turn out to share has one count", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(4) }, T);
		limits.settle(limits.take(roles(1), T), { rate: rate(3) }, T);
		for (let i = 0; i < 3; i++) limits.take(i % 2 ? roles(1) : channels(1), T);
		expect(limits.freeAt(roles(1), T).at).toBeGreaterThan(T);
		expect(limits.freeAt(channels(1), T).at).toBeGreaterThan(T);
		expect(limits.freeAt(roles(2), T).at).toBe(T);
	});

	it("counts what was sent on a route before its bucket was known", () => {
		const limits = new Limits();
		const [first, second] = [limits.take(channels(1), T), limits.take(roles(1), T)];
		// The answers come in the other order.
		limits.settle(second, { rate: rate(3) }, T);
		limits.settle(first, { rate: rate(4) }, T);
		for (let i = 0; i < 2; i++) limits.take(channels(1), T);
		expect(limits.freeAt(channels(1), T).at).toBeGreaterThan(T);
	});

	it("believes the lower number where answers overtake one another", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(4) }, T);
		const tickets = [1, 2, 3, 4].map(() => limits.take(channels(1), T));
		for (const [i, ticket] of tickets.entries()) limits.settle(ticket, { rate: rate(i) }, T + i);
		expect(limits.freeAt(channels(1), T + 10).at).toBeGreaterThan(T + 10);
	});

	it("is whole again when its window ends, less what is under way", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(2) }, T);
		limits.take(channels(1), T);
		limits.take(channels(1), T);
		const end = T + 1000 + RESET_MARGIN;
		// Two may arrive in the new window: three are left of five.
		for (let i = 0; i < 3; i++) {
			expect(limits.freeAt(channels(1), end).at).toBe(end);
			limits.take(channels(1), end);
		}
		expect(limits.freeAt(channels(1), end).at).toBe(UNKNOWN);
	});

	it("counts a call that was answered after the end of the window it was sent in", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(2, 100, 3) }, T);
		const [early] = [limits.take(channels(1), T), limits.take(channels(1), T)];
		// Both arrive in the next window; the answer of the one knows nothing of the other.
		limits.settle(early, { rate: rate(2, 1000, 3) }, T + 500);
		limits.take(channels(1), T + 500);
		expect(limits.freeAt(channels(1), T + 500).at).toBeGreaterThan(T + 500);
	});

	it("may be another one for another guild", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(0, 9000) }, T);
		limits.settle(limits.take(channels(2), T), { rate: rate(4, 9000, 5, "other") }, T);
		expect(limits.freeAt(channels(1), T).at).toBeGreaterThan(T);
		expect(limits.freeAt(channels(2), T).at).toBe(T);
	});

	it("that must wait is not forgotten when another guild's answer brings its name", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { pause: { ms: 3000, who: "bucket" } }, T);
		const underWay = limits.take(channels(2), T);
		limits.settle(limits.take(channels(3), T), { rate: rate(4) }, T);
		expect(limits.freeAt(channels(1), T).at).toBe(T + 3000);
		expect(limits.freeAt(channels(2), T).at).toBe(UNKNOWN);
		limits.settle(underWay, { rate: rate(4) }, T);
		expect(limits.freeAt(channels(2), T).at).toBe(T);
	});

	it("without a name takes a few at once", () => {
		const limits = new Limits();
		const me = bucketKey("GET", "/users/@me");
		limits.settle(limits.take(me, T), {}, T);
		for (let i = 0; i < UNNAMED_PARALLEL; i++) limits.take(me, T);
		expect(limits.freeAt(me, T).at).toBe(UNKNOWN);
	});

	it("stays unknown where Discord fails", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { answered: false }, T);
		limits.take(channels(1), T);
		expect(limits.freeAt(channels(1), T).at).toBe(UNKNOWN);
	});

	it("goes on where its answers are lost", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(4, 1000) }, T);
		const later = T + 5000;
		const lost = [1, 2, 3, 4, 5].map(() => limits.take(channels(1), later));
		for (const ticket of lost) limits.settle(ticket, { answered: false }, later);
		expect(limits.freeAt(channels(1), later).at).toBe(later + 1000);
	});

	it.each([
		["name no bucket any more", {}],
		["are of a limit that is shared", { pause: { ms: 100, who: "bucket" } }],
		["name another bucket", { rate: rate(4, 1000, 5, "other") }],
	] as const)("goes on where its answers %s", (_, lesson) => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(4) }, T);
		let now = T + 5000;
		for (let i = 0; i < 20; i++) {
			const { at } = limits.freeAt(channels(1), now);
			expect(at).toBeLessThan(now + 2000);
			now = Math.max(at, now) + 10;
			limits.settle(limits.take(channels(1), now), lesson, now);
		}
	});

	it("waits what a 429 says, and only it", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { pause: { ms: 3000, who: "bucket" } }, T);
		expect(limits.freeAt(channels(1), T)).toEqual({ at: T + 3000, everybody: false });
		expect(limits.freeAt(channels(2), T).at).toBe(T);
		expect(limits.freeAt(channels(1), T + 3000).at).toBe(T + 3000);
	});
});

describe("everybody", () => {
	it("together makes no more calls in any second than there is room for", () => {
		const limits = new Limits();
		const end = (i: number) => T + 2000 + i * 10;
		for (let i = 0; i < GLOBAL_PER_SECOND; i++) {
			expect(limits.freeAt(channels(i), end(i)).at).toBe(end(i));
			limits.settle(limits.take(channels(i), T + i * 10), { rate: rate(4) }, end(i));
		}
		// When a call arrived is not known, only when it was over: its second begins then.
		expect(limits.freeAt(channels(999), end(45))).toEqual({ at: end(0) + 1000, everybody: true });
		expect(limits.freeAt(channels(999), end(0) + 1000).at).toBe(end(0) + 1000);
	});

	it("together has no more calls under way than the platform lets out", () => {
		const limits = new Limits();
		const [first] = Array.from({ length: MOST_AT_ONCE }, (_, i) => limits.take(channels(i), T));
		expect(limits.freeAt(channels(999), T)).toEqual({ at: UNKNOWN, everybody: true });
		if (first) limits.settle(first, { rate: rate(4) }, T + 100);
		expect(limits.freeAt(channels(999), T + 100).at).toBe(T + 100);
	});

	it.each(["global", "circuit"] as const)("waits for a pause that is %s", (who) => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { pause: { ms: 3000, who } }, T);
		expect(limits.freeAt(channels(2), T)).toEqual({ at: T + 3000, everybody: true });
		expect(limits.freeAt(channels(2), T + 3000).everybody).toBe(false);
	});

	it("stops well before 10,000 invalid answers in ten minutes, and goes on when they are over", () => {
		const limits = new Limits();
		const ticket = (now: number) => limits.take(channels(1), now);
		for (let i = 1; i < MOST_INVALID; i++) limits.settle(ticket(T), { invalid: true }, T);
		expect(limits.everybodyWaitsUntil(T)).toBe(0);
		limits.settle(ticket(T), { invalid: true }, T + 60_000);
		const until = limits.everybodyWaitsUntil(T + 60_000);
		expect(until - T).toBeGreaterThan(599_000);
		expect(until - T).toBeLessThanOrEqual(610_000);
		expect(limits.everybodyWaitsUntil(until)).toBe(0);
	});
});

describe("the wait of who stands in line", () => {
	const full = () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(2, 1000) }, T);
		return limits;
	};
	it.each([
		[0, 0],
		[1, 0],
		[2, 1050],
		[6, 1050],
		[7, 2050],
		[12, 3050],
	])("behind %i in a bucket of 5 with 2 left is %i ms at least", (inBucket, ms) => {
		expect(full().waitBehind(channels(1), { inBucket, inSecond: 0 }, T)).toEqual({ ms, global: false });
	});

	it("is a second for as many as a second takes", () => {
		const wait = (inSecond: number) => full().waitBehind(channels(2), { inBucket: 0, inSecond }, T);
		expect(wait(GLOBAL_PER_SECOND - 1)).toEqual({ ms: 0, global: false });
		expect(wait(GLOBAL_PER_SECOND)).toEqual({ ms: 1000, global: false });
	});

	it("is a global one where everybody is paused", () => {
		const limits = full();
		limits.settle(limits.take(channels(3), T), { pause: { ms: 7000, who: "global" } }, T);
		expect(limits.waitBehind(channels(1), { inBucket: 0, inSecond: 0 }, T)).toEqual({
			ms: 7000,
			global: true,
		});
	});
});

describe("what is remembered", () => {
	const again = (limits: Limits, now: number): Limits =>
		Limits.fromRecord(JSON.parse(JSON.stringify(limits.toRecord(now))) as LimitsRecord, now);

	it("is buckets that are used up, pauses and invalid answers", () => {
		const limits = new Limits();
		const settle = (ticket: Ticket, lesson: Parameters<Limits["settle"]>[1]) =>
			limits.settle(ticket, lesson, T);
		settle(limits.take(channels(1), T), { rate: rate(0, 9000) });
		settle(limits.take(channels(2), T), { rate: rate(4, 9000) });
		settle(limits.take(channels(3), T), { pause: { ms: 5000, who: "bucket" } });
		for (let i = 0; i < MOST_INVALID; i++) settle(limits.take(channels(4), T), { invalid: true });
		expect(limits.toRecord(T).buckets).toHaveLength(2);

		const read = again(limits, T);
		expect(read.everybodyWaitsUntil(T)).toBeGreaterThan(T);
		const after = T + 9000;
		const woken = again(new Limits(), after);
		expect(woken.everybodyWaitsUntil(after)).toBe(0);
		// A route of which only one bucket is remembered is still known to be in it.
		expect(read.bucketOf(roles(1), T)).not.toContain("abc");
		expect(read.bucketOf(channels(9), T)).toContain("abc");
	});

	it("holds what it said", () => {
		const limits = new Limits();
		limits.settle(limits.take(channels(1), T), { rate: rate(0, 9000) }, T);
		limits.settle(limits.take(channels(2), T), { pause: { ms: 5000, who: "bucket" } }, T);
		const read = again(limits, T);
		expect(read.freeAt(channels(1), T + 10).at).toBe(T + 9000 + RESET_MARGIN);
		expect(read.freeAt(channels(2), T + 10).at).toBe(T + 5000);
		limits.settle(limits.take(channels(5), T), { pause: { ms: 8000, who: "circuit" } }, T);
		expect(again(limits, T).everybodyWaitsUntil(T)).toBe(T + 8000);
	});

	const empty: LimitsRecord = {
		routes: [],
		hashes: [],
		buckets: [],
		globalUntil: 0,
		circuitUntil: 0,
		invalid: [],
		refusals: [],
	};
	const own = (guild: number) => `GET /guilds/{guilds}/channels guilds/${guild}`;
	const LATER = T + 3_600_000;
	const STEP = Math.floor(T / 10_000);

	it.each<[string, Partial<LimitsRecord>]>([
		["a global pause", { globalUntil: 1e15 }],
		["a ban", { circuitUntil: Number.MAX_VALUE }],
		["too many invalid answers, which are still to come", { invalid: [[STEP + 1e6, MOST_INVALID]] }],
		[
			"refusals of a guild that are still to come",
			{ refusals: [["GET /guilds/{guilds} guilds/1", [[STEP + 1e6, 1e6]]]] },
		],
		...(
			[
				["resetAt", 1e15],
				["pausedUntil", 1e15],
				["window", 1e15],
			] as const
		).map(([name, value]): [string, Partial<LimitsRecord>] => [
			`a bucket's ${name}`,
			{
				buckets: [
					[own(1), { limit: 5, remaining: 0, resetAt: T + 1, window: 1, pausedUntil: T + 1, [name]: value }],
				],
			},
		]),
		[
			"a bucket that is used up without an end",
			{ buckets: [[own(1), { limit: 5, remaining: 0, resetAt: null, window: 1, pausedUntil: T + 1 }]] },
		],
		[
			"a bucket with far less than nothing left",
			{ buckets: [[own(1), { limit: 5, remaining: -1e15, resetAt: T + 1, window: 1, pausedUntil: 0 }]] },
		],
	])("holds nobody for more than an hour: %s", (_, record) => {
		const read = Limits.fromRecord({ ...empty, ...record }, T);
		for (const key of [channels(1), channels(2)]) {
			expect(read.freeAt(key, T).at).toBeLessThanOrEqual(LATER);
			expect(read.waitBehind(key, { inBucket: 0, inSecond: 0 }, T).ms).toBeLessThanOrEqual(3_600_000);
			expect(read.waitBehind(key, { inBucket: 9, inSecond: 0 }, T).ms).toBeLessThanOrEqual(3 * 3_600_000);
			expect(read.waitsAloneUntil(key, "1", T)).toBeLessThanOrEqual(LATER);
			expect(read.freeAt(key, LATER).at).toBe(LATER);
		}
	});

	it("is bounded", () => {
		const limits = new Limits();
		for (let guild = 0; guild < 10_000; guild++) {
			const now = T + guild * 100;
			limits.settle(limits.take(channels(guild), now), { rate: rate(0, 1000, 1) }, now);
		}
		const record = limits.toRecord(T + 1_000_000);
		expect(record.buckets.length).toBeLessThan(50);
		expect(record.routes).toHaveLength(1);
	});
});
