import { dependencies } from "../../package.json";
import { FORMATS } from "./formats";
import { encodeAvif } from "./raster/avif";
import { addXmpToAvif } from "./raster/avif_xmp";
import { drawnSize, timeToDraw } from "./raster/cost";
import { FONTS_VERSION, type FontReader, fontsFor } from "./raster/fonts";
import { addXmpToJpeg } from "./raster/jpeg";
import { addXmpToPng } from "./raster/png";
import { type DrawnAs, draw, NotDrawableError, pictureOf } from "./raster/renderer";
import { textOf } from "./raster/text";
import { addXmpToWebp, encodeWebp } from "./raster/webp";
import { type Credit, xmpPacket } from "./raster/xmp";
import { RASTER_SIZE_MAX } from "./sizes";

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
	/** What an image of a size takes besides its drawing, in nanoseconds of CPU time for each of its pixels. */
	time(size: number): number;
	/** Makes a file out of a picture that can be drawn. */
	write(drawnAs: (as: DrawnAs) => Promise<Uint8Array>, size: number): Promise<Uint8Array>;
	addXmp(image: Uint8Array, xmp: string): Uint8Array;
}

/** How pictures are drawn here: to be raised whenever a change of ours makes other pixels of one. */
const DRAWING = 2;

const DRAWN_WITH = `${DRAWING}-takumi${dependencies["@takumi-rs/wasm"]}-noto${FONTS_VERSION}`;

/** Larger images, in pixels, are made with less effort. */
const LARGE = 512;

const JPEG: RasterFormatCard = {
	contentType: FORMATS.jpg.contentType,
	extension: "jpg",
	madeWith: DRAWN_WITH,
	time: () => 40,
	write: (drawnAs) => drawnAs("jpeg"),
	addXmp: addXmpToJpeg,
};

/** The formats, under the names they have in a URL. */
export const RASTER_FORMATS = {
	png: {
		contentType: FORMATS.png.contentType,
		extension: "png",
		madeWith: DRAWN_WITH,
		time: () => 35,
		write: (drawnAs) => drawnAs("png"),
		addXmp: addXmpToPng,
	},
	jpg: JPEG,
	jpeg: JPEG,
	webp: {
		contentType: FORMATS.webp.contentType,
		extension: "webp",
		madeWith: `${DRAWN_WITH}-webp${dependencies["@jsquash/webp"]}`,
		time: (size) => (size > LARGE ? 50 : 100),
		// Of a large one it would take libwebp a quarter of a second where there are shades (`glass`), and 40 MiB.
		write: async (drawnAs, size) => (size > LARGE ? drawnAs("webp") : encodeWebp(await drawnAs("raw"), size)),
		addXmp: addXmpToWebp,
	},
	avif: {
		contentType: FORMATS.avif.contentType,
		extension: "avif",
		madeWith: `${DRAWN_WITH}-avif${dependencies["@jsquash/avif"]}`,
		time: (size) => (size > LARGE ? 110 : 250),
		write: async (drawnAs, size) => encodeAvif(await drawnAs("raw"), size),
		addXmp: addXmpToAvif,
	},
} as const satisfies Record<string, RasterFormatCard>;

export type RasterFormat = keyof typeof RASTER_FORMATS;

/** Whether a name is one of the raster formats'. */
export function isRasterFormat(name: string): name is RasterFormat {
	return Object.hasOwn(RASTER_FORMATS, name);
}

/** What it takes to unpack a font, in nanoseconds: most are 1 to 4 ms, the largest 15. */
const FONT = 5e6;

/** An image that can be made of a picture. */
export interface Raster {
	/** About how long it takes, in milliseconds of CPU time. */
	time: number;
	/**
	 * Makes it. It says whose the picture is. The same input gives the same bytes, where all fonts can be had.
	 * @param readFont asked for what the picture's letters need; without it they are empty boxes, or not there
	 * @throws NotDrawableError when the SVG is broken, or too much to draw; what is drawn next does not suffer from it
	 */
	make(credit: Credit, readFont: FontReader): Promise<Image>;
}

/** An image, and whether it is what it will always be: not where a font could not be had that it has letters of. */
export interface Image {
	bytes: Uint8Array<ArrayBuffer>;
	complete: boolean;
}

/**
 * An SVG as an image.
 * @param svg a square picture, of any size of its own; its `<style>` may move things: the image is the first moment
 * @param size width and height of the image, in pixels: a whole number from 1 to RASTER_SIZE_MAX
 * @throws NotDrawableError when the SVG is not square
 * @throws RangeError for another size
 */
export function rasterOf(svg: string, format: RasterFormat, size: number): Raster {
	if (!Number.isInteger(size) || size < 1 || size > RASTER_SIZE_MAX) throw new RangeError(`No size: ${size}`);
	const card = RASTER_FORMATS[format];
	const picture = pictureOf(svg);
	const needed = fontsFor(textOf(svg));
	const encoding = card.time(size) * size ** 2;
	const drawn = drawnSize(picture.cost, size, encoding);
	return {
		time: (encoding + timeToDraw(picture.cost, drawn) + needed.length * FONT) / 1e6,
		make: async (credit, readFont) => {
			if (drawn === 0) throw new NotDrawableError("Too much to draw");
			const read = await Promise.all(needed.map(async (name) => [name, await readFont(name)] as const));
			const fonts = new Map(read.filter((font): font is [string, Uint8Array] => font[1] !== undefined));
			const image = await card.write((as) => draw(picture, fonts, { size, drawn }, as), size);
			const bytes = card.addXmp(image, xmpPacket(credit)) as Uint8Array<ArrayBuffer>;
			return { bytes, complete: fonts.size === needed.length };
		},
	};
}
