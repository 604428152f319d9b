/**
 * Many drawings as one picture, for build.ts: the gallery before anything is typed, which is the sample name in every style,
 * and the same in every mood that a style can show. Drawn by the Worker's own pixel engine, in Node.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { shortHash } from "./short_hash.ts";

/** Width and height of a drawing, in pixels: twice what it has in CSS's at most. */
const GALLERY_TILE = 192;
const MOODS_TILE = 128;

/** How much of a drawing's edge is not shown, in pixels: a tile of an uneven width would show its neighbour's there. */
const EDGE = 1;

/**
 * Small enough for a first visit, and no different from the drawing at arm's length. Browsers that know no AVIF are few:
 * theirs may be larger.
 */
const QUALITY = { avif: 60, webp: 70 };

/** What is taken out of src/, bundled: it is written for a bundler that knows WebAssembly. */
const TAKEN = `
	export { draw, pictureOf } from "./src/avatar/raster/renderer";
	export { fontsFor, FONTS_VERSION } from "./src/avatar/raster/fonts";
	export { RASTER_FORMATS } from "./src/avatar/raster";
	export { textOf } from "./src/avatar/raster/text";
	export { encoderOf } from "./src/avatar/raster/encoder";
	export { moodOptions } from "./src/avatar/moods";
	export { render } from "./src/avatar/render";
	export { STYLES } from "./src/avatar/styles";
	export { SAMPLE_NAME } from "./src/pages/entered";
	export { MOOD_COLUMNS, moodTiles, SHEET_COLUMNS } from "./src/pages/sheet";
	export { default as avif } from "@jsquash/avif/codec/enc/avif_enc.js";
	export { default as avifWasm } from "@jsquash/avif/codec/enc/avif_enc.wasm";
	export { defaultOptions as avifOptions } from "@jsquash/avif/meta.js";
	export { default as webp } from "@jsquash/webp/codec/enc/webp_enc_simd.js";
	export { default as webpWasm } from "@jsquash/webp/codec/enc/webp_enc_simd.wasm";
	export { defaultOptions as webpOptions } from "@jsquash/webp/meta.js";
`;

type Size = { size: number; drawn: number };
interface Taken {
	pictureOf(svg: string): unknown;
	draw(picture: unknown, fonts: Map<string, Uint8Array>, sizes: Size, as: "raw"): Promise<Uint8Array>;
	fontsFor(text: string): string[];
	FONTS_VERSION: string;
	RASTER_FORMATS: Record<"avif" | "webp", { madeWith: string }>;
	textOf(svg: string): string;
	encoderOf(
		factory: unknown,
		wasm: unknown,
	): (rgba: Uint8Array, size: number, options: object) => Promise<Uint8Array>;
	render(style: string, seed: string, options: object): string;
	moodOptions(style: string, mood: string): object;
	STYLES: ReadonlyMap<string, unknown>;
	SAMPLE_NAME: string;
	MOOD_COLUMNS: number;
	moodTiles(): readonly (readonly [style: string, mood: string])[];
	SHEET_COLUMNS: number;
	avif: unknown;
	avifWasm: unknown;
	avifOptions: object;
	webp: unknown;
	webpWasm: unknown;
	webpOptions: object;
}

/** A sheet: its files' name, without ending, the files, where they have to be made, and the rules that show its parts. */
export interface Sheet {
	name: string;
	css: string;
	files(): Promise<Record<"avif" | "webp", Uint8Array>>;
}

/** The sheets, by the name of the stylesheet with their rules. */
export async function sheets(root: string): Promise<Readonly<Record<"sheet" | "moods_sheet", Sheet>>> {
	const taken = await take(root);
	const { STYLES, SAMPLE_NAME, SHEET_COLUMNS, MOOD_COLUMNS } = taken;
	const gallery = [...STYLES.keys()].map((style) => taken.render(style, SAMPLE_NAME, {}));
	const moods = taken
		.moodTiles()
		.map(([style, mood]) => taken.render(style, SAMPLE_NAME, taken.moodOptions(style, mood)));
	return {
		sheet: sheet(root, taken, { kind: "sheet", svgs: gallery, columns: SHEET_COLUMNS, tile: GALLERY_TILE }),
		moods_sheet: sheet(root, taken, { kind: "moods", svgs: moods, columns: MOOD_COLUMNS, tile: MOODS_TILE }),
	};
}

/** What is in a sheet. */
interface Drawings {
	/** The class of what shows a part of it, and what its files are called. */
	kind: string;
	svgs: readonly string[];
	/** How many stand side by side. */
	columns: number;
	/** Width and height of each, in pixels. */
	tile: number;
}

