import { PROBLEMS, type ProblemCode } from "../../errors";

/** A call to Discord with the bot's token. */
export interface BotCall {
	method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	/** Below `/api/v10`, with its query: `/guilds/1/channels`. */
	path: string;
	/** Whose call it is, a Discord user's id: whoever is refused too often waits alone. Left out: the site's own. */
	person?: string;
	/** Where this site is, for the `User-Agent` that Discord asks for. */
	origin: string;
	/** Whether only an answer to a question that begins now will do: for a GET that a right depends on. */
	fresh?: boolean;
	body?: Body;
	/** For the guild's audit log: plain text, 1 to 512 characters once it is percent-encoded. */
	reason?: string;
}

/** What a call carries. */
export interface Body {
	/** For `Content-Type`. */
	type: string;
	bytes: Uint8Array<ArrayBuffer>;
}

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What came of a call. */
export interface BotAnswer {
	/** Discord's; our own where Discord was not asked or did not answer. */
	status: number;
	/** Discord's JSON; null where there was none. */
	body: Json;
	/** Whole seconds to wait, for `Retry-After`. Always there with a 429. */
	retryAfter?: number;
	/** Why there is no answer of Discord's, where it is not a matter of waiting. */
	problem?: Extract<
		ProblemCode,
		"bot_missing" | "bot_misconfigured" | "discord_timeout" | "discord_unavailable"
	>;
}

/** Discord's own words, for who is told to wait by us: https://docs.discord.com/developers/topics/rate-limits */
const MESSAGE = "You are being rate limited.";

/**
 * An hour, in milliseconds: no wait is believed, or passed on, that is longer. Bans of Cloudflare's last as long
 * (https://github.com/discord/discord-api-docs/issues/5385); after a longer one we ask once an hour, which harms nobody,
 * while a number without end would stop the bot for ever.
 */
export const LONGEST_PAUSE = 60 * 60 * 1000;

/**
 * A 429 as Discord's own, in body and header.
 * @param ms milliseconds to wait; less than a tenth of a second would only bring the caller back too early
 * @param global whether every other call would have to wait as long
 */
export function waitAnswer(ms: number, global: boolean): BotAnswer {
	const wait = Math.min(Math.max(ms, 100), LONGEST_PAUSE);
	const retryAfter = Math.ceil(wait / 1000);
	return { status: 429, body: { message: MESSAGE, retry_after: Math.ceil(wait) / 1000, global }, retryAfter };
}

export function problemAnswer(problem: NonNullable<BotAnswer["problem"]>): BotAnswer {
	return { status: PROBLEMS[problem].status, body: null, problem };
}
