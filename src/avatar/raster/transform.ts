/** An affine transform of SVG: a point (x, y) goes to (a·x + c·y + e, b·x + d·y + f). */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Transform = [1, 0, 0, 1, 0, 0];

type Point = readonly [x: number, y: number];

/** One transform in the coordinates of another: what lies inside it. */
export function inside(outer: Transform, inner: Transform): Transform {
	const [a, b, c, d, e, f] = outer;
	const linear = ([x, y]: Point): Point => [a * x + c * y, b * x + d * y];
	const [first, second] = [linear([inner[0], inner[1]]), linear([inner[2], inner[3]])];
	const [x, y] = linear([inner[4], inner[5]]);
	return [...first, ...second, x + e, y + f];
}

function rotation(degrees = 0): Transform {
	const angle = (degrees * Math.PI) / 180;
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	return [cos, sin, -sin, cos, 0, 0];
}

/** The functions that DiceBear's pictures are made of, by their numbers. */
const FUNCTIONS: Readonly<Record<string, (...numbers: number[]) => Transform>> = {
	matrix: (a = 1, b = 0, c = 0, d = 1, e = 0, f = 0) => [a, b, c, d, e, f],
	translate: (x = 0, y = 0) => [1, 0, 0, 1, x, y],
	scale: (x = 1, y = x) => [x, 0, 0, y, 0, 0],
	rotate: (degrees, x = 0, y = 0) =>
		inside(inside([1, 0, 0, 1, x, y], rotation(degrees)), [1, 0, 0, 1, -x, -y]),
};

/**
 * Reads an attribute `transform`. A function that no picture of DiceBear's has counts as none.
 * Source: SVG 2, 8.5 (https://www.w3.org/TR/css-transforms-1/#svg-syntax)
 */
export function transformOf(text = ""): Transform {
	let whole = IDENTITY;
	for (const [, name = "", numbers = ""] of text.matchAll(/(\w+)\(([^)]*)\)/g)) {
		const values = numbers.match(/-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi)?.map(Number) ?? [];
		whole = inside(whole, FUNCTIONS[name]?.(...values) ?? IDENTITY);
	}
	return whole;
}

/** By how much a transform stretches lengths: where not all the same, their mean. */
export function scaleOf([a, b, c, d]: Transform): number {
	return Math.sqrt(Math.abs(a * d - b * c));
}

/** A rectangle with its sides along the axes. */
export interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** A box with nothing in it. */
export const NOWHERE: Box = {
	left: Number.POSITIVE_INFINITY,
	top: Number.POSITIVE_INFINITY,
	right: Number.NEGATIVE_INFINITY,
	bottom: Number.NEGATIVE_INFINITY,
};

/** The smallest box around two. */
export function union(one: Box, other: Box): Box {
	return {
		left: Math.min(one.left, other.left),
		top: Math.min(one.top, other.top),
		right: Math.max(one.right, other.right),
		bottom: Math.max(one.bottom, other.bottom),
	};
}

/** What two boxes have in common. */
export function overlap(one: Box, other: Box): Box {
	return {
		left: Math.max(one.left, other.left),
		top: Math.max(one.top, other.top),
		right: Math.min(one.right, other.right),
		bottom: Math.min(one.bottom, other.bottom),
	};
}

/** 0 for a box with nothing in it. */
export function areaOf({ left, top, right, bottom }: Box): number {
	return left < right && top < bottom ? (right - left) * (bottom - top) : 0;
}

/** A rectangle turned and moved by a transform, and then the smallest box around it. */
export function boxOutside([a, b, c, d, e, f]: Transform, { left, top, right, bottom }: Box): Box {
	if (!(left <= right && top <= bottom)) return NOWHERE;
	const corners = [left, right].flatMap((x) =>
		[top, bottom].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
	);
	const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
	return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** The smallest box inside a transform that covers a box outside it; made of `NaN` where it flattens everything. */
export function boxInside([a, b, c, d, e, f]: Transform, box: Box): Box {
	const over = 1 / (a * d - b * c);
	const back: Transform = [
		d * over,
		-b * over,
		-c * over,
		a * over,
		(c * f - d * e) * over,
		(b * e - a * f) * over,
	];
	return boxOutside(back, box);
}
