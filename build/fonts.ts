/**
 * The fonts of raster images' letters, for build.ts. Fontsource's packages bring each font in slices, as Google Fonts cuts
 * them. The slices become static files; the Worker has a table of what is in which, and fetches those that a picture needs
 * (src/avatar/raster/fonts.ts).
 */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { shortHash } from "./short_hash.ts";
import { codePointsOf } from "./woff2.ts";

/** Where a font is in one file in all its weights; in the other packages each weight has a file. */
const VARIABLE = "@fontsource-variable/";

/** The slices that Google numbers: of fonts with thousands of characters, by how often these stand together. */
const NUMBERED = "numbered";

const script = (name: string, slice = name): [string, string[]] => [`${VARIABLE}noto-sans-${name}`, [slice]];
const scriptOfOneWeight = (name: string): [string, string[]] => [`@fontsource/noto-sans-${name}`, [name]];

/**
 * Each font that there is, by package, with its slices that are used: a font of another script brings Latin letters along,
 * which are Noto Sans's here. The first slice that has a letter draws it (of Han characters see src/avatar/raster/fonts.ts).
 */
const FONTS: readonly [name: string, slices: readonly string[] | typeof NUMBERED][] = [
	[
		`${VARIABLE}noto-sans`,
		["latin", "greek", "cyrillic", "vietnamese", "greek-ext", "cyrillic-ext", "latin-ext"],
	],
	script("adlam"),
	script("arabic"),
	script("armenian"),
	script("balinese"),
	script("bengali"),
	script("canadian-aboriginal"),
	script("cherokee"),
	scriptOfOneWeight("coptic"),
	script("devanagari"),
	scriptOfOneWeight("egyptian-hieroglyphs"),
	script("ethiopic"),
	script("georgian"),
	script("gujarati"),
	script("gurmukhi"),
	script("hebrew"),
	script("javanese"),
	script("kannada"),
	script("khmer"),
	script("lao"),
	script("lisu"),
	script("malayalam"),
	script("meetei-mayek"),
	scriptOfOneWeight("mongolian"),
	script("myanmar"),
	scriptOfOneWeight("nko"),
	script("ol-chiki"),
	script("oriya"),
	scriptOfOneWeight("runic"),
	script("sinhala"),
	script("sundanese"),
	script("syriac"),
	script("tamil"),
	script("telugu"),
	script("thaana"),
	script("thai"),
	[`${VARIABLE}noto-serif-tibetan`, ["tibetan"]],
	scriptOfOneWeight("tifinagh"),
	scriptOfOneWeight("vai"),
	[`${VARIABLE}noto-sans-jp`, NUMBERED],
	[`${VARIABLE}noto-sans-kr`, NUMBERED],
	[`${VARIABLE}noto-sans-sc`, NUMBERED],
	[`${VARIABLE}noto-emoji`, NUMBERED],
	// All of it, though it is called so: the letters of formulas are what people write names with.
	["@fontsource/noto-sans-math", ["latin"]],
	script("symbols"),
];

/** The packages that the fonts come from. */
export const FONT_PACKAGES: readonly string[] = FONTS.map(([name]) => name);

/** A part of a font, in a file of its own. */
interface Slice {
	/** The font's: `noto-sans-jp`. */
	font: string;
	/** The slice's: `greek`, or a number. */
	name: string;
	/** Where the file is. */
	file: string;
	/** The characters that it has, as first and last code points, in order. */
	ranges: [first: number, last: number][];
}

/** All the slices that are used, in the order of `FONTS`. */
export async function fontSlices(root: string): Promise<Slice[]> {
	const slices = FONTS.map(async ([name, used]) => {
		const folder = join(root, "node_modules", name, "files");
		const font = basename(name);
		const ending = name.startsWith(VARIABLE) ? "-wght-normal.woff2" : "-400-normal.woff2";
		const numbers = (await readdir(folder)).map((file) => file.slice(font.length + 1, -ending.length));
		const names = used === NUMBERED ? numbers.filter((number) => /^\d+$/.test(number)) : used;
		return names.map(async (slice) => {
			const file = join(folder, `${font}-${slice}${ending}`);
			return { font, name: slice, file, ranges: rangesOf(await codePointsOf(await readFile(file))) };
		});
	});
	return Promise.all((await Promise.all(slices)).flat());
}

/**
 * @returns the version of all fonts together, which is another one as soon as one of them is; where each file is, by its new
 *   name; and, as JSON, the table for the Worker: of each font the slices' names, with their characters as `packed` does
 */
export async function fonts(
	root: string,
): Promise<{ version: string; files: Map<string, string>; table: string }> {
	const slices = await fontSlices(root);
	const table = [...Map.groupBy(slices, ({ font }) => font)].map(([name, slices]) => ({
		name,
		slices: slices.map(({ name, ranges }) => ({ name, ranges: packed(ranges) })),
	}));
	const packages = FONT_PACKAGES.map((name) =>
		readFile(join(root, "node_modules", name, "package.json"), "utf8"),
	);
	const versions = (await Promise.all(packages)).map((text) => JSON.parse(text).version);
	const all = JSON.stringify([FONT_PACKAGES, versions, table]);
	const version = shortHash(all);
	return {
		version,
		files: new Map(slices.map(({ font, name, file }) => [`${font}-${name}.woff2`, file])),
		table: JSON.stringify({ version, fonts: table }),
	};
}

/** @param codes in order */
function rangesOf(codes: readonly number[]): [number, number][] {
	const ranges: [number, number][] = [];
	for (const code of codes) {
		const last = ranges.at(-1);
		if (last && last[1] === code - 1) last[1] = code;
		else ranges.push([code, code]);
	}
	return ranges;
}

/**
 * Ranges as short text: of each how far it begins after the last one's end and, after a `-`, how many more code points it
 * has, in base 36.
 */
function packed(ranges: readonly [number, number][]): string {
	let end = 0;
	return ranges
		.map(([first, last]) => {
			const range = [first - end, ...(last > first ? [last - first] : [])];
			end = last;
			return range.map((number) => number.toString(36)).join("-");
		})
		.join();
}
