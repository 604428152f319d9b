import { Hono } from "hono";
import { KEY_PATTERN } from "../avatar/recipe";
import { AppError } from "../errors";
import { type AppContext, type AppEnv, requireSession, siteOf } from "../http/browser";
import { conditional } from "../http/conditional";
import { answerPage } from "../http/page";
import { answerPicture, found, PICTURE_NAMES, SVG } from "../http/stored_picture";
import { ownAvatar } from "../journey/make_avatar";
import { SharedPage } from "../pages/shared";
import { IMAGE_POLICY } from "../security_headers";
import { avatars, cardOf, lookOfStored } from "../storage/avatars";
import type { Session } from "../storage/sessions";

const NOT_INDEXED = { "X-Robots-Tag": "noindex" };

/**
 * A shared page says the site's address, and Cloudflare's cache does not tell hosts apart: so only where the address is set,
 * and not the one that was asked, may others have the page too. A shared cache outlives a release, and the page names a stylesheet
 * that the next may not have: it keeps the page for a minute.
 */
const SAME_EVERYWHERE = { ...NOT_INDEXED, "Cache-Control": "public, max-age=3600, s-maxage=60" };

/** The person's own avatar, and everybody's by its key. */
export const avatar = new Hono<AppEnv>()
	.get("/avatar", async (c) => {
		const { svg } = await ownAvatar(siteOf(c), await avatarIn(c));
		return c.body(svg, 200, { ...SVG, "Content-Security-Policy": IMAGE_POLICY });
	})

	.get("/avatar/permalink", async (c) => {
		const { key, stored } = await ownAvatar(siteOf(c), await avatarIn(c));
		if (!stored) throw new AppError("storage_unavailable");
		return c.redirect(`/avatar/${key}`);
	})

	.get(`/avatar/:key{${KEY_PATTERN}}`, async (c) => {
		const key = c.req.param("key");
		const object = await found(avatars(c.env).head(key));
		const { config, address } = siteOf(c);
		const page = (
			<SharedPage card={cardOf(object)} {...lookOfStored(object)} avatarKey={key} address={address} />
		);
		return answerPage(c, page, 200, config.SITE_URL ? SAME_EVERYWHERE : NOT_INDEXED);
	})

	.use(`/avatar/:file{${KEY_PATTERN}\\..+}`, conditional)

	.get(`/avatar/:file{${KEY_PATTERN}\\.(?:${PICTURE_NAMES})}`, async (c) => {
		const [key = "", name = ""] = c.req.param("file").split(".");
		return answerPicture(c, key, name);
	});

/**
 * The avatar of whoever asks, as their session has it.
 * @throws AppError `not_logged_in`, `avatar_missing`
 */
async function avatarIn(c: AppContext): Promise<NonNullable<Session["avatar"]>> {
	const { avatar } = (await requireSession(c)).session;
	if (!avatar) throw new AppError("avatar_missing");
	return avatar;
}
