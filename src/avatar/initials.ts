import blocked from "./generated/blocked_initials.json";

const BLOCKED: ReadonlySet<string> = new Set(blocked);

/**
 * A picture with an asterisk for each code point of a text that is a blocked word: some styles draw the first letters of
 * whatever the seed is. DiceBear's own server does the same (`src/utils/initials-filter.ts` of
 * https://github.com/dicebear/api). build/build.ts says which words they are.
 */
export function withoutBlockedWords(svg: string, seed: string): string {
	// None of them is in ASCII. To look for them would make one text out of the parts that the core has put together.
	if (!/\P{ASCII}/u.test(seed)) return svg;
	return svg.replace(/(?<=<text\b[^>]*>)[^<]+(?=<\/text>)/g, (letters) =>
		BLOCKED.has(letters) ? "*".repeat([...letters].length) : letters,
	);
}
