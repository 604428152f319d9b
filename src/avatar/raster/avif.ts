import factory from "@jsquash/avif/codec/enc/avif_enc.js";
import wasm from "@jsquash/avif/codec/enc/avif_enc.wasm";
import { defaultOptions } from "@jsquash/avif/meta.js";
import { loadEncoder } from "./encoder";
import { once } from "./once";
import type { Pixels } from "./pixels";

/**
 * Speed 8 of 10 (libaom): a third of the time of the default 6 for pictures nearly as small. 9 and 10 halve the time
 * again, but are larger than a lossless WebP.
 */
const OPTIONS = { ...defaultOptions, quality: 60, speed: 8 };

/** An AVIF encoder (libavif with libaom, with transparency). */
export const avifEncoder = once(async () => {
	const encoder = await loadEncoder(factory, wasm);
	return ({ data, size }: Pixels) => encoder.encode(data, size, size, OPTIONS);
});
