import { byId, type Element, elementsOf, referenceIn } from "./elements";
import {
	areaOf,
	type Box,
	boxInside,
	IDENTITY,
	inside,
	scaleOf,
	type Transform,
	transformOf,
} from "./transform";

/** Draws an SVG so many pixels wide and high, and cuts a window out of that, in whole pixels: as PNG. */
type DrawPart = (svg: string, width: number, height: number, window: Box) => Uint8Array;

/** A filter that ends with a blur, so that nothing that comes out of it has an edge. In the units of what is blurred. */
interface Blur {
	region: Box;
	/** The standard deviation. */
	deviation: number;
}

/** A group that is blurred as a whole. */
interface BlurredGroup {
	group: Element;
	blur: Blur;
	/** The groups that it lies in. */
	around: readonly Element[];
	/** Its coordinates in the picture's. */
	transform: Transform;
}

/**
 * A small blur's standard deviation in pixels: three means over nine pixels each, which come as near to a bell curve as
 * the wide ones that renderers take for a large one, and not nearer.
 * Source: https://drafts.fxtf.org/filter-effects/#feGaussianBlurElement (`d`)
 */
const DEVIATION = Math.sqrt(9 ** 2 - 1) / 2 / 0.94;

/** How many of its pixels a small image needs around what is to be seen, for what is between them. */
const MARGIN = 2;

/** What a group does to the whole of what lies in it, and does not hand down to its parts. */
const OF_THE_WHOLE = new Set("id class transform opacity clip-path mask filter style".split(" "));

/**
 * A picture in which groups that are blurred are small images, for the renderer to enlarge: a blur's cost grows with the
 * area that it works on, and what comes out of it has no detail to lose.
 * @param svg a square picture of DiceBear's
 * @param size its width and height to be, in pixels: a blur that is no larger there stays as it is
 */
export function withSmallBlurs(svg: string, size: number, draw: DrawPart): string {
	if (!svg.includes("<feGaussianBlur")) return svg;
	const side = Number(/\bviewBox="0 0 (\S+) /.exec(svg)?.[1]);
	const definitions = (svg.match(/<defs>.*?<\/defs>/gs) ?? []).join("");
	let result = "";
	let done = 0;
	for (const { group, blur, around, transform } of blurredGroups(elementsOf(svg))) {
		const perUnit = DEVIATION / blur.deviation;
		if (perUnit >= (scaleOf(transform) * size) / side) continue;
		const { filter, ...others } = group.attributes;
		const blurred = `<g filter="${filter}">${svg.slice(group.contentStart, group.contentEnd)}</g>`;
		const content =
			definitions +
			[...around, group].reduceRight((part, outer) => `<g${handedDown(outer)}>${part}</g>`, blurred);
		const seen = seenOf(blur, transform, { left: 0, top: 0, right: side, bottom: side });
		const image = areaOf(seen) > 0 ? smallImage(blur, content, seen, draw) : "";
		result += `${svg.slice(done, group.start)}<g${written(others)}>${image}</g>`;
		done = group.end;
	}
	return result + svg.slice(done);
}

function smallImage(blur: Blur, content: string, seen: Box, draw: DrawPart): string {
	const perUnit = DEVIATION / blur.deviation;
	const { left, top, right, bottom } = blur.region;
	const width = Math.ceil((right - left) * perUnit);
	const height = Math.ceil((bottom - top) * perUnit);
	const window = {
		left: Math.round((seen.left - left) * perUnit),
		top: Math.round((seen.top - top) * perUnit),
		right: Math.round((seen.right - left) * perUnit),
		bottom: Math.round((seen.bottom - top) * perUnit),
	};
	const viewBox = [left, top, width / perUnit, height / perUnit].join(" ");
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${content}</svg>`;
	const place = written({
		x: seen.left,
		y: seen.top,
		width: seen.right - seen.left,
		height: seen.bottom - seen.top,
		preserveAspectRatio: "none",
		style: "image-rendering:smooth",
		href: `data:image/png;base64,${draw(svg, width, height, window).toBase64()}`,
	});
	return `<image${place}/>`;
}

/**
 * What of a blur's region can be seen, in its units: whole pixels of the small image, and some beyond, for what is between
 * them. The image takes a layer as large as this.
 * @param transform the units in the frame's
 */
export function seenOf({ region, deviation }: Blur, transform: Transform, frame: Box): Box {
	const perUnit = DEVIATION / deviation;
	const seen = boxInside(transform, frame);
	const before = (edge: number, start: number) =>
		start + Math.max(0, Math.floor((edge - start) * perUnit) - MARGIN) / perUnit;
	const after = (edge: number, start: number, end: number) =>
		start +
		Math.ceil(Math.min((end - start) * perUnit, Math.ceil((edge - start) * perUnit) + MARGIN)) / perUnit;
	return {
		left: before(seen.left, region.left),
		top: before(seen.top, region.top),
		right: after(seen.right, region.left, region.right),
		bottom: after(seen.bottom, region.top, region.bottom),
	};
}

/** The groups of a picture that are blurred; not those in others, or that wait for being used. */
function blurredGroups(picture: Element): BlurredGroup[] {
	const ids = byId(picture);
	const found: BlurredGroup[] = [];
	const visit = (element: Element, around: readonly Element[], outer: Transform) => {
		if (element.name === "defs") return;
		const { transform, filter } = element.attributes;
		const own = inside(outer, transformOf(transform));
		const blur = element.name === "g" ? blurOf(ids.get(referenceIn(filter) ?? "")) : undefined;
		if (blur) found.push({ group: element, blur, around, transform: own });
		else
			for (const child of element.children)
				visit(child, element.name === "g" ? [...around, element] : around, own);
	};
	visit(picture, [], IDENTITY);
	return found;
}

/** The region of a filter, in the units of what goes through it; made of `NaN` where it depends on the size of that. */
export function regionOf({ attributes }: Element): Box {
	const [left, top] = [Number(attributes.x), Number(attributes.y)];
	const unit = attributes.filterUnits === "userSpaceOnUse" ? 1 : Number.NaN;
	return {
		...{ left, top },
		right: left + Number(attributes.width) * unit,
		bottom: top + Number(attributes.height) * unit,
	};
}

/** Undefined for a filter that does not end with a blur, or has no region of its own. */
export function blurOf(filter: Element | undefined): Blur | undefined {
	const last = filter?.children.at(-1);
	if (!filter || last?.name !== "feGaussianBlur") return undefined;
	const blur = { region: regionOf(filter), deviation: Number(last.attributes.stdDeviation) };
	// Nothing is more than what is not a number.
	return blur.deviation > 0 && areaOf(blur.region) > 0 ? blur : undefined;
}

function handedDown({ attributes }: Element): string {
	return written(Object.fromEntries(Object.entries(attributes).filter(([name]) => !OF_THE_WHOLE.has(name))));
}

function written(attributes: Readonly<Record<string, string | number>>): string {
	return Object.entries(attributes)
		.map(([name, value]) => ` ${name}="${value}"`)
		.join("");
}
