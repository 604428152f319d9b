import type { Snowflake } from "discord-api-types/v10";

/** A made-up person with the fields of Discord's user object that an application can see change. */
export interface Person {
	readonly id: Snowflake;
	username: string;
	global_name: string | null;
	/** 32 hex digits, with `a_` before them when the picture is animated (Discord: Reference, Image Formatting). */
	avatar: string | null;
}

/** Fresh copies each time, because tests rename people. */
export function madeUpPeople(): Person[] {
	return [
		{
			id: "190320984123768832",
			username: "mira.dances",
			global_name: "Mira",
			avatar: "8342729096ea3675442027381ff50dfe",
		},
		// Somebody who never set a display name or a picture: both are null, not absent.
		{ id: "412347780841865216", username: "plainpaul", global_name: null, avatar: null },
		// A display name may hold any text, so it must be escaped wherever it is shown.
		{
			id: "653927381054791680",
			username: "tom_and.jerry",
			global_name: `<b>"Tom" & 'Jerry'</b>`,
			avatar: "1f0bfc0865d324c2587920a7d80c609b",
		},
		{
			id: "872190465113092096",
			username: "nova_nitro",
			global_name: "Nova ✨",
			avatar: "a_d5efa99b3eeaa7dd43acca82f5692432",
		},
		// 32 characters, the longest display name there is, all of them wide.
		{
			id: "1099511627776000000",
			username: "everywhere_bear",
			global_name: "どこにでもいるクマ🐻全世界のサーバーに住んでいます🌏🎉🐾🍯🌸⭐✨",
			avatar: "c0ffee00c0ffee00c0ffee00c0ffee00",
		},
	];
}

/** Keyed by the username each person starts with, which stays their key when they are renamed. */
export function peopleByUsername(people: Iterable<Person>): Map<string, Person> {
	return new Map([...people].map((person) => [person.username, person]));
}

/** Finds a person by their present username, or by the one they started with. */
export function findPerson(people: ReadonlyMap<string, Person>, username: string): Person | undefined {
	return [...people.values()].find((person) => person.username === username) ?? people.get(username);
}

export function findPersonById(
	people: ReadonlyMap<string, Person>,
	id: string | undefined,
): Person | undefined {
	return [...people.values()].find((person) => person.id === id);
}
