import type { MiddlewareHandler } from "hono";
import { convertIPv6ToBinary, distinctRemoteAddr } from "hono/utils/ipaddr";
import { RASTER_UNIT } from "../avatar/raster/cost";
import type { Env } from "../config";
import { AppError } from "../errors";
import type { AppContext, AppEnv } from "./browser";

/** The period of the limits in wrangler.toml, in seconds: the longest a caller has to wait. */
const PERIOD = 60;

/**
 * What wrangler.toml limits by address, and what for the whole network that an address is in: `LOGIN_LIMIT` what asks
 * Discord or writes, `READ_LIMIT` all there is, `RASTER_LIMIT` what makes an image out of a drawing, by the time that it takes.
 */
const NETWORK_LIMITS = {
	LOGIN_LIMIT: "LOGIN_LIMIT_NETWORK",
	READ_LIMIT: "READ_LIMIT_NETWORK",
	RASTER_LIMIT: "RASTER_LIMIT_NETWORK",
} as const satisfies Partial<Record<keyof Env, keyof Env>>;

type AddressLimit = keyof typeof NETWORK_LIMITS;

/**
 * Counts a request as its address's, and says whether it may be made.
 * @param times as how many it counts
 */
export async function withinLimit(c: AppContext, limit: AddressLimit, times = 1): Promise<boolean> {
	const { subscriber, network } = subscriberOf(c.req.header("CF-Connecting-IP") ?? "");
	for (let time = 0; time < times; time++) {
		// A subscriber's own first: what they make in vain is not their neighbours'.
		if (!(await c.env[limit].limit({ key: subscriber })).success) return false;
		if (network && !(await c.env[NETWORK_LIMITS[limit]].limit({ key: network })).success) return false;
	}
	return true;
}

const tooMany = () => new AppError("too_many_requests", { retryAfter: PERIOD });

/** @throws AppError `too_many_requests` for an address that makes more than it may */
export async function requireLimit(c: AppContext, limit: AddressLimit): Promise<void> {
	if (!(await withinLimit(c, limit))) throw tooMany();
}

/**
 * The same for a raster image, which counts by the time that it takes.
 * @param time in milliseconds of CPU time
 * @throws AppError `too_many_requests`
 */
export async function requireRasterLimit(c: AppContext, time: number): Promise<void> {
	if (!(await withinLimit(c, "RASTER_LIMIT", Math.max(1, Math.ceil(time / RASTER_UNIT))))) throw tooMany();
}

/**
 * The same for what asks Discord with the bot's token: by person, wherever they are.
 * @throws AppError `too_many_requests`
 */
export async function requireBotLimit(c: AppContext, userId: string): Promise<void> {
	if (!(await c.env.BOT_LIMIT.limit({ key: userId })).success) throw tooMany();
}

/**
 * The same for what changes a person's own link.
 * @throws AppError `too_many_requests`
 */
export async function requireLinkLimit(c: AppContext, userId: string): Promise<void> {
	if (!(await c.env.LINK_LIMIT.limit({ key: userId })).success) throw tooMany();
}

/** The same for a whole route, before anything else is done. */
export function limited(limit: AddressLimit): MiddlewareHandler<AppEnv> {
	return async (c, next) => {
		await requireLimit(c, limit);
		await next();
	};
}

/** An address as far as it counts. */
export interface Subscriber {
	/** The part that belongs to one subscriber. */
	subscriber: string;
	/** The part that may belong to somebody with many subscribers' parts. */
	network?: string;
}

/**
 * One subscriber has all of an IPv4 address, and of an IPv6 one the first 64 bits, whose other half anybody may choose at
 * will; but a site is commonly given 48 bits, and so has 65,536 such parts to choose from (RFC 6177).
 */
export function subscriberOf(address: string): Subscriber {
	if (distinctRemoteAddr(address) !== "IPv6") return { subscriber: address };
	try {
		const bits = convertIPv6ToBinary(address);
		// An IPv4 address in IPv6 clothes: RFC 4291, 2.5.5.2.
		if (bits >> 32n === 0xffffn) return { subscriber: address };
		return { subscriber: `${(bits >> 64n).toString(16)}/64`, network: `${(bits >> 80n).toString(16)}/48` };
	} catch {
		// No address at all: what comes from Cloudflare always is one.
		return { subscriber: address };
	}
}
