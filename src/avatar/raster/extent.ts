import type { Element } from "./elements";
import { type Box, NOWHERE } from "./transform";

/** How many numbers each command of a path takes. Source: SVG 2, 9.3 */
const NUMBERS: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7 };

const COMMAND = /([a-z])([^a-z]*)/gi;
const NUMBER = /-?(?:\d+(?:\.\d*)?|\.\d+)/g;
/** The seven numbers of an arc. Its two flags may stand close to what follows them: `1 1 0 01.5.5`. */
const ARC = new RegExp(
	"N N N ([01])[\\s,]*([01])[\\s,]*N N"
		.replaceAll("N ", "N(?:[\\s,]+|(?=[-.]))")
		.replaceAll("N", `(${NUMBER.source})`),
	"g",
);

/**
 * A box that a shape lies in, in its own coordinates: around the points that a path is controlled by, and so at times
 * larger than the path. Nowhere for what is no shape.
 * @param side of the picture, which percentages are of, and a text may fill
 */
export function extentOf({ name, attributes }: Element, side: number): Box {
	const length = (attribute: string, otherwise = 0) => lengthIn(attributes[attribute], side) ?? otherwise;
	const stroke = (attributes.stroke ?? "none") === "none" ? 0 : length("stroke-width", 1) / 2;
	const [x, y] = [length("x"), length("y")];
	switch (name) {
		case "path":
			return around(pathExtent(attributes.d ?? ""), stroke);
		case "rect":
		case "image":
			return around({ left: x, top: y, right: x + length("width"), bottom: y + length("height") }, stroke);
		case "circle":
		case "ellipse": {
			const [rx, ry] = [length("rx", length("r")), length("ry", length("r"))];
			const centre = { left: length("cx"), top: length("cy"), right: length("cx"), bottom: length("cy") };
			return around(centre, rx + stroke, ry + stroke);
		}
		case "text":
			return { left: 0, top: 0, right: side, bottom: side };
		default:
			return NOWHERE;
	}
}

function around({ left, top, right, bottom }: Box, x: number, y = x): Box {
	return { left: left - x, top: top - y, right: right + x, bottom: bottom + y };
}

function lengthIn(value: string | undefined, side: number): number | undefined {
	if (value === undefined) return undefined;
	const number = Number.parseFloat(value);
	return value.endsWith("%") ? (number / 100) * side : number;
}

function pathExtent(path: string): Box {
	const box = { ...NOWHERE };
	const add = (x: number, y: number, radius = 0) => {
		box.left = Math.min(box.left, x - radius);
		box.top = Math.min(box.top, y - radius);
		box.right = Math.max(box.right, x + radius);
		box.bottom = Math.max(box.bottom, y + radius);
	};
	let [x, y, startX, startY] = [0, 0, 0, 0];
	for (const [, command = "", text = ""] of path.matchAll(COMMAND)) {
		const kind = command.toLowerCase();
		const count = NUMBERS[kind];
		if (count === undefined) {
			[x, y] = [startX, startY];
			continue;
		}
		const numbers = (
			kind === "a" ? Array.from(text.matchAll(ARC), ([, ...arc]) => arc).flat() : (text.match(NUMBER) ?? [])
		).map(Number);
		for (let at = 0; at + count <= numbers.length; at += count) {
			const [fromX, fromY] = command === kind ? [x, y] : [0, 0];
			const end = at + count;
			if (kind === "v") y = fromY + (numbers[at] ?? 0);
			else if (kind === "h") x = fromX + (numbers[at] ?? 0);
			else {
				if (kind !== "a") {
					for (let point = at; point < end; point += 2)
						add(fromX + (numbers[point] ?? 0), fromY + (numbers[point + 1] ?? 0));
				}
				const [toX, toY] = [fromX + (numbers[end - 2] ?? 0), fromY + (numbers[end - 1] ?? 0)];
				if (kind === "a") {
					// The smaller part of a circle lies in the one around its ends, the larger one around two radii.
					const chord = Math.hypot(toX - x, toY - y) / 2;
					const radius = Math.max(chord, numbers[at] ?? 0, numbers[at + 1] ?? 0);
					add((x + toX) / 2, (y + toY) / 2, numbers[at + 3] ? 2 * radius : chord);
				}
				[x, y] = [toX, toY];
				if (kind === "m" && at === 0) [startX, startY] = [x, y];
			}
			add(x, y);
		}
	}
	return box;
}
