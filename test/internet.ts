import { listDurableObjectIds, reset, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { complaintsAbout } from "./openapi/contract";
import { countWithoutClock } from "./rate_limits";
import { createDiceBear } from "./stand_ins/dicebear/stand_in";
import { createStandIn } from "./stand_ins/discord/stand_in";

export const SITE = "https://discobear.test";
export const DISCORD = "https://discord.test";
export const CLIENT_SECRET = "client-secret-marker";
export const BOT_TOKEN = "bot-token-marker";
export const BOT_API_KEYS = [
	"bot-api-key-marker-0123456789abcdef",
	"the-next-bot-api-key-marker-0123",
] as const;

export const discord = createStandIn({
	clientId: "1234567890",
	clientSecret: CLIENT_SECRET,
	botToken: BOT_TOKEN,
	redirectUris: [`${SITE}/get_avatar`],
});
export const dicebear = createDiceBear();

/** All that there is of the internet in these tests. */
const HOSTS: Record<string, (request: Request) => Promise<Response>> = {
	"discord.test": (request) => discord.fetch(request),
	"dicebear.test": (request) => dicebear.fetch(request),
};

/** What the site has answered, and `/openapi.json` does not describe. */
const undescribed: string[] = [];

/** Asks the site, and holds its answer against `/openapi.json`. */
export async function fetchSite(request: Request): Promise<Response> {
	const { method, url } = request;
	const response = await exports.default.fetch(request);
	undescribed.push(...(await complaintsAbout(method, new URL(url), response)));
	return response;
}

/**
 * Puts the stand-ins in the place of the internet for a file's tests, and clears storage, limits and stand-ins after
 * each. A call to anything else fails the test that made it, and so does whatever Discord does not document, or we.
 */
export function useInternet(): void {
	const strangers: string[] = [];

	beforeEach(() => {
		countWithoutClock();
		vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
			const request = new Request(input, init);
			const host = HOSTS[new URL(request.url).host];
			if (!host) {
				strangers.push(request.url);
				throw new TypeError("There is no such host");
			}
			return untilAborted(host(request), request.signal);
		});
	});

	afterEach(async () => {
		vi.restoreAllMocks();
		vi.useRealTimers();
		const violations = [...discord.violations];
		discord.reset();
		dicebear.reset();
		await settled();
		await reset();
		expect(strangers.splice(0)).toEqual([]);
		expect(violations).toEqual([]);
		expect(undescribed.splice(0)).toEqual([]);
	});
}

/** What a guild's object does after it has answered is over: else it would do so in the next test. */
async function settled(): Promise<void> {
	for (const id of await listDurableObjectIds(env.GUILD_KEEPER))
		await runInDurableObject(env.GUILD_KEEPER.get(id), (keeper) => keeper.alarm());
}

/**
 * Keeps back the next answer of a path until `release` is called; `arrived` waits for the call to come. By looking again
 * and again: workerd lets no request wait for another's promise.
 */
export function holdBack(path: string): { arrived(): Promise<void>; release(): void } {
	const internet = vi.mocked(globalThis.fetch);
	const answer = internet.getMockImplementation();
	if (!answer) throw new Error("There is no internet to hold back");
	const is = { arrived: false, released: false };
	const until = async (what: keyof typeof is) => {
		while (!is[what]) await scheduler.wait(5);
	};
	internet.mockImplementation(async (input, init) => {
		const response = await answer(input, init);
		if (is.arrived || new URL(new Request(input, init).url).pathname !== path) return response;
		is.arrived = true;
		await until("released");
		return response;
	});
	return {
		arrived: () => until("arrived"),
		release: () => {
			is.released = true;
		},
	};
}

/** As fetch does: an aborted call rejects at once, whatever the other side is doing. */
function untilAborted(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
	return new Promise((resolve, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason));
		answer.then(resolve, reject);
	});
}
