import * as z from "zod/mini";
import type { Site } from "../config";
import { AppError } from "../errors";
import { callDiscord, jsonIn } from "./call";
import { may } from "./permissions";
import { IS_SNOWFLAKE } from "./snowflake";

/** A user as Discord describes one, as far as it counts here. */
export const userSchema = z.object({
	id: z.string().check(z.regex(IS_SNOWFLAKE)),
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
		id: z.string().check(z.regex(IS_SNOWFLAKE)),
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
	/** What they may do there, channels apart: a decimal number of up to 64 bits. */
	permissions: string;
	/** Whether they may manage it. */
	manage: boolean;
}

/** Somebody in 200 guilds, with all their features, gets well under this. */
const MAX_BYTES = 1024 * 1024;

/**
 * The person an access token belongs to. Needs the scope `identify`.
 * @throws AppError `token_invalid` where Discord does not take the token (any more), `discord_timeout`,
 * `discord_limited`, `discord_unavailable`
 * Source: https://docs.discord.com/developers/resources/user#get-current-user
 */
export async function fetchUser(site: Site, accessToken: string): Promise<User> {
	const user = await askDiscord(site, accessToken, "/users/@me", userSchema);
	const { id, username, global_name, avatar } = user;
	return { id, username, globalName: global_name ?? null, avatar };
}

/**
 * The guilds that a person is in: at most 200, which is all that anybody can be in. Needs the scope `guilds`.
 * @throws AppError as `fetchUser`
 * Source: https://docs.discord.com/developers/resources/user#get-current-user-guilds
 */
export async function fetchGuilds(site: Site, accessToken: string): Promise<OwnGuild[]> {
	const guilds = await askDiscord(site, accessToken, "/users/@me/guilds", guildsSchema);
	return guilds.map(({ id, name, icon, owner, permissions }) => ({
		id,
		name,
		icon: icon ?? null,
		owner,
		permissions,
		manage: may({ owner, permissions }, "MANAGE_GUILD"),
	}));
}

/** What Discord says to a person of themselves. */
async function askDiscord<T extends z.ZodMiniType>(
	site: Site,
	accessToken: string,
	path: string,
	schema: T,
): Promise<z.infer<T>> {
	const answer = await callDiscord(site, {
		path,
		authorization: `Bearer ${accessToken}`,
		maxBytes: MAX_BYTES,
	});
	if (answer.status === 401) throw new AppError("token_invalid");
	if (answer.status !== 200) throw new AppError("discord_unavailable", { cause: `status ${answer.status}` });
	const parsed = schema.safeParse(jsonIn(answer.text));
	if (!parsed.success) throw new AppError("discord_unavailable", { cause: `unexpected ${path}` });
	return parsed.data;
}
