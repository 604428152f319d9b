/**
 * Discord's permissions by its own names, each the place of its bit in a 64-bit number, which JSON carries as text.
 * Source: https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
 */
const BITS = {
	CREATE_INSTANT_INVITE: 0,
	KICK_MEMBERS: 1,
	BAN_MEMBERS: 2,
	ADMINISTRATOR: 3,
	MANAGE_CHANNELS: 4,
	MANAGE_GUILD: 5,
	ADD_REACTIONS: 6,
	VIEW_AUDIT_LOG: 7,
	PRIORITY_SPEAKER: 8,
	STREAM: 9,
	VIEW_CHANNEL: 10,
	SEND_MESSAGES: 11,
	SEND_TTS_MESSAGES: 12,
	MANAGE_MESSAGES: 13,
	EMBED_LINKS: 14,
	ATTACH_FILES: 15,
	READ_MESSAGE_HISTORY: 16,
	MENTION_EVERYONE: 17,
	USE_EXTERNAL_EMOJIS: 18,
	VIEW_GUILD_INSIGHTS: 19,
	CONNECT: 20,
	SPEAK: 21,
	MUTE_MEMBERS: 22,
	DEAFEN_MEMBERS: 23,
	MOVE_MEMBERS: 24,
	USE_VAD: 25,
	CHANGE_NICKNAME: 26,
	MANAGE_NICKNAMES: 27,
	MANAGE_ROLES: 28,
	MANAGE_WEBHOOKS: 29,
	MANAGE_GUILD_EXPRESSIONS: 30,
	USE_APPLICATION_COMMANDS: 31,
	REQUEST_TO_SPEAK: 32,
	MANAGE_EVENTS: 33,
	MANAGE_THREADS: 34,
	CREATE_PUBLIC_THREADS: 35,
	CREATE_PRIVATE_THREADS: 36,
	USE_EXTERNAL_STICKERS: 37,
	SEND_MESSAGES_IN_THREADS: 38,
	USE_EMBEDDED_ACTIVITIES: 39,
	MODERATE_MEMBERS: 40,
	VIEW_CREATOR_MONETIZATION_ANALYTICS: 41,
	USE_SOUNDBOARD: 42,
	CREATE_GUILD_EXPRESSIONS: 43,
	CREATE_EVENTS: 44,
	USE_EXTERNAL_SOUNDS: 45,
	SEND_VOICE_MESSAGES: 46,
	SET_VOICE_CHANNEL_STATUS: 48,
	SEND_POLLS: 49,
	USE_EXTERNAL_APPS: 50,
	PIN_MESSAGES: 51,
	BYPASS_SLOWMODE: 52,
} as const;

export type Permission = keyof typeof BITS;

export const PERMISSIONS = Object.keys(BITS) as Permission[];

/** Some permissions as one number. */
export function bitsOf(...permissions: readonly Permission[]): bigint {
	return permissions.reduce((bits, permission) => bits | (1n << BigInt(BITS[permission])), 0n);
}

/** What an owner and an Administrator have: also what Discord adds one day. */
const EVERYTHING = (1n << 64n) - 1n;

/** A guild as `/users/@me/guilds` shows it to a person, as far as their rights go. */
export interface OwnRights {
	owner: boolean;
	/** What they may do there, their roles taken together: a decimal number of up to 64 bits. */
	permissions: string;
}

/** What somebody may do in a guild, channels apart. What is no number is no right. */
export function permissionsOf({ owner, permissions }: OwnRights): bigint {
	if (owner === true) return EVERYTHING;
	if (typeof permissions !== "string" || !/^\d{1,20}$/.test(permissions)) return 0n;
	const bits = BigInt(permissions);
	return has(bits, "ADMINISTRATOR") ? EVERYTHING : bits;
}

export function has(bits: bigint, permission: Permission): boolean {
	return (bits & bitsOf(permission)) !== 0n;
}

