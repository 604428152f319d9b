import { Hono } from "hono";
import type { Choices } from "../avatar/choices";
import { recipeOf } from "../avatar/recipe";
import type { Site } from "../config";
import { discordOAuth } from "../discord/oauth";
import { fetchUser, type User } from "../discord/user";
import { AppError, asAppError, type ProblemExtras } from "../errors";
import { type AppContext, type AppEnv, sessionOf, setSessionCookie, siteOf } from "../http/browser";
import { isJson, readChoices, smallBody } from "../http/form";
import { requireLimit } from "../http/limits";
import { logins } from "../http/logins";
import { loginPath, startLogin } from "../http/start_login";
import { askFor, endSession, keepAvatar } from "../journey/ask_for";
import { makeAvatar } from "../journey/make_avatar";
import { followQuietly } from "../journey/own_link";
import { newSessionToken, type Session, sessions } from "../storage/sessions";
import type { Next } from "../wire";

const DONE = "/show_avatar";

/** What OAuth says where `prompt=none` cannot be: OpenID Connect Core 1.0, 3.1.2.6. */
const HAS_TO_ASK = [
	"login_required",
	"consent_required",
	"interaction_required",
	"account_selection_required",
];

/** The form, and Discord's answer to the login that it starts. */
export const getAvatar = new Hono<AppEnv>()
	.post("/get_avatar", smallBody, async (c) => {
		const choices = await readChoices(c);
		const location = await keeping({ entered: choices }, async () => {
			await requireLimit(c, "LOGIN_LIMIT");
			const site = siteOf(c);
			return (
				(await withSession(c, site, choices)) ?? (await startLogin(c, site, { choices, returnTo: DONE }))
			);
		});
		return isJson(c) ? c.json<Next>({ location }) : c.redirect(location, 303);
	})

	.get("/get_avatar", async (c) => {
		const site = siteOf(c);
		const { state = "", code, error } = c.req.query();
		const login = await logins(c).get(state);
		if (!login) throw new AppError(error === "access_denied" ? "login_cancelled" : "token_invalid");

		const { choices, returnTo } = login;
		return keeping(choices ? { entered: choices } : { again: loginPath(returnTo) }, async () => {
			await requireLimit(c, "LOGIN_LIMIT");
			logins(c).delete(state);
			if (error && login.silent && HAS_TO_ASK.includes(error))
				return c.redirect(await startLogin(c, site, login, false), 303);
			if (error === "access_denied") throw new AppError("login_cancelled");
			if (error) throw new AppError("discord_refused", { cause: "authorisation refused" });
			if (!code) throw new AppError("token_invalid");
			// No later than Discord gives the tokens: who leaves and so ends them leaves after that.
			const loggedInAt = Date.now();
			const tokens = await discordOAuth(site).exchange(code, login.verifier);
			const user = await fetchUser(site, tokens.access);
			const before = await sessionOf(c);
			const isSame = before?.session.user.id === user.id;
			const avatar = isSame ? before.session.avatar : null;
			// Always a new token: one that somebody planted in this browser before the login is worth nothing after it.
			const token = await newSessionToken(c.env, user.id, loggedInAt);
			await keepMade(site, choices, { user, avatar }, (made) =>
				sessions(c.env).put(token, { ...made, tokens }),
			);
			// To revoke the tokens of the same person would end the new ones, too.
			if (before) await endSession(site, before, !isSame);
			setSessionCookie(c, token);
			return c.redirect(returnTo, 303);
		});
	});

/** Makes the avatar with the session that is there; undefined where there is none that can act for the person. */
async function withSession(c: AppContext, site: Site, choices: Choices): Promise<string | undefined> {
	const held = await sessionOf(c);
	const user = held && (await askFor(site, held, "user", true));
	if (!user) return undefined;
	const isKept = await keepMade(site, choices, { user, avatar: null }, (made) =>
		keepAvatar(site, held, made),
	);
	return isKept ? DONE : undefined;
}

/**
 * Makes the avatar, where one was chosen, and keeps it in the session. Where that cannot be kept, the error carries the
 * picture.
 */
async function keepMade<T>(
	site: Site,
	choices: Choices | null,
	{ user, avatar }: { user: User; avatar: Session["avatar"] },
	keep: (made: Pick<Session, "user" | "avatar">) => Promise<T>,
): Promise<T> {
	if (!choices) return keep({ user, avatar });
	const { key, svg, stored } = await makeAvatar(site, recipeOf(choices, user));
	const person = { username: user.username, avatar: user.avatar };
	const madeAt = Date.now();
	const kept = await keep({ user, avatar: { choices, person, key, madeAt } }).catch((error: unknown) => {
		throw asAppError(error).with({
			picture: svg,
			detail: "Your avatar is ready, but we could not keep it. Download it now, or try again in a minute.",
		});
	});
	// Where it is not stored, the link goes on showing the one before.
	if (stored) await followQuietly(site.env, user.id, { key, madeAt });
	return kept;
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
