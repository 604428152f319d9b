/** What Discord counts calls by, as far as an address shows it. */
export interface BucketKey {
	/** Method and path, with every id and token replaced: `GET /guilds/{guild}/roles`. */
	route: string;
	/** The top-level id, `guilds/1`, `channels/1`, `webhooks/1` or `webhooks/1/token`; empty where there is none. */
	topLevel: string;
}

/** "Top-level resources are currently limited to channels, guilds, and webhooks." */
const TOP_LEVEL = /^\/(?<kind>channels|guilds|webhooks)\/(?<id>\d{1,20})(?=\/|$)/;

/** "webhook_id or webhook_id + webhook_token". */
const WEBHOOK_TOKEN = /^\/(?!messages(?:\/|$)|github$|slack$)(?<token>[^/]+)/;

/** Parts of a path that name one thing of many, and so are no part of the route. In this order. */
const REPLACED: readonly (readonly [RegExp, string])[] = [
	// Reactions share a bucket whatever the emoji, and whoever reacted.
	[/\/reactions(?:\/.*)?$/, "/reactions/{reaction}"],
	[/^(\/interactions\/\d+\/)[^/]+/, "$1{token}"],
	[/^(\/invites\/)[^/]+/, "$1{code}"],
	[/^(\/guilds\/templates\/)[^/]+/, "$1{code}"],
	[/(\/templates\/)[^/]+$/, "$1{code}"],
	[/^(\/guilds\/\{guilds\}\/vanity-url).*$/, "$1"],
	// A webhook's first message has a name beside its id.
	[/\/@original(?=\/|$)/, "/{id}"],
	[/\/\d{1,20}(?=\/|$)/g, "/{id}"],
];

/**
 * Which route a call is, and whose limit it counts against.
 *
 * Routes that turn out to share a bucket are known only from `X-RateLimit-Bucket`: see `Limits`.
 * Source: https://docs.discord.com/developers/topics/rate-limits
 * @param path below `/api/v10`, or whole; a query does not matter
 */
export function bucketKey(method: string, path: string): BucketKey {
	const bare = path
		.replace(/[?#].*$/s, "")
		.replace(/^\/api(?=\/)/, "")
		.replace(/^\/v\d+(?=\/)/, "")
		.replace(/(?<=.)\/+$/, "");
	const { topLevel, route } = splitTopLevel(bare);
	const replaced = REPLACED.reduce((text, [pattern, by]) => text.replace(pattern, by), route);
	return { route: `${method.toUpperCase()} ${replaced}`, topLevel };
}

function splitTopLevel(path: string): BucketKey {
	const found = TOP_LEVEL.exec(path)?.groups;
	if (!found) return { route: path, topLevel: "" };
	const { kind = "", id = "" } = found;
	const name = `/${kind}/${id}`;
	const rest = path.slice(name.length);
	const token = kind === "webhooks" ? WEBHOOK_TOKEN.exec(rest)?.groups?.token : undefined;
	return token === undefined
		? { topLevel: name.slice(1), route: `/${kind}/{${kind}}${rest}` }
		: {
				topLevel: `${name.slice(1)}/${token}`,
				route: `/${kind}/{${kind}}/{token}${rest.slice(token.length + 1)}`,
			};
}
