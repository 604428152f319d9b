import { initWasm, Resvg } from "@resvg/resvg-wasm";
import wasm from "@resvg/resvg-wasm/index_bg.wasm";
import { fontsFor } from "./fonts";
import { once } from "./once";
import type { Pixels } from "./pixels";

/** An SVG that cannot be drawn, or not as a square. */
export class NotDrawableError extends Error {
	override readonly name = "NotDrawableError";
}

/** A drawn picture, in resvg's memory. */
export interface Drawing {
	/** An 8-bit PNG with transparency. */
	png(): Uint8Array;
	pixels(): Pixels;
}

/** Calls `use` with the drawn SVG and gives what it returns; the drawing is gone after that. */
export type Renderer = <T>(svg: string, size: number, use: (drawing: Drawing) => T) => T;

/** resvg, ready to draw. */
export const loadRenderer = once(async (): Promise<Renderer> => {
	await initWasm(wasm);
	return (svg, size, use) => {
		const document = parsed(svg, size);
		try {
			// Asked before anything is drawn: a long strip would be a bitmap of any size.
			if (Math.abs(document.width - document.height) > 0.01) {
				throw new NotDrawableError(`Not a square: ${document.width} × ${document.height}`);
			}
			const image = document.render();
			try {
				return use({ png: () => image.asPng(), pixels: () => ({ data: image.pixels, size }) });
			} finally {
				image.free();
			}
		} finally {
			document.free();
		}
	};
});

function parsed(svg: string, size: number) {
	try {
		return new Resvg(svg, {
			fitTo: { mode: "width", value: size },
			font: { fontBuffers: fontsFor(svg) },
		});
	} catch (error) {
		throw new NotDrawableError(error instanceof Error ? error.message : String(error), { cause: error });
	}
}
