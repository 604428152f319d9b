/**
 * What the Worker says as JSON, to the scripts of its own pages and to everybody: as schemas, from which `/openapi.json` is
 * made. The Worker and the pages take only the types: it says what it says without checking it. The tests do.
 */
import * as z from "zod";
import { type Choices, choicesSchema } from "./avatar/choices";
import { IS_SNOWFLAKE } from "./discord/snowflake";
import { PROBLEMS, type ProblemCode } from "./errors";

const id = z
	.string()
	.regex(IS_SNOWFLAKE)
	.meta({ id: "Snowflake", description: "An id of Discord's, as text.", examples: ["200000000000000001"] });
const person = id.meta({
	description: "The id of whoever asks, at Discord: what is not saved here is theirs.",
});
const avatarHash = z.string().nullable().meta({
	description: "The hash of their current avatar at Discord; null where they have none.",
});
const icon = z.string().nullable().meta({
	description: "The hash of its icon, for cdn.discordapp.com; null where it has none.",
});
const time = z.iso.datetime();

export const nextSchema = z
	.object({ location: z.string().describe("Where to go next, at Discord or here.") })
	.meta({ id: "Next" });
export type Next = z.infer<typeof nextSchema>;

export const wireUserSchema = z
	.object({
		id,
		username: z.string(),
		globalName: z.string().nullable().describe("The name Discord shows; null where none was chosen."),
		avatar: avatarHash,
	})
	.meta({ id: "User", description: "Who is logged in, as Discord has them." });
export type WireUser = z.infer<typeof wireUserSchema>;

const grownFrom = choicesSchema.shape.seed;

export const wireAvatarSchema = z
	.object({
		choices: choicesSchema,
		source: grownFrom.check(
			z.meta({
				description:
					"What it grew from in the end: a person without an avatar at Discord gets their username.",
			}),
		),
		key: z.string().describe("Its key: its page is at `/avatar/{key}`, and its pictures below that."),
		address: z.string().describe("Where this site is, as an origin: what its links begin with."),
		stored: z.boolean().describe("Whether the links work: false where storage failed."),
		madeAt: time.describe("When it was made."),
		old: z.boolean().describe("Whether it was made more than a day ago."),
		changed: z
			.union([grownFrom, z.literal(false), z.null()])
			.describe(
				"What it grew from and is another one by now: their Discord name or picture; false for neither. Null where it is not known: the avatar is not old, it was not asked for (`?check`), or Discord did not answer.",
			),
		title: z.string().describe("The style's name."),
		original: z
			.string()
			.describe("The artwork that the style is made from, where it has a name of its own; else empty."),
		originalUrl: z.string(),
		creator: z.string(),
		creatorUrl: z.string(),
		licence: z.string(),
		licenceUrl: z.string(),
	})
	.meta({ id: "Avatar", description: "An avatar that somebody made." });
export type WireAvatar = z.infer<typeof wireAvatarSchema>;

export const meSchema = z
	.union([
		z.object({ user: z.null() }),
		z.object({ user: wireUserSchema, avatar: wireAvatarSchema.nullable() }),
	])
	.meta({
		id: "Me",
		description: "Who is logged in, and their avatar. `user` is null for a stranger.",
	});
export type Me = z.infer<typeof meSchema>;

export const personalLinkSchema = z
	.object({
		address: z
			.string()
			.nullable()
			.describe("Its random part: `/me/{address}.png`; null where there is none."),
	})
	.meta({
		id: "PersonalLink",
		description: "The link that shows whatever avatar its owner made last.",
	});
export type PersonalLink = z.infer<typeof personalLinkSchema>;

/** Text, a choice, a colour (`#rrggbb`) and the ids of a channel, a role or a member are strings; "" and null are none. */
const avatarSettingSchema = z
	.object({ style: z.string(), mood: z.string(), backgroundColor: z.string(), seed: z.string() })
	.meta({ id: "AvatarSetting" });
export type AvatarSetting = z.infer<typeof avatarSettingSchema>;

export const settingValueSchema = z
	.union([z.string(), z.number(), z.boolean(), z.array(z.string()), avatarSettingSchema, z.null()])
	.meta({
		id: "SettingValue",
		description:
			'Text, a choice, a colour (`#rrggbb`) and the ids of a channel, a role or a member are strings; "" and null are none. Several choices are a list.',
	});
export type SettingValue = z.infer<typeof settingValueSchema>;

const settingSaverSchema = z.object({ id: z.string(), name: z.string() }).meta({
	id: "SettingSaver",
	description:
		"Who saved: a Discord user's id and the name that they had; without an id where they have left.",
});
export type SettingSaver = z.infer<typeof settingSaverSchema>;

