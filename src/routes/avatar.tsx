import { Hono } from "hono";
import { KEY_PATTERN } from "../avatar/recipe";
import { AppError } from "../errors";
import { type AppContext, type AppEnv, requireSession, siteOf } from "../http/browser";
import { conditional } from "../http/conditional";
import { answerPage } from "../http/page";
import { answerPicture, found, PICTURE_NAMES, SVG } from "../http/stored_picture";
import { ownAvatar } from "../journey/make_avatar";
import { SharedPage } from "../pages/shared";
import { PICTURE_HEADERS } from "../security_headers";
import { avatars, cardOf } from "../storage/avatars";
import type { Session } from "../storage/sessions";

/** A shared page may change with a release. */
const PAGE = { "Cache-Control": "public, max-age=3600", "X-Robots-Tag": "noindex" };

/** The person's own avatar, and everybody's by its key. */
export const avatar = new Hono<AppEnv>()
	.get("/avatar", async (c) => {
		const { svg } = await ownAvatar(siteOf(c), await avatarIn(c));
		return c.body(svg, 200, {
			...SVG,
			"Content-Security-Policy": PICTURE_HEADERS["Content-Security-Policy"],
		});
	})

	.get("/avatar/permalink", async (c) => {
		const { key, stored } = await ownAvatar(siteOf(c), await avatarIn(c));
		if (!stored) throw new AppError("storage_unavailable");
		return c.redirect(`/avatar/${key}`);
	})

	.get(`/avatar/:key{${KEY_PATTERN}}`, async (c) => {
		const key = c.req.param("key");
		const object = await found(avatars(c.env).head(key));
		const page = <SharedPage card={cardOf(object)} avatarKey={key} address={siteOf(c).address} />;
		return answerPage(c, page, 200, PAGE);
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
