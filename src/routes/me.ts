import { Hono } from "hono";
import { seedOf, sourceOf } from "../avatar/look";
import { keyOf, recipeOf } from "../avatar/recipe";
import { styleCard } from "../avatar/styles";
import { asAppError } from "../errors";
import { oauthOf, type Site, standingOf } from "../journey";
import { avatars } from "../storage/avatars";
import { type Session, sessions } from "../storage/sessions";
import type { Me, WireAvatar } from "../wire";
import { avatarPath } from "./avatar";
import { type AppContext, type AppEnv, clearSessionCookie, sessionOf, siteOf } from "./browser";
import { limited, withinLimit } from "./limits";

/** An avatar older than this is not shown without asking whether it is still theirs, in milliseconds. */
const FRESH_FOR = 24 * 60 * 60 * 1000;

/** Who is logged in, and the way out. */
export const me = new Hono<AppEnv>()
	.get("/me", limited("READ_LIMIT"), async (c) => {
		const found = await sessionOf(c);
		if (!found) return c.json<Me>({ user: null });
		const { user } = found.session;
		return c.json<Me>({
			user: { username: user.username, globalName: user.globalName, avatar: user.avatar },
			avatar: await avatarOf(c, found.token, found.session),
		});
	})

	.post("/logout", limited("LOGIN_LIMIT"), async (c) => {
		const found = await sessionOf(c);
		clearSessionCookie(c);
		if (found) {
			await sessions(c.env).delete(found.token);
			// They are logged out here whether or not Discord answers; its tokens end by themselves within a week.
			await oauthOf(siteOf(c))
				.revoke(found.session.tokens.refresh)
				.catch((error) => console.warn("Tokens could not be revoked:", asAppError(error).code));
		}
		return c.redirect("/", 303);
	});

async function avatarOf(c: AppContext, token: string, session: Session): Promise<WireAvatar | null> {
	const { user, avatar } = session;
	if (!avatar) return null;
	const { choices, madeAt } = avatar;
	const site = siteOf(c);
	const key = await keyOf(recipeOf(choices, user));
	// A question to Discord counts as a login: both are its calls, which we share with everybody.
	const mayAsk = Date.now() - madeAt > FRESH_FOR && (await withinLimit(c, "LOGIN_LIMIT"));
	const [stored, changed] = await Promise.all([
		avatars(site.env)
			.has(key)
			.catch(() => false),
		mayAsk ? hasChanged(site, token, session) : null,
	]);
	const { title, creator, creatorUrl, licence, licenceUrl } = styleCard(choices.style);
	return {
		choices,
		source: sourceOf(choices, user),
		url: site.origin + avatarPath(key),
		stored,
		madeAt: new Date(madeAt).toISOString(),
		changed,
		title,
		creator,
		creatorUrl,
		licence,
		licenceUrl,
	};
}

/** Whether the person's avatar would grow from something else by now; null where Discord does not say. */
async function hasChanged(site: Site, token: string, session: Session): Promise<boolean | null> {
	const { user, tokens, avatar } = session;
	if (!avatar) return null;
	try {
		const standing = await standingOf(site, tokens);
		if (!standing) return null;
		if (standing.refreshed) await sessions(site.env).put(token, { ...session, tokens: standing.tokens });
		return seedOf(avatar.choices, standing.user) !== seedOf(avatar.choices, user);
	} catch (error) {
		console.warn("Could not ask whether an avatar is still theirs:", asAppError(error).code);
		return null;
	}
}
