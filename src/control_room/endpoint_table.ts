import type { Permission } from "../discord/permissions";
import { IS_SNOWFLAKE } from "../discord/snowflake";

/** A permission, or either of two. */
export type Need = Permission | `${Permission}|${Permission}`;

/**
 * What somebody needs for an endpoint: to be logged in; to be in the guild; all of some permissions, in the channel where
 * the pattern names one, else in the guild. Or it is closed to everybody, and why.
 */
export type Right = "session" | "member" | readonly Need[] | { never: string };

/** What the text of a query parameter may be, under the names that JSON Schema has for it. */
export type QueryValue =
	| { type: "boolean" }
	| { type: "integer"; minimum: number; maximum: number }
	| { type: "string"; enum: readonly string[] }
	| { type: "string"; pattern: RegExp }
	| { type: "string"; minLength: number; maxLength: number };

/** A row of the table. */
export interface Endpoint {
	method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
	/** Below `/api/v10/`. What stands in braces, stands for a snowflake; `{answer}`, `{code}` and `{emoji}` for one of these. */
	pattern: string;
	right: Right;
	/** The query parameters that may be given, each once. */
	query: Readonly<Record<string, QueryValue>>;
	/**
	 * The fields of an answer that are not passed on, and what somebody needs who gets them all the same; null: nobody.
	 * A dot leads into an object, and a list stands for each of its items.
	 */
	hidden: Readonly<Record<string, Need | null>>;
	/** Whether files may come with it, as `multipart/form-data`. */
	files?: true;
}

function row(method: Endpoint["method"]) {
	return <P extends string>(
		pattern: P,
		right: Right,
		query: Endpoint["query"] = {},
		hidden: Endpoint["hidden"] = {},
	) => ({ method, pattern, right, query, hidden });
}

const [GET, POST, PUT, PATCH, DELETE] = (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).map(row) as [
	ReturnType<typeof row>,
	ReturnType<typeof row>,
	ReturnType<typeof row>,
	ReturnType<typeof row>,
	ReturnType<typeof row>,
];

const id: QueryValue = { type: "string", pattern: IS_SNOWFLAKE };
const bool: QueryValue = { type: "boolean" };
const time: QueryValue = {
	type: "string",
	pattern:
		/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
};
const upTo = (maximum: number, minimum = 1): QueryValue => ({ type: "integer", minimum, maximum });
const text = (maxLength: number): QueryValue => ({ type: "string", minLength: 1, maxLength });
const among = (...values: readonly string[]): QueryValue => ({ type: "string", enum: values });
const page = (most: number) => ({ before: id, after: id, limit: upTo(most) });
const archived = { before: time, limit: upTo(100, 2) };
const counts = { with_counts: bool };
const members = { with_member: bool, limit: upTo(100), after: id };
const subscribers = { with_member: bool, ...page(100) };

/** What Discord shows of somebody to nobody else. */
const OWN = { email: null, verified: null, mfa_enabled: null, locale: null, premium_type: null };
/** With these anybody could write as the webhook. */
const WEBHOOK = { token: null, url: null };
/** Who made an emoji, a sticker or a sound. */
const MAKER = { user: "CREATE_GUILD_EXPRESSIONS|MANAGE_GUILD_EXPRESSIONS" } as const;
/** How often an invite was used, and until when it can be. */
const METADATA = {
	uses: "MANAGE_GUILD",
	max_uses: "MANAGE_GUILD",
	max_age: "MANAGE_GUILD",
	temporary: "MANAGE_GUILD",
	created_at: "MANAGE_GUILD",
} as const;
const NO_METADATA = { uses: null, max_uses: null, max_age: null, temporary: null, created_at: null };
/** The bot's own place in a thread. */
const BOTS = { member: null, members: null };

