import type { Discord } from "./discord";
import { ADMINISTRATOR, type Guild, letBotJoin, MANAGE_GUILD } from "./guilds";
import type { Person } from "./people";

/** `/oauth2/authorize?scope=bot…`: https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow */
export interface Invite {
	/** The bits the bot is to have. */
	readonly permissions: string;
	/** Chosen beforehand. */
	readonly guildId: string | undefined;
	/** Whether no other guild may be chosen. */
	readonly fixed: boolean;
	/** Whether people may have the application for themselves, wherever they are. */
	readonly personal: boolean;
}

/** What is chosen instead of a guild. */
export const EVERYWHERE = "@me";

/**
 * Undefined where it is no invite: a bot that is added without a code needs neither redirect URI nor response type. With
 * nothing but the application's id it is the install link, which offers all that the application allows:
 * https://docs.discord.com/developers/resources/application#installation-context
 */
export function readInvite({ searchParams: query }: URL): Invite | undefined {
	const scopes = query.get("scope")?.split(" ");
	const isInvite = !scopes || scopes.includes("bot") || scopes.includes("applications.commands");
	if (!isInvite || query.has("response_type") || query.has("redirect_uri")) return undefined;
	const type = query.get("integration_type");
	return {
		personal: type === "1" || (type === null && !scopes),
		permissions: query.get("permissions") ?? "0",
		guildId: query.get("guild_id") ?? undefined,
		fixed: query.get("disable_guild_select") === "true",
	};
}

/** The guilds that somebody may add a bot to: those they may manage. */
export function guildsToInviteTo({ guilds }: Discord, person: Person): Guild[] {
	const needed = (BigInt(MANAGE_GUILD) & 0x20n) | (BigInt(ADMINISTRATOR) & 0x8n);
	return [...guilds.values()].filter(
		({ ownerId, permissions }) =>
			ownerId === person.id || (BigInt(permissions.get(person.id) ?? 0) & needed) !== 0n,
	);
}

/** What is wrong with adding the bot there; undefined once it has joined. */
export function acceptInvite(
	discord: Discord,
	invite: Invite,
	person: Person,
	guildId: string | null,
): string | undefined {
	if (guildId === EVERYWHERE && invite.personal) {
		discord.authorizations.install(person.id);
		return undefined;
	}
	if (invite.fixed && guildId !== invite.guildId) return "The guild cannot be changed.";
	const guild = guildsToInviteTo(discord, person).find(({ id }) => id === guildId);
	if (!guild) return "You may not add a bot to that guild.";
	letBotJoin(guild, discord.now());
	return undefined;
}
