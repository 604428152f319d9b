import { Hono } from "hono";
import type { Choices } from "../avatar/choices";
import { recipeOf } from "../avatar/recipe";
import type { Site } from "../config";
import { discordOAuth, IDENTIFY, type Tokens } from "../discord/oauth";
import { fetchUser, type User } from "../discord/user";
import { AppError, asAppError, type ProblemExtras } from "../errors";
import {
	type AppContext,
	type AppEnv,
	loginCookie,
	sessionOf,
	setSessionCookie,
	siteOf,
} from "../http/browser";
import { isJson, readChoices, smallBody } from "../http/form";
import { limited, requireLimit } from "../http/limits";
import { loginPath, startLogin } from "../http/start_login";
import { askFor } from "../journey/ask_for";
import { makeAvatar } from "../journey/make_avatar";
import { isToken, loginSecret, logins, randomToken, type Session, sessions } from "../storage/sessions";
import type { Next } from "../wire";

const DONE = "/show_avatar";

/** The form, and Discord's answer to the login that it starts. */
export const getAvatar = new Hono<AppEnv>()
	.post("/get_avatar", smallBody, async (c) => {
		const choices = await readChoices(c);
		const location = await keeping({ entered: choices }, async () => {
			await requireLimit(c, "LOGIN_LIMIT");
			const site = siteOf(c);
			return (
				(await withSession(c, site, choices)) ??
				(await startLogin(c, site, IDENTIFY, { choices, returnTo: DONE }))
			);
		});
		return isJson(c) ? c.json<Next>({ location }) : c.redirect(location, 303);
	})

	.get("/get_avatar", limited("READ_LIMIT"), async (c) => {
		const site = siteOf(c);
		const { state = "", code, error } = c.req.query();
		const browser = loginCookie(c);
		const secret = browser && isToken(state) && loginSecret(state, browser);
		const login = secret && (await logins(c.env).get(secret));
		if (!login) throw new AppError(error === "access_denied" ? "login_cancelled" : "token_invalid");

		const { choices, returnTo } = login;
		await keeping(choices ? { entered: choices } : { again: loginPath(returnTo) }, async () => {
			await requireLimit(c, "LOGIN_LIMIT");
			await forget(c, secret);
			if (error === "access_denied") throw new AppError("login_cancelled");
			if (error) throw new AppError("discord_refused", { cause: "authorisation refused" });
			if (!code) throw new AppError("token_invalid");
			const tokens = await discordOAuth(site).exchange(code, login.verifier);
			const user = await fetchUser(site.config, site.origin, tokens.access);
			// Always a new token: one that somebody planted in this browser before the login is worth nothing after it.
			const token = randomToken();
			if (choices) await makeAndKeep(site, { token, user, tokens, choices });
			else await sessions(c.env).put(token, { user, tokens, avatar: await avatarOfBefore(c, user) });
			setSessionCookie(c, token);
		});
		return c.redirect(returnTo, 303);
	});

/** Makes the avatar with the session that is there; undefined where there is none that can act for the person. */
async function withSession(c: AppContext, site: Site, choices: Choices): Promise<string | undefined> {
	const found = await sessionOf(c);
	const standing = found && (await askFor(site, found.token, found.session, fetchUser));
	if (!standing) return undefined;
	await makeAndKeep(site, { token: found.token, user: standing.answer, tokens: standing.tokens, choices });
	setSessionCookie(c, found.token);
	return DONE;
}

/**
 * A state is good for one answer. Where KV cannot forget it at once (it takes one write of a key a second, and some
 * people are back from Discord sooner), Discord itself takes the code only once.
 */
async function forget(c: AppContext, secret: string): Promise<void> {
	await logins(c.env)
		.delete(secret)
		.catch((error: unknown) => console.warn("A login could not be forgotten:", asAppError(error).code));
}

/** Makes the avatar and writes the session. Where the session cannot be written, the error carries the avatar. */
async function makeAndKeep(
	site: Site,
	{ token, user, tokens, choices }: { token: string; user: User; tokens: Tokens; choices: Choices },
): Promise<void> {
	const { svg } = await makeAvatar(site, recipeOf(choices, user));
	const person = { username: user.username, avatar: user.avatar };
	const avatar = { choices, person, madeAt: Date.now() };
	await sessions(site.env)
		.put(token, { user, tokens, avatar })
		.catch((error: unknown) => {
			throw asAppError(error).with({
				picture: svg,
				detail: "Your avatar is ready, but we could not keep it. Download it now, or try again in a minute.",
			});
		});
}

/** The avatar that the same person made with the session before this login. */
async function avatarOfBefore(c: AppContext, user: User): Promise<Session["avatar"]> {
	const before = await sessionOf(c);
	return before?.session.user.id === user.id ? before.session.avatar : null;
}

/** Lets no failure lose what the person chose, or where they were going. */
async function keeping<T>(
	kept: Pick<ProblemExtras, "entered" | "again">,
	step: () => Promise<T>,
): Promise<T> {
	try {
		return await step();
	} catch (error) {
		throw asAppError(error).with(kept);
	}
}
