import type { MiddlewareHandler } from "hono";
import { AppError } from "../errors";
import type { AppContext, AppEnv } from "./browser";

const isSafeMethod = (method: string) => /^(GET|HEAD|OPTIONS)$/.test(method);

/**
 * Refuses what could change something and does not come from a page of ours, whatever its content type: the browser
 * says so in `Sec-Fetch-Site`, an older one in `Origin` (https://www.w3.org/TR/fetch-metadata/). What says neither is
 * no page of ours.
 */
export const sameOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
	if (!isSafeMethod(c.req.method) && !comesFromUs(c)) throw new AppError("cross_site");
	await next();
};

/**
 * Refuses what another site's page asks for, also where it could change nothing: it is nobody else's business, and each
 * answer costs Discord a call. What says nothing of where it comes from is no browser of today.
 */
export const notCrossSite: MiddlewareHandler<AppEnv> = async (c, next) => {
	const site = c.req.header("Sec-Fetch-Site");
	if (site === "cross-site" || site === "same-site") throw new AppError("cross_site");
	await next();
};

function comesFromUs(c: AppContext): boolean {
	const site = c.req.header("Sec-Fetch-Site");
	return site ? site === "same-origin" : c.req.header("Origin") === new URL(c.req.url).origin;
}

/**
 * Refuses what is not somebody going to an address: another page's `<img>`, frame or script can ask for it, too, with
 * the person's cookies. What says nothing of what it is for is no browser of today.
 */
export const navigationOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
	const mode = c.req.header("Sec-Fetch-Mode") ?? "navigate";
	const destination = c.req.header("Sec-Fetch-Dest") ?? "document";
	if (mode !== "navigate" || destination !== "document") throw new AppError("cross_site");
	await next();
};
