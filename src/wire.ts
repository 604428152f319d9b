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
	/** Whether the links work: storage may have failed. */
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
