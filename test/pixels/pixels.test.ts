import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { SITE, useBrowser } from "../browser/person.ts";
import { sample } from "./sample.ts";

/** Width and height, in pixels. */
const SIZE = 256;

/** By how much a channel may differ, of 255, before a pixel counts. */
const SHADE = 32;

/** The part of a picture's pixels that may. */
const MOST = 0.005;

/** `npm run pixels` draws them all. */
const WHOLE = process.env.MODE === "whole";

const visit = useBrowser();

it("every raster image looks as Chromium draws the same SVG on white", {
	timeout: WHOLE ? 900_000 : 120_000,
}, async () => {
	const found: { picture: string; different: number }[] = [];
	for (const [at, [style, queries]] of [...sample(WHOLE)].entries()) {
		const page = await visit();
		const address = `203.0.113.${at + 1}`;
		for (const query of queries) {
			query.set("size", String(SIZE));
			const asked = (format: string) =>
				fetch(`${SITE}/10.x/${style}/${format}?${query}`, { headers: { "CF-Connecting-IP": address } });
			const [svg, png] = await Promise.all([asked("svg"), asked("png")]);
			const pictures = {
				svg: dataUrl("image/svg+xml", Buffer.from(withFont(await svg.text()))),
				png: dataUrl("image/png", Buffer.from(await png.arrayBuffer())),
			};
			// One that is refused is wrong all over.
			const different = png.ok
				? await page.evaluate(differentPart, { ...pictures, size: SIZE, shade: SHADE, most: MOST })
				: 1;
			query.delete("size");
			found.push({ picture: `${style}?${query}`, different });
		}
		await page.context().close();
	}
	found.sort((one, other) => other.different - one.different);
	const worst = found.slice(0, 10);
	console.log([`The worst of ${found.length}:`, ...worst.map(line)].join("\n"));
	expect(found.filter(({ different }) => different > MOST).map(line)).toEqual([]);
});

interface Comparison {
	/** Both as data URLs. */
	svg: string;
	png: string;
	size: number;
	shade: number;
	most: number;
}

function line({ picture, different }: { picture: string; different: number }): string {
	return `${(different * 100).toFixed(2)} % ${picture}`;
}

/**
 * Runs in the browser: the part of an image's pixels that are not as Chromium draws the SVG at its size; where these are
 * too many, only those that are not as it draws it four times as large, averaged, either. At its size Chromium makes
 * letters bolder, and mixes three colours where the edges of two shapes meet: that is how it smooths edges, and not what
 * the picture is.
 */
async function differentPart({ svg, png, size, shade, most }: Comparison) {
	const drawn = async (src: string, times: number) => {
		const image = new Image();
		image.src = src;
		await image.decode();
		const side = size * times;
		const context = new OffscreenCanvas(side, side).getContext("2d");
		if (!context) throw new Error("No canvas");
		context.fillStyle = "#fff";
		context.fillRect(0, 0, side, side);
		context.drawImage(image, 0, 0, side, side);
		const { data } = context.getImageData(0, 0, side, side);
		const averaged = new Float32Array(size * size * 4);
		for (let at = 0; at < data.length; at++) {
			const pixel = at >> 2;
			const row = Math.floor(pixel / side / times);
			const column = Math.floor((pixel % side) / times);
			const to = (row * size + column) * 4 + (at & 3);
			averaged[to] = (averaged[to] ?? 0) + (data[at] ?? 0) / times ** 2;
		}
		return averaged;
	};
	const image = await drawn(png, 1);
	const unlike = (picture: Float32Array, at: number) =>
		[at, at + 1, at + 2].some((value) => Math.abs((image[value] ?? 0) - (picture[value] ?? 0)) > shade);
	const atSize = await drawn(svg, 1);
	let different = [...Array(size * size).keys()].filter((pixel) => unlike(atSize, pixel * 4));
	if (different.length > most * size * size) {
		const larger = await drawn(svg, 4);
		different = different.filter((pixel) => unlike(larger, pixel * 4));
	}
	return different.length / (size * size);
}

function dataUrl(type: string, bytes: Buffer): string {
	return `data:${type};base64,${bytes.toString("base64")}`;
}

const { resolve } = createRequire(import.meta.url);

/** Noto Sans, which the Worker draws letters in. */
const FACES = [400, 600].map((weight) => {
	const file = readFileSync(resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff2`));
	return `@font-face{font-family:Noto;font-weight:${weight};src:url(${dataUrl("font/woff2", file)})}`;
});

/** An SVG's letters are in the viewer's own font, hinted for the screen: here, in the Worker's, as the font has them. */
function withFont(svg: string): string {
	if (!svg.includes("<text")) return svg;
	return svg
		.replace(/font-family="[^"]*"/g, 'font-family="Noto"')
		.replace("</svg>", `<style>${FACES.join("")} text { text-rendering: geometricPrecision }</style></svg>`);
}
