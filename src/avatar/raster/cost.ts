import { blurOf, regionOf, seenOf } from "./blur";
import { byId, type Element, elementsOf, referenceIn } from "./elements";
import { extentOf } from "./extent";
import {
	areaOf,
	type Box,
	boxOutside,
	IDENTITY,
	inside,
	NOWHERE,
	overlap,
	type Transform,
	transformOf,
	union,
} from "./transform";

/** What an image counts as at least where its time is limited, in milliseconds of CPU time. */
export const RASTER_UNIT = 10;

/** What drawing a picture takes, for each of the image's pixels. */
export interface Cost {
	/** CPU time in nanoseconds, but for what every picture takes. */
	time: number;
	/** How many elements there are, references followed. Each takes some time, too, whatever the size. */
	elements: number;
	/** The pixels of the layers that there are at one time, at most. */
	layers: number;
}

/**
 * What takes time, in nanoseconds for each pixel of it: a shape in one colour, and one through which one sees, or with a
 * gradient; an element that is drawn on a layer of its own first; an image to be enlarged; a step of a filter, and one
 * that blurs. Fitted to 305 pictures of all 61 styles at 512 pixels, and a few that are made of one of these, on one core
 * of an AMD EPYC.
 */
const TIME = { fill: 0.5, blend: 7, layer: 3, image: 20, step: 25, blur: 75 };

