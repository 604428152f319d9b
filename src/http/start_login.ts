import type { Site } from "../config";
import { discordOAuth } from "../discord/oauth";
import { type Login, loginSecret, logins } from "../storage/sessions";
import { type AppContext, keepLoginCookie } from "./browser";

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
	const { url, state, verifier } = discordOAuth(site).authorize(scopes);
	await logins(c.env).put(loginSecret(state, keepLoginCookie(c)), { verifier, ...purpose });
	return url.href;
}
