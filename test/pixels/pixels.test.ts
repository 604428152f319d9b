import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { SITE, useBrowser } from "../browser/person.ts";
import { sample } from "./sample.ts";

/** Width and height, in pixels. */
const SIZE = 256;

/** By how much a channel may differ, of 255, before a pixel counts. */
const SHADE = 32;

/**
 * The part of a picture's pixels that may differ. `plain`: from what Chromium draws at this size. `fair`: from that, and
 * from what it draws at four times the size, averaged, too: where many fine lines are, or letters, Chromium's own drawing
 * at this size is further from its larger one than the Worker's is, since it puts letters on whole pixels, and cuts each
 * shape at a clip for itself.
 */
const MOST = { fair: 0.002, plain: 0.0075 };
const FINER = 4;

/** `npm run pixels` draws them all. */
const WHOLE = process.env.MODE === "whole";

const visit = useBrowser();

it("every raster image looks as Chromium draws the same SVG on white", {
	timeout: WHOLE ? 900_000 : 120_000,
}, async () => {
	const found: { picture: string; fair: number; plain: number }[] = [];
	for (const [at, [style, queries]] of [...sample(WHOLE)].entries()) {
		const page = await visit();
		const address = `203.0.113.${at + 1}`;
		for (const query of queries) {
			query.set("size", String(SIZE));
			const asked = (format: string) =>
				fetch(`${SITE}/10.x/${style}/${format}?${query}`, { headers: { "CF-Connecting-IP": address } });
			const [svg, png] = await Promise.all([asked("svg"), asked("png")]);
			expect(png.status).toBe(200);
			const [drawing, image] = [
				dataUrl("image/svg+xml", Buffer.from(withFont(await svg.text()))),
				dataUrl("image/png", Buffer.from(await png.arrayBuffer())),
			];
			const different = await page.evaluate(differentParts, {
				drawing,
				image,
				size: SIZE,
				shade: SHADE,
				finer: FINER,
			});
			query.delete("size");
			found.push({ picture: `${style}?${query}`, ...different });
		}
		await page.context().close();
	}
	for (const measure of ["fair", "plain"] as const) {
		const line = (one: (typeof found)[number]) => `${(one[measure] * 100).toFixed(2)} % ${one.picture}`;
		found.sort((one, other) => other[measure] - one[measure]);
		console.log([`The worst of ${found.length}, ${measure}:`, ...found.slice(0, 10).map(line)].join("\n"));
		expect.soft(found.filter((one) => one[measure] > MOST[measure]).map(line)).toEqual([]);
	}
});

interface Comparison {
	drawing: string;
	image: string;
	size: number;
	shade: number;
	finer: number;
}

/** Runs in the browser: the part of an image's pixels that are not those of a drawing, on white. */
async function differentParts({ drawing, image, size, shade, finer }: Comparison) {
	const pixelsOf = async (src: string, side: number) => {
		const picture = new Image();
		picture.src = src;
		await picture.decode();
		const context = new OffscreenCanvas(side, side).getContext("2d");
		if (!context) throw new Error("No canvas");
		context.fillStyle = "#fff";
		context.fillRect(0, 0, side, side);
		context.drawImage(picture, 0, 0, side, side);
		return context.getImageData(0, 0, side, side).data;
	};
	const [found, plain, fine] = await Promise.all([
		pixelsOf(image, size),
		pixelsOf(drawing, size),
		pixelsOf(drawing, size * finer),
	]);
	/** The mean of the finer pixels that make up one. */
	const smoothAt = (x: number, y: number, channel: number) => {
		let sum = 0;
		for (let row = y * finer; row < (y + 1) * finer; row++) {
			for (let column = x * finer; column < (x + 1) * finer; column++)
				sum += fine[(row * size * finer + column) * 4 + channel] ?? 0;
		}
		return sum / finer ** 2;
	};
	const different = { fair: 0, plain: 0 };
	for (let y = 0; y < size; y++) {
		for (let x = 0; x < size; x++) {
			const at = (y * size + x) * 4;
			const differs = (expected: (channel: number) => number) =>
				[0, 1, 2].some((channel) => Math.abs((found[at + channel] ?? 0) - expected(channel)) > shade);
			if (!differs((channel) => plain[at + channel] ?? 0)) continue;
			different.plain += 1 / size ** 2;
			if (differs((channel) => smoothAt(x, y, channel))) different.fair += 1 / size ** 2;
		}
	}
	return different;
}

function dataUrl(type: string, bytes: Buffer): string {
	return `data:${type};base64,${bytes.toString("base64")}`;
}

/** Noto Sans, which the Worker draws these seeds' letters in. */
const { resolve } = createRequire(import.meta.url);
const NOTO = resolve("@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2");
const FACE = `@font-face{font-family:Noto;font-weight:100 900;src:url(${dataUrl("font/woff2", readFileSync(NOTO))})}`;

/** An SVG's letters are in the viewer's own font, hinted for the screen: here, in the Worker's, as the font has them. */
function withFont(svg: string): string {
	if (!svg.includes("<text")) return svg;
	return svg
		.replace(/font-family="[^"]*"/g, 'font-family="Noto"')
		.replace("</svg>", `<style>${FACE} text { text-rendering: geometricPrecision }</style></svg>`);
}
