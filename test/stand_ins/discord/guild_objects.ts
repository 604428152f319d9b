import type {
	APIEmoji,
	APIGuild,
	APIGuildTextChannel,
	APIGuildVoiceChannel,
	APIRole,
	APISticker,
	ChannelFlags,
	RoleFlags,
	Snowflake,
} from "discord-api-types/v10";
import type { Guild } from "./guilds";

type Channel = APIGuildTextChannel<0> | APIGuildVoiceChannel;

/** The two channels that a new guild comes with. */
export function newChannels(guildId: Snowflake): Channel[] {
	const shared = {
		guild_id: guildId,
		parent_id: null,
		last_message_id: null,
		rate_limit_per_user: 0,
		permission_overwrites: [],
		nsfw: false,
		flags: 0 as ChannelFlags,
		position: 0,
	};
	return [
		{ ...shared, id: after(guildId, 1n), type: 0, name: "general", topic: null, last_pin_timestamp: null },
		{
			...shared,
			id: after(guildId, 2n),
			type: 2,
			name: "Voice",
			bitrate: 64_000,
			user_limit: 0,
			rtc_region: null,
		},
	];
}

/** The role of everybody, which has the guild's own id. */
export function everyone(guildId: Snowflake, permissions: string): APIRole {
	return newRole(guildId, "@everyone", permissions, 0);
}

/** A role that may do no more than everybody may. */
export function namedRole(guildId: Snowflake, name: string): APIRole {
	return newRole(after(guildId, 5n), name, "0", 1);
}

/**
 * All roles of a guild: with those that are only there for what people were given to do (`Guild.permissions`), one for each
 * such number, at the bottom of the list; something else than a person gives them.
 */
export function rolesOf(guild: Guild): APIRole[] {
	const given = new Set([...guild.permissions].flatMap(([id, bits]) => (id === guild.ownerId ? [] : bits)));
	const roles = [...given].map((bits) => newRole(givenId(guild, bits), `May ${bits}`, bits, 0));
	return [...guild.roles, ...roles.map((role) => ({ ...role, managed: true }))];
}

/** The ids of somebody's roles, with the one of what they were given to do. */
export function rolesOfMember(guild: Guild, person: Snowflake): Snowflake[] {
	const bits = person === guild.ownerId ? undefined : guild.permissions.get(person);
	return [...(guild.members.get(person)?.roles ?? []), ...(bits === undefined ? [] : [givenId(guild, bits)])];
}

const givenId = ({ id }: Guild, bits: string) => after(id, 1000n + (BigInt(bits) % 1_000_003n));

/** The role that a bot comes with, which nobody else can have. */
export function botRole(guildId: Snowflake): APIRole {
	return { ...newRole(after(guildId, 6n), "Discobear", "67108864", 20), managed: true };
}

export function newRole(id: Snowflake, name: string, permissions: string, position: number): APIRole {
	return {
		id,
		name,
		permissions,
		position,
		color: 0,
		colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
		hoist: false,
		managed: false,
		mentionable: false,
		icon: null,
		unicode_emoji: null,
		flags: 0 as RoleFlags,
	};
}

export function newEmoji(guildId: Snowflake): APIEmoji {
	return {
		id: after(guildId, 3n),
		name: "bear",
		roles: [],
		require_colons: true,
		managed: false,
		animated: false,
		available: true,
	};
}

export function newSticker(guildId: Snowflake): APISticker {
	return {
		id: after(guildId, 4n),
		name: "Waving bear",
		tags: "wave",
		type: 2,
		format_type: 1,
		description: null,
		available: true,
		guild_id: guildId,
	};
}

function after(id: Snowflake, steps: bigint): Snowflake {
	return String(BigInt(id) + steps);
}

/** https://docs.discord.com/developers/resources/guild#guild-preview-object */
export function previewObject(guild: Guild) {
	const { id, name, icon, features, emojis, stickers } = guild;
	const none = { description: null, home_header: null, splash: null, discovery_splash: null };
	return { id, name, icon, features, emojis, stickers, ...none, ...approximateCounts(guild) };
}

/** https://docs.discord.com/developers/resources/guild#guild-object */
export function guildObject(guild: Guild, { withCounts = false }) {
	const { id, name, icon, features, ownerId, emojis, stickers } = guild;
	return {
		...SETTINGS,
		id,
		name,
		icon,
		features: features as APIGuild["features"],
		owner_id: ownerId,
		roles: rolesOf(guild),
		emojis,
		stickers,
		...(withCounts && approximateCounts(guild)),
	};
}

/** As in a guild where nobody has set anything. */
const SETTINGS = {
	description: null,
	home_header: null,
	splash: null,
	discovery_splash: null,
	banner: null,
	application_id: null,
	region: "deprecated",
	afk_channel_id: null,
	afk_timeout: 300,
	system_channel_id: null,
	system_channel_flags: 0,
	widget_enabled: false,
	widget_channel_id: null,
	verification_level: 0,
	default_message_notifications: 0,
	mfa_level: 0,
	explicit_content_filter: 0,
	max_presences: null,
	max_members: 500_000,
	max_stage_video_channel_users: 50,
	max_video_channel_users: 25,
	vanity_url_code: null,
	premium_tier: 0,
	premium_subscription_count: 0,
	preferred_locale: "en-US",
	rules_channel_id: null,
	safety_alerts_channel_id: null,
	public_updates_channel_id: null,
	premium_progress_bar_enabled: false,
	nsfw: false,
	nsfw_level: 0,
	incidents_data: null,
};

/** How many members there are, and how many of them are here now. */
export function approximateCounts({ permissions }: Guild) {
	return { approximate_member_count: permissions.size + 1, approximate_presence_count: 1 };
}