const APPLICATION = { never: "it is the application's, for whoever runs the bot" };
const ELSEWHERE = { never: "it tells of people in other guilds" };
const SALES = { never: "it tells who bought what" };
const PERSONAL = { never: "Discord asks for the person's own token" };
const TOKEN = { never: "its address holds a token" };
const NO_JSON = { never: "its answer is no JSON" };

const SEE = ["VIEW_CHANNEL"] as const;
const READ = ["VIEW_CHANNEL", "READ_MESSAGE_HISTORY"] as const;
/** Private threads are for their members, and for these. */
const THREADS = [...READ, "MANAGE_THREADS"] as const;
/** To write under the bot's name is to speak for it. */
const SPEAK = ["MANAGE_GUILD", "VIEW_CHANNEL", "SEND_MESSAGES"] as const;

/**
 * Every endpoint that Discord has for GET, and the writes that `/botapi` knows, each with the right that Discord itself
 * asks of a member (https://docs.discord.com/developers/reference); where it asks for none and the answer tells more than
 * the member would see, with a higher one. To add one is to add a row here.
 */
export const ENDPOINTS = [
	GET("applications/@me", APPLICATION),
	GET("applications/{application}", APPLICATION),
	GET("applications/{application}/activity-instances/{instance}", ELSEWHERE),
	// Also those commands that a guild shows to few, and without a guild nobody knows to whom.
	GET("applications/{application}/commands", APPLICATION),
	GET("applications/{application}/commands/{command}", APPLICATION),
	GET("applications/{application}/emojis", APPLICATION),
	GET("applications/{application}/emojis/{id}", APPLICATION),
	GET("applications/{application}/entitlements", SALES),
	GET("applications/{application}/entitlements/{id}", SALES),
	GET("applications/{application}/guilds/{guild}/commands", ["MANAGE_GUILD"], { with_localizations: bool }),
	GET("applications/{application}/guilds/{guild}/commands/permissions", ["MANAGE_GUILD"]),
	GET("applications/{application}/guilds/{guild}/commands/{command}", ["MANAGE_GUILD"]),
	GET("applications/{application}/guilds/{guild}/commands/{command}/permissions", ["MANAGE_GUILD"]),
	GET("applications/{application}/role-connections/metadata", APPLICATION),

	GET("channels/{channel}", SEE, {}, BOTS),
	GET("channels/{channel}/invites", ["VIEW_CHANNEL", "MANAGE_CHANNELS"]),
	GET("channels/{channel}/messages", READ, { around: id, ...page(100) }),
	GET("channels/{channel}/messages/pins", READ, { before: time, limit: upTo(50) }),
	GET("channels/{channel}/messages/{message}", READ),
	GET("channels/{channel}/messages/{message}/reactions/{emoji}", READ, {
		type: among("0", "1"),
		after: id,
		limit: upTo(100),
	}),
	GET("channels/{channel}/pins", READ),
	GET("channels/{channel}/polls/{message}/answers/{answer}", READ, { after: id, limit: upTo(100) }),
	GET("channels/{channel}/thread-members", SEE, members),
	GET("channels/{channel}/thread-members/{user}", SEE, { with_member: bool }),
	GET("channels/{channel}/threads/archived/private", THREADS, archived, BOTS),
	GET("channels/{channel}/threads/archived/public", READ, archived, BOTS),
	GET(
		"channels/{channel}/threads/search",
		THREADS,
		{
			name: text(100),
			slop: upTo(100, 0),
			min_id: id,
			max_id: id,
			tag: id,
			tag_setting: among("match_all", "match_some"),
			archived: bool,
			sort_by: among("relevance", "creation_time", "last_message_time", "archive_time"),
			sort_order: among("asc", "desc"),
			limit: upTo(25),
			offset: upTo(9975, 0),
		},
		BOTS,
	),
	// The private threads that the bot has joined, and the person perhaps not.
	GET(
		"channels/{channel}/users/@me/threads/archived/private",
		THREADS,
		{ before: id, limit: upTo(100, 2) },
		BOTS,
	),
	GET("channels/{channel}/webhooks", ["VIEW_CHANNEL", "MANAGE_WEBHOOKS"], {}, WEBHOOK),

	GET("gateway", "session"),
	GET("gateway/bot", { never: "it tells how the bot is run" }),

	GET("guilds/templates/{code}", "session"),
	GET("guilds/{guild}", ["MANAGE_GUILD"], counts, { "emojis.user": MAKER.user, "stickers.user": MAKER.user }),
	GET(
		"guilds/{guild}/audit-logs",
		["VIEW_AUDIT_LOG"],
		{ user_id: id, target_id: id, action_type: upTo(999), ...page(100) },
		{ "webhooks.token": null, "webhooks.url": null },
	),
	GET("guilds/{guild}/auto-moderation/rules", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/auto-moderation/rules/{rule}", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/bans", ["BAN_MEMBERS"], page(1000)),
	GET("guilds/{guild}/bans/{user}", ["BAN_MEMBERS"]),
	GET("guilds/{guild}/channels", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/emojis", ["MANAGE_GUILD"], {}, MAKER),
	GET("guilds/{guild}/emojis/{id}", "member", {}, { user: "MANAGE_GUILD_EXPRESSIONS" }),
	GET("guilds/{guild}/integrations", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/invites", ["MANAGE_GUILD|VIEW_AUDIT_LOG"], {}, METADATA),
	GET("guilds/{guild}/members", ["MANAGE_GUILD"], { limit: upTo(1000), after: id }),
	GET("guilds/{guild}/members/search", ["MANAGE_GUILD"], { query: text(100), limit: upTo(1000) }),
	GET("guilds/{guild}/members/{user}", ["MANAGE_GUILD"]),
	// It searches every channel that the bot sees: for those who see them all, too.
	GET("guilds/{guild}/messages/search", ["ADMINISTRATOR"], {
		content: text(1024),
		slop: upTo(100, 0),
		author_id: id,
		author_type: among("user", "bot", "webhook", "-user", "-bot", "-webhook"),
		mentions: id,
		mention_everyone: bool,
		channel_id: id,
		min_id: id,
		max_id: id,
		has: among("link", "embed", "file", "image", "video", "sound", "sticker", "poll", "snapshot"),
		pinned: bool,
		sort_by: among("relevance", "timestamp"),
		sort_order: among("asc", "desc"),
		limit: upTo(25),
		offset: upTo(9975, 0),
	}),
	GET("guilds/{guild}/new-member-welcome", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/onboarding", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/preview", ["MANAGE_GUILD"], {}, { "emojis.user": null, "stickers.user": null }),
	GET("guilds/{guild}/prune", ["MANAGE_GUILD", "KICK_MEMBERS"], { days: upTo(30), include_roles: id }),
	GET("guilds/{guild}/regions", "member"),
	GET("guilds/{guild}/requests", ["MANAGE_GUILD", "KICK_MEMBERS"], {
		status: among("STARTED", "SUBMITTED", "REJECTED", "APPROVED"),
		...page(100),
	}),
	GET("guilds/{guild}/roles", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/roles/member-counts", ["MANAGE_ROLES"]),
	GET("guilds/{guild}/roles/{role}", ["MANAGE_GUILD"]),
	// An event may be in a channel that not everybody sees.
	GET("guilds/{guild}/scheduled-events", ["MANAGE_EVENTS"], { with_user_count: bool }),
	GET("guilds/{guild}/scheduled-events/{event}", ["MANAGE_EVENTS"], { with_user_count: bool }),
	GET("guilds/{guild}/scheduled-events/{event}/users", ["MANAGE_EVENTS"], subscribers),
	GET("guilds/{guild}/scheduled-events/{event}/users/counts", ["MANAGE_EVENTS"], {
		guild_scheduled_event_exception_ids: id,
	}),
	GET("guilds/{guild}/scheduled-events/{event}/{id}/users", ["MANAGE_EVENTS"], subscribers),
	GET("guilds/{guild}/soundboard-sounds", "member", {}, { "items.user": MAKER.user }),
	GET("guilds/{guild}/soundboard-sounds/{id}", "member", {}, MAKER),
	GET("guilds/{guild}/stickers", ["MANAGE_GUILD"], {}, MAKER),
	GET("guilds/{guild}/stickers/{id}", "member", {}, MAKER),
	GET("guilds/{guild}/templates", ["MANAGE_GUILD"]),
	// Private ones, and those in channels that not everybody sees.
	GET("guilds/{guild}/threads/active", ["ADMINISTRATOR"], {}, BOTS),
	GET("guilds/{guild}/vanity-url", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/voice-states/@me", ["MANAGE_GUILD"]),
	// Wherever they are: in a channel that not everybody may enter.
	GET("guilds/{guild}/voice-states/{user}", ["ADMINISTRATOR"]),
	GET("guilds/{guild}/webhooks", ["MANAGE_WEBHOOKS"], {}, WEBHOOK),
	// Everybody's, while it is switched on, and nobody knows before it is asked.
	GET("guilds/{guild}/welcome-screen", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/widget", ["MANAGE_GUILD"]),
	// Everybody's, while it is switched on; else a refusal, of which a guild has only so many.
	GET("guilds/{guild}/widget.json", ["MANAGE_GUILD"]),
	GET("guilds/{guild}/widget.png", NO_JSON),

	GET("invites/{code}", "session", counts, NO_METADATA),
	GET("invites/{code}/target-users", NO_JSON),
	GET("invites/{code}/target-users/job-status", { never: "the invite's guild is not known beforehand" }),
	GET("lobbies/{id}", ELSEWHERE),
	GET("lobbies/{id}/messages", ELSEWHERE),
	GET("oauth2/@me", APPLICATION),
	GET("oauth2/applications/@me", APPLICATION),
	GET("oauth2/keys", "session"),
	GET("oauth2/userinfo", PERSONAL),
	GET("skus/{id}/subscriptions", SALES),
	GET("skus/{id}/subscriptions/{subscription}", SALES),
	GET("soundboard-default-sounds", "session"),
	GET("stage-instances/{channel}", SEE),
	GET("sticker-packs", "session"),
	GET("sticker-packs/{id}", "session"),
	GET("stickers/{id}", "session", {}, { user: null }),

	GET("users/@me", "session", {}, OWN),
	GET("users/@me/applications/{application}/entitlements", PERSONAL),
	GET("users/@me/applications/{application}/role-connection", PERSONAL),
	GET("users/@me/connections", PERSONAL),
	// Of the bot's guilds only those that the person may manage: see the route.
	GET("users/@me/guilds", "session", { ...page(200), ...counts }),
	GET("users/@me/guilds/{guild}/member", PERSONAL),
	GET("users/{user}", "session", {}, OWN),
	GET("voice/regions", "session"),
	GET("webhooks/{webhook}", { never: "the webhook's guild is not known beforehand" }),
	GET("webhooks/{webhook}/{token}", TOKEN),
	GET("webhooks/{webhook}/{token}/messages/@original", TOKEN),
	GET("webhooks/{webhook}/{token}/messages/{message}", TOKEN),

	PATCH("guilds/{guild}/members/@me", ["MANAGE_GUILD"]),
	PUT("guilds/{guild}/members/{user}/roles/{role}", ["MANAGE_ROLES"]),
	DELETE("guilds/{guild}/members/{user}/roles/{role}", ["MANAGE_ROLES"]),
	{ ...POST("channels/{channel}/messages", SPEAK), files: true },
	PATCH("channels/{channel}/messages/{message}", SPEAK),
	DELETE("channels/{channel}/messages/{message}", ["VIEW_CHANNEL", "MANAGE_GUILD|MANAGE_MESSAGES"]),
] as const satisfies readonly Endpoint[];