const settingChangeSchema = z
	.object({
		version: z.int().describe("The version that it made."),
		at: time,
		by: settingSaverSchema,
		changes: z.array(z.object({ name: z.string(), from: settingValueSchema, to: settingValueSchema })),
	})
	.meta({ id: "SettingChange", description: "One save, as the history shows it." });
export type SettingChange = z.infer<typeof settingChangeSchema>;

const settingDifferenceSchema = z
	.object({
		name: z.string(),
		from: settingValueSchema,
		to: settingValueSchema,
		by: settingSaverSchema,
		at: time,
	})
	.meta({
		id: "SettingDifference",
		description:
			"What is another value now than it was at the version that was sent, and whose change was the last.",
	});
export type SettingDifference = z.infer<typeof settingDifferenceSchema>;

/** An error as `application/problem+json` (RFC 9457), with a stable code. */
export const problemSchema = z
	.object({
		type: z.literal("about:blank"),
		title: z.string().describe("What happened, in one sentence."),
		status: z.int(),
		detail: z.string().describe("What to do about it, in one or two sentences."),
		code: z.enum(Object.keys(PROBLEMS) as ProblemCode[]).describe("What happened, as a name that stays."),
		errors: z
			.array(z.object({ field: z.string(), message: z.string() }))
			.describe("A sentence for each field of the form, or each setting, that is wrong.")
			.exactOptional(),
		retry_after: z.number().describe("Seconds to wait before the next try.").exactOptional(),
		picture: z
			.string()
			.describe("The avatar as SVG, where it was made before something else failed.")
			.exactOptional(),
		version: z.int().describe("`settings_stale`: the version there is now.").exactOptional(),
		differences: z
			.array(settingDifferenceSchema)
			.describe("`settings_stale`: what has changed since the version that was sent.")
			.exactOptional(),
	})
	.meta({ id: "Problem", description: "An error (RFC 9457), with a stable code." });
export type Problem = z.infer<typeof problemSchema>;

export const wireGuildSchema = z
	.object({
		id,
		name: z.string(),
		icon,
		owner: z.boolean().describe("Whether the person owns it."),
		manage: z.boolean().describe("Whether the person may manage it: owner, Administrator or Manage Server."),
		bot: z
			.boolean()
			.nullable()
			.describe(
				"Whether the bot is in it; null where it is not known (yet): it is asked only for those that may be managed or set.",
			),
		settings: z
			.literal(true)
			.describe(
				"There where they may set the bot's settings and nothing else: by the role that its owner let in.",
			)
			.exactOptional(),
	})
	.meta({ id: "Guild", description: "One of the person's servers." });
export type WireGuild = z.infer<typeof wireGuildSchema>;

export const guildsSchema = z
	.object({
		person,
		guilds: z.array(wireGuildSchema),
		next: id
			.nullable()
			.describe("The id after which it is not yet known where the bot is; null when all is known."),
		invite: z
			.string()
			.describe("Discord's page to invite the bot: with `&guild_id={id}` it preselects a guild."),
	})
	.meta({
		id: "Guilds",
		description:
			'The person\'s servers ("guilds"), and whether the bot is in those they may manage. For a bot in very many guilds that takes several answers: the next is at `/guilds?after={next}`.',
	});
export type Guilds = z.infer<typeof guildsSchema>;

const wireBotSchema = z
	.object({ id, username: z.string(), avatar: z.string().nullable() })
	.meta({ id: "Bot", description: "The bot as it is everywhere." });
/** Also as `GET /botapi/users/@me` says it among more. */
export type WireBot = z.infer<typeof wireBotSchema>;

export const botInGuildSchema = z
	.object({
		person,
		guild: z.object({ id, name: z.string(), icon }),
		bot: wireBotSchema,
		member: z
			.object({ nick: z.string().nullable(), avatar: z.string().nullable() })
			.describe("What it has in this guild alone; null where it is as everywhere."),
		bio: z
			.string()
			.nullable()
			.describe("The biography last set here, with us: Discord does not give it back. Null where none was."),
	})
	.meta({ id: "BotInGuild", description: "The bot as it is in a guild." });
export type BotInGuild = z.infer<typeof botInGuildSchema>;

/**
 * The body of `PATCH /botapi/guilds/{id}/members/@me`, as our page sends it. A field that is left out stays as it is; null
 * makes it the bot's own again.
 */
export interface BotProfile {
	/** At most 32 characters. */
	nick?: string | null;
	/** At most 190 characters. */
	bio?: string | null;
	/** An avatar of ours, which Discord gets as PNG. */
	avatar?: BotAvatar | null;
}

export interface BotAvatar extends Pick<Choices, "style" | "mood" | "backgroundColor"> {
	/** What it grows from: any text. */
	seed: string;
}