/** Whether somebody has a permission in a guild: its owner and an Administrator have each. */
export function may(rights: OwnRights, permission: Permission): boolean {
	return has(permissionsOf(rights), permission);
}

/** A channel, as far as it changes what somebody may do there. */
export interface ChannelRules {
	guildId: string;
	/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
	type: number;
	/** Of a thread: all else here is then its parent's. Nobody writes in a locked one who may not manage threads. */
	thread?: { locked: boolean } | undefined;
	/** `allow` and `deny` are decimal numbers of up to 64 bits; `id` is a role's or a member's. */
	overwrites: readonly { id: string; allow: string; deny: string }[];
}

/** A member of the channel's guild. */
export interface ChannelMember {
	id: string;
	rights: OwnRights;
	/** The ids of their roles; without that of @everyone. */
	roles: readonly string[];
	/** Whether they are timed out just now. */
	timedOut: boolean;
}

/**
 * What somebody may do in a channel, as Discord computes it.
 * Source: https://docs.discord.com/developers/topics/permissions#permission-overwrites, and the sections after it
 */
export function permissionsIn(channel: ChannelRules, member: ChannelMember): bigint {
	const base = permissionsOf(member.rights);
	if (base === EVERYTHING) return EVERYTHING;
	const overwritten = (overwrite(base, channel, member) & ~OF_GUILD) | (base & OF_GUILD);
	return possible(member.timedOut ? permissionsTimedOut(overwritten) : overwritten, channel);
}

/** What no channel can give or take: the permissions without a channel type. */
const OF_GUILD = bitsOf(
	"KICK_MEMBERS",
	"BAN_MEMBERS",
	"ADMINISTRATOR",
	"MANAGE_GUILD",
	"VIEW_AUDIT_LOG",
	"VIEW_GUILD_INSIGHTS",
	"CHANGE_NICKNAME",
	"MANAGE_NICKNAMES",
	"MANAGE_GUILD_EXPRESSIONS",
	"MODERATE_MEMBERS",
	"VIEW_CREATOR_MONETIZATION_ANALYTICS",
	"CREATE_GUILD_EXPRESSIONS",
);

/** "Timed out members will temporarily lose all permissions except" these; but not the owner, and no Administrator. */
export function permissionsTimedOut(permissions: bigint): bigint {
	if (has(permissions, "ADMINISTRATOR")) return permissions;
	return permissions & bitsOf("VIEW_CHANNEL", "READ_MESSAGE_HISTORY");
}

/** First those of @everyone, then those of all roles together, then the member's own; in each `allow` wins. */
function overwrite(base: bigint, { guildId, overwrites }: ChannelRules, member: ChannelMember): bigint {
	return [[guildId], member.roles, [member.id]].reduce((bits, ids) => {
		const theirs = overwrites.filter(({ id }) => ids.includes(id));
		const deny = theirs.reduce((all, each) => all | BigInt(each.deny), 0n);
		const allow = theirs.reduce((all, each) => all | BigInt(each.allow), 0n);
		return (bits & ~deny) | allow;
	}, base);
}

const VOICE: readonly number[] = [2, 13];

/** "Implicitly denies": what nobody can use who may not see a channel, connect to it, or write there. */
const OF_WRITING = bitsOf("MENTION_EVERYONE", "SEND_TTS_MESSAGES", "ATTACH_FILES", "EMBED_LINKS");

function possible(overwritten: bigint, { type, thread }: ChannelRules): bigint {
	if (!has(overwritten, "VIEW_CHANNEL")) return 0n;
	if (VOICE.includes(type) && !has(overwritten, "CONNECT")) return bitsOf("VIEW_CHANNEL");
	const locked = thread?.locked && !has(overwritten, "MANAGE_THREADS");
	const writes = !locked && has(overwritten, thread ? "SEND_MESSAGES_IN_THREADS" : "SEND_MESSAGES");
	return writes
		? overwritten | bitsOf("SEND_MESSAGES")
		: overwritten & ~(bitsOf("SEND_MESSAGES") | OF_WRITING);
}
