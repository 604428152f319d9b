import cyrillic from "@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff2";
import cyrillicBold from "@fontsource/noto-sans/files/noto-sans-cyrillic-600-normal.woff2";
import cyrillicExt from "@fontsource/noto-sans/files/noto-sans-cyrillic-ext-400-normal.woff2";
import cyrillicExtBold from "@fontsource/noto-sans/files/noto-sans-cyrillic-ext-600-normal.woff2";
import greek from "@fontsource/noto-sans/files/noto-sans-greek-400-normal.woff2";
import greekBold from "@fontsource/noto-sans/files/noto-sans-greek-600-normal.woff2";
import greekExt from "@fontsource/noto-sans/files/noto-sans-greek-ext-400-normal.woff2";
import greekExtBold from "@fontsource/noto-sans/files/noto-sans-greek-ext-600-normal.woff2";
import latin from "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2";
import latinBold from "@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2";
import latinExt from "@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2";
import latinExtBold from "@fontsource/noto-sans/files/noto-sans-latin-ext-600-normal.woff2";
import vietnamese from "@fontsource/noto-sans/files/noto-sans-vietnamese-400-normal.woff2";
import vietnameseBold from "@fontsource/noto-sans/files/noto-sans-vietnamese-600-normal.woff2";
import unicodeRanges from "@fontsource/noto-sans/unicode.json";

type Subset = keyof typeof unicodeRanges;

/**
 * Noto Sans in the two weights that DiceBear's styles ask for: 400 (initials) and 600 (initial-face). A character that
 * is in several parts is taken from the first: the last is four times as large as the others.
 */
const FONTS: readonly [Subset, regular: ArrayBuffer, semibold: ArrayBuffer][] = [
	["latin", latin, latinBold],
	["greek", greek, greekBold],
	["cyrillic", cyrillic, cyrillicBold],
	["vietnamese", vietnamese, vietnameseBold],
	["greek-ext", greekExt, greekExtBold],
	["cyrillic-ext", cyrillicExt, cyrillicExtBold],
	["latin-ext", latinExt, latinExtBold],
];

/** CSS's `U+0301,U+0400-045F` as first and last code points. */
function rangesOf(subset: Subset): [number, number][] {
	return unicodeRanges[subset].split(",").map((range) => {
		const [first = "", last = first] = range.replace("U+", "").split("-");
		return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
	});
}

let ranges: Map<Subset, [number, number][]> | undefined;

/**
 * The fonts that an SVG's text needs, as few as will do: each is unpacked anew for every picture, at 1 to 3 ms.
 * None for a picture without text. A letter of another script gets Noto's empty box, as in a browser without a font.
 *
 * The SVG asks for `system-ui`, which is the viewer's own font and so does not exist here: then takumi takes a character
 * from the first font that has it, whatever its weight.
 */
export function fontsFor(svg: string): Uint8Array[] {
	const texts = svg.match(/<text\b.*?<\/text>/gs);
	if (!texts) return [];
	ranges ??= new Map(FONTS.map(([subset]) => [subset, rangesOf(subset)]));
	const weights = texts.map((text) => Number(/\bfont-weight="(\d+)"/.exec(text)?.[1] ?? 400));
	const needed = new Set<Subset>();
	for (const character of texts.join("").replace(/<[^>]*>/g, "")) {
		const code = character.codePointAt(0) ?? 0;
		const has = (subset: Subset) =>
			ranges?.get(subset)?.some(([first, last]) => first <= code && code <= last) ?? false;
		needed.add(FONTS.find(([subset]) => has(subset))?.[0] ?? "latin");
	}
	return FONTS.filter(([subset]) => needed.has(subset)).flatMap(([, regular, semibold]) => [
		...(weights.some((weight) => weight <= 500) ? [new Uint8Array(regular)] : []),
		...(weights.some((weight) => weight > 500) ? [new Uint8Array(semibold)] : []),
	]);
}
