import type { Choices } from "./choices";
import { TRANSPARENT } from "./choices";
import { moodOptions } from "./moods";
import type { Options } from "./query";
import { DICEBEAR_VERSION, type StyleName } from "./styles";

/** Who an avatar can grow from. */
export interface Person {
	username: string;
	/** The hash of their current avatar at Discord; null where they have none. */
	avatar: string | null;
}

/** Everything that decides what an avatar looks like. */
export interface Recipe {
	/** DiceBear's version, as in `DICEBEAR_VERSION`. */
	version: string;
	style: StyleName;
	seed: string;
	options: Options;
}

/**
 * The key of a recipe or of a stored avatar: a SHA-256 in base64url, 43 characters.
 */
export const KEY_PATTERN = "[A-Za-z0-9_-]{43}";

/** What an avatar really grows from: somebody without an avatar at Discord gets their username. */
export function sourceOf(choices: Pick<Choices, "seed">, person: Person): Choices["seed"] {
	return choices.seed === "avatar" && person.avatar !== null ? "avatar" : "username";
}

/** The DiceBear seed: the username or the avatar's hash, then the extra seed. */
export function seedOf(choices: Pick<Choices, "seed" | "extra">, person: Person): string {
	const source = sourceOf(choices, person) === "avatar" ? person.avatar : person.username;
	return [source, choices.extra].filter(Boolean).join(":");
}

/** What a person chose, for who they are. */
export function recipeOf(choices: Choices, person: Person): Recipe {
	return {
		version: DICEBEAR_VERSION,
		style: choices.style,
		seed: seedOf(choices, person),
		options: lookOf(choices),
	};
}

/** Most styles bring a background of their own: without one only where it is painted over with nothing. */
const NO_BACKGROUND = "00000000";

/** The DiceBear options that a mood and a background come to. */
export function lookOf(choices: Pick<Choices, "style" | "mood" | "backgroundColor">): Options {
	return {
		...moodOptions(choices.style, choices.mood),
		backgroundColor: [choices.backgroundColor === TRANSPARENT ? NO_BACKGROUND : choices.backgroundColor],
	};
}

/** One text for equal recipes: version, style, options by name, seed. A list keeps its order: it counts to DiceBear. */
export function canonical({ version, style, options, seed }: Recipe): string {
	const byName = Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify([version, style, byName, seed]);
}

/** The name under which a recipe's avatar is stored and linked. It does not show the seed. */
export async function keyOf(recipe: Recipe): Promise<string> {
	const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(recipe)));
	return new Uint8Array(digest).toBase64({ alphabet: "base64url", omitPadding: true });
}
