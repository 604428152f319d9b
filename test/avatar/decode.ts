import avifFactory from "@jsquash/avif/codec/dec/avif_dec.js";
import avifWasm from "@jsquash/avif/codec/dec/avif_dec.wasm";
import jpegFactory from "@jsquash/jpeg/codec/dec/mozjpeg_dec.js";
import jpegWasm from "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm";
import webpFactory from "@jsquash/webp/codec/dec/webp_dec.js";
import webpWasm from "@jsquash/webp/codec/dec/webp_dec.wasm";
import type { RasterFormat } from "../../src/avatar/raster";
import { once } from "../../src/avatar/raster/once";

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

const jpeg = once((): Promise<Decoder<[keepOrientation: boolean]>> => jpegFactory(from(jpegWasm)));
const webp = once((): Promise<Decoder<[]>> => webpFactory(from(webpWasm)));
const avif = once((): Promise<Decoder<[bits: 8]>> => avifFactory(from(avifWasm)));

const DECODERS: Record<string, (bytes: Uint8Array) => Promise<Image | null>> = {
	png: decodePng,
	jpeg: async (bytes) => (await jpeg()).decode(bytes, false),
	webp: async (bytes) => (await webp()).decode(bytes),
	avif: async (bytes) => (await avif()).decode(bytes, 8),
};

/** The pixels of an image, read by the format's own decoder. */
export async function decode(format: RasterFormat, bytes: Uint8Array): Promise<Image> {
	const image = await DECODERS[format]?.(bytes);
	if (!image) throw new TypeError(`Not a ${format}`);
	return { width: image.width, height: image.height, data: new Uint8Array(image.data) };
}

/** An 8-bit PNG with transparency, not interlaced, as resvg writes it. Checks the chunks' order, not their sums. */
async function decodePng(bytes: Uint8Array): Promise<Image> {
	const numbers = new DataView(bytes.buffer, bytes.byteOffset);
	const [width, height] = [numbers.getUint32(16), numbers.getUint32(20)];
	const packed: Uint8Array<ArrayBuffer>[] = [];
	let name = "";
	for (let at = 8; name !== "IEND"; ) {
		const length = numbers.getUint32(at);
		name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		if (name === "IDAT") packed.push(bytes.slice(at + 8, at + 8 + length));
		at += 12 + length;
	}
	const inflated = new Blob(packed).stream().pipeThrough(new DecompressionStream("deflate"));
	const rows = new Uint8Array(await new Response(inflated).arrayBuffer());
	const data = new Uint8Array(width * height * 4);
	for (let y = 0; y < height; y++) {
		const filter = rows[y * (width * 4 + 1)];
		for (let x = 0; x < width * 4; x++) {
			const left = x < 4 ? 0 : (data[y * width * 4 + x - 4] ?? 0);
			const up = data[(y - 1) * width * 4 + x] ?? 0;
			const corner = x < 4 ? 0 : (data[(y - 1) * width * 4 + x - 4] ?? 0);
			const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
			data[y * width * 4 + x] = (rows[y * (width * 4 + 1) + 1 + x] ?? 0) + guess;
		}
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
