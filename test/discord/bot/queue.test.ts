import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BotAnswer, BotCall } from "../../../src/discord/bot/bot_call";
import { ABSENT_FOR, KEEP_FOR, KeptAnswers, MOST_KEPT } from "../../../src/discord/bot/kept_answers";
import { Limits } from "../../../src/discord/bot/limits";
import type { Outcome } from "../../../src/discord/bot/outcome";
import { LONGEST_WAIT, MOST_WAITING, Queue, type World } from "../../../src/discord/bot/queue";
import { readAnswer } from "../../../src/discord/bot/reading";

const T = Date.UTC(2026, 0, 1);

beforeEach(() => vi.useFakeTimers({ now: T, toFake: ["Date", "setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

const rate = (remaining: number, limit = 5, resetAfter = 1000) => ({
	hash: "h",
	limit,
	remaining,
	resetAfter,
});
const ok = (body: string | number = 1, more: Partial<Outcome> = {}): Outcome =>
	({ kind: "answer", status: 200, body, rate: rate(4), ...more }) as Outcome;
const limited = (ms: number, scope: "user" | "global" | "shared" = "user"): Outcome => ({
	kind: "limited",
	ms,
	scope,
	rate: undefined,
});

/** A queue before a Discord that says what it is told to, each time a tenth of a second later. */
function open(
	say: (call: BotCall, nth: number) => Outcome,
	options: { latency?: number; refused?: boolean } = {},
) {
	const sent: { path: string; at: number; timeout: number }[] = [];
	const learned: string[] = [];
	const refused = vi.fn();
	const counted: Parameters<World["counted"]>[0][] = [];
	const world = {
		send(call: BotCall, timeout: number): Promise<Outcome> {
			sent.push({ path: call.path, at: Date.now() - T, timeout });
			const outcome = say(call, sent.length);
			return new Promise((resolve) => setTimeout(() => resolve(outcome), options.latency ?? 100));
		},
		learned: (when: string) => learned.push(when),
		refused,
		counted: (call: (typeof counted)[number]) => counted.push(call),
	};
	const queue = new Queue(new Limits(), world, options.refused);
	const ask = (path: string, method: BotCall["method"] = "GET", person?: string, fresh = false) => {
		const asked: { answer?: BotAnswer; at?: number } = {};
		const call: BotCall = { method, path, origin: "https://x.test", fresh, ...(person && { person }) };
		void queue.ask(call).then((answer) => {
			Object.assign(asked, { answer, at: Date.now() - T });
		});
		return asked;
	};
	const askFresh = (path: string) => ask(path, "GET", undefined, true);
	return { ask, askFresh, sent, learned, refused, counted };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const paths = (sent: { path: string }[]) => sent.map(({ path }) => path);
const waits = (seconds: number, global = false) => ({
	status: 429,
	retryAfter: Math.ceil(seconds),
	body: { message: "You are being rate limited.", retry_after: seconds, global },
});

describe("a call", () => {
	it("is answered with what Discord says", async () => {
		const { ask } = open(() => ({ kind: "answer", status: 404, body: { code: 10004 }, rate: undefined }));
		const asked = ask("/guilds/1");
		await pass(100);
		expect(asked.answer).toEqual({ status: 404, body: { code: 10004 } });
	});

	it("takes longer the more it carries, but no longer than its caller waits", async () => {
		const timeouts: number[] = [];
		const send = async (_: BotCall, timeout: number) => {
			timeouts.push(timeout);
			return ok();
		};
		const queue = new Queue(new Limits(), { send, learned() {}, refused() {}, counted() {} });
		for (const mib of [0, 4, 100]) {
			const body = { type: "x/x", bytes: new Uint8Array(mib * 1024 * 1024) };
			await queue.ask({ method: "POST", path: "/channels/1/messages", origin: "", body });
		}
		expect(timeouts).toEqual([5_000, 6_000, LONGEST_WAIT]);
	});

	it("waits before a limit is hit", async () => {
		let left = 3;
		const { ask, sent } = open(() => {
			left = left === 0 ? 2 : left - 1;
			return ok(1, { rate: rate(left, 3) } as Partial<Outcome>);
		});
		for (let i = 0; i < 7; i++) ask(`/guilds/1/members/${i}`);
		await pass(9000);
		// One alone; two more; then a window each for three.
		expect(sent.map(({ at }) => Math.floor(at / 1000))).toEqual([0, 0, 0, 1, 1, 1, 2]);
		expect(sent.slice(0, 3).map(({ at }) => at)).toEqual([0, 100, 100]);
	});

	it("does not wait for another guild's", async () => {
		const { ask, sent } = open(({ path }) =>
			ok(1, { rate: rate(path.includes("/1/") ? 0 : 4, 5, 6000) } as Partial<Outcome>),
		);
		ask("/guilds/1/members/1");
		await pass(100);
		const [held, free] = [ask("/guilds/1/members/2"), ask("/guilds/2/members/1")];
		await pass(100);
		expect(free.answer?.status).toBe(200);
		expect(held.answer).toBeUndefined();
		expect(paths(sent)).toEqual(["/guilds/1/members/1", "/guilds/2/members/1"]);
	});

	it("is not held up by hundreds that wait for another guild", async () => {
		const { ask } = open(({ path }) =>
			path.startsWith("/guilds/1/") ? ok(1, { rate: rate(0, 5000, 6000) } as Partial<Outcome>) : ok(),
		);
		ask("/guilds/1/members/0");
		await pass(100);
		for (let i = 1; i < 900; i++) ask(`/guilds/1/members/${i}`);
		const other = ask("/guilds/2/members/1");
		await pass(100);
		expect(other.answer?.status).toBe(200);
	});
});

describe("equal GETs", () => {
	it("that want it fresh are not answered with what was so before", async () => {
		const { ask, sent } = open((_, nth) => ok(nth));
		const old = ask("/guilds/1");
		await pass(50);
		// One is on its way: it may bring what was so before now. One that waits may not.
		const [joins, fresh, alsoFresh] = [
			ask("/guilds/1"),
			ask("/guilds/1", "GET", "1", true),
			ask("/guilds/1", "GET", "2", true),
		];
		await pass(150);
		expect([old, joins].map(({ answer }) => answer?.body)).toEqual([1, 1]);
		expect(fresh.answer?.body).toBeGreaterThan(1);
		expect(alsoFresh.answer?.body).toBeGreaterThan(1);
		// What they were told is good for whoever asks next, and not for the next who wants it fresh.
		const last = sent.length;
		const [next, again] = [ask("/guilds/1"), ask("/guilds/1", "GET", "1", true)];
		await pass(100);
		expect(next.answer?.body).toBe(last);
		expect(again.answer?.body).toBe(last + 1);
	});

	it("at the same time are one call", async () => {
		const { ask, sent } = open(() => ok("same"));
		const asked = Array.from({ length: 50 }, () => ask("/guilds/1"));
		await pass(100);
		expect(sent).toHaveLength(1);
		expect(new Set(asked.map(({ answer }) => answer?.body))).toEqual(new Set(["same"]));
	});

	it("a few seconds later are none", async () => {
		const { ask, sent } = open((_, nth) => ok(nth));
		ask("/guilds/1");
		await pass(100 + KEEP_FOR - 1);
		const kept = ask("/guilds/1");
		await pass(1);
		expect(kept.answer?.body).toBe(1);
		const anew = ask("/guilds/1");
		await pass(100);
		expect(anew.answer?.body).toBe(2);
		expect(sent).toHaveLength(2);
	});

	it("are asked anew for who needs a fresh answer, and theirs is for the next", async () => {
		const { ask, askFresh, sent } = open((_, nth) => ok(nth));
		ask("/guilds/1");
		await pass(100);
		const fresh = askFresh("/guilds/1");
		await pass(100);
		expect(fresh.answer?.body).toBe(2);
		const next = ask("/guilds/1");
		await pass(1);
		expect(next.answer?.body).toBe(2);
		expect(sent).toHaveLength(2);
	});

	it("that are under way are no fresh answer; one that waits is", async () => {
		const { ask, askFresh, sent } = open((_, nth) => ok(nth, { rate: rate(0) } as Partial<Outcome>));
		ask("/guilds/1/roles");
		await pass(100);
		const waiting = [askFresh("/guilds/1"), askFresh("/guilds/1")];
		await pass(50);
		expect(paths(sent)).toEqual(["/guilds/1/roles", "/guilds/1"]);
		const late = askFresh("/guilds/1");
		await pass(3000);
		expect(waiting.map(({ answer }) => answer?.body)).toEqual([2, 3]);
		expect(late.answer?.body).toBe(3);
	});

	it.each([
		[403, 1],
		[404, 1],
		[500, 2],
	])("after a %i are %i calls", async (status, calls) => {
		const { ask, sent } = open(() => ({ kind: "answer", status, body: {}, rate: undefined }));
		ask("/guilds/1");
		await pass(100);
		ask("/guilds/1");
		await pass(100);
		expect(sent).toHaveLength(calls);
	});

	it("after a write to their guild are made anew; those of other guilds are not", async () => {
		const { ask, sent } = open((_, nth) => ok(nth));
		ask("/guilds/1");
		ask("/guilds/2");
		await pass(100);
		ask("/guilds/1/members/@me", "PATCH");
		await pass(100);
		const [changed, same] = [ask("/guilds/1"), ask("/guilds/2")];
		await pass(100);
		expect([changed.answer?.body, same.answer?.body]).toEqual([4, 2]);
		expect(sent).toHaveLength(4);
	});

	it("that began before a write ended are neither kept nor joined", async () => {
		const { ask, sent } = open((call, nth) => ok(`${call.method} ${nth}`));
		ask("/guilds/1/members/@me", "PATCH");
		await pass(50);
		const before = ask("/guilds/1");
		await pass(50);
		// The write has ended; the read is still under way.
		const after = ask("/guilds/1");
		await pass(50);
		expect(before.answer?.body).toBe("GET 2");
		expect(after.answer).toBeUndefined();
		await pass(100);
		expect(after.answer?.body).toBe("GET 3");
		expect(sent).toHaveLength(3);
	});

	it("are never joined by a write, and writes never by one another", async () => {
		const { ask, sent } = open(() => ok());
		for (let i = 0; i < 3; i++) ask("/guilds/1/members/@me", "PATCH");
		await pass(5000);
		expect(sent).toHaveLength(3);
	});
});

describe("a 429", () => {
	it.each(["GET", "PATCH"] as const)("is waited for, and the %s sent again", async (method) => {
		const { ask, sent } = open((_, nth) => (nth === 1 ? limited(2000) : ok()));
		const asked = ask("/guilds/1/members/@me", method);
		await pass(2200);
		expect(sent.map(({ at }) => at)).toEqual([0, 2100]);
		expect(asked.answer?.status).toBe(200);
	});

	it.each([
		["user", [100, 2100]],
		["shared", [100, 2100]],
		["global", [2100, 2100]],
	] as const)("of scope %s keeps waiting whom it concerns", async (scope, [other, same]) => {
		const { ask, sent } = open((_, nth) => (nth === 1 ? limited(2000, scope) : ok()));
		ask("/guilds/1");
		await pass(100);
		ask("/guilds/2");
		await pass(3000);
		const at = (path: string) => sent.filter((each) => each.path === path).at(-1)?.at;
		expect([at("/guilds/2"), at("/guilds/1")]).toEqual([other, same]);
	});

	it("that asks for too long is told at once, in body and header", async () => {
		const { ask, sent, learned } = open(() => limited(12_500));
		const first = ask("/guilds/1");
		await pass(100);
		expect([first.at, first.answer]).toEqual([100, waits(12.5)]);
		const second = ask("/guilds/1/members/@me");
		const third = ask("/guilds/1");
		await pass(0);
		expect(third.answer).toEqual(waits(12.5));
		expect(second.at).toBeUndefined();
		expect(learned).toContain("now");
		expect(sent).toHaveLength(2);
	});

	it("is not resent for ever", async () => {
		const { ask, sent } = open(() => limited(100));
		const asked = ask("/guilds/1");
		await pass(LONGEST_WAIT);
		expect(asked.answer).toEqual(waits(1));
		expect(sent.length).toBeLessThan(10);
	});
});

describe("a caller", () => {
	it("never waits more than ten seconds", async () => {
		const { ask } = open((_, nth) =>
			nth === 1
				? ok(1, { rate: rate(0, 1, 4000) } as Partial<Outcome>)
				: ok(1, { rate: rate(0, 1, 4000) } as Partial<Outcome>),
		);
		const asked = Array.from({ length: 20 }, (_, i) => ask(`/guilds/1/members/${i}`));
		await pass(LONGEST_WAIT);
		expect(asked.every(({ at }) => at !== undefined && at <= LONGEST_WAIT)).toBe(true);
		expect(asked.filter(({ answer }) => answer?.status === 200)).toHaveLength(3);
		const told = asked.filter(({ answer }) => answer?.status === 429);
		expect(told).toHaveLength(17);
		for (const { answer } of told) {
			expect(answer?.retryAfter).toBeGreaterThanOrEqual(1);
			expect(answer?.body).toMatchObject({ global: false, retry_after: expect.any(Number) });
		}
	});

	it("leaves the line when told, and its call is not made", async () => {
		const { ask, sent } = open(() => ok(1, { rate: rate(0, 1, 8000) } as Partial<Outcome>));
		ask("/guilds/1/members/@me", "PATCH");
		await pass(100);
		// Eight seconds are known to pass: too little would be left for a write of up to five.
		const late = ask("/guilds/1/members/@me", "PATCH");
		await pass(60_000);
		expect([late.at, late.answer?.retryAfter]).toEqual([100, 9]);
		expect(sent).toHaveLength(1);
	});

	it("gives a call no more time than is left", async () => {
		const { ask, sent } = open((_, nth) => (nth === 1 ? limited(7000) : ok()));
		ask("/guilds/1");
		await pass(7200);
		expect(sent.map(({ timeout }) => timeout)).toEqual([5000, 2900]);
	});

	it("is told at once when the queue is long", async () => {
		const { ask } = open(() => ok(1, { rate: rate(0, 100_000, 3000) } as Partial<Outcome>));
		ask("/guilds/1/members/0");
		await pass(100);
		const asked = Array.from({ length: MOST_WAITING + 1 }, (_, i) => ask(`/guilds/1/members/${i + 1}`));
		await pass(0);
		expect(asked.filter(({ answer }) => answer)).toHaveLength(1);
		expect(asked.at(-1)?.answer?.status).toBe(429);
	});

	it("who joins late has their own time", async () => {
		const { ask } = open((_, nth) => (nth === 1 ? limited(9500, "global") : ok()));
		const early = ask("/guilds/1");
		await pass(1000);
		expect(early.answer?.status).toBe(429);
		const late = ask("/guilds/1");
		await pass(8700);
		expect(late.answer?.status).toBe(200);
	});
});

describe("numbers that nobody can mean", () => {
	const headers = (more: Record<string, string>) =>
		new Headers({
			"X-RateLimit-Bucket": "h",
			"X-RateLimit-Limit": "5",
			"X-RateLimit-Remaining": "0",
			"X-RateLimit-Reset-After": "1",
			...more,
		});
	const body = (more: object) => JSON.stringify({ message: "Wait.", ...more });

	it.each<[string, Parameters<typeof readAnswer>[0]]>([
		["a 429", { status: 429, text: body({ retry_after: 1e308 }), headers: headers({}) }],
		["a global 429", { status: 429, text: body({ retry_after: 1e15, global: true }), headers: headers({}) }],
		["a ban", { status: 429, text: "", headers: new Headers({ "Retry-After": "9".repeat(400) }) }],
		["a window", { status: 200, text: "1", headers: headers({ "X-RateLimit-Reset-After": "1e308" }) }],
		["a limit", { status: 200, text: "1", headers: headers({ "X-RateLimit-Limit": "1e308" }) }],
		["what is left", { status: 200, text: "1", headers: headers({ "X-RateLimit-Remaining": "-1e308" }) }],
	])("hold no caller, nor the bot for more than an hour: %s", async (_, absurd) => {
		const { ask, sent } = open((_, nth) => (nth === 1 ? readAnswer(absurd, Date.now()) : ok()));
		const asked = Array.from({ length: 8 }, (_, i) => ask(`/guilds/1/members/${i}`));
		await pass(LONGEST_WAIT);
		for (const { answer } of asked) expect(answer?.retryAfter ?? 0).toBeLessThanOrEqual(3600);
		expect(asked.every(({ answer }) => answer !== undefined)).toBe(true);
		expect(sent.length).toBeLessThanOrEqual(8);
		await pass(3_600_000);
		const after = [ask("/guilds/1/members/9"), ask("/guilds/2/members/9")];
		await pass(300);
		expect(after.map(({ answer }) => answer?.status)).toEqual([200, 200]);
	});
});

describe("Cloudflare's ban", () => {
	it("stops all calls, and callers are told how long", async () => {
		const { ask, sent, learned } = open((_, nth) => (nth === 1 ? { kind: "banned", ms: 60_000 } : ok()));
		const first = ask("/guilds/1");
		await pass(100);
		expect(first.answer).toEqual(waits(60, true));
		const other = ask("/guilds/2");
		await pass(1000);
		expect(other.answer).toEqual(waits(60, true));
		expect(sent).toHaveLength(1);
		expect(learned).toEqual(["now"]);
		await pass(59_000);
		const after = ask("/guilds/2");
		await pass(100);
		expect(after.answer?.status).toBe(200);
	});
});

describe("a refused token", () => {
	it("ends all calls, those that wait too, and is told once", async () => {
		const { ask, sent, refused } = open(() => ({ kind: "unauthorized" }));
		const asked = [
			ask("/guilds/1"),
			ask("/guilds/1/members/2"),
			ask("/guilds/1/members/3"),
			ask("/guilds/2"),
		];
		await pass(100);
		const later = ask("/guilds/3");
		await pass(0);
		for (const { answer } of [...asked, later]) {
			expect(answer).toEqual({ status: 503, body: null, problem: "bot_misconfigured" });
		}
		expect(sent).toHaveLength(3);
		expect(refused).toHaveBeenCalledTimes(1);
	});

	it("that is known is not tried", async () => {
		const { ask, sent } = open(() => ok(), { refused: true });
		const asked = ask("/guilds/1");
		await pass(0);
		expect(asked.answer?.problem).toBe("bot_misconfigured");
		expect(sent).toEqual([]);
	});
});

describe("a call that is lost", () => {
	it.each([
		["GET", 2],
		["PATCH", 1],
	] as const)("as a %s is sent %i times", async (method, times) => {
		const { ask, sent } = open(() => ({ kind: "failed", reason: "unreachable" }));
		const asked = ask("/guilds/1/members/@me", method);
		await pass(5000);
		expect(sent).toHaveLength(times);
		expect(asked.answer).toEqual({ status: 502, body: null, problem: "discord_unavailable" });
	});

	it("and then found is answered", async () => {
		const { ask } = open((_, nth) => (nth === 1 ? { kind: "failed", reason: "unreachable" } : ok()));
		const asked = ask("/guilds/1");
		await pass(2000);
		expect(asked.answer?.status).toBe(200);
	});

	it("for want of time says so", async () => {
		const { ask, sent } = open(() => ({ kind: "failed", reason: "timeout" }), { latency: 4500 });
		const asked = ask("/guilds/1");
		await pass(LONGEST_WAIT);
		expect(asked.answer).toEqual({ status: 504, body: null, problem: "discord_timeout" });
		expect(sent).toHaveLength(2);
	});

	it("is not a call that was answered with nonsense", async () => {
		const { ask, sent } = open(() => ({ kind: "unreadable" }));
		const asked = ask("/guilds/1");
		await pass(1000);
		expect(sent).toHaveLength(1);
		expect(asked.answer?.problem).toBe("discord_unavailable");
	});
});

describe("what must survive", () => {
	it("is said once a bucket is used up for a while, not with every call", async () => {
		const { ask, learned } = open(({ path }) =>
			ok(1, { rate: rate(path === "/guilds/9" ? 0 : 4, 5, 5000) } as Partial<Outcome>),
		);
		for (let i = 1; i < 9; i++) ask(`/guilds/${i}`);
		await pass(100);
		expect(learned).toEqual([]);
		ask("/guilds/9");
		await pass(100);
		expect(learned).toEqual(["soon"]);
	});
});

describe("a guild where the bot is not", () => {
	const absent = (): Outcome => ({
		kind: "answer",
		status: 403,
		body: { message: "Missing Access", code: 50001 },
		rate: undefined,
	});

	it("is asked about once, however often one path below it is tried", async () => {
		const { ask, sent } = open(absent);
		for (let second = 0; second < 54; second++) {
			const asked = ask("/guilds/7/members/1");
			await pass(1000);
			expect(asked.answer?.status).toBe(403);
		}
		expect(sent).toHaveLength(1);
	});

	it("is written to once, however often that is tried, and asked about no more", async () => {
		const { ask, sent } = open(absent);
		const asked = [];
		for (let second = 0; second < 54; second++) {
			asked.push(ask("/guilds/7/members/@me", "PATCH"), ask("/guilds/7/roles"));
			await pass(1000);
		}
		expect(new Set(asked.map(({ answer }) => answer?.status))).toEqual(new Set([403]));
		// The read that came with the first write was on its way before its answer.
		expect(sent.length).toBeLessThanOrEqual(2);
	});

	it("is not written to once a read has shown it", async () => {
		const { ask, sent } = open(absent);
		ask("/guilds/7");
		await pass(100);
		const written = ask("/guilds/7/members/@me", "PATCH");
		await pass(100);
		expect(written.answer?.body).toMatchObject({ code: 50001 });
		expect(sent).toHaveLength(1);
	});

	it("answers those who waited for another's call to it", async () => {
		const { ask, sent } = open(absent);
		const asked = Array.from({ length: 20 }, (_, i) => ask(`/guilds/7/members/${i}`));
		await pass(200);
		expect(new Set(asked.map(({ answer }) => answer?.status))).toEqual(new Set([403]));
		expect(sent).toHaveLength(1);
	});

	it("is written to once the bot's list shows it there", async () => {
		let there = false;
		const { ask } = open(({ path }) => {
			if (path.startsWith("/users/@me/guilds")) return ok([{ id: "7" }] as never);
			return there ? ok() : absent();
		});
		ask("/guilds/7/members/@me", "PATCH");
		await pass(100);
		there = true;
		ask("/users/@me/guilds?after=6&limit=200");
		await pass(100);
		const written = ask("/guilds/7/members/@me", "PATCH");
		await pass(100);
		expect(written.answer?.status).toBe(200);
	});
});

describe("answers that are kept", () => {
	it("are no more than so many", () => {
		const kept = new KeptAnswers();
		for (let i = 0; i <= MOST_KEPT; i++) kept.put(`/guilds/${i}`, `guilds/${i}`, { status: 200, body: i }, T);
		expect(kept.get("/guilds/0", "guilds/0", T)).toBeUndefined();
		expect(kept.get(`/guilds/${MOST_KEPT}`, `guilds/${MOST_KEPT}`, T)?.body).toBe(MOST_KEPT);
	});

	it("of a guild where the bot is not are good for all that is below it, until its list shows it there", () => {
		for (const [status, code] of [
			[403, 50001],
			[404, 10004],
		] as const) {
			const kept = new KeptAnswers();
			const answer = { status, body: { message: "no", code } };
			kept.put("/guilds/7/members/1", "guilds/7", answer, T);
			expect(kept.get("/guilds/7/members/2", "guilds/7", T + ABSENT_FOR - 1)).toEqual(answer);
			expect(kept.get("/guilds/8", "guilds/8", T)).toBeUndefined();
			expect(kept.get("/guilds/7/members/2", "guilds/7", T + ABSENT_FOR)).toBeUndefined();
			kept.put("/users/@me/guilds?after=6&limit=200", "", { status: 200, body: [{ id: "7" }] }, T);
			expect(kept.get("/guilds/7/members/2", "guilds/7", T)).toBeUndefined();
		}
	});

	it("of a member who is not there are not good for others", () => {
		const kept = new KeptAnswers();
		kept.put(
			"/guilds/7/members/1",
			"7",
			{ status: 404, body: { message: "Unknown Member", code: 10007 } },
			T,
		);
		expect(kept.get("/guilds/7/members/2", "guilds/7", T)).toBeUndefined();
	});

	it("are no more than so long", () => {
		const kept = new KeptAnswers();
		const body = "x".repeat(5_000_000);
		kept.put("/guilds/1", "guilds/1", { status: 200, body }, T);
		kept.put("/guilds/2", "guilds/2", { status: 200, body }, T);
		expect(kept.get("/guilds/1", "guilds/1", T)).toBeUndefined();
		expect(kept.get("/guilds/2", "guilds/2", T)).toBeDefined();
	});
});

describe("what is counted of a call", () => {
	const route = "GET /guilds/{guilds}/members/{id}";

	it("is how long it waited for its turn, anew where it goes again, and then for Discord", async () => {
		const { ask, counted } = open((_, nth) => (nth === 1 ? limited(700) : ok()), { latency: 30 });
		ask("/guilds/1/members/1");
		ask("/guilds/1/members/1");
		ask("/guilds/1/members/2");
		await pass(2000);
		expect(counted).toEqual([
			{ route, outcome: "429", waited_ms: 0, took_ms: 30, callers: 2 },
			{ route, outcome: "200", waited_ms: 700, took_ms: 30, callers: 2 },
			{ route, outcome: "200", waited_ms: 760, took_ms: 30, callers: 1 },
		]);
	});

	it("is once how many were told to wait", async () => {
		const { ask, counted } = open(() => limited(60_000), { latency: 30 });
		for (let i = 0; i < 3; i++) ask("/guilds/1/members/1");
		await pass(100);
		expect(counted).toEqual([
			{ route, outcome: "429", waited_ms: 0, took_ms: 30, callers: 3 },
			{ route, outcome: "wait", waited_ms: 0, took_ms: 0, callers: 3 },
		]);
	});
});
