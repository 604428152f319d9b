import wasm from "@resvg/resvg-wasm/index_bg.wasm";
import { createResvg } from "../generated/resvg";
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

type Resvg = ReturnType<typeof createResvg>["Resvg"];

/** resvg, ready to draw. */
const start = () =>
	once(async (): Promise<Resvg> => {
		const { Resvg, initWasm } = createResvg();
		await initWasm(wasm);
		return Resvg;
	});

let loadResvg = start();

/** A renderer that draws until resvg panics; the next to ask gets another one. */
export async function loadRenderer(): Promise<Renderer> {
	const Resvg = await loadResvg();
	return (svg, size, use) => {
		try {
			return drawn(Resvg, svg, size, use);
		} catch (error) {
			if (error instanceof NotDrawableError) throw error;
			// Nothing of a panicked instance can be used or freed: it goes with all of its memory.
			loadResvg = start();
			if (!(error instanceof WebAssembly.RuntimeError)) throw error;
			throw new NotDrawableError("resvg cannot draw this", { cause: error });
		}
	};
}

function drawn<T>(Resvg: Resvg, svg: string, size: number, use: (drawing: Drawing) => T): T {
	const document = parsed(Resvg, svg, size);
	// Asked before anything is drawn: a long strip would be a bitmap of any size.
	const square = Math.abs(document.width - document.height) <= 0.01;
	const image = square ? document.render() : undefined;
	const result = image && use({ png: () => image.asPng(), pixels: () => ({ data: image.pixels, size }) });
	image?.free();
	document.free();
	if (!image) throw new NotDrawableError("Not a square");
	return result as T;
}

function parsed(Resvg: Resvg, svg: string, size: number) {
	try {
		return new Resvg(svg, {
			fitTo: { mode: "width", value: size },
			font: { fontBuffers: fontsFor(svg) },
		});
	} catch (error) {
		if (error instanceof WebAssembly.RuntimeError) throw error;
		throw new NotDrawableError(error instanceof Error ? error.message : String(error), { cause: error });
	}
}
