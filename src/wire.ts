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
	/** Theirs at Discord: a snowflake, as text. */
	id: string;
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
	/** The artwork that the style is made from, where it has a name of its own. */
	original: string;
	originalUrl: string;
	creator: string;
	creatorUrl: string;
	licence: string;
	licenceUrl: string;
}

/** `GET /me/link`, and what a `POST` or `DELETE` leaves: the link that shows whatever avatar its owner made last. */
export interface PersonalLink {
	/** Its random part: `/me/{address}.png`; null where there is none. */
	address: string | null;
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
	/** A sentence for each field of the form, or each setting, that is wrong. */
	errors?: FieldProblem[];
	/** Seconds to wait before the next try. */
	retry_after?: number;
	/** The avatar as SVG, where it was made before something else failed. */
	picture?: string;
	/** `settings_stale`: the version there is now, and what has changed since the one that was sent. */
	version?: number;
	differences?: SettingDifference[];
}

/**
 * `GET /guilds`: the person's servers ("guilds"), and whether the bot is in those they may manage. For a bot in very
 * many guilds that takes several answers: the next is at `/guilds?after={next}`.
 */
export interface Guilds {
	/** The id of whoever asks, at Discord: what is not saved here is theirs. */
	person: string;
	guilds: WireGuild[];
	/** The id after which it is not yet known where the bot is; null when all is known. */
	next: string | null;
	/** Discord's page to invite the bot: with `&guild_id={id}` it preselects a guild. */
	invite: string;
}

/** The bot as it is everywhere: in `BotInGuild`, and as `GET /botapi/users/@me` says it among more. */
export interface WireBot {
	/** A snowflake, as text. */
	id: string;
	username: string;
	/** The hash of the bot's own avatar; null where it has none. */
	avatar: string | null;
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
	/** Whether the bot is in it; null where it is not known (yet): it is asked only for those that may be managed or set. */
	bot: boolean | null;
	/** True where they may set the bot's settings and nothing else: by the role that its owner let in. */
	settings?: true;
}

/** `GET /guilds/{id}`: the bot as it is in a guild that the person may manage. */
export interface BotInGuild {
	/** As in `Guilds`. */
	person: string;
	guild: Pick<WireGuild, "id" | "name" | "icon">;
	bot: WireBot;
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

/** What a setting is. */
export type SettingType =
	| "text"
	| "longText"
	| "number"
	| "boolean"
	| "choice"
	| "choices"
	| "color"
	| "channel"
	| "role"
	| "member"
	| "avatar";

export interface SettingField {
	/** `^[a-z][a-zA-Z0-9_]{0,39}$` */
	name: string;
	type: SettingType;
	label: string;
	explanation: string;
	/** The label of its group. Groups stand in the order of their first field. */
	group: string;
	/** Where it is null, "none" is a value of a choice, a colour or an avatar too. */
	default: SettingValue;
	/** text, longText: in characters. */
	maxLength?: number;
	/** text, longText: what the whole must match, as HTML's `pattern` does. */
	pattern?: string;
	/** number */
	min?: number;
	max?: number;
	step?: number;
	/** choice, choices */
	choices?: { value: string; label: string }[];
	/** choices: how many at most. */
	most?: number;
	/** channel: Discord's numbers for types of channels; any where there are none. */
	channelTypes?: number[];
	/** longText: what it may name in braces for a preview: `["user"]` for {user}. */
	placeholders?: string[];
}

/**
 * Text, a choice, a colour (`#rrggbb`) and the ids of a channel, a role or a member are strings; "" and null are none.
 * Several choices are a list.
 */
export type SettingValue = string | number | boolean | string[] | AvatarSetting | null;

export interface AvatarSetting {
	style: string;
	mood: string;
	backgroundColor: string;
	seed: string;
}

/** Who saved, a Discord user's id and the name that they had; without an id where they have left. */
export interface SettingSaver {
	id: string;
	name: string;
}

/** One save, as the history shows it. */
export interface SettingChange {
	/** The version that it made. */
	version: number;
	/** ISO 8601 */
	at: string;
	by: SettingSaver;
	changes: { name: string; from: SettingValue; to: SettingValue }[];
}

/** What is another value now than it was at the version that was sent, and whose change was the last. */
export interface SettingDifference {
	name: string;
	from: SettingValue;
	to: SettingValue;
	by: SettingSaver;
	/** ISO 8601 */
	at: string;
}

/** `GET /guilds/{id}/settings`, and the answer to a save. `ETag` is `"{version}"`: a save sends it as `If-Match`. */
export interface GuildSettings {
	/** As in `Guilds`. */
	person: string;
	fields: SettingField[];
	/** The value of each field, its default where nothing else was saved. */
	values: Record<string, SettingValue>;
	/** One more with each save. */
	version: number;
	/** Newest first; of the last 90 days. */
	history: SettingChange[];
	/** The id of the role that is let in, or null; and whether this person may change that. */
	managers: { role: string | null; mayChange: boolean };
}

/**
 * `GET /guilds/{id}/settings/channels`: the guild's channels that this person may name.
 * https://docs.discord.com/developers/resources/channel#channel-object
 */
export interface SettingChannel {
	id: string;
	type: number;
	name: string;
	position?: number | undefined;
	/** The id of its category. */
	parent_id?: string | null | undefined;
}

/** `GET /guilds/{id}/settings/roles`: all the guild's roles. https://docs.discord.com/developers/topics/permissions#role-object */
export interface SettingRole {
	id: string;
	name: string;
	position: number;
	/** RGB as a number; 0 is no colour. */
	color: number;
	/** The hash of its icon, for cdn.discordapp.com. */
	icon?: string | null | undefined;
	unicode_emoji?: string | null | undefined;
	/** Whether this person may name it in a setting. */
	choosable: boolean;
}

/** `GET /guilds/{id}/settings/members/{member}`; and `…/members?query={text}`, a list of at most 25. */
export interface SettingMember {
	id: string;
	/** What the guild sees: the nickname, else the name Discord shows. */
	name: string;
	username: string;
	/** The hash of their avatar at Discord; null where they have none. */
	avatar: string | null;
}

/** `GET /bot/guilds/{id}/settings`, for the bot itself. */
export interface BotSettings {
	guild: string;
	values: Record<string, SettingValue>;
	version: number;
}

/**
 * `GET /bot/settings?since={cursor}`, and each message of `/bot/settings/stream`: the guilds whose settings have changed
 * since, each once, oldest change first.
 */
export interface BotSettingsChanges {
	/** From where to ask the next time. */
	cursor: number;
	/** Whether it is not known what has changed since: then all that was read before may be old. */
	anew: boolean;
	changes: { guild: string; version: number; cursor: number }[];
}
