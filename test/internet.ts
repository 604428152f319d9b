import { reset } from "cloudflare:test";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { createDiceBear } from "./stand_ins/dicebear/stand_in";
import { createStandIn } from "./stand_ins/discord/stand_in";

export const SITE = "https://discobear.test";
export const DISCORD = "https://discord.test";
export const CLIENT_SECRET = "client-secret-marker";
export const BOT_TOKEN = "bot-token-marker";

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

/**
 * Puts the stand-ins in the place of the internet for a file's tests, and clears storage, limits and stand-ins after
 * each. A call to anything else fails the test that made it, and so does whatever Discord does not document.
 */
export function useInternet(): void {
	const strangers: string[] = [];

	beforeEach(() => {
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
		await reset();
		expect(strangers.splice(0)).toEqual([]);
		expect(violations).toEqual([]);
	});
}

/** As fetch does: an aborted call rejects at once, whatever the other side is doing. */
function untilAborted(answer: Promise<Response>, signal: AbortSignal): Promise<Response> {
	return new Promise((resolve, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason));
		answer.then(resolve, reject);
	});
}
