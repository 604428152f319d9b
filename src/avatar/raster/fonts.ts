import { fonts, version } from "../generated/fonts.json";

/** What fonts there are, as a short name: which packages, in which versions, and what is used of them. */
export const FONTS_VERSION: string = version;

/**
 * Reads a slice of a font.
 * @param name as `fontsFor` gives it
 * @returns the WOFF2 file; undefined where it cannot be had
 */
export type FontReader = (name: string) => Promise<Uint8Array | undefined>;

/**
 * How many slices of fonts a picture may have, each of which is fetched, and unpacked anew for every picture: two letters,
 * each with a mark from elsewhere.
 */
export const MOST_FONTS = 4;

/** How much of a picture's text is read, in UTF-16 code units. DiceBear's initials are two letters, each with its marks. */
export const LONGEST_TEXT = 64;

/** What Han characters look like depends on the language. The other letters of the text tell it; else it is Chinese. */
const HAN: readonly [letters: RegExp, fonts: readonly string[]][] = [
	[/[\p{Script=Hiragana}\p{Script=Katakana}]/u, ["noto-sans-jp", "noto-sans-sc", "noto-sans-kr"]],
	[/\p{Script=Hangul}/u, ["noto-sans-kr", "noto-sans-sc", "noto-sans-jp"]],
	[/(?:)/u, ["noto-sans-sc", "noto-sans-jp", "noto-sans-kr"]],
];

/** What needs nothing in a font: spaces, and what only tells how its neighbours are drawn. */
const INVISIBLE = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

const MARKS = /\p{M}/gu;

/** Letters in a row that are of one slice of a font. */
export interface Run {
	letters: string;
	/** Undefined for letters that no font has. */
	font: string | undefined;
}

/**
 * The slices of fonts that a text needs, as few as will do and at most `MOST_FONTS`, by name. A letter that none has, or
 * only one too many, is an empty box.
 */
export function fontsFor(text: string): string[] {
	const found = runsOf(text.slice(0, LONGEST_TEXT)).flatMap(({ font }) => font ?? []);
	return [...new Set(found)].slice(0, MOST_FONTS);
}

/**
 * A text as runs of letters that are of one slice. A letter comes from the first slice that has its marks, too; a mark that
 * none has with it is left out, since of another font it would stand beside the letter.
 * @param text in Unicode's composed form (NFC): most letters with marks are one character then
 */
export function runsOf(text: string): Run[] {
	const order = orderFor(text);
	const runs: Run[] = [];
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		const whole = fontWith(segment, order);
		const parts = whole === undefined ? segment.replace(MARKS, "") : [segment];
		for (const letters of parts) {
			const font = whole ?? fontWith(letters, order);
			const last = runs.at(-1);
			if (last && (font === last.font || isInvisible(letters))) last.letters += letters;
			else runs.push({ letters, font });
		}
	}
	return runs;
}

const isInvisible = (letters: string): boolean => letters.replace(INVISIBLE, "") === "";

/** All the fonts, in the order in which they are asked for a letter. */
function orderFor(text: string): string[] {
	const [, han = []] = HAN.find(([letters]) => letters.test(text)) ?? [];
	let next = 0;
	return fonts.map(({ name }) => (han.includes(name) ? (han[next++] ?? name) : name));
}

/** The first slice that has all of some letters. */
function fontWith(letters: string, order: readonly string[]): string | undefined {
	const codes = [...letters.replace(INVISIBLE, "")].map((letter) => letter.codePointAt(0) ?? 0);
	if (codes.length === 0) return undefined;
	for (const font of order) {
		const slice = slicesOf(font).find(({ ranges }) => codes.every((code) => isIn(ranges, code)));
		if (slice) return `${font}-${slice.name}`;
	}
	return undefined;
}

/** In order. */
type Ranges = readonly (readonly [first: number, last: number])[];

/** By halves, for a letter that no font has is looked for in all of them. */
function isIn(ranges: Ranges, code: number): boolean {
	let [from, to] = [0, ranges.length];
	while (from < to) {
		const at = (from + to) >> 1;
		const [first, last] = ranges[at] ?? [0, 0];
		if (code < first) to = at;
		else if (code > last) from = at + 1;
		else return true;
	}
	return false;
}

const parsed = new Map<string, readonly { name: string; ranges: Ranges }[]>();

/** A font's slices. Chinese, Japanese and Korean ones have thousands of ranges: they are parsed when first asked for. */
function slicesOf(font: string) {
	let slices = parsed.get(font);
	if (!slices) {
		const { slices: packed = [] } = fonts.find(({ name }) => name === font) ?? {};
		slices = packed.map(({ name, ranges }) => ({ name, ranges: unpacked(ranges) }));
		parsed.set(font, slices);
	}
	return slices;
}

/** Code points as `packed` in build/fonts.ts writes them. */
function unpacked(ranges: string): Ranges {
	let end = 0;
	return ranges.split(",").map((range) => {
		const [gap = "", more = "0"] = range.split("-");
		const first = end + Number.parseInt(gap, 36);
		end = first + Number.parseInt(more, 36);
		return [first, end] as const;
	});
}
