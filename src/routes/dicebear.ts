import { Hono, type MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { VERSIONS, type Version } from "../avatar/versions";
import { opensNext } from "../config";
import { AppError, asAppError, PROBLEMS } from "../errors";
import type { AppContext, AppEnv } from "../http/browser";
import { type AskedVersion, drawnPicture, LISTED, NOT_FINAL } from "../http/drawn_picture";
import { prepareProblem } from "../http/problem";
import { styleFiles } from "../storage/style_files";

/** Where DiceBear's own server sends those who ask what there is. */
const DOCUMENTATION = "https://www.dicebear.com/llms.txt";

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
interface Asked extends AskedVersion {
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
	const style = styleIn(c, asked.version);
	return drawnPicture(c, asked, style, c.req.param("format") ?? "", queryOf(c));
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
