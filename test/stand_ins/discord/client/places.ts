import type { Snowflake } from "discord-api-types/v10";
import type { Discord } from "../discord";
import type { Guild } from "../guilds";
import type { Person } from "../people";

interface Shared {
	/** What it is called in an address. */
	readonly key: string;
	readonly name: string;
	readonly channelId: Snowflake;
}

/** Where somebody can be; `context` as Discord counts them: …/receiving-and-responding#interaction-object-interaction-context-types */
export type Place = Shared &
	(
		| { readonly context: 0; readonly guild: Guild }
		/** With the application's bot. */
		| { readonly context: 1 }
		/** With somebody else. */
		| { readonly context: 2; readonly other: Person }
	);

/** Everywhere that somebody can go: their servers, those with the bot first; the bot; the others. */
export function placesOf({ guilds, people, application }: Discord, person: Person): Place[] {
	const servers = [...guilds.values()]
		.filter(({ permissions }) => permissions.has(person.id))
		.sort((a, b) => Number(b.bot !== undefined) - Number(a.bot !== undefined))
		.map((guild) => ({
			...{ key: guild.id, name: guild.name, channelId: guild.channels[0]?.id ?? guild.id },
			...{ context: 0 as const, guild },
		}));
	const withBot = { key: "bot", name: "Discobear", channelId: channelOf(person.id, application.clientId) };
	const withOthers = [...people.values()]
		.filter((other) => other.id !== person.id)
		.map((other) => ({
			...{ key: `with-${other.id}`, name: nameOf(other), channelId: channelOf(person.id, other.id) },
			...{ context: 2 as const, other },
		}));
	return [...servers, { ...withBot, context: 1 }, ...withOthers];
}

/** The same for both, whoever of them asks. */
function channelOf(one: Snowflake, other: Snowflake): Snowflake {
	return String(BigInt(one) + BigInt(other));
}

export function nameOf({ global_name, username }: Pick<Person, "global_name" | "username">): string {
	return global_name ?? username;
}

/** Those who are there, without the application. */
export function peopleIn({ people }: Discord, place: Place, person: Person): Person[] {
	if (place.context === 1) return [person];
	if (place.context === 2) return [person, place.other];
	return [...people.values()].filter(({ id }) => place.guild.permissions.has(id));
}

/** https://docs.discord.com/developers/resources/channel#channel-object, as an interaction has it. */
export function channelIn(place: Place) {
	if (place.context === 0)
		return { id: place.channelId, type: 0, name: "general", guild_id: place.guild.id, nsfw: false };
	return { id: place.channelId, type: 1, flags: 0 };
}
