import type { Choices } from "./choices";
import { lookOf, type Person, seedOf } from "./look";
import { fittingOptions } from "./option_text";
import { styleOptionsOf } from "./options";
import type { Options } from "./query";
import { styleOf } from "./render";
import { DICEBEAR_VERSION, type StyleName } from "./styles";

/** Everything that decides what an avatar looks like. */
export interface Recipe {
	/** DiceBear's version, as in `DICEBEAR_VERSION`. */
	version: string;
	style: StyleName;
	seed: string;
	options: Options;
	/** What of it was chosen, to be made again for somebody else. The picture's own key does not depend on how. */
	look: Look;
}

export type Look = Pick<Choices, "mood" | "backgroundColor" | "options">;

/**
 * The key of a recipe or of a stored avatar: a SHA-256 in base64url, 43 characters.
 */
export const KEY_PATTERN = "[A-Za-z0-9_-]{43}";

/** What a person chose, for who they are. */
export function recipeOf(choices: Choices, person: Person): Recipe {
	const { style, mood, backgroundColor } = choices;
	const look = { mood, backgroundColor, options: fitting(choices) };
	return {
		version: DICEBEAR_VERSION,
		style,
		seed: seedOf(choices, person),
		options: lookOf({ style, ...look }),
		look,
	};
}

/** The options that are still the style's: what was chosen in an earlier version may be there no more. */
function fitting({ style, options }: Choices): string {
	return options && fittingOptions(styleOptionsOf(styleOf(style)), options);
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
