import { TRANSPARENT } from "../avatar/background";
import { SWATCHES, type Swatch } from "../avatar/swatches";
import { WORDS } from "./words";

type Key = "transparent" | `swatch_${Lowercase<Swatch>}`;

/** The backgrounds that have a name, with their names in all languages, in small letters. */
export const BACKGROUNDS = [
	named("transparent", TRANSPARENT),
	...Object.entries(SWATCHES).map(([name, value]) => named(`swatch_${name.toLowerCase()}` as Key, value)),
];

function named(key: Key, value: string) {
	return { key, value, names: WORDS[key].map((name) => name.toLowerCase()) };
}

/** A background out of what somebody typed: six hex digits, or a name in any of the languages. */
export function backgroundCalled(text: string): string | undefined {
	const wanted = text.trim().toLowerCase();
	const [, digits] = /^#?([0-9a-f]{6})$/.exec(wanted) ?? [];
	return digits ?? BACKGROUNDS.find(({ names }) => names.includes(wanted))?.value;
}
