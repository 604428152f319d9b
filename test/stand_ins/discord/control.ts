import { Hono } from "hono";
import * as z from "zod/mini";
import type { Failure } from "./failures";
import type { Guild } from "./guilds";
import type { Violation } from "./openapi/violations";
import { findPerson, type Person } from "./people";
import type { RecordedRequest } from "./recorded_request";

/** What the door opens; a part of the stand-in itself. */
export interface Controlled {
	readonly people: ReadonlyMap<string, Person>;
	readonly requests: readonly RecordedRequest[];
	readonly guilds: ReadonlyMap<string, Guild>;
	readonly violations: readonly Violation[];
	setWeather(weather: { cloudflareEvery: number | undefined }): void;
	fail(failure: Failure): void;
	setBot(guildId: string, joined: boolean): void;
	setPermissions(username: string, guildId: string, permissions: string): void;
	setRoles(username: string, guildId: string, roles: string[]): void;
	reset(): void;
}

/** The way in for the demo and the browser tests, which hold no reference to the stand-in. Discord has no such thing. */
export function controlRoutes(standIn: Controlled): Hono {
	const routes = new Hono();

	routes.post("/fail", async (c) => {
		const failure = FAILURE.safeParse(await json(c.req.raw));
		if (!failure.success) return c.json({ message: z.prettifyError(failure.error) }, 400);
		const { times } = failure.data;
		standIn.fail({ ...failure.data, times: times === "always" ? Number.POSITIVE_INFINITY : times });
		return c.body(null, 204);
	});

	routes.post("/weather", async (c) => {
		const weather = WEATHER.safeParse(await json(c.req.raw));
		if (!weather.success) return c.json({ message: z.prettifyError(weather.error) }, 400);
		standIn.setWeather({ cloudflareEvery: weather.data.cloudflareEvery ?? undefined });
		return c.body(null, 204);
	});

	routes.post("/reset", (c) => {
		standIn.reset();
		return c.body(null, 204);
	});

	routes.post("/people/:username", async (c) => {
		const person = findPerson(standIn.people, c.req.param("username"));
		if (!person) return c.json({ message: "There is nobody of that username." }, 404);
		const changes = CHANGES.safeParse(await json(c.req.raw));
		if (!changes.success) return c.json({ message: z.prettifyError(changes.error) }, 400);
		return c.json(Object.assign(person, changes.data));
	});

	routes.post("/guilds/:id/bot", async (c) => {
		const { id } = c.req.param();
		if (!standIn.guilds.has(id)) return c.json({ message: "There is no such guild." }, 404);
		const change = BOT.safeParse(await json(c.req.raw));
		if (!change.success) return c.json({ message: z.prettifyError(change.error) }, 400);
		standIn.setBot(id, change.data.joined);
		return c.body(null, 204);
	});

	routes.post("/guilds/:id/members/:username", async (c) => {
		const { id, username } = c.req.param();
		if (!standIn.guilds.has(id)) return c.json({ message: "There is no such guild." }, 404);
		if (!findPerson(standIn.people, username))
			return c.json({ message: "There is nobody of that username." }, 404);
		const change = MEMBER.safeParse(await json(c.req.raw));
		if (!change.success) return c.json({ message: z.prettifyError(change.error) }, 400);
		const { permissions, roles } = change.data;
		if (permissions !== undefined) standIn.setPermissions(username, id, permissions);
		if (roles !== undefined) standIn.setRoles(username, id, roles);
		return c.body(null, 204);
	});

	routes.get("/guilds", (c) =>
		c.json(
			[...standIn.guilds.values()].map((guild) => ({
				...guild,
				permissions: Object.fromEntries(guild.permissions),
				memberRoles: Object.fromEntries(guild.memberRoles),
			})),
		),
	);

	routes.get("/requests", (c) => c.json(standIn.requests));
	routes.get("/violations", (c) => c.json(standIn.violations));
	return routes;
}

/** Undefined, which no schema takes, for what is not JSON. */
async function json(request: Request): Promise<unknown> {
	return request.json().catch(() => undefined);
}

const yes = z.literal(true);
/** JSON has no Infinity, so that is spelt "always". */
const called = {
	path: z.string(),
	times: z.optional(z.union([z.int().check(z.positive()), z.literal("always")])),
};

const FAILURE = z.union([
	z.strictObject({
		...called,
		status: z.int().check(z.gte(200), z.lte(599)),
		body: z.optional(z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())])),
		headers: z.optional(z.record(z.string(), z.string())),
	}),
	z.strictObject({ ...called, delay: z.number().check(z.gte(0)) }),
	z.strictObject({ ...called, broken: yes }),
	z.strictObject({ ...called, drop: yes }),
	z.strictObject({
		...called,
		limit: z.strictObject({
			retryAfter: z.number().check(z.gte(0)),
			header: z.boolean(),
			body: z.boolean(),
			global: z.optional(z.boolean()),
			scope: z.optional(z.string()),
		}),
	}),
	z.strictObject({ ...called, cloudflare: yes }),
	z.strictObject({ ...called, wrong: z.record(z.string(), z.unknown()) }),
]);

/** null: none is stopped. */
const WEATHER = z.strictObject({ cloudflareEvery: z.nullable(z.int().check(z.positive())) });
const BOT = z.strictObject({ joined: z.boolean() });
const MEMBER = z.strictObject({
	permissions: z.optional(z.string().check(z.regex(/^\d{1,20}$/))),
	roles: z.optional(z.array(z.string().check(z.regex(/^[1-9]\d{0,19}$/)))),
});

/** Discord's own limits for these fields: https://docs.discord.com/developers/resources/user */
const CHANGES = z.strictObject({
	username: z.optional(z.string().check(z.regex(/^[a-z0-9_.]{2,32}$/))),
	avatar: z.optional(z.nullable(z.string().check(z.regex(/^(a_)?[0-9a-f]{32}$/)))),
	global_name: z.optional(z.nullable(z.string().check(z.regex(/^.{1,32}$/su)))),
});
