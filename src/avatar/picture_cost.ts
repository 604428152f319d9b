/*
 * What a picture from outside may be to be drawn. Each bound leaves room above the largest that DiceBear itself draws,
 * measured on 600 avatars of each of its 61 styles as they are asked for. How large it may then be drawn, raster/cost.ts
 * says. At 1,024 pixels, what keeps to both took takumi at most 0.7 s and 35 MiB.
 */

/** How many elements a picture may have, and how many of them may lie in one another. DiceBear has up to 332, and 16. */
const MAX_ELEMENTS = 1_000;
const MAX_DEPTH = 40;

/** The longest path, in characters. DiceBear's is 16,316. */
const MAX_PATH = 24_000;

/** The most that shapes may come to: see `Sums`. DiceBear's own come to 998 in disco, and to 358 in any other style. */
const MAX_SHAPES = 1_250;

/** The most that filters may come to. DiceBear's come to 147 in glass. */
const MAX_FILTERED = 180;

/** The longest side of a filter's region, in sides of the picture. DiceBear's is 2.2. */
const MAX_REGION = 4;

/** The finest blur, as a part of its filter's region: finer ones take longer. DiceBear's is 1/28. */
const MIN_BLUR = 1 / 50;

/** How many layers may lie in one another: each takes 1 MiB at 512 pixels. DiceBear has up to 5. */
const MAX_LAYERS = 10;

/** How far a length or a place may lead, in sides of the picture. DiceBear's lead up to 22.5. */
const MAX_REACH = 25;

/** What an element comes to, with all that lies in it and all that it refers to. */
interface Sums {
	/** As many shapes, as large as the picture, would be as much work. */
	shapes: number;
	/** The work of filters, by the area that each of their steps works on. */
	filtered: number;
	region: number;
	layers: number;
	depth: number;
	reach: number;
}

/** An element's work where it is not a shape of its own: a text needs a font. */
const WORK: Readonly<Record<string, number>> = { g: 0.1, use: 0.1, text: 100 };

/** As many characters of a path are as much work as a shape. */
const PATH_CHARACTERS = 100;

/** What has an element drawn on a layer of its own first, and the work of that. */
const LAYERS = ["opacity", "mask", "clip-path", "filter", "style"];
const LAYER_WORK = 10;

/** The work of a filter's step over an area as large as the picture. */
const STEP_WORK = 3;
const BLUR_WORK = 10;

/** The attributes that a shape's size and place come from. */
const LENGTHS = "d x y cx cy r rx ry width height stroke-width font-size dy".split(" ");

/** What is drawn only where something refers to it. */
const BY_REFERENCE = /^(?:metadata|defs|clipPath|mask|filter|linearGradient|radialGradient)$/;

type Attributes = Readonly<Record<string, string>>;

interface Part {
	own: Sums;
	/** By how much it stretches what lies in it, at most. */
	scale: number;
	/** How many times what lies in it is painted: filled, and stroked. */
	paints: number;
	/** What lies in it, and the ids that it refers to. */
	content: (Part | string)[];
}

/**
 * Adds up what a picture is to draw once every reference is followed: a few kilobytes of parts that each use another
 * twice would otherwise be millions of shapes. Fed with its elements in order; takes time in proportion to them.
 */
export class PictureCost {
	readonly #parts: Part[] = [];
	readonly #byId = new Map<string, Part>();
	readonly #open: Part[] = [];