function sheet(root: string, taken: Taken, drawings: Drawings): Sheet {
	const { kind, svgs, columns, tile } = drawings;
	// An encoder takes squares.
	const across = Math.max(columns, Math.ceil(svgs.length / columns));
	const { avif, webp } = taken.RASTER_FORMATS;
	const made = [svgs, tile, columns, QUALITY, avif.madeWith, webp.madeWith];
	const name = `${kind}-${shortHash(JSON.stringify(made))}`;
	return {
		name,
		css: rules(name, kind, across, tile),
		files: async () => {
			const pixels = await drawn(root, taken, drawings, across);
			const encode = (factory: unknown, wasm: unknown, options: object) =>
				taken.encoderOf(factory, wasm)(pixels, across * tile, options);
			return {
				avif: await encode(taken.avif, taken.avifWasm, {
					...taken.avifOptions,
					quality: QUALITY.avif,
					speed: 6,
				}),
				webp: await encode(taken.webp, taken.webpWasm, { ...taken.webpOptions, quality: QUALITY.webp }),
			};
		},
	};
}

/** A sheet's rules: for what shows a part of it, and for each column and row. */
function rules(name: string, kind: string, across: number, tile: number): string {
	const shown = tile - 2 * EDGE;
	const percent = (part: number) => `${Number((part * 100).toFixed(4))}%`;
	const places = Array.from({ length: across }, (_, at) =>
		percent((at * tile + EDGE) / (across * tile - shown)),
	);
	const url = (format: string) => `url("/made/${name}.${format}") type("image/${format}")`;
	return [
		`.${kind} { background: image-set(${url("avif")}, ${url("webp")}) 0 0 / ${percent((across * tile) / shown)}; }`,
		...places.map((place, at) => `.${kind}.column-${at} { background-position-x: ${place}; }`),
		...places.map((place, at) => `.${kind}.row-${at} { background-position-y: ${place}; }`),
	].join("\n");
}

/** All drawings on white, in rows. */
async function drawn(
	root: string,
	taken: Taken,
	{ svgs, columns, tile: size }: Drawings,
	across: number,
): Promise<Uint8Array> {
	const width = across * size;
	const pixels = new Uint8Array(width * width * 4).fill(255);
	for (const [at, svg] of svgs.entries()) {
		const names = taken.fontsFor(taken.textOf(svg));
		const fonts = names.map(
			async (name) =>
				[name, await readFile(join(root, "static/fonts", taken.FONTS_VERSION, `${name}.woff2`))] as const,
		);
		const sizes = { size, drawn: size };
		const tile = await taken.draw(taken.pictureOf(svg), new Map(await Promise.all(fonts)), sizes, "raw");
		const left = (at % columns) * size;
		const top = Math.floor(at / columns) * size;
		for (let from = 0; from < tile.length; from += 4) {
			const [x, y] = [left + ((from / 4) % size), top + Math.floor(from / 4 / size)];
			const opacity = (tile[from + 3] ?? 0) / 255;
			for (let channel = 0; channel < 3; channel++)
				pixels[(y * width + x) * 4 + channel] = 255 + ((tile[from + channel] ?? 0) - 255) * opacity;
		}
	}
	return pixels;
}

async function take(root: string): Promise<Taken> {
	const { outputFiles } = await build({
		stdin: { contents: TAKEN, resolveDir: root },
		write: false,
		bundle: true,
		platform: "node",
		format: "esm",
		conditions: ["workerd"],
		loader: { ".ndjson": "text" },
		logLevel: "warning",
		// The Worker's runtime has it already.
		banner: {
			js: 'Uint8Array.prototype.toBase64 ??= function () { return Buffer.from(this).toString("base64"); };',
		},
		plugins: [
			{
				name: "wasm",
				setup({ onLoad }) {
					onLoad({ filter: /\.wasm$/ }, ({ path }) => ({
						contents: `
							import { readFileSync } from "node:fs";
							export default new WebAssembly.Module(readFileSync(${JSON.stringify(path)}));
						`,
					}));
				},
			},
		],
	});
	// A file: the encoders look for where they are.
	const folder = await mkdtemp(join(tmpdir(), "discobear-sheet-"));
	try {
		const file = join(folder, "taken.mjs");
		for (const { contents } of outputFiles) await writeFile(file, contents);
		return await import(pathToFileURL(file).href);
	} finally {
		await rm(folder, { recursive: true });
	}
}
