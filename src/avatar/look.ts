import { NO_BACKGROUND, TRANSPARENT } from "./background";
import type { Choices } from "./choices";
import letterStyles from "./generated/letter_styles.json";
import { contradictions, moodOptions } from "./moods";
import { optionsIn } from "./option_text";
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

/** What a gradient of two colours is, where the options say no other kind: the first colour comes first. */
const GRADIENT = { backgroundColorFill: ["linear"], backgroundColorOrder: ["fixed"] };

/**
 * The DiceBear options that a person's own options, a mood and a background come to: each wins over those before it.
 */
export function lookOf(
	choices: Pick<Choices, "style" | "mood" | "backgroundColor"> & Partial<Pick<Choices, "options">>,
): Options {
	const { style, mood, backgroundColor, options = "" } = choices;
	const chosen = optionsIn(options);
	const overridden = contradictions(style, mood, chosen);
	const colours = backgroundColor === TRANSPARENT ? [NO_BACKGROUND] : backgroundColor.split(",");
	return {
		...(colours.length > 1 && GRADIENT),
		...Object.fromEntries(Object.entries(chosen).filter(([name]) => !overridden.includes(name))),
		...moodOptions(style, mood),
		backgroundColor: colours,
	};
}
