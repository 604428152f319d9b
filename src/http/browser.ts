import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import { type Env, type Site, siteAt } from "../config";
import type { Hold } from "../discord/bot/held_bytes";
import { AppError } from "../errors";
import { currentSession } from "../journey/ask_for";
import { LOGGED_OUT } from "../logged_out";
import { type HeldSession, isSessionToken, SESSION_LIFETIME, sessions } from "../storage/sessions";

/** What every route's context carries. */
export type AppEnv = {
	Bindings: Env;
	Variables: {
		/** How the route tells an error, where that is not our usual way. */
		problem?: (c: AppContext, thrown: unknown) => Response;
		/** The session of whoever asks, once it was looked for; null where there is none. */
		held?: HeldSession | null;
		/** What picture was drawn for it, and about how long that took, in milliseconds of CPU time; 0 where that is not known. */
		drawn?: { format: string; time: number };
		/** What the request's form takes up in memory. */
		hold?: Hold;
	};
};
export type AppContext = Context<AppEnv>;

/** The cookies: `__Host-` binds them to this host, over HTTPS, for all of it (RFC 6265bis, 4.1.3.2). */
export const COOKIE = {
	prefix: "host",
	secure: true,
	httpOnly: true,
	sameSite: "Lax",
	path: "/",
} satisfies CookieOptions;

const SESSION_COOKIE = "session";

/** @throws AppError `not_configured` */
export function siteOf(c: AppContext): Site {
	return siteAt(new URL(c.req.url).origin, c.env);
}

/** The session of whoever asks. */
export async function sessionOf(c: AppContext): Promise<HeldSession | undefined> {
	let held = c.get("held");
	if (held === undefined) {
		const token = getCookie(c, SESSION_COOKIE, "host");
		// What is not of the shape we give is not looked up anywhere.
		const found = token && isSessionToken(token) ? await sessions(c.env).get(token) : undefined;
		const session = token && found ? await currentSession(siteOf(c), token, found) : undefined;
		held = token && session ? { token, session, renewed: false } : null;
		c.set("held", held);
	}
	return held ?? undefined;
}

/** @throws AppError `not_logged_in` */
export async function requireSession(c: AppContext): Promise<HeldSession> {
	const held = await sessionOf(c);
	if (!held) throw new AppError("not_logged_in");
	return held;
}

/** Lets a session's cookie live as long as its record: whenever that was written. */
export const renewedCookie: MiddlewareHandler<AppEnv> = async (c, next) => {
	await next();
	const held = c.get("held");
	if (held?.renewed) setSessionCookie(c, held.token);
};

export function setSessionCookie(c: AppContext, token: string): void {
	setCookie(c, SESSION_COOKIE, token, { ...COOKIE, maxAge: SESSION_LIFETIME });
}

/** How long the word of a logout waits for a page that reads it, in seconds: as long as browsers keep a cookie (RFC 6265bis, 5.5). */
const WORD_WAITS = 400 * 24 * 60 * 60;

/** Leaves word of a logout for our next page's script, which forgets what the person had not saved in this browser. */
export function tellOfLogout(c: AppContext): void {
	const { prefix: _, ...options } = COOKIE;
	setCookie(c, LOGGED_OUT, "yes", { ...options, httpOnly: false, maxAge: WORD_WAITS });
}

export function clearSessionCookie(c: AppContext): void {
	setCookie(c, SESSION_COOKIE, "", { ...COOKIE, maxAge: 0 });
}
