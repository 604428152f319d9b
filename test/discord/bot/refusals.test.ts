import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BotAnswer, BotCall } from "../../../src/discord/bot/bot_call";
import { MOST_INVALID } from "../../../src/discord/bot/invalid_answers";
import { Limits, type LimitsRecord } from "../../../src/discord/bot/limits";
import type { Outcome } from "../../../src/discord/bot/outcome";
import { Queue } from "../../../src/discord/bot/queue";
import { MOST_OF_GUILD, MOST_OF_PERSON, Refusals } from "../../../src/discord/bot/refusals";
import { MOST_AT_ONCE } from "../../../src/discord/bot/room";

const T = Date.UTC(2026, 0, 1);
const TEN_MINUTES = 10 * 60_000;
/** What of somebody's is under way when the last of their budget is used up is refused, too. */
const UNDER_WAY = MOST_AT_ONCE - 1;

beforeEach(() => vi.useFakeTimers({ now: T, toFake: ["Date", "setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

const REFUSAL = { absent: 50001, forbidden: 50013 } as const;

/**
 * A queue before a Discord where guild 1 is as it should be, the bot is not in guilds from 1000 on, and in those from
 * 100,000 on it may nothing: such a refusal says nothing of the next call.
 */
function open(limits = new Limits()) {
	const refusals: BotCall[] = [];
	const queue = new Queue(limits, {
		async send(call): Promise<Outcome> {
			await new Promise((resolve) => setTimeout(resolve, 50));
			const guild = Number(/^\/guilds\/(\d+)/.exec(call.path)?.[1] ?? 0);
			if (guild < 1000) return { kind: "answer", status: 200, body: [], rate: undefined };
			refusals.push(call);
			const code = guild < 100_000 ? REFUSAL.absent : REFUSAL.forbidden;
			return { kind: "answer", status: 403, body: { message: "No", code }, rate: undefined };
		},
		learned() {},
		refused() {},
		counted() {},
	});
	const ask = (person: string | undefined, method: BotCall["method"], path: string) => {
		const asked: { answer?: BotAnswer } = {};
		const call: BotCall = { method, path, origin: "", ...(person && { person }) };
		void queue.ask(call).then((answer) => Object.assign(asked, { answer }));
		return asked;
	};
	const write = (person: string | undefined, guild: number) =>
		ask(person, "PATCH", `/guilds/${guild}/members/@me`);
	return { ask, write, refusals };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("somebody who is refused again and again", () => {
	it.each([
		["the bot is not", 1000],
		["the bot may nothing", 100_000],
	])(
		"in 50 guilds of their own where %s brings on no more than their budget, and nobody else waits",
		async (_, first) => {
			const { ask, write, refusals } = open();
			const others: { answer?: BotAnswer }[] = [];
			const last: { answer?: BotAnswer }[] = [];
			for (let round = 0; round < TEN_MINUTES / 2000; round++) {
				for (let guild = first; guild < first + 50; guild++) {
					last[guild - first] = write("evil", guild);
					ask("evil", "GET", `/guilds/${guild}/members/${round + 1}`);
				}
				others.push(ask("good", "GET", `/guilds/1/members/${round + 1}`), write("good", 2));
				await pass(2000);
			}
			await pass(10_000);
			expect(refusals.length).toBeGreaterThanOrEqual(MOST_OF_PERSON);
			expect(refusals.length).toBeLessThanOrEqual(MOST_OF_PERSON + UNDER_WAY);
			expect(new Set(others.map(({ answer }) => answer?.status))).toEqual(new Set([200]));
			expect(last.some(({ answer }) => answer?.status === 429)).toBe(true);
		},
	);

	it("hears it as Discord says it, and goes on when it is over", async () => {
		const { ask, write, refusals } = open();
		for (let guild = 100_000; guild < 100_000 + MOST_OF_PERSON; guild++) {
			write("evil", guild);
			await pass(60);
		}
		const told = ask("evil", "GET", "/guilds/1");
		await pass(0);
		const wait = told.answer?.retryAfter ?? 0;
		expect(wait).toBeGreaterThan(590);
		expect(wait).toBeLessThanOrEqual(610);
		expect(told.answer).toEqual({
			status: 429,
			retryAfter: wait,
			body: { message: "You are being rate limited.", retry_after: expect.any(Number), global: false },
		});
		expect(refusals).toHaveLength(MOST_OF_PERSON);
		await pass(wait * 1000);
		const after = ask("evil", "GET", "/guilds/1");
		await pass(60);
		expect(after.answer?.status).toBe(200);
	});

	it("still gets what is kept", async () => {
		const { ask, write } = open();
		for (let guild = 100_000; guild < 100_000 + MOST_OF_PERSON; guild++) {
			write("evil", guild);
			await pass(60);
			ask("good", "GET", "/guilds/1");
		}
		await pass(60);
		const kept = ask("evil", "GET", "/guilds/1");
		await pass(0);
		expect(kept.answer?.status).toBe(200);
	});

	it("is told while they wait already, and whoever waits for the same is not", async () => {
		const { ask, write, refusals } = open();
		// All at once, before the first is refused: most of them wait for room.
		const asked = Array.from({ length: 200 }, (_, i) => write("evil", 100_000 + i));
		const evil = ask("evil", "GET", "/guilds/1");
		const good = ask("good", "GET", "/guilds/1");
		await pass(8000);
		expect(refusals.length).toBeLessThanOrEqual(MOST_OF_PERSON + UNDER_WAY);
		expect(asked.filter(({ answer }) => answer?.status === 429).length).toBe(200 - refusals.length);
		expect([evil.answer?.status, good.answer?.status]).toEqual([429, 200]);
	});

	it("cannot make somebody else pay for it", async () => {
		const { ask, write, refusals } = open();
		for (let i = 0; i < 3; i++) {
			for (let guild = 100_000; guild < 100_000 + MOST_OF_PERSON; guild++) {
				ask("good", "GET", "/guilds/1");
				write("evil", guild);
				await pass(60);
			}
		}
		expect(new Set(refusals.map(({ person }) => person))).toEqual(new Set(["evil"]));
		expect((await settled(() => write("good", 1)))?.status).toBe(200);
	});
});

/** The answer to a call of a moment. */
async function settled(call: () => { answer?: BotAnswer }): Promise<BotAnswer | undefined> {
	const asked = call();
	await pass(100);
	return asked.answer;
}

describe("a guild that refuses again and again", () => {
	it("waits alone, whoever asks: those who manage it still have their others", async () => {
		const { write, refusals } = open();
		for (let i = 0; i < 3 * MOST_OF_GUILD; i++) {
			write(i % 2 ? "one" : "two", 100_000);
			await pass(60);
		}
		expect(refusals).toHaveLength(MOST_OF_GUILD);
		for (const person of ["one", "two", "three"]) {
			expect((await settled(() => write(person, 100_000)))?.status).toBe(429);
			expect((await settled(() => write(person, 1)))?.status).toBe(200);
		}
	});

	it("waits with what it refused: who may ask for one endpoint alone keeps nobody from the others", async () => {
		const { ask, refusals } = open();
		for (let i = 0; i < 2 * MOST_OF_GUILD; i++)
			await settled(() => ask("one", "GET", `/guilds/100000/bans?limit=${i + 1}`));
		expect(refusals).toHaveLength(MOST_OF_GUILD);
		expect((await settled(() => ask("two", "GET", "/guilds/100000/bans")))?.status).toBe(429);
		expect((await settled(() => ask("two", "GET", "/guilds/100000/channels")))?.status).toBe(403);
	});

	it("costs the site itself no more", async () => {
		const { write, refusals } = open();
		for (let i = 0; i < 2 * MOST_OF_GUILD; i++) await settled(() => write(undefined, 100_000));
		expect(refusals).toHaveLength(MOST_OF_GUILD);
		expect((await settled(() => write(undefined, 1)))?.status).toBe(200);
	});
});

it("60 people who do their worst for ten minutes do not stop the bot", async () => {
	const { ask, write, refusals } = open();
	const others: { answer?: BotAnswer }[] = [];
	for (let round = 0; round < TEN_MINUTES / 30_000; round++) {
		for (let i = 0; i < 360; i++)
			write(`evil ${i % 60}`, 100_000 + (i % 60) * 50 + ((round * 6 + Math.floor(i / 60)) % 50));
		await pass(29_000);
		others.push(ask("good", "GET", `/guilds/1/members/${round + 1}`));
		await pass(1000);
	}
	expect(refusals.length).toBeGreaterThan(59 * MOST_OF_PERSON);
	expect(refusals.length).toBeLessThanOrEqual(60 * (MOST_OF_PERSON + UNDER_WAY));
	expect(90 * (MOST_OF_PERSON + UNDER_WAY)).toBeLessThan(MOST_INVALID);
	expect(new Set(others.map(({ answer }) => answer?.status))).toEqual(new Set([200]));
});

describe("what is counted", () => {
	it("is forgotten after ten minutes", () => {
		const refusals = new Refusals();
		for (let i = 0; i < 5000; i++) refusals.add(`users/${i}`, T);
		expect(refusals.toRecord(T)).toHaveLength(5000);
		const later = T + TEN_MINUTES + 20_000;
		refusals.add("users/x", later);
		expect(refusals.size).toBe(1);
	});

	it("survives the object's eviction", async () => {
		const limits = new Limits();
		const { write } = open(limits);
		for (let guild = 100_000; guild < 100_000 + MOST_OF_PERSON; guild++) {
			write("evil", guild);
			await pass(60);
		}
		const record = JSON.parse(JSON.stringify(limits.toRecord(Date.now()))) as LimitsRecord;
		const woken = open(Limits.fromRecord(record, Date.now()));
		expect((await settled(() => woken.write("evil", 1)))?.status).toBe(429);
		expect((await settled(() => woken.write("good", 1)))?.status).toBe(200);
	});
});
