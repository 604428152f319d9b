import { Hono } from "hono";
import { configOf, type Env } from "../config";
import type { AppEnv } from "../http/browser";
import { requireLimit } from "../http/limits";

/**
 * How long an isolate answers with what it has found out, in milliseconds. Those who come while it asks have it ask, too: no request may
 * wait for what another began, which ends with that. How many these are, the limit of logins bounds.
 */
export const READY_FOR = 10_000;

/** How long something may take to answer, in milliseconds. */
const PATIENCE = 5_000;

/** A name that no session, avatar or link has. */
const NOBODY = "health";

/** What the site needs, each asked for as little as it takes to know that it answers: one read, and nothing written. */
export const NEEDED = {
	configuration: async (env: Env) => configOf(env),
	sessions: (env: Env) => env.SESSIONS.get(NOBODY),
	avatars: (env: Env) => env.AVATARS.head(NOBODY),
	objects: (env: Env) => env.PERSONAL_LINK.getByName(NOBODY).show(""),
} satisfies Record<string, (env: Env) => Promise<unknown>>;

/** What is said of each: whether it answers, and no more. Why not is in the log. */
type Readiness = Record<keyof typeof NEEDED, "ok" | "failed">;

/** What an isolate has found out, by its environment, and until when that is good. */
const known = new WeakMap<Env, { readiness: Readiness; until: number }>();

/** Whether the Worker runs, and whether all is there that it needs. */
export const health = new Hono<AppEnv>()
	.get("/health", (c) => c.json({ status: "ok" }))

	.get("/health/ready", async (c) => {
		let found = known.get(c.env);
		if (!found || found.until <= Date.now()) {
			await requireLimit(c, "LOGIN_LIMIT");
			found = { readiness: await readinessOf(c.env), until: Date.now() + READY_FOR };
			known.set(c.env, found);
		}
		const { readiness } = found;
		const isReady = Object.values(readiness).every((each) => each === "ok");
		return c.json({ status: isReady ? "ok" : "failed", ...readiness }, isReady ? 200 : 503);
	});

async function readinessOf(env: Env): Promise<Readiness> {
	const entries = Object.entries(NEEDED).map(async ([name, ask]) => [
		name,
		await answers(name, () => ask(env)),
	]);
	return Object.fromEntries(await Promise.all(entries));
}

async function answers(name: string, ask: () => Promise<unknown>): Promise<"ok" | "failed"> {
	let patience = 0;
	const tooLong = new Promise((_, reject) => {
		patience = setTimeout(() => reject(new Error(`No answer in ${PATIENCE} ms`)), PATIENCE);
	});
	try {
		await Promise.race([ask(), tooLong]);
		return "ok";
	} catch (error) {
		console.error(`Not ready: ${name}`, error);
		return "failed";
	} finally {
		clearTimeout(patience);
	}
}
