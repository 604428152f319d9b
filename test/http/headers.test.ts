import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app";
import { PICTURE_HEADERS, SAFE_HEADERS } from "../../src/security_headers";
import type { PersonalLink } from "../../src/wire";
import { useInternet } from "../internet";
import { CHOICES, Visitor } from "../visitor";

useInternet();

const PRIVATE = "private, no-store";
const HOUR = "public, max-age=3600";
const FOLLOWS = "public, max-age=300, stale-while-revalidate=60";
const PUBLIC = PICTURE_HEADERS["Cache-Control"];

/** Every route: what a stranger gets, and what somebody who is logged in gets. */
const ROUTES = {
	"POST /get_avatar": { path: "/get_avatar", stranger: PRIVATE, member: PRIVATE },
	"GET /get_avatar": { path: "/get_avatar", stranger: PRIVATE, member: PRIVATE },
	"GET /avatar": { path: "/avatar", stranger: PRIVATE, member: PRIVATE },
	"GET /avatar/permalink": { path: "/avatar/permalink", stranger: PRIVATE, member: PRIVATE },
	// With an address of its own it may be kept: see test/config.test.ts.
	"GET /avatar/:key{[A-Za-z0-9_-]{43}}": { path: "{link}", stranger: PRIVATE, member: PRIVATE },
	"GET /avatar/:file{[A-Za-z0-9_-]{43}\\.(?:svg|png|jpg|jpeg|webp|avif)}": {
		path: "{link}.png?size=64",
		stranger: PUBLIC,
		member: PUBLIC,
	},
	"GET /me": { path: "/me", stranger: PRIVATE, member: PRIVATE },
	"GET /me/:file{[A-Za-z0-9_-]{70}\\.(?:svg|png|jpg|jpeg|webp|avif)}": {
		path: "{personal}.png?size=64",
		stranger: FOLLOWS,
		member: FOLLOWS,
	},
	"GET /me/:address{[A-Za-z0-9_-]{70}}": { path: "{personal}", stranger: PRIVATE, member: PRIVATE },
	"GET /me/link": { path: "/me/link", stranger: PRIVATE, member: PRIVATE },
	"POST /me/link": { path: "/me/link", stranger: PRIVATE, member: PRIVATE },
	"DELETE /me/link": { path: "/me/link", stranger: PRIVATE, member: PRIVATE },
	"POST /studio": { path: "/studio", stranger: PRIVATE, member: PRIVATE },
	"GET /studio": { path: "/studio", stranger: PRIVATE, member: PRIVATE },
	"GET /install": { path: "/install", stranger: PRIVATE, member: PRIVATE },
	"POST /logout": { path: "/logout", stranger: PRIVATE, member: PRIVATE },
	"GET /login": { path: "/login?return=/servers", stranger: PRIVATE, member: PRIVATE },
	"GET /guilds": { path: "/guilds", stranger: PRIVATE, member: PRIVATE },
	"GET /guilds/:id{[1-9]\\d{0,19}}": { path: "/guilds/1", stranger: PRIVATE, member: PRIVATE },
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings": {
		path: "/guilds/1/settings",
		stranger: PRIVATE,
		member: PRIVATE,
	},
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings/channels": {
		path: "/guilds/1/settings/channels",
		stranger: PRIVATE,
		member: PRIVATE,
	},
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings/roles": {
		path: "/guilds/1/settings/roles",
		stranger: PRIVATE,
		member: PRIVATE,
	},
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings/members": {
		path: "/guilds/1/settings/members?query=m",
		stranger: PRIVATE,
		member: PRIVATE,
	},
	"GET /guilds/:id{[1-9]\\d{0,19}}/settings/members/:member{[1-9]\\d{0,19}}": {
		path: "/guilds/1/settings/members/1",
		stranger: PRIVATE,
		member: PRIVATE,
	},
	"PATCH /guilds/:id{[1-9]\\d{0,19}}/settings": {
		path: "/guilds/1/settings",
		stranger: PRIVATE,
		member: PRIVATE,
	},
	"PUT /guilds/:id{[1-9]\\d{0,19}}/settings/managers": {
		path: "/guilds/1/settings/managers",
		stranger: PRIVATE,
		member: PRIVATE,
	},
	"GET /bot/guilds/:id{[1-9]\\d{0,19}}/settings": {
		path: "/bot/guilds/1/settings",
		stranger: PRIVATE,
		member: PRIVATE,
	},
	"GET /bot/settings": { path: "/bot/settings", stranger: PRIVATE, member: PRIVATE },
	"GET /bot/settings/stream": { path: "/bot/settings/stream", stranger: PRIVATE, member: PRIVATE },
	"GET /botapi/*": { path: "/botapi/users/@me", stranger: PRIVATE, member: PRIVATE },
	"PATCH /botapi/*": { path: "/botapi/guilds/1/members/@me", stranger: PRIVATE, member: PRIVATE },
	"POST /botapi/*": { path: "/botapi/channels/1/messages", stranger: PRIVATE, member: PRIVATE },
	"PUT /botapi/*": { path: "/botapi/guilds/1/members/1/roles/1", stranger: PRIVATE, member: PRIVATE },
	"DELETE /botapi/*": { path: "/botapi/channels/1/messages/1", stranger: PRIVATE, member: PRIVATE },
	"POST /interactions": { path: "/interactions", stranger: PRIVATE, member: PRIVATE },
	"GET /health": { path: "/health", stranger: PRIVATE, member: PRIVATE },
	"GET /health/ready": { path: "/health/ready", stranger: PRIVATE, member: PRIVATE },
	"POST /discord-events": { path: "/discord-events", stranger: PRIVATE, member: PRIVATE },
	"GET /10.x": { path: "/10.x", stranger: HOUR, member: HOUR },
	"GET /10.x/": { path: "/10.x/", stranger: HOUR, member: HOUR },
	"GET /10.x/:style/options.json": { path: "/10.x/thumbs/options.json", stranger: HOUR, member: HOUR },
	"GET /10.x/:style/definition.json": { path: "/10.x/thumbs/definition.json", stranger: HOUR, member: HOUR },
	"GET /10.x/:style/:format/:options?": { path: "/10.x/thumbs/svg?seed=x", stranger: PUBLIC, member: PUBLIC },
	"GET /10.x/:style/:format/": { path: "/10.x/thumbs/svg/", stranger: PUBLIC, member: PUBLIC },
	"GET /libravatar/:file{[0-9A-Fa-f]{32}(?:[0-9A-Fa-f]{32})?(?:\\.(?:svg|png|jpg|jpeg|webp|avif))?}": {
		path: "/libravatar/40f8d096a3777232204cb3f796c577b7",
		stranger: PUBLIC,
		member: PUBLIC,
	},
	"GET /libravatar/avatar/:file{[0-9A-Fa-f]{32}(?:[0-9A-Fa-f]{32})?(?:\\.(?:svg|png|jpg|jpeg|webp|avif))?}": {
		path: "/libravatar/avatar/40f8d096a3777232204cb3f796c577b7.jpg?d=https://evil.test",
		stranger: PUBLIC,
		member: PUBLIC,
	},
	"GET /:version{[0-9]+\\.x}": { path: "/9.x", stranger: HOUR, member: HOUR },
	"GET /:version{[0-9]+\\.x}/": { path: "/9.x/", stranger: HOUR, member: HOUR },
	"GET /:version{[0-9]+\\.x}/:style/options.json": {
		path: "/10.x/thumbs/options.json",
		stranger: HOUR,
		member: HOUR,
	},
	"GET /:version{[0-9]+\\.x}/:style/definition.json": {
		path: "/10.x/thumbs/definition.json",
		stranger: HOUR,
		member: HOUR,
	},
	"GET /:version{[0-9]+\\.x}/:style/schema.json": {
		path: "/9.x/thumbs/schema.json",
		stranger: HOUR,
		member: HOUR,
	},
	"GET /:version{[0-9]+\\.x}/:style/:format/:options?": {
		path: "/9.x/thumbs/svg?seed=x",
		stranger: PUBLIC,
		member: PUBLIC,
	},
	"GET /:version{[0-9]+\\.x}/:style/:format/": { path: "/9.x/thumbs/svg/", stranger: PUBLIC, member: PUBLIC },
	"GET /:version{[0-9]+\\.x}/*": { path: "/4.x/thumbs/svg/x/y", stranger: PRIVATE, member: PRIVATE },
} as const;

