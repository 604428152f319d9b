import * as z from "zod/mini";
import { version } from "../../package.json";
import type { Config } from "../config";
import { AppError } from "../errors";
import { type Answer, callOut, OutboundError } from "../outbound";
import { mayManage } from "./permissions";

const userSchema = z.object({
	id: z.string().check(z.regex(/^\d{1,20}$/)),
	username: z.string().check(z.minLength(1), z.maxLength(100)),
	global_name: z.nullish(z.string().check(z.maxLength(100))),
	avatar: z.nullable(z.string().check(z.regex(/^\w{1,100}$/))),
});

/** A person as Discord knows them. */
export interface User {
	id: string;
	username: string;
	/** The name Discord shows; null where none was chosen. */
	globalName: string | null;
	/** The hash of their current avatar; null where they have none. */
	avatar: string | null;
}

const guildsSchema = z.array(
	z.object({
		id: z.string().check(z.regex(/^\d{1,20}$/)),
		name: z.string().check(z.maxLength(200)),
		icon: z.nullish(z.string().check(z.regex(/^\w{1,100}$/))),
		owner: z.boolean(),
		permissions: z.string().check(z.regex(/^\d{1,20}$/)),
	}),
);

/** A guild that a person is in. */
export interface OwnGuild {
	id: string;
	name: string;
	/** The hash of its icon; null where it has none. */
	icon: string | null;
	/** Whether it is theirs. */
	owner: boolean;
	/** Whether they may manage it. */
	manage: boolean;
}

const limitSchema = z.object({ retry_after: z.number().check(z.nonnegative()) });

/** Somebody in 200 guilds, with all their features, gets well under this. */
const MAX_BYTES = 1024 * 1024;

/**
 * The person an access token belongs to. Needs the scope `identify`.
 * @param origin where this site is, for the `User-Agent` that Discord asks for
 * @throws AppError `token_invalid` where Discord does not take the token (any more), `discord_timeout`,
 * `discord_limited`, `discord_unavailable`
 * Source: https://docs.discord.com/developers/resources/user#get-current-user
 */
export async function fetchUser(config: Config, origin: string, accessToken: string): Promise<User> {
	const answer = await callDiscord(config, origin, accessToken, "/users/@me");
	const parsed = userSchema.safeParse(json(answer.text));
	if (!parsed.success) throw new AppError("discord_unavailable", { cause: "unexpected /users/@me" });
	const { id, username, global_name, avatar } = parsed.data;
	return { id, username, globalName: global_name ?? null, avatar };
}

/**
 * The guilds that a person is in: at most 200, which is all that anybody can be in. Needs the scope `guilds`.
 * @throws AppError as `fetchUser`
 * Source: https://docs.discord.com/developers/resources/user#get-current-user-guilds
 */
export async function fetchGuilds(config: Config, origin: string, accessToken: string): Promise<OwnGuild[]> {
	const answer = await callDiscord(config, origin, accessToken, "/users/@me/guilds");
	const parsed = guildsSchema.safeParse(json(answer.text));
	if (!parsed.success) throw new AppError("discord_unavailable", { cause: "unexpected /users/@me/guilds" });
	return parsed.data.map(({ id, name, icon, owner, permissions }) => ({
		id,
		name,
		icon: icon ?? null,
		owner,
		manage: mayManage({ owner, permissions }),
	}));
}

async function callDiscord(
	config: Config,
	origin: string,
	accessToken: string,
	path: string,
): Promise<Answer> {
	const headers = {
		Accept: "application/json",
		Authorization: `Bearer ${accessToken}`,
		"User-Agent": `DiscordBot (${origin}, ${version})`,
	};
	let answer: Answer;
	try {
		answer = await callOut(`${config.DISCORD_URL}/api/v10${path}`, { headers, maxBytes: MAX_BYTES });
	} catch (error) {
		const timeout = error instanceof OutboundError && error.reason === "timeout";
		throw new AppError(timeout ? "discord_timeout" : "discord_unavailable", { cause: error });
	}
	if (answer.status === 200) return answer;
	if (answer.status === 401) throw new AppError("token_invalid");
	if (answer.status === 429) throw new AppError("discord_limited", { retryAfter: secondsToWait(answer) });
	throw new AppError("discord_unavailable", { cause: `status ${answer.status}` });
}

/** A minute, for a 429 that names no time: Cloudflare's own answer in front of Discord. */
const UNKNOWN_WAIT = 60;

/** The longest that anybody is asked to wait: as long as Cloudflare's bans. */
const LONGEST_WAIT = 3600;

/**
 * Whole seconds that a 429 asks us to wait: the longer of the body's and the header's.
 * Source: https://docs.discord.com/developers/topics/rate-limits
 */
function secondsToWait({ headers, text }: Answer): number {
	const body = limitSchema.safeParse(json(text)).data?.retry_after ?? 0;
	const header = Number(headers.get("Retry-After")) || 0;
	return Math.min(Math.ceil(Math.max(body, header, 0)) || UNKNOWN_WAIT, LONGEST_WAIT);
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
