import wasm from "@takumi-rs/wasm/auto";
import { createTakumi } from "../generated/takumi";
import { fontsFor } from "./fonts";
import { once } from "./once";
import type { Pixels } from "./pixels";

/** An SVG that cannot be drawn, or not as a square. */
export class NotDrawableError extends Error {
	override readonly name = "NotDrawableError";
}

/** A picture at a size. Each of these draws it. */
export interface Drawing {
	/** @throws NotDrawableError */
	png(): Uint8Array;
	/** @throws NotDrawableError */
	pixels(): Pixels;
}

export type Renderer = (svg: string, size: number) => Drawing;

type Takumi = Awaited<ReturnType<ReturnType<typeof start>>>;

/** Its own cache would keep up to 64 MiB of pictures that are drawn once. */
const NO_CACHE = { cacheMaxBytes: 0 };

/** takumi, ready to draw: for pictures without text one renderer, which has no fonts. */
const start = () =>
	once(async () => {
		const { Renderer, initSync } = createTakumi();
		initSync({ module: wasm });
		return { Renderer, textless: new Renderer(NO_CACHE) };
	});

let loadTakumi = start();

/** A renderer that draws until takumi panics; the next to ask gets another one. */
export async function loadRenderer(): Promise<Renderer> {
	const takumi = await loadTakumi();
	return (svg, size) => ({
		png: () => drawn(takumi, svg, size, "png"),
		pixels: () => ({ data: drawn(takumi, svg, size, "raw"), size }),
	});
}

function drawn({ Renderer, textless }: Takumi, svg: string, size: number, format: "png" | "raw"): Uint8Array {
	// takumi would stretch what is none.
	if (!isSquare(svg)) throw new NotDrawableError("Not a square");
	const fonts = fontsFor(svg);
	try {
		if (fonts.length === 0) return image(textless, svg, size, format);
		// A renderer of its own, so that a picture's letters do not depend on what was drawn before it.
		const renderer = new Renderer(NO_CACHE);
		for (const font of fonts) renderer.registerFont(font);
		const result = image(renderer, svg, size, format);
		renderer.free();
		return result;
	} catch (error) {
		// Nothing of a panicked instance can be trusted or freed: it goes with all of its memory.
		if (error instanceof WebAssembly.RuntimeError) loadTakumi = start();
		throw new NotDrawableError(error instanceof Error ? error.message : String(error), { cause: error });
	}
}

function image(renderer: Takumi["textless"], svg: string, size: number, format: "png" | "raw"): Uint8Array {
	const square = { width: size, height: size };
	return renderer.render(
		{ type: "image", src: "avatar", ...square },
		{ ...square, format, images: [{ src: "avatar", data: new TextEncoder().encode(svg), cache: "none" }] },
	);
}

/** Whether an SVG's `viewBox` is as wide as it is high. */
function isSquare(svg: string): boolean {
	return /^<svg\b[^>]*\bviewBox="\S+ \S+ (\S+) \1"/.test(svg);
}
