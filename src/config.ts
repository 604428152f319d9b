import * as z from "zod/mini";
import { AppError } from "./errors";

/** What wrangler.toml binds to the Worker, and the variables and secrets beside it. */
export interface Env {
	ASSETS: Fetcher;
	AVATARS: R2Bucket;
	BOT_LIMIT: RateLimit;
	RASTER_LIMIT: RateLimit;
	BOT: DurableObjectNamespace;
	READ_LIMIT: RateLimit;
	LOGIN_LIMIT: RateLimit;
	SESSIONS: KVNamespace;
	DICEBEAR_URL?: string;
	DISCORD_BOT_TOKEN?: string;
	DISCORD_CLIENT_ID?: string;
	DISCORD_CLIENT_SECRET?: string;
	DISCORD_URL?: string;
}

const origin = z.pipe(
	z.url({ protocol: /^https?$/ }),
	z.transform((url) => new URL(url).origin),
);

const configSchema = z.object({
	/** Where Discord is: authorise at `/oauth2/authorize`, the API under `/api/v10`. */
	DISCORD_URL: z._default(origin, "https://discord.com"),
	DISCORD_CLIENT_ID: z.string().check(z.minLength(1)),
	DISCORD_CLIENT_SECRET: z.string().check(z.minLength(1)),
	/** Without it, or with an empty one, there is no control room. */
	DISCORD_BOT_TOKEN: z.optional(z.string()),
	/** Where a DiceBear HTTP API is; empty: avatars are rendered in the Worker. */
	DICEBEAR_URL: z._default(z.union([z.literal(""), origin]), "https://api.dicebear.com"),
});

export type Config = z.infer<typeof configSchema>;

/** Where the product's steps run: bindings, checked variables, and this site's own origin. */
export interface Site {
	env: Env;
	config: Config;
	origin: string;
}

const checked = new WeakMap<Env, Config>();

/**
 * The checked variables of an environment.
 * @throws AppError `not_configured`, which names the variables that are missing or wrong (never their values).
 */
export function configOf(env: Env): Config {
	const known = checked.get(env);
	if (known) return known;
	const parsed = configSchema.safeParse(env);
	if (!parsed.success) {
		const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))].join(", ");
		throw new AppError("not_configured", {
			detail: `Missing or not valid: ${names}. The README says how to set it.`,
		});
	}
	checked.set(env, parsed.data);
	return parsed.data;
}
