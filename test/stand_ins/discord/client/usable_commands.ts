import type { Snowflake } from "discord-api-types/v10";
import type { Discord } from "../discord";
import { ADMINISTRATOR_BIT } from "../guilds";
import type { Person } from "../people";
import type { Command } from "../registered_commands";
import type { Place } from "./places";

/** By the kind of installation: "0" for a server's, "1" for a person's. */
export type Owners = Readonly<Record<string, Snowflake>>;

/**
 * To whom the application belongs, where a command is used.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
 */
export function ownersOf(
	{ authorizations }: Discord,
	person: Person,
	place: Place,
	kinds: readonly number[] = [0, 1],
): Owners {
	const server =
		place.context === 0 ? place.guild.bot && place.guild.id : place.context === 1 ? "0" : undefined;
	return {
		...(server !== undefined && kinds.includes(0) && { 0: server }),
		...(authorizations.hasInstalled(person.id) && kinds.includes(1) && { 1: person.id }),
	};
}

/** The commands that somebody is shown in a place. */
export function usableCommands(discord: Discord, person: Person, place: Place, type: number): Command[] {
	const ofGuild = place.context === 0 ? discord.commands.in(place.guild.id) : [];
	return [...discord.commands.in(undefined), ...ofGuild].filter(
		(command) =>
			command.type === type &&
			(command.contexts ?? [0, 1, 2]).includes(place.context) &&
			Object.keys(ownersOf(discord, person, place, command.integration_types)).length > 0 &&
			isPermitted(command, person, place),
	);
}

/** "default_member_permissions": in a server, whoever has them all; "0": only administrators. */
function isPermitted({ default_member_permissions: needed }: Command, person: Person, place: Place): boolean {
	if (place.context !== 0 || needed === null) return true;
	const has = BigInt(place.guild.permissions.get(person.id) ?? 0);
	if (place.guild.ownerId === person.id || (has & ADMINISTRATOR_BIT) !== 0n) return true;
	return BigInt(needed) !== 0n && (has & BigInt(needed)) === BigInt(needed);
}
