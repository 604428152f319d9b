/** How many tints style.css has. */
const TINTS = 6;

/** Which tint stands behind somebody's initials: always the same for the same snowflake. */
export function tintOf(id: string): number {
	// A snowflake's last digits only count what was made in the same millisecond.
	return Number(BigInt(id) % 7919n) % TINTS;
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What a word may begin with before its first letter, digit or picture. */
const BEFORE = /^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u;

/** The first letters of a name's first two words: `Mira’s Dance Floor` → `MD`. */
export function initialsOf(name: string): string {
	const words = name.split(/\s+/).map((word) => word.replace(BEFORE, ""));
	const first = words.filter(Boolean).map((word) => letters.segment(word).containing(0)?.segment ?? "");
	return first.slice(0, 2).join("").toUpperCase();
}
