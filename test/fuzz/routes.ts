import made from "../../src/pages/generated/made.json" with { type: "json" };

/** What a route takes besides its path: which body, and which names in its query. */
export interface Route {
	/** `{name}` stands for one of the values of that name: see `request.ts`. */
	paths: readonly string[];
	query?: readonly string[];
	body?: "choices" | "profile" | "message" | "settings" | "managers" | "interaction" | "event";
	/** Whether Discord signs what is sent to it. */
	signed?: boolean;
}

/** Every route there is, under the name that Hono has for it. A test says when one is missing here. */
export const ROUTES: Readonly<Record<string, Route>> = {
	"POST /get_avatar": { paths: ["/get_avatar"], body: "choices" },
	"GET /get_avatar": { paths: ["/get_avatar"], query: ["state", "code", "error", "iss"] },
	"GET /avatar": { paths: ["/avatar"] },
	"GET /avatar/permalink": { paths: ["/avatar/permalink"] },
	"GET /avatar/:key{[A-Za-z0-9_-]{43}}": { paths: ["/avatar/{key}"] },
	"GET /avatar/:file{[A-Za-z0-9_-]{43}\\.(?:svg|png|jpg|jpeg|webp|avif)}": {
		// The small ones cost less.
		paths: [
			"/avatar/{key}.svg",
			"/avatar/{key}.{raster}",
			...Array(3).fill("/avatar/{key}.{raster}?size=64"),
		],
		query: ["size"],
	},
	"GET /me": { paths: ["/me"], query: ["check"] },
	"GET /me/:file{[A-Za-z0-9_-]{70}\\.(?:svg|png|jpg|jpeg|webp|avif)}": {
		paths: ["/me/{link}.svg", "/me/{link}.{raster}?size=64"],
		query: ["size"],
	},
	"GET /me/:address{[A-Za-z0-9_-]{70}}": { paths: ["/me/{link}"] },
	"GET /me/link": { paths: ["/me/link"] },
	"POST /me/link": { paths: ["/me/link"] },
	"DELETE /me/link": { paths: ["/me/link"] },
	"POST /studio": { paths: ["/studio"], body: "choices" },
	"GET /studio": { paths: ["/studio"] },
	"GET /install": { paths: ["/install"] },
	"POST /logout": { paths: ["/logout"] },
	"GET /login": { paths: ["/login"], query: ["return"] },
	"GET /guilds": { paths: ["/guilds"], query: ["after"] },
	"GET /guilds/:id{[1-9]\\d{0,19}}": { paths: ["/guilds/{guild}"] },
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings": { paths: ["/guilds/{guild}/settings"] },
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings/channels": { paths: ["/guilds/{guild}/settings/channels"] },
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings/roles": { paths: ["/guilds/{guild}/settings/roles"] },
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings/members": {
		paths: ["/guilds/{guild}/settings/members"],
		query: ["query"],
	},
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings/members/:member{[1-9]\\d{0,19}}": {
		paths: ["/guilds/{guild}/settings/members/{user}"],
	},
	"PATCH /guilds/:id{[1-9]\\d{0,19}}/settings": { paths: ["/guilds/{guild}/settings"], body: "settings" },
	"PUT /guilds/:id{[1-9]\\d{0,19}}/settings/managers": {
		paths: ["/guilds/{guild}/settings/managers"],
		body: "managers",
	},
	"GET /bot/guilds/:id{[1-9]\\d{0,19}}/settings": { paths: ["/bot/guilds/{guild}/settings"] },
	"GET /bot/settings": { paths: ["/bot/settings"], query: ["since"] },
	"GET /bot/settings/stream": { paths: ["/bot/settings/stream"], query: ["since"] },
	"GET /botapi/*": {
		paths: ["/botapi/{endpoint}", "/botapi/v10/{endpoint}"],
		query: ["before", "after", "limit", "with_counts", "query", "around", "type"],
	},
	"PATCH /botapi/*": {
		paths: [
			"/botapi/guilds/{guild}/members/@me",
			"/botapi/v10/guilds/{guild}/members/@me",
			"/botapi/{endpoint}",
		],
		body: "profile",
	},
	"POST /botapi/*": {
		paths: [
			"/botapi/channels/{channel}/messages",
			"/botapi/v10/channels/{channel}/messages",
			"/botapi/{endpoint}",
		],
		body: "message",
	},
	"PUT /botapi/*": { paths: ["/botapi/guilds/{guild}/members/{user}/roles/{guild}", "/botapi/{endpoint}"] },
	"DELETE /botapi/*": {
		paths: [
			"/botapi/guilds/{guild}/members/{user}/roles/{guild}",
			"/botapi/channels/{channel}/messages/{channel}",
			"/botapi/{endpoint}",
		],
	},
	"POST /discord-events": { paths: ["/discord-events"], body: "event", signed: true },
	"POST /interactions": { paths: ["/interactions"], body: "interaction", signed: true },
	"GET /health": { paths: ["/health"] },
	"GET /health/ready": { paths: ["/health/ready"] },
	"GET /10.x": { paths: ["/10.x"] },
	"GET /10.x/": { paths: ["/10.x/"] },
	"GET /10.x/:style/options.json": { paths: ["/10.x/{style}/options.json"] },
	"GET /10.x/:style/definition.json": { paths: ["/10.x/{style}/definition.json"] },
	"GET /10.x/:style/:format/:options?": {
		paths: ["/10.x/{style}/{format}", "/10.x/{style}/{format}/{options}"],
		query: ["{option}"],
	},
	"GET /10.x/:style/:format/": { paths: ["/10.x/{style}/{format}/"], query: ["{option}"] },
	"GET /libravatar/:file{[0-9A-Fa-f]{32}(?:[0-9A-Fa-f]{32})?(?:\\.(?:svg|png|jpg|jpeg|webp|avif))?}": {
		paths: ["/libravatar/{hash}", "/libravatar/{hash}.svg", "/libravatar/{hash}.{raster}"],
		query: ["s", "size", "d", "default", "f", "style", "seed", "{option}"],
	},
	"GET /libravatar/avatar/:file{[0-9A-Fa-f]{32}(?:[0-9A-Fa-f]{32})?(?:\\.(?:svg|png|jpg|jpeg|webp|avif))?}": {
		paths: ["/libravatar/avatar/{hash}", "/libravatar/avatar/{hash}.{raster}"],
		query: ["s", "d"],
	},
	"GET /:version{[0-9]+\\.x}": { paths: ["/{version}"] },
	"GET /:version{[0-9]+\\.x}/": { paths: ["/{version}/"] },
	"GET /:version{[0-9]+\\.x}/:style/options.json": { paths: ["/{version}/{style}/options.json"] },
	"GET /:version{[0-9]+\\.x}/:style/definition.json": { paths: ["/{version}/{style}/definition.json"] },
	"GET /:version{[0-9]+\\.x}/:style/schema.json": { paths: ["/{version}/{style}/schema.json"] },
	"GET /:version{[0-9]+\\.x}/:style/:format/:options?": {
		paths: ["/{version}/{style}/{format}", "/{version}/{style}/{format}/{options}"],
		query: ["{option}", "flip", "eyes", "backgroundColor", "rotate"],
	},
	"GET /:version{[0-9]+\\.x}/:style/:format/": {
		paths: ["/{version}/{style}/{format}/"],
		query: ["{option}", "size"],
	},
	"GET /:version{[0-9]+\\.x}/*": { paths: ["/{version}/{style}/{format}/{options}/x"] },
};

/** What no route of the Worker's answers: our files, and nothing at all. */
export const ELSEWHERE: Readonly<Record<string, Route>> = {
	"static files": {
		paths: [
			"/",
			"/show_avatar",
			"/servers",
			"/docs",
			"/favicon.svg",
			...Object.values(made),
			"/index.html",
			"/manifest.webmanifest",
			"/openapi.json",
			"/robots.txt",
			"/share.png",
		],
	},
	nothing: { paths: ["/nothing", "/avatar/{text}", "/{text}", "/{text}/{text}"], query: ["{option}"] },
};
