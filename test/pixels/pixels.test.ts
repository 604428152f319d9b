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
			const pictures = [
				dataUrl("image/svg+xml", Buffer.from(withFont(await svg.text()))),
				dataUrl("image/png", Buffer.from(await png.arrayBuffer())),
			];
			// One that is refused is wrong all over.
			const different = png.ok
				? await page.evaluate(differentPart, { pictures, size: SIZE, shade: SHADE })
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

function line({ picture, different }: { picture: string; different: number }): string {
	return `${(different * 100).toFixed(2)} % ${picture}`;
}

/** Runs in the browser: the part of the pixels that are not the same in two pictures. */
async function differentPart({ pictures, size, shade }: { pictures: string[]; size: number; shade: number }) {
	const [one, other] = await Promise.all(
		pictures.map(async (src) => {
			const image = new Image();
			image.src = src;
			await image.decode();
			const context = new OffscreenCanvas(size, size).getContext("2d");
			if (!context) throw new Error("No canvas");
			context.fillStyle = "#fff";
			context.fillRect(0, 0, size, size);
			context.drawImage(image, 0, 0, size, size);
			return context.getImageData(0, 0, size, size).data;
		}),
	);
	let different = 0;
	for (let at = 0; at < size * size * 4; at += 4) {
		const differs = (channel: number) =>
			Math.abs((one?.[at + channel] ?? 0) - (other?.[at + channel] ?? 0)) > shade;
		if (differs(0) || differs(1) || differs(2)) different++;
	}
	return different / (size * size);
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