/** What a setting is. */
export const SETTING_TYPES = [
	"text",
	"longText",
	"number",
	"boolean",
	"choice",
	"choices",
	"color",
	"channel",
	"role",
	"member",
	"avatar",
] as const;
export type SettingType = (typeof SETTING_TYPES)[number];

export const settingFieldSchema = z
	.object({
		name: z.string().describe("A small letter, then at most 39 letters, digits and _."),
		type: z.enum(SETTING_TYPES),
		label: z.string(),
		explanation: z.string(),
		group: z.string().describe("The label of its group. Groups stand in the order of their first field."),
		default: settingValueSchema.describe(
			'Where it is null, "none" is a value of a choice, a colour or an avatar too.',
		),
		maxLength: z.int().describe("text, longText: in characters.").exactOptional(),
		pattern: z
			.string()
			.describe("text, longText: what the whole must match, as HTML's `pattern` does.")
			.exactOptional(),
		min: z.number().describe("number").exactOptional(),
		max: z.number().describe("number").exactOptional(),
		step: z.number().describe("number").exactOptional(),
		choices: z
			.array(z.object({ value: z.string(), label: z.string() }))
			.describe("choice, choices")
			.exactOptional(),
		most: z.int().describe("choices: how many at most.").exactOptional(),
		channelTypes: z
			.array(z.int())
			.describe("channel: Discord's numbers for types of channels; any where there are none.")
			.exactOptional(),
		placeholders: z
			.array(z.string())
			.describe('longText: what it may name in braces for a preview: `["user"]` for {user}.')
			.exactOptional(),
	})
	.meta({ id: "SettingField", description: "Something to set, and what it may be." });
export type SettingField = z.infer<typeof settingFieldSchema>;

const valuesSchema = z.record(z.string(), settingValueSchema);
const version = z.int().describe("One more with each save.");

export const guildSettingsSchema = z
	.object({
		person,
		fields: z.array(settingFieldSchema),
		values: valuesSchema.describe("The value of each field, its default where nothing else was saved."),
		version,
		history: z.array(settingChangeSchema).describe("Newest first; of the last 90 days."),
		managers: z
			.object({ role: id.nullable(), mayChange: z.boolean() })
			.describe("The id of the role that is let in, or null; and whether this person may change that."),
	})
	.meta({ id: "GuildSettings", description: "The bot's settings in a guild." });
export type GuildSettings = z.infer<typeof guildSettingsSchema>;

export const settingChannelSchema = z
	.object({
		id,
		type: z.int(),
		name: z.string(),
		position: z.int().optional(),
		parent_id: z.string().nullable().describe("The id of its category.").optional(),
	})
	.meta({
		id: "SettingChannel",
		description: "A channel of the guild that this person may name.",
		externalDocs: { url: "https://docs.discord.com/developers/resources/channel#channel-object" },
	});
export type SettingChannel = z.infer<typeof settingChannelSchema>;

export const settingRoleSchema = z
	.object({
		id,
		name: z.string(),
		position: z.int(),
		color: z.int().describe("RGB as a number; 0 is no colour."),
		icon: z.string().nullable().describe("The hash of its icon, for cdn.discordapp.com.").optional(),
		unicode_emoji: z.string().nullable().optional(),
		choosable: z.boolean().describe("Whether this person may name it in a setting."),
	})
	.meta({
		id: "SettingRole",
		description: "A role of the guild.",
		externalDocs: { url: "https://docs.discord.com/developers/topics/permissions#role-object" },
	});
export type SettingRole = z.infer<typeof settingRoleSchema>;

export const settingMemberSchema = z
	.object({
		id,
		name: z.string().describe("What the guild sees: the nickname, else the name Discord shows."),
		username: z.string(),
		avatar: avatarHash,
	})
	.meta({ id: "SettingMember", description: "A member of the guild." });
export type SettingMember = z.infer<typeof settingMemberSchema>;

export const botSettingsSchema = z
	.object({ guild: id, values: valuesSchema, version })
	.meta({ id: "BotSettings", description: "The settings of a guild, for the bot itself." });
export type BotSettings = z.infer<typeof botSettingsSchema>;

export const botSettingsChangesSchema = z
	.object({
		cursor: z.int().describe("From where to ask the next time."),
		anew: z
			.boolean()
			.describe("Whether it is not known what has changed since: then all that was read before may be old."),
		changes: z.array(z.object({ guild: id, version: z.int(), cursor: z.int() })),
	})
	.meta({
		id: "BotSettingsChanges",
		description: "The guilds whose settings have changed since, each once, oldest change first.",
	});
export type BotSettingsChanges = z.infer<typeof botSettingsChangesSchema>;
