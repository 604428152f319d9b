import { Hono } from "hono";
import type { Site } from "../config";
import { IDENTIFY_AND_GUILDS } from "../discord/oauth";
import { SNOWFLAKE } from "../discord/snowflake";
import { AppError } from "../errors";
import { type AppEnv, sessionOf, siteOf } from "../http/browser";
import { limited } from "../http/limits";
import { navigationOnly } from "../http/same_origin";
import { startLogin } from "../http/start_login";
import { askFor } from "../journey/ask_for";
import type { HeldSession } from "../storage/sessions";

/** The pages that a login may lead back to: nothing else is a path of ours, whatever it looks like. */
const RETURNS = new RegExp(`^/servers(\\?guild=${SNOWFLAKE})?$`);

/** A login that makes no avatar. */
export const login = new Hono<AppEnv>().get("/login", limited("LOGIN_LIMIT"), navigationOnly, async (c) => {
	const returnTo = c.req.query("return") ?? "";
	if (!RETURNS.test(returnTo)) throw new AppError("return_refused");
	const site = siteOf(c);
	const held = await sessionOf(c);
	if (held && (await isGood(site, held))) return c.redirect(returnTo, 303);
	return c.redirect(await startLogin(c, site, { choices: null, returnTo }), 303);
});

/**
 * Whether a session does for the pages that a login leads to. What KV says of its tokens may be old, and would send the
 * person round in a circle, so Discord is asked what the page will ask anyway; if it does not answer, the page says so.
 */
async function isGood(site: Site, held: HeldSession): Promise<boolean> {
	const known = held.session.tokens?.scopes ?? [];
	if (!IDENTIFY_AND_GUILDS.every((scope) => known.includes(scope))) return false;
	return askFor(site, held, "guilds").then(
		(guilds) => guilds !== undefined,
		() => true,
	);
}
