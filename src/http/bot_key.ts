import type { MiddlewareHandler } from "hono";
import type { Env } from "../config";
import { AppError } from "../errors";
import type { AppEnv } from "./browser";
import { requireLimit } from "./limits";

/** A shorter key might be guessed. */
const SHORTEST_KEY = 32;

/** How many keys there may be: the next one, while the bot still has the one before. */
const MOST_KEYS = 2;

/**
 * Lets only the bot in, by a key of `BOT_API_KEY`. Without one there is nothing here. Whoever fails is counted as who
 * writes: the right key is not, so that nobody at the bot's address can keep it out.
 */
export const botOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
	const keys = keysIn(c.env);
	if (keys.length === 0) throw new AppError("file_not_found");
	const [, given] = /^Bearer +(\S+)$/i.exec(c.req.header("Authorization") ?? "") ?? [];
	if (given === undefined || !(await isOneOf(given, keys))) {
		await requireLimit(c, "LOGIN_LIMIT");
		c.header("WWW-Authenticate", "Bearer");
		throw new AppError("bot_key_invalid");
	}
	await next();
};

/** @throws AppError `not_configured` */
function keysIn({ BOT_API_KEY = "" }: Env): string[] {
	const keys = BOT_API_KEY.split(",").map((key) => key.trim());
	if (keys.length === 1 && keys[0] === "") return [];
	if (keys.length > MOST_KEYS || keys.some((key) => key.length < SHORTEST_KEY || /\s/.test(key)))
		throw new AppError("not_configured", {
			detail: `BOT_API_KEY has to be one key or two, with a comma between, of at least ${SHORTEST_KEY} characters each.`,
		});
	return keys;
}

/** Takes as long whatever is given: digests are compared, each with all of the other, and none is left out. */
async function isOneOf(given: string, keys: readonly string[]): Promise<boolean> {
	const digest = (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
	const own = await digest(given);
	const equal = await Promise.all(
		keys.map(async (key) => crypto.subtle.timingSafeEqual(own, await digest(key))),
	);
	return equal.includes(true);
}
