import { dependencies } from "../../package.json";
import { avifEncoder } from "./raster/avif";
import { addXmpToAvif } from "./raster/avif_xmp";
import { FONTS_VERSION, type FontReader, fontsFor } from "./raster/fonts";
import { addXmpToJpeg, jpegEncoder } from "./raster/jpeg";
import type { Pixels } from "./raster/pixels";
import { addXmpToPng } from "./raster/png";
import { type Drawing, loadRenderer } from "./raster/renderer";
import { textOf } from "./raster/text";
import { addXmpToWebp, webpEncoder } from "./raster/webp";
import { type Credit, xmpPacket } from "./raster/xmp";

export type { FontReader } from "./raster/fonts";
export { NotDrawableError } from "./raster/renderer";
export type { Credit } from "./raster/xmp";

/** A way to write pixels down as a file. */
export interface RasterFormatCard {
	contentType: string;
	/** How its files are called: formats that are the same have the same. */
	extension: string;
	/** The versions of all that its pixels come from: an image that was made with other ones is another image. */
	madeWith: string;
	/** Loads the encoder when it is first asked for. */
	encoder(): Promise<(drawing: Drawing) => Uint8Array>;
	addXmp(image: Uint8Array, xmp: string): Uint8Array;
}

const DRAWN_WITH = `takumi${dependencies["@takumi-rs/wasm"]}-noto${FONTS_VERSION}`;

const JPEG: RasterFormatCard = {
	contentType: "image/jpeg",
	extension: "jpg",
	madeWith: `${DRAWN_WITH}-jpeg${dependencies["@jsquash/jpeg"]}`,
	encoder: async () => fromPixels(await jpegEncoder()),
	addXmp: addXmpToJpeg,
};

/** The formats, under the names they have in a URL. */
export const RASTER_FORMATS = {
	png: {
		contentType: "image/png",
		extension: "png",
		madeWith: DRAWN_WITH,
		encoder: async () => (drawing) => drawing.png(),
		addXmp: addXmpToPng,
	},
	jpg: JPEG,
	jpeg: JPEG,
	webp: {
		contentType: "image/webp",
		extension: "webp",
		madeWith: `${DRAWN_WITH}-webp${dependencies["@jsquash/webp"]}`,
		encoder: async () => fromPixels(await webpEncoder()),
		addXmp: addXmpToWebp,
	},
	avif: {
		contentType: "image/avif",
		extension: "avif",
		madeWith: `${DRAWN_WITH}-avif${dependencies["@jsquash/avif"]}`,
		encoder: async () => fromPixels(await avifEncoder()),
		addXmp: addXmpToAvif,
	},
} as const satisfies Record<string, RasterFormatCard>;

export type RasterFormat = keyof typeof RASTER_FORMATS;

/** Whether a name is one of the raster formats'. */
export function isRasterFormat(name: string): name is RasterFormat {
	return Object.hasOwn(RASTER_FORMATS, name);
}

/**
 * The largest image, in pixels each way. WebAssembly's memory grows and never shrinks, and an isolate has 128 MB: over
 * all styles takumi came to 3 MiB at 128, 30 at 512 and 111 at 1024.
 */
export const RASTER_SIZE_MAX = 512;

function fromPixels(encode: (pixels: Pixels) => Uint8Array) {
	return (drawing: Drawing) => encode(drawing.pixels());
}

/** An image, and whether it is what it will always be: not where a font could not be had that it has letters of. */
export interface Image {
	bytes: Uint8Array<ArrayBuffer>;
	complete: boolean;
}

/**
 * Draws an SVG as an image that says whose it is. The same input gives the same bytes, where all fonts can be had.
 * @param svg a square picture, of any size of its own; its `<style>` may move things: the picture is the first moment
 * @param size width and height of the image, in pixels: a whole number from 1 to RASTER_SIZE_MAX; time grows with its
 *   square
 * @param readFont asked for what the picture's letters need; without it they are empty boxes, or not there
 * @throws NotDrawableError when the SVG is broken or not square; what is drawn next does not suffer from it
 * @throws RangeError for another size
 */
export async function rasterize(
	svg: string,
	format: RasterFormat,
	size: number,
	credit: Credit,
	readFont: FontReader,
): Promise<Image> {
	if (!Number.isInteger(size) || size < 1 || size > RASTER_SIZE_MAX) throw new RangeError(`No size: ${size}`);
	const card = RASTER_FORMATS[format];
	const needed = fontsFor(textOf(svg));
	const [draw, encode, read] = await Promise.all([
		loadRenderer(),
		card.encoder(),
		Promise.all(needed.map(async (name) => [name, await readFont(name)] as const)),
	]);
	const fonts = new Map(read.filter((font): font is [string, Uint8Array] => font[1] !== undefined));
	const bytes = card.addXmp(encode(draw(svg, size, fonts)), xmpPacket(credit));
	return { bytes: bytes as Uint8Array<ArrayBuffer>, complete: fonts.size === needed.length };
}
