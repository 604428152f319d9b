import { Hono } from "hono";
import { AppError } from "../errors";
import { type AppContext, type AppEnv, requireSession } from "../http/browser";
import { conditional } from "../http/conditional";
import { requireLinkLimit } from "../http/limits";
import { answerPicture, PICTURE_NAMES } from "../http/stored_picture";
import { avatarAt, deleteLink, follow, renewLink } from "../journey/own_link";
import { LINK_PATTERN } from "../storage/link_address";
import type { PersonalLink } from "../wire";

/**
 * What a link shows may be another avatar a moment later, or none: a cache may give the old one for five minutes, and for one
 * more while it asks.
 */
const FOLLOWS = { "Cache-Control": "public, max-age=300, stale-while-revalidate=60" };

/** The link that shows whatever avatar its owner made last: for everybody, and its owner's own hands on it. */
export const personalLink = new Hono<AppEnv>()
	.use(`/me/:file{${LINK_PATTERN}\\..+}`, conditional)

	.get(`/me/:file{${LINK_PATTERN}\\.(?:${PICTURE_NAMES})}`, async (c) => {
		const [address = "", name = ""] = c.req.param("file").split(".");
		return answerPicture(c, await shownAt(c, address), name, FOLLOWS);
	})

	// Whose drawing it is, at whatever moment somebody asks.
	.get(`/me/:address{${LINK_PATTERN}}`, async (c) =>
		c.redirect(`/avatar/${await shownAt(c, c.req.param("address"))}`),
	)

	.get("/me/link", async (c) => {
		const { user, avatar } = (await requireSession(c)).session;
		// Also where that failed as the avatar was made.
		const address = avatar && (await follow(c.env, user.id, avatar));
		return c.json<PersonalLink>({ address: address ?? null });
	})

	.post("/me/link", async (c) => {
		const held = await requireSession(c);
		await requireLinkLimit(c, held.session.user.id);
		return c.json<PersonalLink>({ address: await renewLink(c.env, held) });
	})

	.delete("/me/link", async (c) => {
		const { user } = (await requireSession(c)).session;
		await requireLinkLimit(c, user.id);
		await deleteLink(c.env, user.id);
		return c.json<PersonalLink>({ address: null });
	});

/** The key of the avatar that a link shows. @throws AppError `file_not_found`, `storage_unavailable` */
async function shownAt(c: AppContext, address: string): Promise<string> {
	const key = await avatarAt(c.env, address);
	if (key === undefined) throw new AppError("file_not_found");
	return key;
}
