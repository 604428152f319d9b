import { Hono } from "hono";
import { seedOf, sourceOf } from "../avatar/look";
import { recipeOf } from "../avatar/recipe";
import { styleCard } from "../avatar/styles";
import type { Site } from "../config";
import { asAppError } from "../errors";
import {
	type AppContext,
	type AppEnv,
	clearSessionCookie,
	sessionOf,
	siteOf,
	tellOfLogout,
} from "../http/browser";
import { limited, withinLimit } from "../http/limits";
import { askFor, endSession } from "../journey/ask_for";
import { makeAvatar } from "../journey/make_avatar";
import { avatars } from "../storage/avatars";
import type { HeldSession, Session } from "../storage/sessions";
import type { Me, WireAvatar } from "../wire";

/** An avatar older than this is not shown without its age, in milliseconds. */
const FRESH_FOR = 24 * 60 * 60 * 1000;

/** Who is logged in, and the way out. */
export const me = new Hono<AppEnv>()
	// With `?check`, Discord is asked whether an old avatar is still theirs.
	.get("/me", async (c) => {
		const held = await sessionOf(c);
		if (!held) return c.json<Me>({ user: null });
		const { id, username, globalName, avatar } = held.session.user;
		return c.json<Me>({ user: { id, username, globalName, avatar }, avatar: await avatarOf(c, held) });
	})

	.post("/logout", limited("LOGIN_LIMIT"), async (c) => {
		const held = await sessionOf(c);
		clearSessionCookie(c);
		// What was not saved: whoever comes next in this browser finds none of it.
		tellOfLogout(c);
		if (held) await endSession(siteOf(c), held, true);
		return c.redirect("/", 303);
	});

async function avatarOf(c: AppContext, held: HeldSession): Promise<WireAvatar | null> {
	const { avatar } = held.session;
	if (!avatar) return null;
	const { choices, person, madeAt } = avatar;
	const site = siteOf(c);
	const old = Date.now() - madeAt > FRESH_FOR;
	const [{ key, stored }, changed] = await Promise.all([
		whereStored(site, avatar),
		old && c.req.query("check") !== undefined ? changeOf(c, site, held) : null,
	]);
	const { title, source, sourceUrl, creator, creatorUrl, licence, licenceUrl } = styleCard(choices.style);
	return {
		choices,
		source: sourceOf(choices, person),
		key,
		address: site.address,
		stored,
		madeAt: new Date(madeAt).toISOString(),
		old,
		changed,
		title,
		original: source,
		originalUrl: sourceUrl,
		creator,
		creatorUrl,
		licence,
		licenceUrl,
	};
}

/** Where an avatar is stored: it is made again where it has gone, and only where that fails, too, it is nowhere. */
async function whereStored(site: Site, { key, choices, person }: NonNullable<Session["avatar"]>) {
	try {
		if (await avatars(site.env).head(key)) return { key, stored: true };
		return await makeAvatar(site, recipeOf(choices, person));
	} catch (error) {
		console.error("R2 could not be read, or the avatar not be made again", error);
		return { key, stored: false };
	}
}

/**
 * What of the person's the avatar would grow from has become another: their username, their avatar at Discord, or
 * neither (false); null where Discord does not say.
 */
async function changeOf(c: AppContext, site: Site, held: HeldSession): Promise<WireAvatar["changed"]> {
	const { avatar } = held.session;
	// A question to Discord counts as a login: we share its limits with everybody.
	if (!avatar || !(await withinLimit(c, "LOGIN_LIMIT"))) return null;
	try {
		const user = await askFor(site, held, "user");
		if (!user) return null;
		const { choices, person } = avatar;
		if (seedOf(choices, user) === seedOf(choices, person)) return false;
		const sources = [sourceOf(choices, person), sourceOf(choices, user)];
		return sources.includes("avatar") ? "avatar" : "username";
	} catch (error) {
		console.warn("Could not ask whether an avatar is still theirs:", asAppError(error).code);
		return null;
	}
}
