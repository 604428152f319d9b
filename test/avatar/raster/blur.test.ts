import { describe, expect, it } from "vitest";
import { withSmallBlurs } from "../../../src/avatar/raster/blur";
import { draw, pictureOf } from "../../../src/avatar/raster/renderer";
import { render } from "../../../src/avatar/render";

const NO_PNG = new Uint8Array();
const NO_FONTS = new Map();
const SIZES = { size: 128, drawn: 128 };
const FILTER =
	'<filter id="soft" x="-50" y="-50" width="200" height="200" filterUnits="userSpaceOnUse"><feGaussianBlur stdDeviation="10"/></filter>';
const picture = (content: string, filter = FILTER) =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><defs>${filter}<g id="used"/></defs>${content}</svg>`;
const BLURRED = '<g filter="url(#soft)"><path d="M0 0h9z"/></g>';

/** What is drawn small of a picture, and what becomes of it. */
function made(svg: string, size = 512) {
	const parts: { svg: string; width: number; height: number; window: object }[] = [];
	const result = withSmallBlurs(svg, size, (svg, width, height, window) => {
		parts.push({ svg, width, height, window });
		return NO_PNG;
	});
	return { parts, result };
}

describe("a group that is blurred", () => {
	it("is drawn a few dozen pixels wide, however large the image", () => {
		const [small] = made(picture(BLURRED), 256).parts;
		const [large] = made(picture(BLURRED), 1024).parts;
		expect(small).toEqual(large);
		expect([large?.width, large?.height]).toEqual([96, 96]);
	});

	it("has only what can be seen of it enlarged", () => {
		// 0.4757 pixels are a unit: the picture begins 50 units, 23.8 pixels, inside, and ends after 150.
		expect(made(picture(BLURRED)).parts[0]?.window).toEqual({ left: 21, top: 21, right: 74, bottom: 74 });
		const moved = picture(`<g transform="translate(-100 0) scale(2)">${BLURRED}</g>`);
		expect(made(moved).parts[0]?.window).toEqual({ left: 45, top: 21, right: 74, bottom: 50 });
		const far = made(picture(`<g transform="translate(900 0)">${BLURRED}</g>`));
		expect(far).toEqual({
			parts: [],
			result: expect.stringContaining('<g transform="translate(900 0)"><g></g></g>'),
		});
	});

	it("is drawn with what it inherits, and becomes an image in its place", () => {
		const group =
			'<g filter="url(#soft)" opacity=".6" fill="red" transform="scale(2)"><path d="M0 0h9z"/></g>';
		const { parts, result } = made(
			picture(`<rect/><g id="a" stroke="blue" clip-path="url(#b)">${group}<circle/></g>`),
		);
		expect(parts[0]?.svg.replace(/201\.78\d+/g, "201.8")).toBe(
			`<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -50 201.8 201.8"><defs>${FILTER}<g id="used"/></defs><g stroke="blue">` +
				'<g fill="red"><g filter="url(#soft)"><path d="M0 0h9z"/></g></g></g></svg>',
		);
		expect(result).toMatch(
			/<rect\/><g id="a" stroke="blue" clip-path="url\(#b\)"><g opacity="\.6" fill="red" transform="scale\(2\)"><image [^>]*\/><\/g><circle\/><\/g><\/svg>$/,
		);
	});

	it.each([
		["one that is as small anyway", picture(BLURRED), 40],
		[
			"a blur with more steps after it",
			picture(BLURRED, FILTER.replace("</filter>", "<feOffset/></filter>")),
			512,
		],
		[
			"a filter without a region of its own",
			picture(BLURRED, FILTER.replace("userSpaceOnUse", "objectBoundingBox")),
			512,
		],
		["a blur by nothing", picture(BLURRED, FILTER.replace("10", "0")), 512],
		["a filter that there is not", picture(BLURRED, "<feGaussianBlur/>"), 512],
		["what is not a group", picture('<path filter="url(#soft)" d="M0 0h9z"/>'), 512],
		["what waits for being used", picture("", `${FILTER}<g id="a">${BLURRED}</g>`), 512],
		["what is flattened", picture(`<g transform="scale(0)">${BLURRED}</g>`), 512],
		["a picture that is none", "<feGaussianBlur", 512],
	])("stays: %s", (_, svg, size) => {
		expect(made(svg, size)).toEqual({ parts: [], result: svg });
	});

	it.each([
		["glass", {}],
		["glass", { rotate: 30, scale: 1.4, translateX: 20 }],
		["glass", { flip: ["both"], scale: 0.7 }],
		["marbles", {}],
		["marbles", { rotate: -45, scale: 0.5, borderRadius: 50 }],
	])("looks the same as drawn in full: %s %o", async (style, options) => {
		const svg = render(style, "Mira", options);
		// A step that changes nothing has the blur drawn in full.
		const full = svg.replaceAll("</filter>", "<feOffset/></filter>");
		const [small, large] = [
			await draw(pictureOf(svg), NO_FONTS, SIZES, "raw"),
			await draw(pictureOf(full), NO_FONTS, SIZES, "raw"),
		];
		expect(small).toHaveLength(128 * 128 * 4);
		expect(small.filter((value, at) => Math.abs(value - (large[at] ?? 0)) > 4)).toHaveLength(0);
	});
});
