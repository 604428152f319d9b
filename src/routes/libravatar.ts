import { Hono } from "hono";
import { libravatarPicture } from "../avatar/libravatar";
import { v10 } from "../avatar/versions/v10";
import { AppError } from "../errors";
import type { AppEnv } from "../http/browser";
import { drawnPicture } from "../http/drawn_picture";

/** The hash of an e-mail address, MD5 or SHA-256, and maybe a format: Gravatar's addresses have one where a site needs it. */
const FILE = "/:file{[0-9A-Fa-f]{32}(?:[0-9A-Fa-f]{32})?(?:\\.(?:svg|png|jpg|jpeg|webp|avif))?}";

/** Where these addresses are. */
export const LIBRAVATAR_PATHS = "/libravatar/*";

/**
 * Avatars by the hash of an e-mail address, where Gravatar and Libravatar have them: below `avatar/`, and for what takes an
 * address with that in it, without. Nobody is looked up: the picture grows from the hash.
 */
export const libravatar = new Hono<AppEnv>().on(
	"GET",
	[`/libravatar${FILE}`, `/libravatar/avatar${FILE}`],
	async (c) => {
		const [hash = "", format = "png"] = c.req.param("file").split(".");
		const { style, query } = libravatarPicture(hash.toLowerCase(), new URL(c.req.url).search.slice(1));
		if (!v10.styles.has(style)) throw new AppError("style_unknown");
		return drawnPicture(c, { version: v10, isNext: false }, style, format, query);
	},
);
