import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { count } from "../metrics";
import type { AppContext, AppEnv } from "./browser";

/** Counts every request once it is answered: by what it asked for, and never by who asked. */
export const countedRequest: MiddlewareHandler<AppEnv> = async (c, next) => {
	await next();
	count(c.env, "request", () => ({
		route: routeOf(c),
		method: c.req.method,
		status: String(c.res.status),
		format: c.get("drawn")?.format ?? "",
		cpu_ms: c.get("drawn")?.time ?? 0,
	}));
};

/** What is registered by `use` or `all`: most of it is in front of a route. */
const ANY_METHOD = "ALL";

/** The expressions that a route's parameters have to match: `{[0-9]+}`, with braces of their own at most one deep. */
const EXPRESSIONS = /\{(?:[^{}]|\{[^{}]*\})*\}/g;

/** The pattern of the route that has answered; or that would have, where a request was refused before it. */
function routeOf(c: AppContext): string {
	const [answered, ...rest] = matchedRoutes(c).slice(c.req.routeIndex);
	const route = [answered, ...rest].find((each) => each?.method !== ANY_METHOD) ?? answered;
	return route?.path.replaceAll(EXPRESSIONS, "") ?? "";
}
