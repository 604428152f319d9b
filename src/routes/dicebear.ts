import { Hono } from "hono";
import { cors } from "hono/cors";
import { etag } from "hono/etag";
import { descriptorOf, OptionError, optionsFrom } from "../avatar/options";
import { isRasterFormat, RASTER_FORMATS, RASTER_SIZE_MAX, rasterize } from "../avatar/raster";
import { definitionOf, draw, styleOf } from "../avatar/render";
import { DICEBEAR_VERSION, STYLES, type StyleName, styleCard } from "../avatar/styles";
import { AppError, asAppError, PROBLEMS } from "../errors";
import { PICTURE_HEADERS } from "../security_headers";
import type { AppContext, AppEnv } from "./browser";
import { requireLimit } from "./limits";
import { prepareProblem } from "./problem";
import { RETAINED_HEADERS } from "./retained_headers";

/** What a release may change: to be asked for again after an hour. */
const LISTED = { "Cache-Control": "public, max-age=3600" };

/** The size of a raster image where none is asked for, in pixels, as at DiceBear. */
const RASTER_SIZE = 128;

/** The DiceBear HTTP API: https://www.dicebear.com/how-to-use/http-api/ */
export const dicebear = new Hono<AppEnv>()
	.use("/10.x/*", cors({ origin: "*", allowMethods: ["GET", "HEAD"], maxAge: 86_400 }))
	.get("/health", (c) => c.json({ status: "ok" }))
	.get("/10.x", (c) => c.json({ styles: [...STYLES.keys()] }, 200, LISTED))
	.get("/10.x/:style/options.json", (c) => c.json(descriptorOf(styleOf(styleIn(c))), 200, LISTED))
	.get("/10.x/:style/definition.json", (c) =>
		c.body(definitionOf(styleIn(c)), 200, { "Content-Type": "application/json", ...LISTED }),
	)
	.get("/10.x/:style/:format/:options?", etag({ retainedHeaders: RETAINED_HEADERS }), async (c) => {
		const { body, contentType } = await pictureOf(c, styleIn(c), c.req.param("format"), queryOf(c));
		return c.body(body, 200, {
			...PICTURE_HEADERS,
			"Content-Type": contentType,
			"Content-Disposition": `inline; filename="avatar.${c.req.param("format")}"`,
			// The address says all that the picture depends on, but for the version that draws it.
			ETag: `W/"${DICEBEAR_VERSION}"`,
		});
	})
	.get("/:version{[0-9]+\\.x}/*", () => {
		throw new AppError("file_not_found");
	})
	.onError((error, c) => dicebearProblem(c, error));

interface Picture {
	body: string | Uint8Array<ArrayBuffer>;
	contentType: string;
}

/** @throws AppError `format_unknown`, `option_invalid`, `too_many_requests` */
async function pictureOf(
	c: AppContext,
	style: StyleName,
	format: string,
	query: URLSearchParams,
): Promise<Picture> {
	const raster = isRasterFormat(format);
	if (!raster && format !== "svg" && format !== "json") throw new AppError("format_unknown");
	await requireLimit(c, raster ? "RASTER_LIMIT" : "READ_LIMIT");
	const { avatar, options } = drawn(style, query);
	if (format === "svg") return { body: avatar.toString(), contentType: "image/svg+xml" };
	if (!raster) {
		const { svg, options: resolved } = avatar.toJSON();
		const body = JSON.stringify({ svg, options: { seed: options.seed ?? "", ...resolved } });
		return { body, contentType: "application/json" };
	}
	const size = Math.min(typeof options.size === "number" ? options.size : RASTER_SIZE, RASTER_SIZE_MAX);
	const image = await rasterize(avatar.toString(), format, size, styleCard(style));
	return { body: image as Uint8Array<ArrayBuffer>, contentType: RASTER_FORMATS[format].contentType };
}

function drawn(style: StyleName, query: URLSearchParams) {
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

/** The options of a request: those in the path, the older form, where there are any. As they were sent: undecoded. */
function queryOf(c: AppContext): URLSearchParams {
	const { pathname, searchParams } = new URL(c.req.url);
	const inPath = pathname.split("/")[4];
	return inPath ? new URLSearchParams(inPath) : searchParams;
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
