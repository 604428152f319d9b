import { Hono } from "hono";
import { AVATAR_SIZE, keptSize } from "../avatar/formats";
import {
	type Credit,
	type Image,
	NotDrawableError,
	RASTER_FORMATS,
	type RasterFormat,
	rasterOf,
} from "../avatar/raster";
import { KEY_PATTERN } from "../avatar/recipe";
import { AppError } from "../errors";
import { type AppContext, type AppEnv, requireSession, siteOf } from "../http/browser";
import { conditional } from "../http/conditional";
import { requireRasterLimit } from "../http/limits";
import { answerPage } from "../http/page";
import { ownAvatar } from "../journey/make_avatar";
import { SharedPage } from "../pages/shared";
import { PICTURE_HEADERS, pictureHeaders, SAFE_HEADERS } from "../security_headers";
import { avatars, cardOf, type RasterVariant } from "../storage/avatars";
import { fontFiles } from "../storage/font_files";
import type { Session } from "../storage/sessions";

const SVG = { "Content-Type": "image/svg+xml" };

/** A shared page may change with a release. */
const PAGE = { "Cache-Control": "public, max-age=3600", "X-Robots-Tag": "noindex" };

const SVG_HEADERS = pictureHeaders(SVG);

/** What its owner does about a stored picture that is none: `makeAvatar` puts another in its place. */
const UNDRAWABLE = { detail: "What is stored here is no picture. If it is yours, make the avatar again." };

const RASTER_NAMES = Object.keys(RASTER_FORMATS).join("|");

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

	.get(`/avatar/:file{${KEY_PATTERN}\\.svg}`, async (c) => {
		const [key = ""] = c.req.param("file").split(".");
		const object = await found(avatars(c.env).get(key));
		return answerStored(object, SVG_HEADERS);
	})

	.get(`/avatar/:file{${KEY_PATTERN}\\.(?:${RASTER_NAMES})}`, async (c) => {
		const [key = "", name] = c.req.param("file").split(".");
		const format = name as RasterFormat;
		const { contentType, extension, madeWith } = RASTER_FORMATS[format];
		const variant = { extension, size: sizeIn(c), madeWith };
		const kept = await orUnavailable(avatars(c.env).get(key, variant));
		const headers = { ...PICTURE_HEADERS, "Content-Type": contentType };
		if (kept) return c.body(kept.body, 200, { ...headers, ETag: kept.httpEtag });
		const { bytes, complete } = await makeImage(c, key, format, variant);
		if (!complete) return c.body(bytes, 200, { ...headers, "Cache-Control": SAFE_HEADERS["Cache-Control"] });
		return c.body(bytes, 200, { ...headers, ETag: await etagOf(bytes) });
	});

/** The entity tag that R2 will give an object of these bytes: their MD5. */
async function etagOf(image: Uint8Array<ArrayBuffer>): Promise<string> {
	return `"${new Uint8Array(await crypto.subtle.digest("MD5", image)).toHex()}"`;
}

function answerStored(object: R2ObjectBody, headers: Headers): Response {
	const response = new Response(object.body, { headers });
	response.headers.set("ETag", object.httpEtag);
	return response;
}

/**
 * Makes an image from the stored SVG, and keeps it for the next to ask where it is complete.
 * @throws AppError `picture_undrawable` for what should not have been stored; besides those of `found`, `requireRasterLimit`
 */
async function makeImage(
	c: AppContext,
	key: string,
	format: RasterFormat,
	variant: RasterVariant,
): Promise<Image> {
	const stored = avatars(c.env);
	const svg = await found(stored.get(key));
	const image = await madeOf(c, await svg.text(), format, variant.size, cardOf(svg)).catch(
		(error: unknown) => {
			throw error instanceof NotDrawableError ? new AppError("picture_undrawable", UNDRAWABLE) : error;
		},
	);
	if (!image.complete) return image;
	const keep = stored.putImage(key, variant, image.bytes, RASTER_FORMATS[format].contentType, svg);
	// They have their image whether or not it can be kept.
	c.executionCtx.waitUntil(keep.catch((error) => console.error("R2 could not be written", error)));
	return image;
}

/** @throws NotDrawableError, AppError `too_many_requests` */
async function madeOf(c: AppContext, svg: string, format: RasterFormat, size: number, credit: Credit) {
	const raster = rasterOf(svg, format, size);
	await requireRasterLimit(c, raster.time);
	return raster.make(credit, fontFiles(c.env));
}

/** @throws AppError `option_invalid` for what is not a whole number */
function sizeIn(c: AppContext): number {
	const size = c.req.query("size") ?? "";
	if (!/^\d{0,4}$/.test(size))
		throw new AppError("option_invalid", { detail: "size must be a whole number of pixels." });
	return keptSize(size === "" ? AVATAR_SIZE : Number(size));
}

/** @throws AppError `file_not_found`, `storage_unavailable` */
async function found<T>(object: Promise<T | null>): Promise<T> {
	const value = await orUnavailable(object);
	if (value === null) throw new AppError("file_not_found");
	return value;
}

/** @throws AppError `storage_unavailable` */
function orUnavailable<T>(call: Promise<T>): Promise<T> {
	return call.catch((cause: unknown) => {
		throw new AppError("storage_unavailable", { cause });
	});
}

/**
 * The avatar of whoever asks, as their session has it.
 * @throws AppError `not_logged_in`, `avatar_missing`
 */
async function avatarIn(c: AppContext): Promise<NonNullable<Session["avatar"]>> {
	const { avatar } = (await requireSession(c)).session;
	if (!avatar) throw new AppError("avatar_missing");
	return avatar;
}
