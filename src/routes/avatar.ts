import { Hono } from "hono";
import { etag } from "hono/etag";
import { KEY_PATTERN, type Recipe, recipeOf } from "../avatar/recipe";
import { AppError } from "../errors";
import { makeAvatar } from "../journey";
import { PICTURE_HEADERS } from "../security_headers";
import { avatars } from "../storage/avatars";
import type { Session } from "../storage/sessions";
import { type AppContext, type AppEnv, requireSession, siteOf } from "./browser";
import { limited } from "./limits";

const SVG = { "Content-Type": "image/svg+xml" };

/** A 304 replaces the headers of the copy that the browser has (RFC 9111, 4.3.4): it must bring all that count. */
const RETAINED = ["ETag", ...Object.keys(PICTURE_HEADERS)];

/** The person's own avatar, and everybody's by its key. */
export const avatar = new Hono<AppEnv>()
	.get("/avatar", limited("READ_LIMIT"), async (c) => {
		const { svg } = await makeAvatar(siteOf(c), await ownRecipe(c));
		return c.body(svg, 200, {
			...SVG,
			"Content-Security-Policy": PICTURE_HEADERS["Content-Security-Policy"],
		});
	})

	.get("/avatar/permalink", limited("READ_LIMIT"), async (c) => {
		const { key, stored } = await makeAvatar(siteOf(c), await ownRecipe(c));
		if (!stored) throw new AppError("storage_unavailable");
		return c.redirect(avatarPath(key));
	})

	.get(
		`/avatar/:file{${KEY_PATTERN}\\.svg}`,
		limited("READ_LIMIT"),
		etag({ retainedHeaders: RETAINED }),
		async (c) => {
			const key = c.req.param("file").slice(0, -".svg".length);
			const object = await avatars(c.env)
				.get(key)
				.catch((cause: unknown) => {
					throw new AppError("storage_unavailable", { cause });
				});
			if (!object) throw new AppError("file_not_found");
			return c.body(object.body, 200, { ...SVG, ...PICTURE_HEADERS, ETag: object.httpEtag });
		},
	);

/** The address of a stored avatar, on this site. */
export function avatarPath(key: string): string {
	return `/avatar/${key}.svg`;
}

/** @throws AppError `not_logged_in`, `avatar_missing` */
async function ownRecipe(c: AppContext): Promise<Recipe> {
	const { session } = await requireSession(c);
	return recipeIn(session);
}

/** @throws AppError `avatar_missing` */
export function recipeIn({ user, avatar }: Session): Recipe {
	if (!avatar) throw new AppError("avatar_missing");
	return recipeOf(avatar.choices, user);
}
