import type { Node, RgbaImage } from "@takumi-rs/wasm";
import wasm from "@takumi-rs/wasm/auto";
import { createTakumi } from "../generated/takumi";
import { withSmallBlurs } from "./blur";
import { type Cost, costOf } from "./cost";
import { type Unframed, unframed } from "./frame";
import { kept } from "./kept";
import { laidOut, type WidthOf } from "./text";
import type { Box } from "./transform";

/** An SVG that cannot be drawn, or not as a square. */
export class NotDrawableError extends Error {
	override readonly name = "NotDrawableError";
}

/** How what is drawn is written down; `raw` is red, green, blue and alpha, the colours as they are without alpha. */
export type DrawnAs = "png" | "jpeg" | "webp" | "raw";

/** Its own cache would keep up to 64 MiB of pictures that are drawn once. */
const NO_CACHE = { cacheMaxBytes: 0 };

/** Chroma is at full resolution at any quality: avatars are flat colours with hard edges, which bleed at half of it. */
const JPEG_QUALITY = 85;

/** takumi, ready to draw: for pictures without text one renderer, which has no fonts. */
const inTakumi = kept(async () => {
	const { Renderer, initSync } = createTakumi();
	initSync({ module: wasm });
	return { Renderer, textless: new Renderer(NO_CACHE) };
});

/** A picture that can be drawn. */
export interface Picture extends Unframed {
	cost: Cost;
}

/**
 * Reads an SVG, as far as is needed to know what drawing it takes.
 * @throws NotDrawableError when it is not square: takumi would stretch it
 */
export function pictureOf(svg: string): Picture {
	const picture = unframed(svg);
	if (!picture) throw new NotDrawableError("Not a square");
	return { ...picture, cost: costOf(picture.svg) };
}

/** Width and height of an image, in pixels, and of what is drawn first, and then enlarged to it. */
export interface Sizes {
	size: number;
	drawn: number;
}

/**
 * Draws a picture; as JPEG, on white.
 * @param fonts for a picture with text, by name
 * @throws NotDrawableError when it is broken; what is drawn next does not suffer from it
 */
export async function draw(
	picture: Picture,
	fonts: ReadonlyMap<string, Uint8Array>,
	sizes: Sizes,
	as: DrawnAs,
): Promise<Uint8Array> {
	try {
		return await inTakumi(({ Renderer, textless }) => {
			if (fonts.size === 0) return image(textless, picture, sizes, as);
			// A renderer of its own, so that a picture's letters do not depend on what was drawn before it.
			const renderer = new Renderer(NO_CACHE);
			for (const [name, data] of fonts) renderer.registerFont({ name, data });
			const widthOf: WidthOf = (text, fontFamily, fontSize, fontWeight) =>
				renderer.measure({ type: "text", text, style: { fontFamily, fontSize, fontWeight } }).width;
			try {
				return image(renderer, { ...picture, svg: laidOut(picture.svg, widthOf) }, sizes, as);
			} finally {
				renderer.free();
			}
		});
	} catch (error) {
		if (error instanceof NotDrawableError) throw error;
		throw new NotDrawableError(error instanceof Error ? error.message : String(error), { cause: error });
	}
}

type Renderer = Pick<InstanceType<ReturnType<typeof createTakumi>["Renderer"]>, "render">;

function image(
	renderer: Renderer,
	{ svg, radius }: Picture,
	{ size, drawn }: Sizes,
	as: DrawnAs,
): Uint8Array {
	const whole = withSmallBlurs(svg, drawn, (part, width, height, window) =>
		render(renderer, part, { width, height }, "png", window),
	);
	const avatar = { width: size, height: size, borderRadius: radius * size };
	if (drawn === size) return render(renderer, whole, avatar, as);
	const data = render(renderer, whole, { width: drawn, height: drawn }, "raw");
	return render(renderer, { width: drawn, height: drawn, data }, avatar, as);
}

interface Style {
	width: number;
	height: number;
	borderRadius?: number;
}

/** Draws an SVG, or pixels, in a style, and cuts a window out of that. */
function render(
	renderer: Renderer,
	picture: string | RgbaImage,
	style: Style,
	as: DrawnAs,
	window: Box = { left: 0, top: 0, right: style.width, bottom: style.height },
): Uint8Array {
	const { left, top, right, bottom } = window;
	const size = { width: right - left, height: bottom - top };
	const isSvg = typeof picture === "string";
	const avatar: Node = {
		type: "image",
		src: isSvg ? SVG : picture,
		style: { ...style, position: "absolute", left: -left, top: -top },
	};
	// JPEG knows no transparency: takumi would leave it black.
	const onWhite: Node = {
		type: "container",
		children: [avatar],
		style: { ...size, backgroundColor: "white" },
	};
	return renderer.render(as === "jpeg" ? onWhite : avatar, {
		...{ ...size, format: as, quality: JPEG_QUALITY },
		images: isSvg ? [{ src: SVG, data: new TextEncoder().encode(picture), cache: "none" }] : [],
	});
}

/** An SVG has to have a name: without one, takumi draws nothing where it is broken, and says nothing. */
const SVG = "svg";
