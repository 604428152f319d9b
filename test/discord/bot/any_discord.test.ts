import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BotCall } from "../../../src/discord/bot/bot_call";
import { Limits } from "../../../src/discord/bot/limits";
import type { Outcome } from "../../../src/discord/bot/outcome";
import { LONGEST_WAIT, Queue } from "../../../src/discord/bot/queue";

const ROUTES = ["", "/channels", "/roles", "/emojis", "/members/1"];

/** A Discord as it might be: which routes share a bucket, how large these are, and when their windows begin. */
const someDiscord = fc.record({
	bucketOf: fc.array(fc.nat(2), { minLength: ROUTES.length + 1, maxLength: ROUTES.length + 1 }),
	buckets: fc.array(
		fc.record({ limit: fc.integer({ min: 1, max: 6 }), ms: fc.integer({ min: 500, max: 5000 }) }),
		{
			minLength: 3,
			maxLength: 3,
		},
	),
	/** Whether windows end at fixed times, and not so long after their first call. */
	aligned: fc.boolean(),
	/** Whether every second guild has other buckets. */
	perGuild: fc.boolean(),
	/** The longest way, in milliseconds. */
	far: fc.constantFrom(50, 200, 400),
});

const someCalls = fc.array(
	fc.record({
		at: fc.nat(12_000),
		guild: fc.integer({ min: 1, max: 4 }),
		route: fc.nat(ROUTES.length),
		there: fc.nat(100),
		back: fc.nat(100),
	}),
	{ minLength: 60, maxLength: 150 },
);

beforeEach(() => vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Keeps the limits of one Discord, and notes whether they were ever broken by who could know better. */
function discordLike(world: typeof someDiscord extends fc.Arbitrary<infer W> ? W : never) {
	const windows = new Map<string, { ends: number; used: number; byUnknown: boolean }>();
	const known = new Set<string>();
	const seen = { avoidable429: 0, writes: [] as string[] };

	async function send(call: BotCall, ways: { there: number; back: number }, route: number): Promise<Outcome> {
		const guild = Number(call.path.split("/")[2]);
		const shift = world.perGuild && guild % 2 ? 1 : 0;
		const n = ((world.bucketOf[route] ?? 0) + shift) % 3;
		const { limit, ms } = world.buckets[n] ?? { limit: 1, ms: 1000 };
		const bucket = `bucket ${n} ${guild}`;
		const named = `route ${route} ${world.perGuild ? guild : ""}`;
		const isKnown = known.has(named);
		const isBucketKnown = known.has(bucket);
		await after((ways.there * world.far) / 100);
		const now = Date.now();
		let window = windows.get(bucket);
		if (!window || window.ends <= now) {
			const ends = world.aligned ? (Math.floor(now / ms) + 1) * ms : now + ms;
			window = { ends, used: 0, byUnknown: false };
			windows.set(bucket, window);
		}
		const isOver = window.used >= limit;
		// Nobody can know that a route will turn out to share a bucket before Discord has said so once.
		if (isOver && isKnown && isBucketKnown && !window.byUnknown) seen.avoidable429 += 1;
		if (!isOver) {
			window.used += 1;
			window.byUnknown ||= !isKnown;
			if (call.method === "PATCH") seen.writes.push(JSON.stringify(call.body));
		}
		const resetAfter = window.ends - now;
		const rate = { hash: `h${n}`, limit, remaining: limit - window.used, resetAfter };
		await after((ways.back * world.far) / 100);
		known.add(named).add(bucket);
		return isOver
			? { kind: "limited", ms: resetAfter, scope: "user", rate }
			: { kind: "answer", status: 200, body: null, rate };
	}
	return { seen, send };
}

describe("whatever Discord's limits are", () => {
	it("none is hit that could be known, everybody is answered in time, and no write is made twice", async () => {
		await fc.assert(
			fc.asyncProperty(someDiscord, someCalls, async (world, calls) => {
				vi.setSystemTime(Date.UTC(2026, 0, 1));
				const { seen, send } = discordLike(world);
				const details = new Map<BotCall, (typeof calls)[number]>();
				const queue = new Queue(new Limits(), {
					send(call) {
						const { there = 0, back = 0, route = 0 } = details.get(call) ?? {};
						return send(call, { there, back }, route);
					},
					learned() {},
					refused() {},
					counted() {},
				});
				const waits: number[] = [];
				for (const [i, each] of calls.entries()) {
					const below = ROUTES[each.route];
					const path = `/guilds/${each.guild}${below ?? "/members/@me"}`;
					const call: BotCall =
						below === undefined
							? {
									method: "PATCH",
									path,
									origin: "",
									body: { type: "application/json", bytes: Uint8Array.from(`${i}`, Number) },
								}
							: { method: "GET", path, origin: "" };
					details.set(call, each);
					setTimeout(() => {
						const begun = Date.now();
						void queue.ask(call).then(() => waits.push(Date.now() - begun));
					}, each.at);
				}
				await vi.advanceTimersByTimeAsync(12_000 + LONGEST_WAIT);
				expect(waits).toHaveLength(calls.length);
				expect(Math.max(...waits)).toBeLessThanOrEqual(LONGEST_WAIT);
				expect(new Set(seen.writes).size).toBe(seen.writes.length);
				expect(seen.avoidable429).toBe(0);
			}),
			{ numRuns: 15, endOnFailure: true },
		);
	});
});
