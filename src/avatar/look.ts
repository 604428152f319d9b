import { NO_BACKGROUND, TRANSPARENT } from "./background";
import type { Choices } from "./choices";
import letterStyles from "./generated/letter_styles.json";
import { moodOptions } from "./moods";
import type { Options } from "./query";

/** Who an avatar can grow from. */
export interface Person {
	username: string;
	/** The hash of their current avatar at Discord; null where they have none. */
	avatar: string | null;
}

/** Whether a style draws letters of its seed: those of a picture's hash would be nobody's. */
export function showsLetters(style: string): boolean {
	return letterStyles.includes(style);
}

/**
 * What an avatar really grows from: somebody without an avatar at Discord gets their username, and so does a style that
 * shows letters.
 */
export function sourceOf({ seed, style }: Pick<Choices, "seed" | "style">, person: Person): Choices["seed"] {
	return seed === "avatar" && person.avatar !== null && !showsLetters(style) ? "avatar" : "username";
}

/** The DiceBear seed: the username or the avatar's hash, then the extra seed. */
export function seedOf(choices: Pick<Choices, "seed" | "style" | "extra">, person: Person): string {
	const source = sourceOf(choices, person) === "avatar" ? person.avatar : person.username;
	return [source, choices.extra.trim()].filter(Boolean).join(":");
}

/** The DiceBear options that a mood and a background come to. */
export function lookOf(choices: Pick<Choices, "style" | "mood" | "backgroundColor">): Options {
	return {
		...moodOptions(choices.style, choices.mood),
		backgroundColor: [choices.backgroundColor === TRANSPARENT ? NO_BACKGROUND : choices.backgroundColor],
	};
}
