import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { askBot } from "../../../src/discord/bot/ask_bot";
import { Bot } from "../../../src/discord/bot/bot";
import type { BotAnswer, BotCall } from "../../../src/discord/bot/bot_call";
import { type Content, deliveryOf, jsonContent } from "../../../src/discord/bot/content";
import { BOT_TOKEN, discord, SITE, useInternet } from "../../internet";
import { createStandIn, type StandIn } from "../../stand_ins/discord/stand_in";

useInternet();
afterEach(() => vi.useRealTimers());

const CALLERS = 500;
const GUILDS = 20;

/** The same numbers each time (mulberry32). */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/**
 * Puts a Discord in the place of the network that is 20 to 120 ms away, each way, so that calls and answers overtake.
 * @param trouble how often, of all calls, something goes wrong on the way: a 429 that no header announced, or a
 * connection that is lost before or after Discord has seen the call
 */
function farAway(seed: number, trouble: number): StandIn {
	const standIn = createStandIn({
		clientId: "1",
		clientSecret: "x",
		botToken: BOT_TOKEN,
		now: () => Date.now(),
	});
	onTestFinished(() => expect(standIn.violations).toEqual([]));
	const number = random(seed);
	const travel = () => new Promise((resolve) => setTimeout(resolve, 20 + number() * 100));
	vi.mocked(globalThis.fetch).mockImplementation(async (input, init) => {
		const request = new Request(input, init);
		const luck = number() / trouble;
		await travel();
		if (luck < 0.5)
			return Response.json({ message: "Wait.", retry_after: 0.3, global: false }, { status: 429 });
		if (luck < 0.75) throw new TypeError("Network connection lost.");
		const answer = await standIn.fetch(request);
		await travel();
		if (luck < 1) throw new TypeError("Network connection lost.");
		return answer;
	});
	return standIn;
}

type Asked = Omit<BotCall, "body"> & { body?: Content };

interface Done {
	call: Asked;
	answer: BotAnswer;
	/** Milliseconds. */
	waited: number;
}

/** Lets the callers come all at once, and time pass as fast as it can. */
async function rush(calls: Asked[], seed: number, trouble = 0): Promise<{ done: Done[]; standIn: StandIn }> {
	return runInDurableObject(env.BOT.getByName("load"), async (_, state) => {
		vi.useFakeTimers({ now: Date.UTC(2026, 0, 1), toFake: ["Date", "setTimeout", "clearTimeout"] });
		const standIn = farAway(seed, trouble);
		const bot = new Bot(state, env);
		const begun = Date.now();
		const done: Done[] = [];
		const begin = ({ body, ...call }: Asked) =>
			bot
				.call(call, body && deliveryOf(body))
				.then((answer) => done.push({ call, answer, waited: Date.now() - begun }));
		// A body takes some turns to arrive: all that have none would go before.
		for (const call of calls) if (call.body) void begin(call);
		await scheduler.wait(10);
		for (const call of calls) if (!call.body) void begin(call);
		for (let passed = 0; passed < 30_000 && done.length < calls.length; passed += 10) {
			await vi.advanceTimersByTimeAsync(10);
			// Hashing and streams take real turns, which faked time does not wait for.
			await scheduler.wait(0);
		}
		vi.useRealTimers();
		return { done, standIn };
	});
}

const guildsOf = (standIn: StandIn) =>
	[...standIn.guilds.values()]
		.filter(({ bot }) => bot)
		.slice(0, GUILDS)
		.map(({ id }) => id);

function figures(name: string, { done, standIn }: { done: Done[]; standIn: StandIn }) {
	const waits = done.map(({ waited }) => waited).sort((a, b) => a - b);
	const told = done.filter(({ answer }) => answer.status === 429);
	const sent = standIn.requests;
	const shown = {
		callers: done.length,
		calls: sent.length,
		answered: done.length - told.length,
		told429: told.length,
		medianMs: waits[Math.floor(waits.length / 2)],
		p95Ms: waits[Math.floor(waits.length * 0.95)],
		longestMs: waits.at(-1),
		discords429: standIn.botLimits.answered429,
		invalid: standIn.botLimits.invalidRequests,
	};
	console.log(name, JSON.stringify(shown));
	return { ...shown, told };
}

