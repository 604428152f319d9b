/** A square of pixels: red, green, blue and alpha, a byte each, the colours as they are without alpha. */
export interface Pixels {
	data: Uint8Array;
	/** Width and height. */
	size: number;
}
