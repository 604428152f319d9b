import type { APIUser } from "discord-api-types/v10";
import { Hono } from "hono";
import type { Discord } from "./discord";
import { generalError } from "./errors";
import { partialGuild } from "./guilds";
import { findPersonById, type Person } from "./people";
import { rateLimitHeaders } from "./rate_limit";

const UNAUTHORIZED = 401;

/** https://docs.discord.com/developers/resources/user, for a person's access token. */
export function userRoutes({ people, guilds, authorizations, now }: Discord): Hono {
	const routes = new Hono();

	routes.get("/users/@me", (c) => {
		const person = personWith("identify", c.req.header("authorization"));
		return person
			? Response.json(ownUserObject(person), { headers: rateLimitHeaders("users-me", now()) })
			: generalError(UNAUTHORIZED);
	});

	/** At most 200, which is all that a person can be in: nobody needs a second page. */
	routes.get("/users/@me/guilds", (c) => {
		const person = personWith("guilds", c.req.header("authorization"));
		if (!person) return generalError(UNAUTHORIZED);
		const query = new URL(c.req.url).searchParams;
		const theirs = [...guilds.values()].flatMap((guild) => {
			const permissions = guild.permissions.get(person.id);
			const owner = guild.ownerId === person.id;
			return permissions === undefined ? [] : [partialGuild(guild, { owner, permissions }, query)];
		});
		return Response.json(theirs.slice(0, 200), { headers: rateLimitHeaders("users-me-guilds", now()) });
	});

	/** Who the Bearer token acts for, where it carries the scope; one without the scope is a 401 too (omniauth-discord#11). */
	function personWith(scope: string, authorization: string | undefined): Person | undefined {
		const accessToken = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
		const tokens = accessToken === undefined ? undefined : authorizations.findByAccessToken(accessToken);
		return tokens?.scopes.includes(scope) ? findPersonById(people, tokens.personId) : undefined;
	}

	return routes;
}

/** What somebody sees of themselves. "Without `email`": that takes a scope which nobody here should ask for. */
export function ownUserObject(person: Readonly<Person>): APIUser {
	return { ...userObject(person), mfa_enabled: true, locale: "en-GB", premium_type: 0 };
}

/** The application's bot. */
export function botUserObject(id: string): APIUser {
	const bot = { id, username: "Discobear", global_name: null, avatar: null };
	return { ...userObject(bot), ...AS_BOT };
}

export const AS_BOT = { discriminator: "4242", bot: true };

/** What everybody may see. */
export function userObject({ id, username, global_name, avatar }: Readonly<Person>): APIUser {
	const noFlags: number = 0;
	return {
		id,
		username,
		avatar,
		// "0" for everybody with a username of the present kind.
		discriminator: "0",
		public_flags: noFlags,
		flags: noFlags,
		banner: null,
		accent_color: null,
		global_name,
		avatar_decoration_data: null,
		collectibles: null,
		primary_guild: null,
	};
}
