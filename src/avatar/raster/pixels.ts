/** A square of pixels: red, green, blue and alpha, a byte each, the colours multiplied by alpha as resvg gives them. */
export interface Pixels {
	data: Uint8Array;
	/** Width and height. */
	size: number;
}

/**
 * Premultiplied pixels with the colours as they are without alpha, which is how WebP and AVIF keep them. Works in place
 * and returns the same bytes.
 */
export function straightAlpha(data: Uint8Array): Uint8Array {
	for (let at = 0; at < data.length; at += 4) {
		const alpha = data[at + 3] ?? 0;
		if (alpha === 255 || alpha === 0) continue;
		for (let colour = at; colour < at + 3; colour++) {
			data[colour] = Math.min(255, Math.round(((data[colour] ?? 0) * 255) / alpha));
		}
	}
	return data;
}

/** Premultiplied pixels on a white background. Works in place and returns the same bytes. */
export function flattenOnWhite(data: Uint8Array): Uint8Array {
	for (let at = 0; at < data.length; at += 4) {
		const white = 255 - (data[at + 3] ?? 0);
		if (white === 0) continue;
		for (let colour = at; colour < at + 3; colour++) data[colour] = (data[colour] ?? 0) + white;
		data[at + 3] = 255;
	}
	return data;
}
