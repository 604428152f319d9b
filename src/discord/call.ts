import * as z from "zod/mini";
import type { Site } from "../config";
import { AppError } from "../errors";
import { counted } from "../metrics";
import { type Answer, callOut, OutboundError } from "../outbound";
import { bucketKey } from "./bot/bucket_key";
import { userAgent } from "./user_agent";

/** A call to Discord for a person, or for the application itself. The bot's go another way: see `bot/`. */
export interface DiscordCall {
	/** Below `/api/v10`. */
	path: string;
	/** `Bearer …` or `Basic …` */
	authorization: string;
	/** Sent as a form, by POST. Without it the call is a GET. */
	form?: URLSearchParams;
	/** How much of an answer is read, in bytes. */
	maxBytes: number;
}

/**
 * Calls Discord once, with all that `callOut` keeps: no redirect is followed, no answer is too long or too late.
 * @returns Discord's answer, whatever its status but 429
 * @throws AppError `discord_limited` with the seconds to wait, `discord_timeout`, `discord_unavailable`
 */
export async function callDiscord(site: Site, call: DiscordCall): Promise<Answer> {
	const { path, authorization, form, maxBytes } = call;
	let answer: Answer;
	try {
		const call = callOut(`${site.config.DISCORD_URL}/api/v10${path}`, {
			headers: {
				Accept: "application/json",
				Authorization: authorization,
				"User-Agent": userAgent(site.address),
				...(form && { "Content-Type": "application/x-www-form-urlencoded" }),
			},
			...(form && { method: "POST", body: form.toString() }),
			maxBytes,
		});
		const route = () => bucketKey(form ? "POST" : "GET", path).route;
		answer = await counted(site.env, "person", route, call);
	} catch (error) {
		const timeout = error instanceof OutboundError && error.reason === "timeout";
		throw new AppError(timeout ? "discord_timeout" : "discord_unavailable", { cause: error });
	}
	if (answer.status === 429) throw new AppError("discord_limited", { retryAfter: secondsToWait(answer) });
	return answer;
}

const limitSchema = z.object({ retry_after: z.number().check(z.nonnegative()) });

/** A minute, for a 429 that names no time: Cloudflare's own answer in front of Discord. */
const UNKNOWN_WAIT = 60;

/** The longest that anybody is asked to wait: as long as Cloudflare's bans. */
const LONGEST_WAIT = 3600;

/**
 * Whole seconds that a 429 asks us to wait: the longer of the body's and the header's.
 * Source: https://docs.discord.com/developers/topics/rate-limits
 */
function secondsToWait({ headers, text }: Answer): number {
	const body = limitSchema.safeParse(jsonIn(text)).data?.retry_after ?? 0;
	const header = Number(headers.get("Retry-After")) || 0;
	return Math.min(Math.ceil(Math.max(body, header, 0)) || UNKNOWN_WAIT, LONGEST_WAIT);
}

/** An answer's JSON; undefined where it is none. */
export function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
