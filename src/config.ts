import * as z from "zod/mini";
import { AppError } from "./errors";

/**
 * What is set for the Worker: variables of wrangler.toml, which a dashboard may change or leave out, and secrets, of which only the
 * required ones stand there.
 */
interface Settings {
	BOTAPI_ALLOW?: unknown[];
	BOTAPI_DENY?: unknown[];
	BOT_API_KEY?: string;
	BOT_SETTINGS?: string;
	DICEBEAR_NEXT?: boolean | string;
	DICEBEAR_URL?: string;
	DISCORD_BOT_TOKEN?: string;
	DISCORD_CLIENT_ID?: string;
	DISCORD_CLIENT_SECRET?: string;
	DISCORD_PUBLIC_KEY?: string;
	DISCORD_URL?: string;
	METRICS?: AnalyticsEngineDataset;
	SITE_URL?: string;
}

/** What the Worker has: what wrangler.toml binds to it, as `npm run types` writes that down, and what is set beside. */
export interface Env extends Omit<Cloudflare.Env, keyof Settings>, Settings {}

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
	/** What Discord signs interactions and events with, as 64 hex digits. Without it, or with an empty one, there are none. */
	DISCORD_PUBLIC_KEY: z.optional(z.union([z.literal(""), z.string().check(z.regex(/^[0-9a-f]{64}$/i))])),
	/** Where a DiceBear HTTP API is; empty: avatars are rendered in the Worker. */
	DICEBEAR_URL: z._default(z.union([z.literal(""), origin]), "https://api.dicebear.com"),
	/** Where this site is for everybody, wherever it is reached; empty: wherever it is reached. */
	SITE_URL: z._default(z.union([z.literal(""), origin]), ""),
	/** Which endpoints `/botapi` has, as patterns of the table's rows (`GET channels/*`); none: all that are not closed. */
	BOTAPI_ALLOW: z._default(z.array(z.string()), []),
	/** Which it has not, whatever the other says. */
	BOTAPI_DENY: z._default(z.array(z.string()), []),
});

export type Config = z.infer<typeof configSchema>;

/** Where the product's steps run. */
export interface Site {
	env: Env;
	config: Config;
	/** The origin that the request came to: where its cookies are, and where Discord leads back to. */
	origin: string;
	/** The site's own address, as an origin, wherever one is printed: the setting, else the request's. */
	address: string;
}

/** The site as a request to an origin finds it. @throws AppError `not_configured` */
export function siteAt(origin: string, env: Env): Site {
	const config = configOf(env);
	return { env, config, origin, address: config.SITE_URL || origin };
}

/** Whether the release candidate of the next DiceBear is drawn here: `true`, as a value of its own or as text. */
export function opensNext({ DICEBEAR_NEXT }: Pick<Env, "DICEBEAR_NEXT">): boolean {
	return String(DICEBEAR_NEXT) === "true";
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
			detail: `Missing or not valid: ${names}. docs/deployment.md says how to set it.`,
		});
	}
	checked.set(env, parsed.data);
	return parsed.data;
}
