import avifFactory from "@jsquash/avif/codec/dec/avif_dec.js";
import avifWasm from "@jsquash/avif/codec/dec/avif_dec.wasm";
import jpegFactory from "@jsquash/jpeg/codec/dec/mozjpeg_dec.js";
import jpegWasm from "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm";
import webpFactory from "@jsquash/webp/codec/dec/webp_dec.js";
import webpWasm from "@jsquash/webp/codec/dec/webp_dec.wasm";
import type { RasterFormat } from "../../../src/avatar/raster";

export interface Image {
	/** Red, green, blue and alpha, a byte each, not premultiplied. */
	data: Uint8Array;
	width: number;
	height: number;
}

/** How a decoder of @jsquash starts from its compiled module. */
function from(module: WebAssembly.Module) {
	return {
		noInitialRun: true,
		instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
			const instance = new WebAssembly.Instance(module, imports);
			done(instance);
			return instance.exports;
		},
	};
}

interface Decoder<Extra extends unknown[]> {
	decode(bytes: Uint8Array, ...extra: Extra): Image | null;
}

let jpeg: Promise<Decoder<[keepOrientation: boolean]>> | undefined;
let webp: Promise<Decoder<[]>> | undefined;
let avif: Promise<Decoder<[bits: 8]>> | undefined;

const DECODERS: Record<string, (bytes: Uint8Array) => Promise<Image | null>> = {
	png: decodePng,
	jpeg: async (bytes) => {
		jpeg ??= jpegFactory(from(jpegWasm)) as Promise<Decoder<[keepOrientation: boolean]>>;
		return (await jpeg).decode(bytes, false);
	},
	webp: async (bytes) => {
		webp ??= webpFactory(from(webpWasm)) as Promise<Decoder<[]>>;
		return (await webp).decode(bytes);
	},
	avif: async (bytes) => {
		avif ??= avifFactory(from(avifWasm)) as Promise<Decoder<[bits: 8]>>;
		return (await avif).decode(bytes, 8);
	},
};

/** The pixels of an image, read by the format's own decoder. */
export async function decode(format: RasterFormat, bytes: Uint8Array): Promise<Image> {
	const image = await DECODERS[format]?.(bytes);
	if (!image) throw new TypeError(`Not a ${format}`);
	return { width: image.width, height: image.height, data: new Uint8Array(image.data) };
}

/** Bytes for a pixel, by PNG's colour types: red, green and blue; the number of a colour in the palette; with alpha. */
const PIXEL_BYTES: Readonly<Record<number, number>> = { 2: 3, 3: 1, 6: 4 };

/** An 8-bit PNG, not interlaced, as takumi writes it. Checks the chunks' order, not their sums. */
async function decodePng(bytes: Uint8Array): Promise<Image> {
	const numbers = new DataView(bytes.buffer, bytes.byteOffset);
	const [width, height] = [numbers.getUint32(16), numbers.getUint32(20)];
	const [depth, type = 0] = bytes.subarray(24, 26);
	const step = PIXEL_BYTES[type];
	if (depth !== 8 || !step) throw new TypeError(`A PNG of type ${type} with ${depth} bits`);
	const chunks = new Map<string, Uint8Array<ArrayBuffer>[]>();
	for (let at = 8; !chunks.has("IEND"); ) {
		const length = numbers.getUint32(at);
		const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		chunks.set(name, [...(chunks.get(name) ?? []), bytes.slice(at + 8, at + 8 + length)]);
		at += 12 + length;
	}
	const inflated = new Blob(chunks.get("IDAT")).stream().pipeThrough(new DecompressionStream("deflate"));
	const rows = new Uint8Array(await new Response(inflated).arrayBuffer());
	const row = width * step;
	const values = new Uint8Array(row * height);
	for (let y = 0; y < height; y++) {
		const filter = rows[y * (row + 1)];
		for (let x = 0; x < row; x++) {
			const left = x < step ? 0 : (values[y * row + x - step] ?? 0);
			const up = values[(y - 1) * row + x] ?? 0;
			const corner = x < step ? 0 : (values[(y - 1) * row + x - step] ?? 0);
			const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
			values[y * row + x] = (rows[y * (row + 1) + 1 + x] ?? 0) + guess;
		}
	}
	const [palette = values] = chunks.get("PLTE") ?? [];
	const [alphas] = chunks.get("tRNS") ?? [];
	const data = new Uint8Array(width * height * 4);
	for (let pixel = 0; pixel < width * height; pixel++) {
		const colour = type === 3 ? (values[pixel] ?? 0) : pixel;
		const from = colour * (type === 6 ? 4 : 3);
		data.set(palette.subarray(from, from + 3), pixel * 4);
		data[pixel * 4 + 3] = (type === 6 ? values[from + 3] : alphas?.[colour]) ?? 255;
	}
	return { data, width, height };
}

function paeth(left: number, up: number, corner: number): number {
	const [toLeft, toUp, toCorner] = [left, up, corner].map((value) =>
		Math.abs(left + up - corner - value),
	) as [number, number, number];
	if (toLeft <= toUp && toLeft <= toCorner) return left;
	return toUp <= toCorner ? up : corner;
}
