import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { memberQuery } from "../control_room/found_members";
import { changeSchema, managersSchema } from "../routes/guild_settings";
import {
	botInGuildSchema,
	botSettingsChangesSchema,
	botSettingsSchema,
	guildSettingsSchema,
	guildsSchema,
	settingChannelSchema,
	settingMemberSchema,
	settingRoleSchema,
} from "../wire";
import { json, NOT_MODIFIED } from "./answers";
import { BODY, MEMBER } from "./fails";
import { headers } from "./headers";
import { type Described, operation } from "./operation";
import { ifNoneMatch, sameOrigin, snowflake } from "./parameters";

const guild = snowflake("A guild's id.");
const inGuild = { path: z.object({ guild }) };

const SERVERS = { tag: "Servers", who: "session", fails: MEMBER } as const;
const SETTINGS = { tag: "Settings of the bot", who: "session", told: "json", fails: MEMBER } as const;
const BOT = { tag: "For your bot", who: "bot", told: "json" } as const;

// What is sent as values is checked by the settings that there are, and not by a schema.
z.globalRegistry.add(changeSchema.shape.values, {
	override: {
		type: "object",
		description: "As many as are to change.",
		additionalProperties: { $ref: "#/components/schemas/SettingValue" },
	},
});

/** What writes in a guild. */
const WRITES = {
	...SETTINGS,
	fails: [...MEMBER, ...BODY, "setting_invalid"],
} as const satisfies Partial<Described>;

const BOT_FAILS = ["bot_key_invalid", "file_not_found", "not_configured", "storage_unavailable"] as const;

const since = z
	.string()
	.optional()
	.meta({
		description: "The `cursor` of the last answer. Without one, all may have changed.",
		examples: ["17"],
	});

export const controlRoom: ZodOpenApiPathsObject = {
	"/guilds": {
		get: operation({
			...SERVERS,
			id: "listGuilds",
			summary: "The person's guilds, and whether the bot is in them",
			requestParams: {
				query: z.object({
					after: snowflake("`next` of the answer before: where to go on asking for the bot.").optional(),
				}),
			},
			answers: { "200": json("The guilds.", guildsSchema, "Set-Cookie") },
		}),
	},
	"/guilds/{guild}": {
		get: operation({
			...SERVERS,
			id: "getBotInGuild",
			summary: "The bot as it is in a guild",
			requestParams: inGuild,
			answers: { "200": json("The bot.", botInGuildSchema, "Set-Cookie") },
		}),
	},
	"/guilds/{guild}/settings": {
		get: operation({
			...SETTINGS,
			id: "getSettings",
			summary: "The bot's settings in a guild",
			requestParams: inGuild,
			answers: { "200": json("The settings.", guildSettingsSchema, "ETag", "Set-Cookie") },
		}),
		patch: operation({
			...WRITES,
			id: "changeSettings",
			summary: "Changes some of the settings",
			requestParams: {
				...inGuild,
				header: z.object({
					Origin: sameOrigin,
					"If-Match": z
						.string()
						.regex(/^"\d{1,15}"$/)
						.meta({
							description:
								"The `ETag` of the settings that this changes. Missing, it is 428; where somebody has saved since, 412.",
							examples: ['"0"'],
						}),
				}),
			},
			body: {
				required: true,
				content: { "application/json": { schema: changeSchema, example: { values: { avatarMood: "sad" } } } },
			},
			answers: { "200": json("The settings as they are now.", guildSettingsSchema, "ETag", "Set-Cookie") },
			fails: [...WRITES.fails, "version_missing", "settings_stale"],
		}),
	},
	"/guilds/{guild}/settings/managers": {
		put: operation({
			...WRITES,
			id: "letManagersIn",
			summary: "Lets a role in, whose members may change the settings; or nobody",
			description: "The owner's alone.",
			requestParams: { ...inGuild, header: z.object({ Origin: sameOrigin }) },
			body: {
				required: true,
				content: { "application/json": { schema: managersSchema, example: { role: null } } },
			},
			answers: { "200": json("The settings.", guildSettingsSchema, "ETag", "Set-Cookie") },
			fails: [...WRITES.fails, "owner_only"],
		}),
	},
	"/guilds/{guild}/settings/channels": {
		get: operation({
			...SETTINGS,
			id: "listSettingChannels",
			summary: "The channels that a setting may name",
			requestParams: inGuild,
			answers: { "200": json("The channels.", z.array(settingChannelSchema), "Set-Cookie") },
		}),
	},
	"/guilds/{guild}/settings/roles": {
		get: operation({
			...SETTINGS,
			id: "listSettingRoles",
			summary: "The roles that a setting may name",
			requestParams: inGuild,
			answers: { "200": json("The roles.", z.array(settingRoleSchema), "Set-Cookie") },
		}),
	},
	"/guilds/{guild}/settings/members": {
		get: operation({
			...SETTINGS,
			id: "findSettingMembers",
			summary: "The members whose names begin with a text, at most 25",
			requestParams: { ...inGuild, query: memberQuery },
			answers: { "200": json("The members.", z.array(settingMemberSchema), "Set-Cookie") },
			fails: [...MEMBER, "field_invalid"],
		}),
	},
	"/guilds/{guild}/settings/members/{member}": {
		get: operation({
			...SETTINGS,
			id: "getSettingMember",
			summary: "A member by their id",
			requestParams: { path: z.object({ guild, member: snowflake("The member's id.") }) },
			answers: { "200": json("The member.", settingMemberSchema, "Set-Cookie") },
		}),
	},
	"/bot/guilds/{guild}/settings": {
		get: operation({
			...BOT,
			id: "readSettings",
			summary: "The settings of a guild",
			requestParams: { ...inGuild, header: z.object({ "If-None-Match": ifNoneMatch }) },
			answers: {
				"200": json("The settings, with the defaults filled in.", botSettingsSchema, "ETag"),
				"304": NOT_MODIFIED,
			},
			fails: BOT_FAILS,
		}),
	},
	"/bot/settings": {
		get: operation({
			...BOT,
			id: "readChanges",
			summary: "The guilds whose settings have changed",
			requestParams: {
				query: z.object({ since }),
				header: z.object({ "If-None-Match": ifNoneMatch }),
			},
			answers: { "200": json("The changes.", botSettingsChangesSchema, "ETag"), "304": NOT_MODIFIED },
			fails: BOT_FAILS,
		}),
	},
	"/bot/settings/stream": {
		get: operation({
			...BOT,
			id: "streamChanges",
			summary: "The same as a WebSocket",
			description:
				"Its first message is what `readChanges` answers, and then comes one for each change. It answers `ping` with `pong`.",
			requestParams: { query: z.object({ since }) },
			answers: { "101": { description: "The WebSocket.", headers: headers("Upgrade") } },
			fails: [...BOT_FAILS, "upgrade_required"],
		}),
	},
};