	/** @throws Error for an id that is taken, too fine a blur, too long a path, too many elements, or too deep ones */
	open(name: string, attributes: Attributes): void {
		const around = this.#open.at(-1);
		const part = partOf(name, attributes, around);
		if (!BY_REFERENCE.test(name)) around?.content.push(part);
		if (this.#parts.push(part) > MAX_ELEMENTS) throw new Error("too many elements");
		if (this.#open.push(part) > MAX_DEPTH) throw new Error("elements too deep in one another");
		const { id } = attributes;
		if (id === undefined) return;
		if (this.#byId.has(id)) throw new Error("an id for two elements");
		this.#byId.set(id, part);
	}

	text(letters: string): void {
		const around = this.#open.at(-1);
		if (around) around.own.shapes += letters.length;
	}

	close(): void {
		this.#open.pop();
	}

	/** @throws Error for a part that refers to itself, and for a picture that is too much to draw */
	check(): void {
		// All of the parts, though only the first is the picture: a reader may follow what is never drawn.
		const [picture] = sumsOf(this.#parts, this.#byId);
		if (!picture) return;
		const { shapes, filtered, region, layers, reach } = picture;
		// A sum that is not a number is not known to be small enough.
		if (!(shapes <= MAX_SHAPES)) throw new Error("too many shapes");
		if (!(filtered <= MAX_FILTERED)) throw new Error("too much to filter");
		if (!(region <= MAX_REGION)) throw new Error("a filter that is too large");
		if (!(layers <= MAX_LAYERS)) throw new Error("too many layers in one another");
		if (!(reach <= MAX_REACH)) throw new Error("a number that leads too far");
	}
}

/** @param around the part that it lies in */
function partOf(name: string, attributes: Attributes, around: Part | undefined): Part {
	const { d = "", stdDeviation, transform } = attributes;
	if (d.length > MAX_PATH) throw new Error("a path that is too long");
	const side = name.startsWith("fe") ? (around?.own.region ?? 0) : 0;
	const blurs = name === "feGaussianBlur";
	if (blurs && !(Number(stdDeviation) >= side * MIN_BLUR)) throw new Error("a blur that is too fine");
	const layers = LAYERS.filter((attribute) => attribute in attributes).length;
	return {
		own: {
			shapes: Math.max(WORK[name] ?? 1, d.length / PATH_CHARACTERS) + layers * LAYER_WORK,
			filtered: side ** 2 * (blurs ? BLUR_WORK : STEP_WORK),
			region: name === "filter" ? regionOf(attributes) : 0,
			layers,
			depth: 1,
			reach: largest(LENGTHS.map((attribute) => largest(numbersIn(attributes[attribute])))),
		},
		scale: name === "svg" ? 1 / sideOf(attributes) : stretchOf(transform),
		paints: "stroke" in attributes ? 2 : 1,
		content: Object.values(attributes).flatMap((value) => /^(?:url\()?#([\w-]+)\)?$/.exec(value)?.[1] ?? []),
	};
}

/** The sums of each part, in their order. */
function sumsOf(parts: readonly Part[], byId: ReadonlyMap<string, Part>): Sums[] {
	const known = new Map<Part, Sums>();
	const open = new Set<Part>();
	const follow = (part: Part): Sums => {
		const before = known.get(part);
		if (before) return before;
		if (open.has(part)) throw new Error("a part that refers to itself");
		if (open.size === MAX_DEPTH) throw new Error("elements too deep in one another");
		open.add(part);
		const content = part.content
			.map((inner) => (typeof inner === "string" ? byId.get(inner) : inner))
			.filter((inner) => inner !== undefined)
			.map(follow);
		open.delete(part);
		const sums = together(part, content);
		if (sums.depth > MAX_DEPTH) throw new Error("elements too deep in one another");
		known.set(part, sums);
		return sums;
	};
	return parts.map(follow);
}

function together({ own, scale, paints }: Part, content: readonly Sums[]): Sums {
	const sum = (name: keyof Sums) => content.reduce((total, sums) => total + sums[name], own[name]);
	const most = (name: keyof Sums) => largest(content.map((sums) => sums[name]));
	return {
		shapes: sum("shapes") * paints,
		filtered: sum("filtered") * scale ** 2,
		region: Math.max(own.region, most("region")) * scale,
		layers: own.layers + most("layers"),
		depth: own.depth + most("depth"),
		reach: Math.max(own.reach, most("reach")) * scale,
	};
}

/** The longer side of a filter's region; not a number where that depends on what it is used for. */
function regionOf({ filterUnits, width, height }: Attributes): number {
	return filterUnits ? Math.max(Number(width), Number(height)) : Number.NaN;
}

/** A picture's side in its own units, from its `viewBox`. */
function sideOf({ viewBox }: Attributes): number {
	return numbersIn(viewBox)[2] ?? 0;
}

/** By how much a transform stretches a box's longer side, at most. Turns are left out: they add less than half. */
function stretchOf(transform = ""): number {
	let stretch = 1;
	for (const [, name, values] of transform.matchAll(/(matrix|scale)\(([^)]*)\)/g)) {
		const [a = 1, b = 0, c = 0, d = 0] = numbersIn(values);
		stretch *= name === "scale" ? Math.max(a, b) : Math.max(a + c, b + d);
	}
	return stretch;
}

/** The numbers in a value, without their signs. */
function numbersIn(value = ""): number[] {
	return (value.match(/\d+(?:\.\d*)?|\.\d+/g) ?? []).map(Number);
}

/** The largest of numbers that are not negative; 0 for none. */
function largest(numbers: readonly number[]): number {
	return numbers.reduce((most, number) => Math.max(most, number), 0);
}
