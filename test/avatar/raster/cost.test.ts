import { describe, expect, it } from "vitest";
import { costOf, drawnSize } from "../../../src/avatar/raster/cost";
import { unframed } from "../../../src/avatar/raster/frame";
import { render } from "../../../src/avatar/render";
import { STYLES } from "../../../src/avatar/styles";

const picture = (content: string) =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">${content}</svg>`;

const RECT = '<rect width="100" height="100"/>';
const half = (content: string, transform = "") => `<g opacity=".5" transform="${transform}">${content}</g>`;
const FINE = 'filterUnits="userSpaceOnUse" x="0" y="0" width="100" height="50"';

describe("the layers of a picture, in areas of it", () => {
	it.each([
		["no layer", RECT, 0],
		["a layer as large as the picture", half(RECT), 1],
		["a layer as large as what lies in it", half('<rect width="50" height="20"/>'), 0.1],
		[
			"with its line",
			half('<rect x="10" y="10" width="40" height="40" stroke="red" stroke-width="10"/>'),
			0.25,
		],
		["a circle", half('<circle cx="50" cy="50" r="25"/>'), 0.25],
		["an ellipse", half('<ellipse cx="50" cy="50" rx="25" ry="50"/>'), 0.5],
		["a path", half('<path d="M10 10h50v50z"/>'), 0.25],
		["a path of relative curves", half('<path d="M10 10c0 20 50 50 50 50s-5-50-10-50"/>'), 0.25],
		["half a circle of a path", half('<path d="M20 50a30 30 0 0 1 60 0"/>'), 0.36],
		["a flat arc of a large circle", half('<path d="M0 50a900 900 0 0 1 40 0"/>'), 0.16],
		["an arc whose flags stand close to its end", half('<path d="M50 50a15 15 0 01-10 0"/>'), 0.01],
		["nearly a whole circle", half('<path d="M50 50a15 15 0 1 1-1 0"/>'), 0.36],
		["a text, of which only the picture knows the size", half("<text>Mi</text>"), 1],
		["two that come one after the other", half(RECT) + half(RECT), 1],
		["two in one another", half(half(RECT)), 2],
		["one made twice as large", half(RECT, "scale(2)"), 4],
		["one that is turned", half(RECT, "rotate(45, 50, 50)"), 2],
		["by a matrix", half(RECT, "matrix(0 2 -2 0 0 0)"), 4],
		[
			"none beyond two sides of the picture",
			half(RECT, "translate(50, 50) scale(10) translate(-50, -50)"),
			25,
		],
		["none far outside", half(RECT, "translate(500, 0)"), 0],
		[
			"what is used",
			`<defs><g id="a">${RECT}</g></defs>${half('<use href="#a" transform="scale(.5)"/>')}`,
			0.25,
		],
		["what is not used", `<defs><g id="a">${half(RECT)}</g></defs>`, 0],
		["a mask, which is another", `<mask id="a">${RECT}</mask><g mask="url(#a)">${RECT}</g>`, 2],
		["a clip, too", `<clipPath id="a">${RECT}</clipPath><g clip-path="url(#a)">${RECT}</g>`, 2],
		["a mask with a layer in it", `<mask id="a">${half(RECT)}</mask><g mask="url(#a)">${RECT}</g>`, 3],
		["a blend", `<g style="mix-blend-mode:screen">${RECT}</g>`, 1],
		["a shape that lets through what is under it", '<rect width="100" height="100" opacity=".5"/>', 1],
		[
			"a blur, which is drawn small",
			`<filter id="a" ${FINE}><feGaussianBlur stdDeviation="16"/></filter><g filter="url(#a)">${RECT}</g>`,
			0.509,
		],
		[
			"a filter's steps",
			`<filter id="a" ${FINE}><feFlood/><feOffset/></filter><g filter="url(#a)">${RECT}</g>`,
			1.5,
		],
	])("%s", (_, content, layers) => {
		expect(costOf(picture(content)).layers).toBeCloseTo(layers, 3);
	});
});

describe("the time that a picture takes, in nanoseconds for each of its pixels", () => {
	it.each([
		["nothing", "", 0],
		["a shape", RECT, 0],
		["one to be seen through", '<rect width="100" height="100" fill="#ff000080"/>', 7],
		["with a gradient", '<rect width="100" height="100" fill="url(#a)"/>', 7],
		["as it inherits", `<g fill-opacity=".5">${RECT}</g>`, 7],
		["far outside", half(RECT, "translate(500, 0)"), 0],
		["only what is on the picture", '<rect width="1000" height="1000" fill="url(#a)"/>', 7],
		["a layer", half(RECT), 3.5],
		["three layers", half(RECT) + half(half(RECT)), 10],
		["a mask", `<mask id="a">${RECT}</mask><g mask="url(#a)">${RECT}</g>`, 26],
		[
			"a mask and a clip",
			`<mask id="a"/><clipPath id="b"/><g mask="url(#a)" clip-path="url(#b)">${RECT}</g>`,
			43.5,
		],
		["a mask that there is not", `<g mask="url(#a)">${RECT}</g>`, 3.5],
		["a group that uses itself", '<g id="a"><use href="#a"/></g>', Number.POSITIVE_INFINITY],
		[
			"a mask that it is cut by itself",
			`<mask id="a"><g mask="url(#a)">${RECT}</g></mask><g mask="url(#a)">${RECT}</g>`,
			Number.POSITIVE_INFINITY,
		],
		[
			"a filter without a region",
			`<filter id="a"><feOffset/></filter><g filter="url(#a)">${RECT}</g>`,
			Number.POSITIVE_INFINITY,
		],
		["6,000 shapes", "<path/>".repeat(6_000), Number.POSITIVE_INFINITY],
	])("%s", (_, content, time) => {
		expect(costOf(picture(content)).time).toBe(time);
	});

	it("is endless for parts that each use another twice, and found out soon", () => {
		const twice = Array.from(
			{ length: 30 },
			(_, i) => `<g id="p${i}"><use href="#p${i + 1}"/><use href="#p${i + 1}"/></g>`,
		);
		const content = `<defs>${twice.join("")}<g id="p30">${RECT}</g></defs><use href="#p0"/>`;
		expect(costOf(picture(content)).time).toBe(Number.POSITIVE_INFINITY);
	});

	it.each([
		"",
		"no picture",
		"<svg",
		"</g>",
		picture("</g></g></g>"),
		'<svg viewBox="a b c d"><g opacity="1"/></svg>',
	])("is a number for %j", (svg) => {
		expect(costOf(svg)).toEqual({
			...{ time: expect.any(Number), layers: expect.any(Number), elements: expect.any(Number) },
		});
	});
});

describe("the size that a picture is drawn at", () => {
	it.each([
		["what takes nothing", 0, 0, 1024, 1024],
		["a layer", 2, 1, 1024, 1024],
		["much time", 1_000, 1, 512, 353],
		["more than that at an eighth", 40_000, 1, 512, 0],
		["much memory", 2, 60, 512, 348],
		["too much of it", 2, 4_000, 512, 0],
		["what never ends", Number.POSITIVE_INFINITY, 0, 1, 0],
	])("is as large as it may be: %s", (_, time, layers, size, drawn) => {
		expect(drawnSize({ time, layers, elements: 1 }, size, 35 * size ** 2)).toBe(drawn);
	});

	it.each([...STYLES.keys()])("is what was asked for: %s at 512", (style) => {
		const svg = unframed(render(style, "Mira", {}))?.svg ?? "";
		expect(drawnSize(costOf(svg), 512, 35 * 512 ** 2)).toBe(512);
	});
});
