import { Hono } from "hono";
import { OptionError, optionsFrom } from "../avatar/options";
import { draw, styleOf } from "../avatar/render";
import { STYLES } from "../avatar/styles";
import { AppError } from "../errors";
import { PICTURE_HEADERS } from "../security_headers";
import type { AppEnv } from "./browser";
import { limited } from "./limits";

/** The DiceBear HTTP API: https://www.dicebear.com/how-to-use/http-api/ */
export const dicebear = new Hono<AppEnv>().get("/10.x/:style/svg", limited("READ_LIMIT"), (c) => {
	const name = c.req.param("style");
	if (!STYLES.has(name)) throw new AppError("file_not_found");
	const svg = drawn(name, new URL(c.req.url).searchParams).toString();
	return c.body(svg, 200, { "Content-Type": "image/svg+xml", ...PICTURE_HEADERS });
});

function drawn(style: string, query: URLSearchParams) {
	try {
		return draw(style, optionsFrom(styleOf(style), query));
	} catch (error) {
		if (error instanceof OptionError) throw new AppError("option_invalid", { detail: `${error.message}.` });
		throw error;
	}
}
