import type { MiddlewareHandler } from "hono";
import { SAFE_HEADERS } from "../security_headers";
import type { AppEnv } from "./browser";

/** Gives every answer the safe headers that its route did not set itself. */
export const safeHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
	await next();
	for (const [name, value] of Object.entries(SAFE_HEADERS)) {
		if (!c.res.headers.has(name)) c.res.headers.set(name, value);
	}
};
