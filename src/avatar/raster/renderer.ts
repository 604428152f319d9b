import type { ImageNode } from "@takumi-rs/wasm";
import wasm from "@takumi-rs/wasm/auto";
import { createTakumi } from "../generated/takumi";
import { withSmallBlurs } from "./blur";
import { costOf, drawnSize } from "./cost";
import { fontsFor } from "./fonts";
import { unframed } from "./frame";
import { once } from "./once";
import type { Pixels } from "./pixels";
import type { Box } from "./transform";

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

type Format = "png" | "raw";

function drawn({ Renderer, textless }: Takumi, svg: string, size: number, format: Format): Uint8Array {
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
	const drawn = drawnSize(costOf(picture.svg), size);
	if (drawn === 0) throw new NotDrawableError("Too much to draw");
	const whole = withSmallBlurs(picture.svg, drawn, (part, width, height, window) =>
		render(renderer, asImage(part), { width, height }, window, "png"),
	);
	const corners = { width: size, height: size, borderRadius: picture.radius * size };
	if (drawn === size) return render(renderer, asImage(whole), corners, boxOf(size), format);
	const data = render(renderer, asImage(whole), { width: drawn, height: drawn }, boxOf(drawn), "raw");
	return render(renderer, { width: drawn, height: drawn, data }, corners, boxOf(size), format);
}

const asImage = (svg: string) => new TextEncoder().encode(svg);

const boxOf = (size: number): Box => ({ left: 0, top: 0, right: size, bottom: size });

/** Draws an SVG, or pixels, in a style, and cuts a window out of that. */
function render(
	renderer: Takumi["textless"],
	src: ImageNode["src"],
	style: { width: number; height: number; borderRadius?: number },
	{ left, top, right, bottom }: Box,
	format: Format,
): Uint8Array {
	return renderer.render(
		{ type: "image", src, style: { ...style, position: "absolute", left: -left, top: -top } },
		{ width: right - left, height: bottom - top, format },
	);
}