/** What every answer says, whatever it is. */
const ALWAYS = [
	"Cache-Control",
	"Content-Security-Policy",
	"Cross-Origin-Opener-Policy",
	"Cross-Origin-Resource-Policy",
	"Permissions-Policy",
	"Referrer-Policy",
	"Strict-Transport-Security",
	"X-Content-Type-Options",
	"X-Frame-Options",
];

describe("the headers", () => {
	it("are checked here for every route there is", () => {
		const routes = app.routes
			.filter(({ method }) => method !== "ALL")
			.map(({ method, path }) => `${method} ${path}`);
		expect([...new Set(routes)].sort()).toEqual(Object.keys(ROUTES).sort());
	});

	it.each(Object.entries(ROUTES))(
		"%s is never kept by a cache unless it is for everybody",
		async (route, expected) => {
			const member = new Visitor();
			await member.logIn();
			const link = (await member.ask("/avatar/permalink")).headers.get("Location") ?? "";
			const [method = ""] = route.split(" ");
			const ask = {
				method,
				...(["POST", "PATCH", "PUT"].includes(method) && {
					headers: { "Content-Type": "application/json" },
					body: JSON.stringify(CHOICES),
				}),
			};
			const made = await member.ask("/me/link", { method: "POST" });
			const { address } = await made.json<PersonalLink>();
			const path = expected.path.replace("{link}", link).replace("{personal}", `/me/${address}`);
			for (const [visitor, cacheControl] of [
				[new Visitor(), expected.stranger],
				[member, expected.member],
			] as const) {
				const response = await visitor.ask(path, ask);
				expect(response.headers.get("Cache-Control")).toBe(cacheControl);
				for (const name of ALWAYS) expect(response.headers.has(name), name).toBe(true);
				expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
				expect(response.headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'/);
				// A public answer with a cookie in it would log strangers in.
				if (cacheControl !== PRIVATE) expect(response.headers.getSetCookie()).toEqual([]);
			}
		},
	);

	// Cloudflare's cache outlives a version, and its key has no host: https://developers.cloudflare.com/workers/cache/cache-keys/
	it("let a shared cache keep what is the same at every host, and ask again for it within a day", async () => {
		const member = new Visitor();
		await member.logIn();
		const link = (await member.ask("/avatar/permalink")).headers.get("Location") ?? "";
		const { address } = await (await member.ask("/me/link", { method: "POST" })).json<PersonalLink>();
		const site = { ...env, SITE_URL: "https://bears.test" };
		let kept = 0;
		for (const [route, { path }] of Object.entries(ROUTES).filter(([each]) => each.startsWith("GET "))) {
			const real = path.replace("{link}", link).replace("{personal}", `/me/${address}`);
			const at = (host: string) => app.request(host + real, {}, site, createExecutionContext());
			const answer = await at("https://bears.test");
			const said = answer.headers.get("Cache-Control") ?? "";
			if (!said.includes("public")) continue;
			kept += 1;
			const [, seconds] = /s-maxage=(\d+)/.exec(said) ?? /max-age=(\d+)/.exec(said) ?? [];
			expect(Number(seconds), route).toBeLessThanOrEqual(86_400);
			const other = await at("https://preview.test");
			expect([...other.headers]).toEqual([...answer.headers]);
			expect(await other.bytes(), route).toEqual(await answer.bytes());
		}
		// With an address of its own, a shared avatar's page too.
		expect(kept).toBeGreaterThan(Object.values(ROUTES).filter(({ stranger }) => stranger !== PRIVATE).length);
	});

	it.each([
		["not found", "/nothing"],
		["a picture that is not there", `/avatar/${"A".repeat(43)}.svg`],
		["a wrong option", "/10.x/thumbs/svg?scale=11"],
		["an unknown style", "/10.x/monalisa/svg"],
		["a callback without a state", "/get_avatar"],
	])("of an error are never public: %s", async (_, path) => {
		for (const accept of ["text/html", "image/*", "application/json"]) {
			const response = await new Visitor().ask(path, { headers: { Accept: accept } });
			expect(response.status).toBeGreaterThanOrEqual(400);
			expect(response.headers.get("Cache-Control")).toBe(PRIVATE);
			expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
		}
	});

	it("let a page run our own script only, and send forms only to us and to Discord", async () => {
		const policy = (await new Visitor().open("/nothing")).headers.get("Content-Security-Policy") ?? "";
		expect(policy).toContain("script-src 'self';");
		expect(policy).toContain("form-action 'self' https://discord.test;");
		expect(policy).not.toContain("unsafe");
	});

	it("give an answer its safe headers by default", () => {
		expect(SAFE_HEADERS["Cache-Control"]).toBe(PRIVATE);
		expect(Object.keys(SAFE_HEADERS).sort()).toEqual(ALWAYS);
	});
});
