import { Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { svgOf } from "../avatar/drawing";
import { OptionError } from "../avatar/option_values";
import { descriptorOf, optionsFrom, READING } from "../avatar/options";
import {
	isRasterFormat,
	NotDrawableError,
	RASTER_FORMATS,
	RASTER_SIZE_MAX,
	type RasterFormat,
	rasterOf,
} from "../avatar/raster";
import { definitionOf, draw, styleOf } from "../avatar/render";
import { DICEBEAR_VERSION, STYLES, type StyleName, styleCard } from "../avatar/styles";
import { AppError, asAppError, PROBLEMS } from "../errors";
import type { AppContext, AppEnv } from "../http/browser";
import { hasTag, notModified } from "../http/conditional";
import { requireRasterLimit } from "../http/limits";
import { prepareProblem } from "../http/problem";
import { pictureHeaders, SAFE_HEADERS } from "../security_headers";
import { fontFiles } from "../storage/font_files";

/** What a release may change: to be asked for again after an hour. */
const LISTED = { "Cache-Control": "public, max-age=3600" };

/** The size of a raster image where none is asked for, in pixels, as at DiceBear. */
const RASTER_SIZE = 128;

/** The address says all that a picture depends on, but for the versions of what reads and draws it. */
function etagOf(format: string): string {
	const made = isRasterFormat(format) ? `-${RASTER_FORMATS[format].madeWith}` : "";
	return `W/"${DICEBEAR_VERSION}-${READING}${made}"`;
}

/** Where DiceBear's own server sends those who ask what there is. */
const DOCUMENTATION = "https://www.dicebear.com/llms.txt";

/** The headers of each format's pictures, under its name in a URL. */
const HEADERS: ReadonlyMap<string, Headers> = new Map(
	[
		["svg", "image/svg+xml"],
		["json", "application/json"],
		...Object.entries(RASTER_FORMATS).map(([name, { contentType }]) => [name, contentType]),
	].map(([name = "", contentType = ""]) => [
		name,
		pictureHeaders({
			"Content-Type": contentType,
			"Content-Disposition": `inline; filename="avatar.${name}"`,
			ETag: etagOf(name),
		}),
	]),
);

/** The addresses of a picture: its options are in the query or, the older form, in the path. */
const PICTURES = ["/10.x/:style/:format/:options?", "/10.x/:style/:format/"];

const ANY_ORIGIN = "*";
const preflight = cors({ origin: ANY_ORIGIN, allowMethods: ["GET", "HEAD"], maxAge: 86_400 });

/**
 * What all of the API's answers have in common: any page may read them, errors too, and errors are told as DiceBear tells
 * them. By hand, because each costs as much as a tenth of a small picture: Hono's `cors` would have the answer built three
 * times, and an `onError` of these routes would wrap each of their handlers.
 */
export const asDiceBear: MiddlewareHandler<AppEnv> = async (c, next) => {
	if (c.req.method === "OPTIONS") return preflight(c, next);
	c.set("problem", dicebearProblem);
	await next();
	c.res.headers.set("Access-Control-Allow-Origin", ANY_ORIGIN);
};

/** The DiceBear HTTP API: https://www.dicebear.com/how-to-use/http-api/ */
export const dicebear = new Hono<AppEnv>()
	.get("/health", (c) => c.json({ status: "ok" }))
	.on("GET", ["/10.x", "/10.x/"], (c) =>
		c.json({ styles: [...STYLES.keys()], documentation: DOCUMENTATION }, 200, LISTED),
	)
	.get("/10.x/:style/options.json", (c) => c.json(descriptorOf(styleOf(styleIn(c))), 200, LISTED))
	.get("/10.x/:style/definition.json", (c) =>
		c.body(definitionOf(styleIn(c)), 200, { "Content-Type": "application/json", ...LISTED }),
	)
	.on("GET", PICTURES, async (c) => {
		const style = styleIn(c);
		const format = c.req.param("format") ?? "";
		const headers = HEADERS.get(format);
		if (!headers) throw new AppError("format_unknown");
		const picture = pictureOf(style, queryOf(c));
		// Who has it gets no other: nothing is drawn for that.
		if (hasTag(c.req.header("If-None-Match"), etagOf(format))) return notModified(headers);
		if (!isRasterFormat(format)) return new Response(written(picture, format), { headers });
		const { bytes, complete } = await image(c, style, picture, format);
		const response = new Response(bytes, { headers });
		if (!complete) {
			response.headers.set("Cache-Control", SAFE_HEADERS["Cache-Control"]);
			response.headers.delete("ETag");
		}
		return response;
	})
	.get("/:version{[0-9]+\\.x}/*", (c) => {
		c.set("problem", dicebearProblem);
		throw new AppError("file_not_found");
	});

type Picture = ReturnType<typeof pictureOf>;

/** @throws AppError `picture_undrawable`, `too_many_requests` */
async function image(c: AppContext, style: StyleName, { avatar, options }: Picture, format: RasterFormat) {
	try {
		const raster = rasterOf(svgOf(avatar, options), format, rasterSize(options));
		await requireRasterLimit(c, raster.time);
		return await raster.make(styleCard(style), fontFiles(c.env));
	} catch (error) {
		throw error instanceof NotDrawableError ? new AppError("picture_undrawable") : error;
	}
}

function written({ avatar, options }: Picture, format: string): string {
	if (format === "svg") return svgOf(avatar, options);
	return JSON.stringify({ svg: svgOf(avatar, options), options: avatar.toJSON().options });
}

/** The size of a raster image, in pixels. */
function rasterSize({ size }: Picture["options"]): number {
	return Math.min(typeof size === "number" ? size : RASTER_SIZE, RASTER_SIZE_MAX);
}

/**
 * A picture as it was asked for, not drawn yet.
 * @throws AppError `option_invalid`
 */
function pictureOf(style: StyleName, query: string) {
	try {
		const options = optionsFrom(styleOf(style), query);
		return { options, avatar: draw(style, options) };
	} catch (error) {
		if (error instanceof OptionError) throw new AppError("option_invalid", { detail: error.message });
		throw error;
	}
}

/** @throws AppError `style_unknown` */
function styleIn(c: AppContext): StyleName {
	const name = c.req.param("style") ?? "";
	if (!STYLES.has(name)) throw new AppError("style_unknown");
	return name;
}

/**
 * The options of a request, as a query says them: those in the path, if it goes so far, and then the query does not count.
 * A path is decoded before it is read, as at DiceBear: `%26` in it separates options, and `%2B` is a space.
 * @throws AppError `option_invalid` for a path that is not UTF-8
 */
function queryOf(c: AppContext): string {
	const { url } = c.req;
	const end = url.indexOf("?");
	const [, , , , , , inPath] = (end === -1 ? url : url.slice(0, end)).split("/");
	if (inPath === undefined) return end === -1 ? "" : url.slice(end + 1);
	try {
		return decodeURIComponent(inPath);
	} catch {
		throw new AppError("option_invalid", { detail: "The options in the path are not UTF-8" });
	}
}

/** What HTTP calls the statuses that can come here (RFC 9110, 15). */
const PHRASES: Readonly<Record<number, string>> = {
	400: "Bad Request",
	404: "Not Found",
	429: "Too Many Requests",
	500: "Internal Server Error",
};

/** The shape of DiceBear's own errors, which its clients read. */
function dicebearProblem(c: AppContext, thrown: unknown): Response {
	const error = asAppError(thrown);
	prepareProblem(c, error);
	c.header("Access-Control-Allow-Origin", ANY_ORIGIN);
	const { title } = PROBLEMS[error.code];
	return c.json(
		{
			statusCode: error.status,
			code: error.code,
			error: PHRASES[error.status] ?? "Error",
			message: error.extras.detail ?? title,
		},
		error.status,
	);
}
