/** How wide a blurred picture may be, in pixels, its `scale` counted in. */
const WIDEST_BLUR = 700;

/** The renderer's layers reach two sides beyond the frame on each side: a picture that is scaled up further takes no more. */
const LARGEST_SCALE = 3;

/**
 * Whether drawing a picture would take more memory than an isolate has to spare. A blur takes several layers as large as
 * what lies in it. Measured over all styles at 512 pixels, in MiB of WebAssembly's memory: with a blur (`glass`) 27 as it
 * is, 96 at `scale=2`, 129 from 3 on, and two seconds of CPU; without one at most 86 (`disco`), whatever the scale.
 * @param size width and height of the image, in pixels
 * @param scale DiceBear's option, as it came to be
 */
export function isTooDear(svg: string, size: number, scale: number): boolean {
	return svg.includes("<feGaussianBlur") && size * Math.min(scale, LARGEST_SCALE) > WIDEST_BLUR;
}
