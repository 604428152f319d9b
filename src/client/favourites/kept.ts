import { TRANSPARENT } from "../../avatar/background";
import type { Choices } from "../../avatar/choices";
import { SEED_MAX, studioPath } from "../../avatar/fields";
import type { Person } from "../../avatar/look";
import { linkedChoices } from "../linked";

/** An avatar that somebody likes: all that its picture is drawn from. */
export interface Favourite {
	readonly choices: Choices;
	/** Whose it was. */
	readonly person: Person;
}

/** The most that are kept. */
export const MOST_KEPT = 50;

/** As it is kept: the choices as the link to them, which is checked where it is read. */
interface Kept {
	link: string;
	name: string;
	picture: string | null;
}

/** What a link leaves out is empty. */
const NOTHING: Choices = {
	seed: "username",
	style: "",
	mood: "",
	backgroundColor: TRANSPARENT,
	extra: "",
	options: "",
};

/**
 * Favourites out of what a browser kept. What is not right any more is left out.
 * @param styles the names of all styles
 */
export function favouritesIn(text: string | null, styles: readonly string[]): Favourite[] {
	const kept = parsed(text ?? "[]");
	if (!Array.isArray(kept)) return [];
	return kept.flatMap((each) => favouriteIn(each, styles) ?? []).slice(0, MOST_KEPT);
}

export function textOf(favourites: readonly Favourite[]): string {
	const kept = favourites.map(
		({ choices, person }): Kept => ({
			link: studioPath(choices),
			name: person.username,
			picture: person.avatar,
		}),
	);
	return JSON.stringify(kept);
}

function favouriteIn(kept: unknown, styles: readonly string[]): Favourite | undefined {
	const { link, name, picture } = (kept ?? {}) as Partial<Kept>;
	if (typeof link !== "string" || !isName(name) || !isPicture(picture)) return undefined;
	const choices = linkedChoices(link.slice(link.indexOf("?") + 1), styles);
	return choices?.style
		? { choices: { ...NOTHING, ...choices } as Choices, person: { username: name, avatar: picture } }
		: undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isName(name: unknown): name is string {
	return typeof name === "string" && name.length <= SEED_MAX && name.isWellFormed();
}

function isPicture(picture: unknown): picture is string | null {
	return picture === null || (typeof picture === "string" && /^[\w-]{1,128}$/.test(picture));
}
