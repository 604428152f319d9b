import { Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { OptionError } from "../avatar/option_values";
import { READING } from "../avatar/options";
import {
	isRasterFormat,
	NotDrawableError,
	RASTER_FORMATS,
	RASTER_SIZE_MAX,
	type RasterFormat,
	rasterOf,
} from "../avatar/raster";
import { type Picture, VERSIONS, type Version } from "../avatar/versions";
import { opensNext } from "../config";
import { AppError, asAppError, PROBLEMS } from "../errors";
import type { AppContext, AppEnv } from "../http/browser";
import { hasTag, notModified } from "../http/conditional";
import { requireRasterLimit } from "../http/limits";
import { prepareProblem } from "../http/problem";
import { pictureHeaders, SAFE_HEADERS } from "../security_headers";
import { fontFiles } from "../storage/font_files";
import { styleFiles } from "../storage/style_files";

/** What a release may change: to be asked for again after an hour. */
const LISTED = { "Cache-Control": "public, max-age=3600" };

/**
 * What the answers of a version say besides that is not final. Of the registered fields only `Warning` says this to whoever
 * reads them, and 299 that it stays so; caches ignore it since RFC 9111 (5.5). `Deprecation` and `Sunset` say the contrary.
 */
const NOT_FINAL = {
	...LISTED,
	Warning: '299 - "This version is a release candidate: pictures may still change"',
};

/** The size of a raster image where none is asked for, in pixels, as at DiceBear. */
const RASTER_SIZE = 128;

/** The address says all that a picture depends on, but for the versions of what reads and draws it. */
function etagOf({ packages }: Version, format: string): string {
	const made = isRasterFormat(format) ? `-${RASTER_FORMATS[format].madeWith}` : "";
	return `W/"${packages}-${READING}${made}"`;
}

/** Where DiceBear's own server sends those who ask what there is. */
const DOCUMENTATION = "https://www.dicebear.com/llms.txt";

/** The content types of the formats, by their names in a URL. */
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
	["svg", "image/svg+xml"],
	["json", "application/json"],
	...Object.entries(RASTER_FORMATS).map(([name, { contentType }]) => [name, contentType] as const),
]);

/** The headers of the pictures of each version, by the format's name in a URL, and whether the version is final. */
const headersOf = new WeakMap<Version, ReadonlyMap<string, Headers>>();

function pictureHeadersOf({ version, isNext }: Asked): ReadonlyMap<string, Headers> {
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

/** The version that most ask for has routes of its own: none of its requests waits for a pattern. */
const MAIN = "10.x";

const VERSION = "/:version{[0-9]+\\.x}";

/** Where all the versions are. */
export const DICEBEAR_PATHS = `${VERSION}/*`;

/** The DiceBear HTTP API: https://www.dicebear.com/how-to-use/http-api/ */
export const dicebear = new Hono<AppEnv>();

for (const [at, files] of [
	[`/${MAIN}`, ["options.json", "definition.json"]],
	[VERSION, ["options.json", "definition.json", "schema.json"]],
] as const) {
	dicebear.on("GET", [at, `${at}/`], async (c) => {
		const { version, listed } = await askedFor(c);
		return c.json({ styles: [...version.styles], documentation: DOCUMENTATION }, 200, listed);
	});
	for (const name of files) {
		dicebear.get(`${at}/:style/${name}`, async (c) => {
			const { version, listed } = await askedFor(c);
			const style = styleIn(c, version);
			const file = version.files[name];
			if (!file) throw new AppError("format_unknown");
			return c.body(await file(style, styleFiles(c.env)), 200, {
				"Content-Type": "application/json",
				...listed,
			});
		});
	}
	// A picture's options are in the query or, the older form, in the path.
	dicebear.on("GET", [`${at}/:style/:format/:options?`, `${at}/:style/:format/`], picture);
}

dicebear.get(`${VERSION}/*`, () => {
	throw new AppError("file_not_found");
});

/** What is asked for. */
interface Asked {
	version: Version;
	isNext: boolean;
	/** The headers of what lists something. */
	listed: Readonly<Record<string, string>>;
}

/**
 * The version that a request is for.
 * @throws AppError `file_not_found` for one that there is not, or not yet
 */
async function askedFor(c: AppContext): Promise<Asked> {
	const row = VERSIONS.get(c.req.param("version") ?? MAIN);
	if (!row || (row.isNext && !opensNext(c.env))) throw new AppError("file_not_found");
	const isNext = row.isNext ?? false;
	return { version: await row.version(), isNext, listed: isNext ? NOT_FINAL : LISTED };
}

async function picture(c: AppContext): Promise<Response> {
	const asked = await askedFor(c);
	const { version } = asked;
	const style = styleIn(c, version);
	const format = c.req.param("format") ?? "";
	const headers = pictureHeadersOf(asked).get(format);
	if (!headers) throw new AppError("format_unknown");
	const picture = await pictureOf(c, version, style);
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
async function pictureOf(c: AppContext, version: Version, style: string): Promise<Picture> {
	try {
		return await version.picture(style, queryOf(c), styleFiles(c.env));
	} catch (error) {
		if (error instanceof OptionError) throw new AppError("option_invalid", { detail: error.message });
		throw error;
	}
}

/** @throws AppError `style_unknown` */
function styleIn(c: AppContext, { styles }: Version): string {
	const name = c.req.param("style") ?? "";
	if (!styles.has(name)) throw new AppError("style_unknown");
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
	503: "Service Unavailable",
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
