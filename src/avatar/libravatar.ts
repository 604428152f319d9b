import { nameIn, parametersOf } from "./query";
import { RASTER_SIZE_MAX } from "./sizes";
import { STYLES } from "./styles";

/** A face with a background of its own, to be seen on light and dark pages, whose licence asks for nothing (CC0). */
export const LIBRAVATAR_STYLE = "thumbs";

/**
 * What Gravatar and Libravatar draw for somebody without a picture, by the word in `d`, and which of our styles comes
 * nearest to it. `identicon` is called the same here.
 * Sources: https://docs.gravatar.com/general/images/, https://wiki.libravatar.org/api/, and WordPress's `get_avatar_url`
 */
export const LIBRAVATAR_WORDS: Readonly<Record<string, string>> = {
	mp: "shadows",
	mm: "shadows",
	mystery: "shadows",
	monsterid: "critters",
	wavatar: "moods",
	retro: "pixel-art",
	pagan: "voxel-art",
	robohash: "bottts",
};

/** The size where none is asked for, in pixels, as at both. */
export const LIBRAVATAR_SIZE = 80;

/** What these addresses take, under both names, and nothing else does; the seed, which is the hash; and what has no name. */
const TAKEN = ["", "s", "size", "d", "default", "f", "forcedefault", "r", "rating", "style", "seed"];

/**
 * What an address of Gravatar's or Libravatar's form asks for: a style's name, and a query of DiceBear's. All that is none of
 * theirs is an option of the style, and goes on as it was sent: to write a long list anew takes twenty times as long as to draw. A size that is none is the usual one, and one that is too large the largest.
 * @param hash of an e-mail address, in small letters
 * @param query as it was sent: undecoded, without the question mark
 */
export function libravatarPicture(hash: string, query: string): { style: string; query: string } {
	const asked = parametersOf(query);
	const size = asked.get("s") ?? asked.get("size") ?? "";
	const pixels = /^\d+$/.test(size) ? Math.min(Number(size), RASTER_SIZE_MAX) : 0;
	// `seed[]` is the seed, too.
	const options = query.split("&").filter((pair) => !TAKEN.includes(nameIn(pair).replace(/\[.*/s, "")));
	return {
		style: asked.get("style") ?? styleFor(asked.get("d") ?? asked.get("default") ?? ""),
		query: [`seed=${hash}`, `size=${pixels || LIBRAVATAR_SIZE}`, ...options].join("&"),
	};
}

/** Every hash has a picture: an address to lead to instead, `404`, `blank` and words that nobody knows change nothing. */
function styleFor(word: string): string {
	if (STYLES.has(word)) return word;
	return (Object.hasOwn(LIBRAVATAR_WORDS, word) && LIBRAVATAR_WORDS[word]) || LIBRAVATAR_STYLE;
}