/** Paint that is more than a colour: with transparency, or a gradient. */
const BLENDS = /^(?:url\(.*|#(?:[\da-f]{4}|[\da-f]{8}))$/i;

/** A layer, and what is painted on it, reaches so many sides beyond the frame in resvg. */
const REACH = 2;

/** How many elements a picture may come to, references followed, and how deep in one another. DiceBear's: 1,200, and 16. */
const MAX_ELEMENTS = 5_000;
const MAX_DEPTH = 40;

/** What has an element drawn on a layer of its own first. */
const LAYERED = ["opacity", "mask", "clip-path", "filter"];

/** What cuts a layer out, each of which is another layer first, and what that takes. */
const CUTS = { mask: 22, "clip-path": 18 };

/** How many results of a filter's steps there are at one time. */
const STEPS_AT_ONCE = 3;

/** What is drawn only where something refers to it. */
const BY_REFERENCE = /^(?:metadata|defs|clipPath|mask|filter|linearGradient|radialGradient|style)$/;

/** CPU time that an image may take, in nanoseconds, and how much of that its drawing. */
const MAX_TIME = 200e6;
const MAX_DRAWING = 125e6;

/** What an element takes at any size, in nanoseconds. */
const ELEMENT = 35e3;

/** The memory that it may take, in bytes: a Worker has 128 MB for everything, of which the encoders take 56 MiB. */
const MAX_MEMORY = 52 * 2 ** 20;

/** What there is beside the layers: the image with its copies, and what the allocator leaves unused. */
const BYTES = 4;
const COPIES = 4;
const UNUSED = 1.8;

/** How much smaller than asked for an image may be drawn, to be enlarged. */
const MIN_PART = 1 / 8;

/** Where something is drawn, and the area of the layers that it takes at one time. */
interface Drawn {
	box: Box;
	layers: number;
}

/** What an element is drawn in. */
interface Surroundings {
	transform: Transform;
	/** What of it is painted on at all. */
	canvas: Box;
	/** Whether what is under a shape is to be seen through it. */
	blends: boolean;
	depth: number;
}

const NOTHING: Drawn = { box: NOWHERE, layers: 0 };

/**
 * What a square picture of DiceBear's takes, from the places and sizes of its parts. One with too many parts, or parts
 * that refer to themselves, takes endless time.
 */
export function costOf(svg: string): Cost {
	const picture = elementsOf(svg);
	const ids = byId(picture);
	const side = Number(picture.children[0]?.attributes.viewBox?.split(" ")[2]);
	const frame = { left: 0, top: 0, right: side, bottom: side };
	const reach = {
		left: -REACH * side,
		top: -REACH * side,
		right: (1 + REACH) * side,
		bottom: (1 + REACH) * side,
	};
	const area = (box: Box, canvas: Box) => areaOf(overlap(box, canvas)) / side ** 2;
	const referred = (value: string | undefined) => ids.get(referenceIn(value) ?? "");
	// A shape is often used a hundred times.
	const extents = new Map<Element, Box>();
	const extent = (element: Element) => {
		const box = extents.get(element) ?? extentOf(element, side);
		extents.set(element, box);
		return box;
	};
	let time = 0;
	let elements = 0;

	const drawAll = (children: readonly Element[], around: Surroundings): Drawn =>
		children
			.filter(({ name }) => !BY_REFERENCE.test(name))
			.map((child) => draw(child, around))
			.reduce(together, NOTHING);

	const draw = (element: Element, around: Surroundings): Drawn => {
		const { name, attributes } = element;
		if (++elements > MAX_ELEMENTS || around.depth === MAX_DEPTH) {
			time = Number.POSITIVE_INFINITY;
			return NOTHING;
		}
		const isLayer = takesLayer(element);
		const inner = {
			transform: inside(around.transform, transformOf(attributes.transform)),
			canvas: isLayer ? reach : around.canvas,
			blends: around.blends || doesBlend(element),
			depth: around.depth + 1,
		};
		// In one colour on the picture itself a shape takes next to nothing, wherever it is.
		const matters = inner.blends || inner.canvas === reach;
		const own = matters ? boxOutside(inner.transform, extent(element)) : NOWHERE;
		time += area(own, inner.canvas) * (inner.blends ? TIME.blend : TIME.fill);

		const filter = referred(attributes.filter);
		const blur = blurOf(filter);
		const used = name === "use" ? referred(attributes.href) : undefined;
		// A blur is drawn small, with all that is blurred.
		const content = blur ? NOTHING : drawAll(used ? [used] : element.children, inner);
		if (!isLayer) return { box: union(own, content.box), layers: content.layers };

		// Without a region of its own it may be anything.
		if (filter && !(areaOf(regionOf(filter)) > 0)) time = Number.POSITIVE_INFINITY;
		const region = blur ? seenOf(blur, inner.transform, frame) : filter && regionOf(filter);
		const box = region ? boxOutside(inner.transform, region) : union(own, content.box);
		const layer = area(box, reach);
		const steps = blur ? [] : (filter?.children ?? []);
		time +=
			layer *
			steps.reduce((sum, { name }) => sum + (name === "feGaussianBlur" ? TIME.blur : TIME.step), TIME.layer);
		if (blur) time += layer * TIME.image;
		const cuts = Object.entries(CUTS).map(([name, nanoseconds]) => {
			const cut = referred(attributes[name]);
			if (!cut) return 0;
			time += layer * nanoseconds;
			return layer + drawAll(cut.children, { ...inner, blends: false }).layers;
		});
		return {
			box,
			layers: layer + Math.max(content.layers, Math.min(steps.length, STEPS_AT_ONCE) * layer, ...cuts),
		};
	};
	const { layers } = drawAll(picture.children, {
		transform: IDENTITY,
		canvas: frame,
		blends: false,
		depth: 0,
	});
	return { time, layers, elements };
}

/** Whether an element's shapes are painted with more than a colour. */
function doesBlend({ attributes }: Element): boolean {
	const { fill = "", stroke = "" } = attributes;
	return (
		"fill-opacity" in attributes || "stroke-opacity" in attributes || BLENDS.test(fill) || BLENDS.test(stroke)
	);
}

/** Whether an element is drawn on a layer of its own first. */
function takesLayer({ attributes }: Element): boolean {
	return (
		LAYERED.some((attribute) => attribute in attributes) ||
		(attributes.style?.includes("mix-blend-mode") ?? false)
	);
}

function together(one: Drawn, other: Drawn): Drawn {
	return { box: union(one.box, other.box), layers: Math.max(one.layers, other.layers) };
}

/**
 * How large an image is to be drawn, so that it takes neither too long nor too much memory: as large as it is to be, or
 * smaller, to be enlarged then. All that DiceBear draws at its own size is as large as asked for, or nearly.
 * @param size width and height that the image is to have, in pixels
 * @param encoding what is to be done with its pixels takes so long, in nanoseconds
 * @returns 0 for a picture that takes too much at an eighth of that
 */
export function drawnSize({ time, layers }: Cost, size: number, encoding: number): number {
	const quickEnough = Math.sqrt(Math.min(MAX_DRAWING, MAX_TIME - encoding) / time);
	const smallEnough = Math.sqrt(MAX_MEMORY / BYTES / (COPIES + UNUSED * layers));
	const drawn = Math.floor(Math.min(size, quickEnough, smallEnough));
	return drawn < size * MIN_PART ? 0 : drawn;
}

/** How long it takes to draw a picture at the size that it is drawn at, in nanoseconds of CPU time. */
export function timeToDraw({ time, elements }: Cost, drawn: number): number {
	return elements * ELEMENT + (drawn === 0 ? 0 : time * drawn ** 2);
}
