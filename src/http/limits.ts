import type { MiddlewareHandler } from "hono";
import type { Env } from "../config";
import { AppError } from "../errors";
import type { AppContext, AppEnv } from "./browser";

/** The period of the limits in wrangler.toml, in seconds: the longest a caller has to wait. */
const PERIOD = 60;

/**
 * What wrangler.toml limits: `LOGIN_LIMIT` what asks Discord or writes, `READ_LIMIT` what reads or draws, `RASTER_LIMIT`
 * what makes an image out of a drawing; `BOT_LIMIT`, by person, what asks Discord with the bot's token.
 */
type Limit = keyof Pick<Env, "BOT_LIMIT" | "LOGIN_LIMIT" | "RASTER_LIMIT" | "READ_LIMIT">;

/**
 * Counts a request, and says whether it may be made.
 * @param who whose it is; else the address it comes from
 */
export async function withinLimit(c: AppContext, limit: Limit, who?: string): Promise<boolean> {
	const key = who ?? subscriber(c.req.header("CF-Connecting-IP") ?? "");
	return (await c.env[limit].limit({ key })).success;
}

/** @throws AppError `too_many_requests` for somebody who makes more than they may */
export async function requireLimit(c: AppContext, limit: Limit, who?: string): Promise<void> {
	if (!(await withinLimit(c, limit, who))) throw new AppError("too_many_requests", { retryAfter: PERIOD });
}

/** The same for a whole route, before anything else is done. */
export function limited(limit: Limit): MiddlewareHandler<AppEnv> {
	return async (c, next) => {
		await requireLimit(c, limit);
		await next();
	};
}

/**
 * The part of an address that belongs to one subscriber: all of an IPv4 address, the first 64 bits of an IPv6 one,
 * whose other half anybody may choose at will (RFC 6177).
 */
export function subscriber(address: string): string {
	if (!address.includes(":")) return address;
	const [head = "", tail] = address.split("::");
	const groups = head ? head.split(":") : [];
	if (tail !== undefined) {
		const after = tail ? tail.split(":") : [];
		groups.push(...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill("0"), ...after);
	}
	return groups.slice(0, 4).join(":");
}
