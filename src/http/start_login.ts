import type { Site } from "../config";
import { discordOAuth, IDENTIFY, IDENTIFY_AND_GUILDS } from "../discord/oauth";
import type { AppContext } from "./browser";
import { type Login, logins } from "./logins";

/** The address of a login that leads back to a page. */
export function loginPath(returnTo: string): string {
	return `/login?${new URLSearchParams({ return: returnTo })}`;
}

/**
 * Keeps what a login is for, for ten minutes, and says where at Discord it goes on. It asks the person for no more than
 * that needs.
 * @param silent whether whoever said yes before is not to be asked again
 */
export async function startLogin(
	c: AppContext,
	site: Site,
	purpose: Pick<Login, "choices" | "returnTo">,
	silent = true,
): Promise<string> {
	const scopes = purpose.choices ? IDENTIFY : IDENTIFY_AND_GUILDS;
	const { url, state, verifier } = discordOAuth(site).authorize(scopes, silent);
	const { choices, returnTo } = purpose;
	await logins(c).put(state, { verifier, choices, returnTo, silent });
	return url.href;
}
