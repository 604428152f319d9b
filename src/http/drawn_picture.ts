import { FORMATS } from "../avatar/formats";
import { OptionError } from "../avatar/option_values";
import { READING } from "../avatar/options";
import {
	isRasterFormat,
	NotDrawableError,
	RASTER_FORMATS,
	type RasterFormat,
	rasterOf,
} from "../avatar/raster";
import { RASTER_SIZE, RASTER_SIZE_MAX } from "../avatar/sizes";
import type { Picture, Version } from "../avatar/versions";
import { AppError } from "../errors";
import { pictureHeaders, SAFE_HEADERS } from "../security_headers";
import { fontFiles } from "../storage/font_files";
import { styleFiles } from "../storage/style_files";
import type { AppContext } from "./browser";
import { hasTag, notModified } from "./conditional";
import { requireRasterLimit } from "./limits";

/** What a release may change: to be asked for again after an hour. */
export const LISTED = { "Cache-Control": "public, max-age=3600" };

/**
 * What the answers of a version say besides that is not final. Of the registered fields only `Warning` says this to whoever
 * reads them, and 299 that it stays so; caches ignore it since RFC 9111 (5.5). `Deprecation` and `Sunset` say the contrary.
 */
export const NOT_FINAL = {
	...LISTED,
	Warning: '299 - "This version is a release candidate: pictures may still change"',
};

/** The version that a picture is asked for of. */
export interface AskedVersion {
	version: Version;
	isNext: boolean;
}

/** The address says all that a picture depends on, but for the versions of what reads and draws it. */
function etagOf({ packages }: Version, format: string): string {
	const made = isRasterFormat(format) ? `-${RASTER_FORMATS[format].madeWith}` : "";
	return `W/"${packages}-${READING}${made}"`;
}

/** The content types of the formats, by their names in a URL. */
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
	["svg", FORMATS.svg.contentType],
	["json", "application/json"],
	...Object.entries(RASTER_FORMATS).map(([name, { contentType }]) => [name, contentType] as const),
]);

/** The headers of the pictures of each version, by the format's name in a URL, and whether the version is final. */
const headersOf = new WeakMap<Version, ReadonlyMap<string, Headers>>();

function pictureHeadersOf({ version, isNext }: AskedVersion): ReadonlyMap<string, Headers> {
	let headers = headersOf.get(version);
	if (!headers) {
		const entries = [...CONTENT_TYPES].map(([format, contentType]) => {
			const own = {
				"Content-Type": contentType,
				"Content-Disposition": `inline; filename="avatar.${format}"`,
				ETag: etagOf(version, format),
			};
			return [format, pictureHeaders({ ...own, ...(isNext && NOT_FINAL) })] as const;
		});
		headers = new Map(entries);
		headersOf.set(version, headers);
	}
	return headers;
}

/**
 * Answers with a picture.
 * @param style one of the version's
 * @param format its name in a URL
 * @param query the options, as they were sent: undecoded, without the question mark
 * @throws AppError `format_unknown`, `option_invalid`, `picture_undrawable`, `too_many_requests`, `storage_unavailable`
 */
export async function drawnPicture(
	c: AppContext,
	asked: AskedVersion,
	style: string,
	format: string,
	query: string,
): Promise<Response> {
	const { version } = asked;
	const headers = pictureHeadersOf(asked).get(format);
	if (!headers) throw new AppError("format_unknown");
	const picture = await pictureOf(c, version, style, query);
	// Who has it gets no other: nothing is drawn for that.
	if (hasTag(c.req.header("If-None-Match"), etagOf(version, format))) return notModified(headers);
	if (!isRasterFormat(format)) {
		c.set("drawn", { format, time: 0 });
		return new Response(written(picture, format), { headers });
	}
	const { bytes, complete } = await image(c, picture, format);
	const response = new Response(bytes, { headers });
	if (!complete) {
		response.headers.set("Cache-Control", SAFE_HEADERS["Cache-Control"]);
		response.headers.delete("ETag");
	}
	return response;
}

/** @throws AppError `picture_undrawable`, `too_many_requests` */
async function image(c: AppContext, picture: Picture, format: RasterFormat) {
	try {
		const raster = rasterOf(picture.svg(), format, Math.min(picture.size ?? RASTER_SIZE, RASTER_SIZE_MAX));
		await requireRasterLimit(c, raster.time);
		c.set("drawn", { format, time: raster.time });
		return await raster.make(picture.credit, fontFiles(c.env));
	} catch (error) {
		throw error instanceof NotDrawableError ? new AppError("picture_undrawable") : error;
	}
}

function written(picture: Picture, format: string): string {
	return format === "svg" ? picture.svg() : JSON.stringify(picture.json());
}

/**
 * A picture as it was asked for, not drawn yet.
 * @throws AppError `option_invalid`, `storage_unavailable`
 */
async function pictureOf(c: AppContext, version: Version, style: string, query: string): Promise<Picture> {
	try {
		return await version.picture(style, query, styleFiles(c.env));
	} catch (error) {
		if (error instanceof OptionError) throw new AppError("option_invalid", { detail: error.message });
		throw error;
	}
}
