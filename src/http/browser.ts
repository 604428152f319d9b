import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { configOf, type Env, type Site } from "../config";
import { AppError } from "../errors";
import {
	isToken,
	LOGIN_LIFETIME,
	randomToken,
	SESSION_LIFETIME,
	type Session,
	sessions,
} from "../storage/sessions";

/** What every route's context carries. */
export type AppEnv = {
	Bindings: Env;
	Variables: {
		/** How the route tells an error, where that is not our usual way. */
		problem?: (c: AppContext, thrown: unknown) => Response;
	};
};
export type AppContext = Context<AppEnv>;

/** The cookies: `__Host-` binds them to this host, over HTTPS, for all of it (RFC 6265bis, 4.1.3.2). */
const SESSION_COOKIE = "session";
const LOGIN_COOKIE = "login";
const COOKIE = {
	prefix: "host",
	secure: true,
	httpOnly: true,
	sameSite: "Lax",
	path: "/",
} satisfies CookieOptions;

export function siteOf(c: AppContext): Site {
	return { env: c.env, config: configOf(c.env), origin: new URL(c.req.url).origin };
}

/** The session of whoever asks, with its token. */
export async function sessionOf(c: AppContext): Promise<{ token: string; session: Session } | undefined> {
	const token = tokenIn(c, SESSION_COOKIE);
	const session = token && (await sessions(c.env).get(token));
	return token && session ? { token, session } : undefined;
}

/** @throws AppError `not_logged_in` */
export async function requireSession(c: AppContext): Promise<{ token: string; session: Session }> {
	const found = await sessionOf(c);
	if (!found) throw new AppError("not_logged_in");
	return found;
}

export function setSessionCookie(c: AppContext, token: string): void {
	setCookie(c, SESSION_COOKIE, token, { ...COOKIE, maxAge: SESSION_LIFETIME });
}

export function clearSessionCookie(c: AppContext): void {
	setCookie(c, SESSION_COOKIE, "", { ...COOKIE, maxAge: 0 });
}

/** The secret that ties logins to this browser. */
export function loginCookie(c: AppContext): string | undefined {
	return tokenIn(c, LOGIN_COOKIE);
}

/** A cookie of ours; what is not of the shape we give is not looked up anywhere. */
function tokenIn(c: AppContext, name: string): string | undefined {
	const token = getCookie(c, name, "host");
	return token && isToken(token) ? token : undefined;
}

/**
 * Makes sure that the browser has a login cookie that outlives a login begun now. Two tabs that log in at once share
 * it; each has its own state.
 */
export function keepLoginCookie(c: AppContext): string {
	const browser = loginCookie(c) ?? randomToken();
	setCookie(c, LOGIN_COOKIE, browser, { ...COOKIE, maxAge: LOGIN_LIFETIME });
	return browser;
}
