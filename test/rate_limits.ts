import { env } from "cloudflare:workers";
import { vi } from "vitest";
import settings from "../wrangler.toml?raw";

/** The rate limits in wrangler.toml: how many, by binding. */
export const RATE_LIMITS = Object.fromEntries(
	[
		...settings.matchAll(
			/\[\[ratelimits\]\]\nname = "(\w+)"\n.*\nsimple = \{ limit = (\d+), period = 60 \}/g,
		),
	].map(([, name = "", limit]) => [name, Number(limit)]),
);

/**
 * Counts as the platform does, but without a clock: its own minutes begin when they begin, also in the middle of a
 * test. Counts begin anew with each call.
 */
export function countWithoutClock(): void {
	for (const [name, limit] of Object.entries(RATE_LIMITS)) {
		const counts = new Map<string, number>();
		const binding = env[name as keyof typeof env] as RateLimit;
		vi.spyOn(binding, "limit").mockImplementation(async ({ key }) => {
			const count = (counts.get(key) ?? 0) + 1;
			counts.set(key, count);
			return { success: count <= limit };
		});
	}
}
