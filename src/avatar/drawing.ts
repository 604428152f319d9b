import { Avatar, type Style } from "./generated/engine";
import { withoutBlockedWords } from "./initials";
import { asOptionError, type CoreOptions } from "./options";

/**
 * Draws an avatar. The same input always gives the same one. No seed is the empty seed.
 * @throws OptionError for an option with a value that DiceBear does not take
 * Source: https://www.dicebear.com/how-to-use/js-library/
 */
export function avatarOf(style: Style, options: CoreOptions): Avatar {
	try {
		return new Avatar(style, { seed: "", ...options });
	} catch (error) {
		throw asOptionError(error);
	}
}

/** An avatar as SVG: as the core draws it, but for letters of its seed that are a blocked word. */
export function svgOf(avatar: { toString(): string }, { seed = "" }: CoreOptions): string {
	return withoutBlockedWords(avatar.toString(), String(seed));
}
