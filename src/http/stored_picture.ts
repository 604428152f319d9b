import { AVATAR_SIZE, keptSize } from "../avatar/formats";
import {
	type Credit,
	type Image,
	NotDrawableError,
	RASTER_FORMATS,
	type RasterFormat,
	rasterOf,
} from "../avatar/raster";
import { AppError } from "../errors";
import { PICTURE_HEADERS, pictureHeaders, SAFE_HEADERS } from "../security_headers";
import { avatars, cardOf, type RasterVariant } from "../storage/avatars";
import { fontFiles } from "../storage/font_files";
import type { AppContext } from "./browser";
import { requireRasterLimit } from "./limits";

/** How a stored avatar's picture may be called for, as a pattern of its address's ending. */
export const PICTURE_NAMES = ["svg", ...Object.keys(RASTER_FORMATS)].join("|");

export const SVG = { "Content-Type": "image/svg+xml" };

const SVG_HEADERS = pictureHeaders(SVG);

/** What its owner does about a stored picture that is none: `makeAvatar` puts another in its place. */
const UNDRAWABLE = { detail: "What is stored here is no picture. If it is yours, make the avatar again." };

/**
 * A stored avatar's picture, in the size that the query asks for; made from the SVG where that was not done yet.
 * @param name one of PICTURE_NAMES
 * @param own headers in the place of a permanent picture's
 * @throws AppError `file_not_found`, `storage_unavailable`, `option_invalid`, `picture_undrawable`, `too_many_requests`
 */
export async function answerPicture(
	c: AppContext,
	key: string,
	name: string,
	own: Readonly<Record<string, string>> = {},
): Promise<Response> {
	if (name === "svg") return answerSvg(await found(avatars(c.env).get(key)), own);
	const format = name as RasterFormat;
	const { contentType, extension, madeWith } = RASTER_FORMATS[format];
	const variant = { extension, size: sizeIn(c), madeWith };
	const kept = await orUnavailable(avatars(c.env).get(key, variant));
	const headers = { ...PICTURE_HEADERS, ...own, "Content-Type": contentType };
	if (kept) return c.body(kept.body, 200, { ...headers, ETag: kept.httpEtag });
	const { bytes, complete } = await makeImage(c, key, format, variant);
	if (!complete) return c.body(bytes, 200, { ...headers, "Cache-Control": SAFE_HEADERS["Cache-Control"] });
	return c.body(bytes, 200, { ...headers, ETag: await etagOf(bytes) });
}

function answerSvg(object: R2ObjectBody, own: Readonly<Record<string, string>>): Response {
	const response = new Response(object.body, { headers: SVG_HEADERS });
	for (const [name, value] of Object.entries(own)) response.headers.set(name, value);
	response.headers.set("ETag", object.httpEtag);
	return response;
}

/** The entity tag that R2 will give an object of these bytes: their MD5. */
async function etagOf(image: Uint8Array<ArrayBuffer>): Promise<string> {
	return `"${new Uint8Array(await crypto.subtle.digest("MD5", image)).toHex()}"`;
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
	c.set("drawn", { format, time: raster.time });
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
export async function found<T>(object: Promise<T | null>): Promise<T> {
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
