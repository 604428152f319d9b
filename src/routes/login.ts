import { Hono } from "hono";
import { IDENTIFY_AND_GUILDS } from "../discord/oauth";
import { SNOWFLAKE } from "../discord/snowflake";
import { AppError } from "../errors";
import { type AppEnv, sessionOf, siteOf } from "../http/browser";
import { limited } from "../http/limits";
import { navigationOnly } from "../http/same_origin";
import { startLogin } from "../http/start_login";

/** The pages that a login may lead back to: nothing else is a path of ours, whatever it looks like. */
const RETURNS = new RegExp(`^/servers(\\?guild=${SNOWFLAKE})?$`);

/** A login that makes no avatar. */
export const login = new Hono<AppEnv>().get("/login", limited("LOGIN_LIMIT"), navigationOnly, async (c) => {
	const returnTo = c.req.query("return") ?? "";
	if (!RETURNS.test(returnTo)) throw new AppError("return_refused");
	// Null where Discord takes them no more: who went on to the page would be sent back here.
	const known = (await sessionOf(c))?.session.tokens?.scopes ?? [];
	if (IDENTIFY_AND_GUILDS.every((scope) => known.includes(scope))) return c.redirect(returnTo, 303);
	return c.redirect(await startLogin(c, siteOf(c), { choices: null, returnTo }), 303);
});
