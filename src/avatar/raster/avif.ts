import factory from "@jsquash/avif/codec/enc/avif_enc.js";
import wasm from "@jsquash/avif/codec/enc/avif_enc.wasm";
import { defaultOptions } from "@jsquash/avif/meta.js";
import { encoderOf } from "./encoder";

const encode = encoderOf(factory, wasm);

/** The largest image, in pixels, that time is taken for. */
const LARGE = 512;

/**
 * Speed 8 of 10 (libaom): a third of the time of the default 6 for pictures nearly as small. 9 and 10 halve the time
 * again, but are larger than a lossless WebP.
 */
const speedOf = (size: number) => (size > LARGE ? 9 : 8);

/** An AVIF (libavif with libaom, with transparency) of a square of pixels. */
export function encodeAvif(rgba: Uint8Array, size: number): Promise<Uint8Array> {
	return encode(rgba, size, { ...defaultOptions, quality: 60, speed: speedOf(size) });
}
