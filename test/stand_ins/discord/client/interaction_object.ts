import type { APIChatInputApplicationCommandDMInteraction } from "discord-api-types/v10";
import { MEMBER } from "../bot";
import type { Discord } from "../discord";
import { rolesOfMember } from "../guild_objects";
import { EVERYTHING, type Guild } from "../guilds";
import type { Person } from "../people";
import { userObject } from "../users";
import type { Interaction } from "./chat";
import { channelIn, type Place } from "./places";

/** Who does something, where, and in which of Discord's languages. */
export interface Actor {
	readonly person: Person;
	readonly place: Place;
	readonly locale: string;
}

/** What an application may do where only a person has brought it: to embed links, attach files, mention and use emojis. */
const PERSONAL_PERMISSIONS = "442368";

/** 10 MiB, where neither person nor server has paid for more. */
const ATTACHMENT_SIZE_LIMIT = 10_485_760;

/**
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
 * @param more what the type of interaction has: `data`, and of a component, `message`
 */
export function interactionObject(
	{ application }: Discord,
	{ person, place, locale }: Actor,
	{ id, token, invocation }: Interaction,
	more: { readonly type: number; readonly data: object; readonly message?: object },
) {
	const user = userObject(person);
	const inGuild = place.context === 0 && {
		guild_id: place.guild.id,
		guild: { id: place.guild.id, locale: "en-US", features: place.guild.features },
		guild_locale: "en-US",
		member: { user, ...memberObject(place.guild, person) },
	};
	const hasBot = place.context === 0 && place.guild.bot !== undefined;
	return {
		id,
		application_id: application.clientId,
		token,
		version: 1,
		channel_id: place.channelId,
		channel: channelIn(place),
		...(inGuild || { user }),
		locale,
		app_permissions: hasBot ? EVERYTHING : PERSONAL_PERMISSIONS,
		entitlements: [],
		authorizing_integration_owners: invocation.owners,
		context: place.context,
		attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
		...more,
	} satisfies Record<
		keyof Omit<
			APIChatInputApplicationCommandDMInteraction,
			"guild" | "guild_id" | "guild_locale" | "member" | "message" | "user"
		>,
		unknown
	>;
}

/** "Permissions is included in the member object", as decided for the channel. */
export function memberObject(guild: Guild, { id }: Pick<Person, "id">) {
	const { timedOutUntil = null } = guild.members.get(id) ?? {};
	const roles = rolesOfMember(guild, id);
	const permissions = guild.permissions.get(id) ?? EVERYTHING;
	return { ...MEMBER, roles, communication_disabled_until: timedOutUntil, permissions };
}

/** A member as `resolved` has them: "missing user, deaf and mute fields". */
export function partialMember(guild: Guild, person: Pick<Person, "id">) {
	const { deaf: _, mute: __, ...partial } = memberObject(guild, person);
	return partial;
}
