/** What the Worker says to the scripts of its own pages, as JSON. Types only: both sides import them. */

import type { Choices } from "./avatar/choices";
import type { FieldProblem, ProblemCode } from "./errors";

/** `POST /get_avatar` as JSON: where to go next, at Discord or here. */
export interface Next {
	location: string;
}

/** `GET /me`: who is logged in, and their avatar. `user` is null for a stranger. */
export type Me = { user: null } | { user: WireUser; avatar: WireAvatar | null };

export interface WireUser {
	username: string;
	/** The name Discord shows; null where none was chosen. */
	globalName: string | null;
	/** The hash of their current avatar at Discord; null where they have none. */
	avatar: string | null;
}

export interface WireAvatar {
	/** What they chose, to show it and to make it again. */
	choices: Choices;
	/** What it grew from in the end: a person without an avatar at Discord gets their username. */
	source: Choices["seed"];
	/** Its key: see `avatarPath` for its links. */
	key: string;
	/** Where this site is, as an origin: what its links begin with. */
	address: string;
	/** Whether the links work: false where storage failed. */
	stored: boolean;
	/** When it was made, ISO 8601. */
	madeAt: string;
	/** Whether it was made more than a day ago. */
	old: boolean;
	/**
	 * What it grew from and is another one by now: their Discord name or picture; false for neither. Null where it is
	 * not known: the avatar is not old, it was not asked for (`?check`), or Discord did not answer.
	 */
	changed: Choices["seed"] | false | null;
	title: string;
	creator: string;
	creatorUrl: string;
	licence: string;
	licenceUrl: string;
}

/** An error as `application/problem+json` (RFC 9457), with a stable code. */
export interface Problem {
	type: "about:blank";
	/** What happened, in one sentence. */
	title: string;
	status: number;
	/** What to do about it, in one or two sentences. */
	detail: string;
	code: ProblemCode;
	errors?: FieldProblem[];
	/** Seconds to wait before the next try. */
	retry_after?: number;
	/** The avatar as SVG, where it was made before something else failed. */
	picture?: string;
}

/**
 * `GET /guilds`: the person's servers ("guilds"), and whether the bot is in those they may manage. For a bot in very
 * many guilds that takes several answers: the next is at `/guilds?after={next}`.
 */
export interface Guilds {
	guilds: WireGuild[];
	/** The id after which it is not yet known where the bot is; null when all is known. */
	next: string | null;
	/** Discord's page to invite the bot: with `&guild_id={id}` it preselects a guild. */
	invite: string;
}

export interface WireGuild {
	/** A snowflake, as text. */
	id: string;
	name: string;
	/** The hash of its icon, for cdn.discordapp.com; null where it has none. */
	icon: string | null;
	/** Whether the person owns it. */
	owner: boolean;
	/** Whether the person may manage it: owner, Administrator or Manage Server. */
	manage: boolean;
	/** Whether the bot is in it; null where it is not known (yet): it is asked only for those that may be managed. */
	bot: boolean | null;
}

/** `GET /guilds/{id}`: the bot as it is in a guild that the person may manage. */
export interface BotInGuild {
	guild: Pick<WireGuild, "id" | "name" | "icon">;
	bot: {
		id: string;
		username: string;
		/** The hash of the bot's own avatar; null where it has none. */
		avatar: string | null;
	};
	/** What it has in this guild alone; null where it is as everywhere. */
	member: { nick: string | null; avatar: string | null };
	/** The biography last set here, with us: Discord does not give it back. Null where none was. */
	bio: string | null;
}

/**
 * The body of `PATCH /botapi/guilds/{id}/members/@me`. A field that is left out stays as it is; null makes it the
 * bot's own again.
 */
export interface BotProfile {
	/** At most 32 characters. */
	nick?: string | null;
	/** At most 190 characters. */
	bio?: string | null;
	/** An avatar of ours, which Discord gets as PNG. */
	avatar?: BotAvatar | null;
	/** A data URI of a PNG, JPEG or GIF; our page does not set it. */
	banner?: string | null;
}

export interface BotAvatar extends Pick<Choices, "style" | "mood" | "backgroundColor"> {
	/** What it grows from: any text. */
	seed: string;
}
