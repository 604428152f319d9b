import type { Node } from "@takumi-rs/wasm";
import wasm from "@takumi-rs/wasm/auto";
import { createTakumi } from "../generated/takumi";
import { fontsFor } from "./fonts";
import { unframed } from "./frame";
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
	/**
	 * On white.
	 * @throws NotDrawableError
	 */
	jpeg(): Uint8Array;
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
		jpeg: () => drawn(takumi, svg, size, "jpeg"),
		pixels: () => ({ data: drawn(takumi, svg, size, "raw"), size }),
	});
}

type Format = "png" | "jpeg" | "raw";

/** Chroma is at full resolution at any quality: avatars are flat colours with hard edges, which bleed at half of it. */
const JPEG_QUALITY = 85;

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
	const square = { width: size, height: size };
	const data = new TextEncoder().encode(picture.svg);
	const avatar: Node = {
		type: "image",
		src: "avatar",
		...square,
		style: { borderRadius: picture.radius * size },
	};
	// JPEG knows no transparency: takumi would leave it black.
	const onWhite: Node = {
		type: "container",
		children: [avatar],
		style: { ...square, backgroundColor: "white" },
	};
	return renderer.render(format === "jpeg" ? onWhite : avatar, {
		...square,
		format,
		quality: JPEG_QUALITY,
		images: [{ src: "avatar", data, cache: "none" }],
	});
}
