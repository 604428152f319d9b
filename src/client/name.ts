import type { Person } from "../avatar/look";
import { byId, say } from "./element";

const field = () => byId<HTMLInputElement>("name");

/** Whom the pictures show: who is named in the field, else the person themselves. */
export function shownPerson(person: Person): Person {
	const name = field().value.trim();
	return name === "" || name === person.username ? person : { username: name, avatar: null };
}

/** Whether there is a name in the field: then the whole gallery is drawn of it. */
export function isNamed(): boolean {
	return field().value.trim() !== "";
}

/** Whether somebody has been in the field: then what is in it is theirs, also where that is nothing. */
let isTheirs = false;

/** Puts a name in where there is none yet. */
export function fillInName(name: string): void {
	if (!isTheirs && !isNamed()) field().value = name.slice(0, field().maxLength);
}

/** Puts the name in that the pictures are to be of. */
export function showName(name: string, person: Person): void {
	if (shownPerson(person).username !== name) field().value = name;
}

const KEY = "name";

/** The name that was typed in this tab before, for a reload: nobody else is told it. */
export function typedName(): string {
	try {
		return sessionStorage.getItem(KEY) ?? "";
	} catch {
		return "";
	}
}

function keepTyped(name: string) {
	try {
		sessionStorage.setItem(KEY, name);
	} catch {
		// A browser that keeps nothing: then it is typed again.
	}
}

/** @param expected is called where a name is about to be typed: all tiles in view will be drawn */
export function followName(expected: () => void, changed: () => void): void {
	const entered = () => {
		isTheirs = true;
		expected();
	};
	if (document.activeElement === field()) entered();
	field().addEventListener("focus", entered);
	field().addEventListener("input", () => {
		keepTyped(field().value);
		changed();
	});
	// Enter there is not meant for the form.
	field().addEventListener("keydown", (event) => {
		if (event.key === "Enter") event.preventDefault();
	});
}

/** Says where drawing stands. */
export function sayDrawn(came: boolean): void {
	say(
		"name-problem",
		came
			? undefined
			: "This name could not be drawn: we could not be reached. The pictures stay as they were; the next letter tries again.",
	);
}
