/** A square of pixels: red, green, blue and alpha, a byte each, the colours as they are without alpha. */
export interface Pixels {
	data: Uint8Array;
	/** Width and height. */
	size: number;
}

/** Pixels on a white background. Works in place and returns the same bytes. */
export function flattenOnWhite(data: Uint8Array): Uint8Array {
	for (let at = 0; at < data.length; at += 4) {
		const alpha = data[at + 3] ?? 0;
		if (alpha === 255) continue;
		for (let colour = at; colour < at + 3; colour++) {
			data[colour] = Math.round(255 - ((255 - (data[colour] ?? 0)) * alpha) / 255);
		}
		data[at + 3] = 255;
	}
	return data;
}