describe("500 callers at once at 20 guilds", () => {
	it.each([1, 2])("who all want something else get it, or are told when (%i)", async (seed) => {
		const guilds = guildsOf(createStandIn({ clientId: "1", clientSecret: "x" }));
		const number = random(seed);
		const calls: Asked[] = Array.from({ length: CALLERS }, (_, i) => {
			const guild = guilds[i % GUILDS];
			const nth = Math.floor(i / GUILDS);
			const below = ["", "/channels", "/roles", "/emojis", "/stickers", "/preview"][nth] ?? `/members/${i}`;
			return nth === 6
				? {
						method: "PATCH",
						path: `/guilds/${guild}/members/@me`,
						origin: SITE,
						body: jsonContent({ nick: `${i}` }),
					}
				: { method: "GET", path: `/guilds/${guild}${below}`, origin: SITE };
		});
		calls.sort(() => number() - 0.5);
		const rushed = await rush(calls, seed);
		const { longestMs, told, discords429, answered } = figures("all different:", rushed);

		expect(rushed.done).toHaveLength(CALLERS);
		expect(discords429).toEqual({ user: 0, global: 0, shared: 0 });
		expect(longestMs).toBeLessThanOrEqual(10_000);
		for (const { answer } of told) {
			expect(answer.retryAfter).toBeGreaterThanOrEqual(1);
			expect(answer.body).toMatchObject({ message: expect.any(String), retry_after: expect.any(Number) });
		}
		for (const { answer } of rushed.done) expect([200, 404, 429]).toContain(answer.status);
		// Ten seconds of 45 calls, less the turns that an unknown bucket takes alone.
		expect(answered).toBeGreaterThan(350);
		const writes = rushed.standIn.requests.filter(({ method }) => method !== "GET").map(({ path }) => path);
		expect(new Set(writes).size).toBe(writes.length);
		// Of every guild somebody was served.
		for (const guild of guilds) {
			const served = rushed.done.some(
				({ call, answer }) => call.path.includes(guild) && answer.status !== 429,
			);
			expect([guild, served]).toEqual([guild, true]);
		}
	});

	it("who open the same pages cost a call for each page", async () => {
		const guilds = guildsOf(createStandIn({ clientId: "1", clientSecret: "x" }));
		const calls = Array.from({ length: CALLERS }, (_, i): Asked => {
			const below = ["", "/channels", "/roles", "/members/1"][Math.floor(i / GUILDS) % 4];
			return { method: "GET", path: `/guilds/${guilds[i % GUILDS]}${below}`, origin: SITE };
		});
		const rushed = await rush(calls, 7);
		const { told, discords429, calls: sent } = figures("same pages:", rushed);
		expect(sent).toBe(GUILDS * 4);
		expect(told).toEqual([]);
		expect(discords429).toEqual({ user: 0, global: 0, shared: 0 });
	});

	it("and a Discord that limits now and then anyway still all hear something", async () => {
		const guilds = guildsOf(createStandIn({ clientId: "1", clientSecret: "x" }));
		const calls = Array.from({ length: CALLERS }, (_, i): Asked => {
			const guild = guilds[i % GUILDS];
			return i % 25 === 0
				? {
						method: "PATCH",
						path: `/guilds/${guild}/members/@me`,
						origin: SITE,
						body: jsonContent({ nick: `${i}` }),
					}
				: { method: "GET", path: `/guilds/${guild}/members/${i}`, origin: SITE };
		});
		const rushed = await rush(calls, 11, 0.06);
		const { longestMs } = figures("with trouble:", rushed);
		expect(rushed.done).toHaveLength(CALLERS);
		expect(longestMs).toBeLessThanOrEqual(10_000);
		for (const { answer } of rushed.done) expect([200, 404, 429, 502]).toContain(answer.status);
		// Each write has a body of its own: what Discord has seen once it never sees again.
		const writes = rushed.standIn.requests.filter(({ method }) => method !== "GET").map(({ body }) => body);
		expect(writes.length).toBeGreaterThan(4);
		expect(new Set(writes).size).toBe(writes.length);
	});
});

it("through the binding, in real time, 500 callers at 20 guilds", async () => {
	const guilds = guildsOf(discord);
	const asked = Array.from({ length: CALLERS }, (_, i) => {
		const below = ["", "/channels"][Math.floor(i / GUILDS) % 2];
		return askBot({ env, address: SITE }, { method: "GET", path: `/guilds/${guilds[i % GUILDS]}${below}` });
	});
	const begun = Date.now();
	const answers = await Promise.all(asked);
	console.log(
		"real time:",
		JSON.stringify({ callers: CALLERS, calls: discord.requests.length, ms: Date.now() - begun }),
	);
	expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
	expect(discord.requests).toHaveLength(GUILDS * 2);
	expect(discord.botLimits.answered429).toEqual({ user: 0, global: 0, shared: 0 });
});
