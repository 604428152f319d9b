import { Hono } from "hono";
import { IDENTIFY_AND_GUILDS } from "../discord/oauth";
import { AppError } from "../errors";
import { oauthOf, type Site } from "../journey";
import { type Login, loginSecret, logins } from "../storage/sessions";
import { type AppContext, type AppEnv, keepLoginCookie, sessionOf, siteOf } from "./browser";
import { limited } from "./limits";

/** The pages that a login may lead back to: nothing else is a path of ours, whatever it looks like. */
const RETURNS = /^\/servers(\?guild=[1-9]\d{0,19})?$/;

/** A login that makes no avatar. */
export const login = new Hono<AppEnv>().get("/login", limited("LOGIN_LIMIT"), async (c) => {
	const returnTo = c.req.query("return") ?? "";
	if (!RETURNS.test(returnTo)) throw new AppError("return_refused");
	const known = (await sessionOf(c))?.session.tokens?.scopes ?? [];
	if (IDENTIFY_AND_GUILDS.every((scope) => known.includes(scope))) return c.redirect(returnTo, 303);
	return c.redirect(await startLogin(c, siteOf(c), IDENTIFY_AND_GUILDS, { choices: null, returnTo }), 303);
});

/** The address of a login that leads back to a page. */
export function loginPath(returnTo: string): string {
	return `/login?${new URLSearchParams({ return: returnTo })}`;
}

/** Keeps what a login is for, for ten minutes, and says where at Discord it goes on. */
export async function startLogin(
	c: AppContext,
	site: Site,
	scopes: string[],
	purpose: Pick<Login, "choices" | "returnTo">,
): Promise<string> {
	const { url, state, verifier } = oauthOf(site).authorize(scopes);
	await logins(c.env).put(loginSecret(state, keepLoginCookie(c)), { verifier, ...purpose });
	return url.href;
}
