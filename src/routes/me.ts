import { Hono } from "hono";
import { seedOf, sourceOf } from "../avatar/look";
import { keyOf, recipeOf } from "../avatar/recipe";
import { styleCard } from "../avatar/styles";
import { forgetGuilds } from "../control_room/rights";
import { discordOAuth } from "../discord/oauth";
import { fetchUser } from "../discord/user";
import { asAppError } from "../errors";
import { type AppContext, type AppEnv, clearSessionCookie, sessionOf, siteOf } from "../http/browser";
import { limited, withinLimit } from "../http/limits";
import { askFor } from "../journey/ask_for";
import { avatars } from "../storage/avatars";
import { type Session, sessions } from "../storage/sessions";
import type { Me, WireAvatar } from "../wire";

/** An avatar older than this is not shown without its age, in milliseconds. */
const FRESH_FOR = 24 * 60 * 60 * 1000;

/** Who is logged in, and the way out. */
export const me = new Hono<AppEnv>()
	// With `?check`, Discord is asked whether an old avatar is still theirs.
	.get("/me", limited("READ_LIMIT"), async (c) => {
		const found = await sessionOf(c);
		if (!found) return c.json<Me>({ user: null });
		const { username, globalName, avatar } = found.session.user;
		return c.json<Me>({
			user: { username, globalName, avatar },
			avatar: await avatarOf(c, found.token, found.session),
		});
	})

	.post("/logout", limited("LOGIN_LIMIT"), async (c) => {
		const found = await sessionOf(c);
		clearSessionCookie(c);
		if (found) {
			const { token, session } = found;
			forgetGuilds(token);
			// They are logged out here whatever fails; what Discord still holds ends by itself within a week.
			const ended = await Promise.allSettled([
				session.tokens && discordOAuth(siteOf(c)).revoke(session.tokens.refresh),
				sessions(c.env).delete(token),
			]);
			for (const end of ended) {
				if (end.status === "rejected")
					console.warn("Not all of a session ended:", asAppError(end.reason).code);
			}
		}
		return c.redirect("/", 303);
	});

async function avatarOf(c: AppContext, token: string, session: Session): Promise<WireAvatar | null> {
	const { avatar } = session;
	if (!avatar) return null;
	const { choices, person, madeAt } = avatar;
	const key = await keyOf(recipeOf(choices, person));
	const old = Date.now() - madeAt > FRESH_FOR;
	const [stored, changed] = await Promise.all([
		avatars(c.env)
			.head(key)
			.then(Boolean)
			.catch(() => false),
		old && c.req.query("check") !== undefined ? changeOf(c, token, session) : null,
	]);
	const { title, creator, creatorUrl, licence, licenceUrl } = styleCard(choices.style);
	return {
		choices,
		source: sourceOf(choices, person),
		key,
		stored,
		madeAt: new Date(madeAt).toISOString(),
		old,
		changed,
		title,
		creator,
		creatorUrl,
		licence,
		licenceUrl,
	};
}

/**
 * What of the person's the avatar would grow from has become another: their username, their avatar at Discord, or
 * neither (false); null where Discord does not say.
 */
async function changeOf(c: AppContext, token: string, session: Session): Promise<WireAvatar["changed"]> {
	const { avatar } = session;
	// A question to Discord counts as a login: we share its limits with everybody.
	if (!avatar || !(await withinLimit(c, "LOGIN_LIMIT"))) return null;
	try {
		const standing = await askFor(siteOf(c), token, session, fetchUser);
		if (!standing) return null;
		if (standing.refreshed) await sessions(c.env).put(token, { ...session, tokens: standing.tokens });
		const { choices, person } = avatar;
		if (seedOf(choices, standing.answer) === seedOf(choices, person)) return false;
		const sources = [sourceOf(choices, person), sourceOf(choices, standing.answer)];
		return sources.includes("avatar") ? "avatar" : "username";
	} catch (error) {
		console.warn("Could not ask whether an avatar is still theirs:", asAppError(error).code);
		return null;
	}
}
