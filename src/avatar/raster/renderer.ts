import wasm from "@takumi-rs/wasm/auto";
import { createTakumi } from "../generated/takumi";
import { unframed } from "./frame";
import { once } from "./once";
import type { Pixels } from "./pixels";
import { laidOut, type WidthOf } from "./text";

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

/** @param fonts for a picture with text, by name */
export type Renderer = (svg: string, size: number, fonts: ReadonlyMap<string, Uint8Array>) => Drawing;

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
	return (...picture) => ({
		png: () => drawn(takumi, picture, "png"),
		pixels: () => ({ data: drawn(takumi, picture, "raw"), size: picture[1] }),
	});
}

type Format = "png" | "raw";

function drawn(
	{ Renderer, textless }: Takumi,
	[svg, size, fonts]: Parameters<Renderer>,
	format: Format,
): Uint8Array {
	try {
		if (fonts.size === 0) return image(textless, svg, size, format);
		// A renderer of its own, so that a picture's letters do not depend on what was drawn before it.
		const renderer = new Renderer(NO_CACHE);
		for (const [name, data] of fonts) renderer.registerFont({ name, data });
		const widthOf: WidthOf = (text, fontFamily, fontSize, fontWeight) =>
			renderer.measure({ type: "text", text, style: { fontFamily, fontSize, fontWeight } }).width;
		const result = image(renderer, laidOut(svg, widthOf), size, format);
		renderer.free();
		return result;
	} catch (error) {
		if (error instanceof NotDrawableError) throw error;
		// Nothing of a panicked instance can be trusted or freed: it goes with all of its memory.
		if (error instanceof WebAssembly.RuntimeError) loadTakumi = start();
		throw new NotDrawableError(error instanceof Error ? error.message : String(error), { cause: error });
	}
}

function image(renderer: Takumi["textless"], svg: string, size: number, format: Format): Uint8Array {
	const picture = unframed(svg);
	// takumi would stretch it.
	if (!picture) throw new NotDrawableError("Not a square");
	const square = { width: size, height: size };
	const data = new TextEncoder().encode(picture.svg);
	return renderer.render(
		{ type: "image", src: "avatar", ...square, style: { borderRadius: picture.radius * size } },
		{ ...square, format, images: [{ src: "avatar", data, cache: "none" }] },
	);
}
