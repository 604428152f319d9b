import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import {
	type Credit,
	isRasterFormat,
	NotDrawableError,
	RASTER_FORMATS,
	type RasterFormat,
	rasterOf,
} from "../../../src/avatar/raster";
import { unframed } from "../../../src/avatar/raster/frame";
import { render, styleOf } from "../../../src/avatar/render";
import { RASTER_SIZE_MAX } from "../../../src/avatar/sizes";
import { STYLES, styleCard } from "../../../src/avatar/styles";
import { fontFiles } from "../../../src/storage/font_files";
import { decode, type Image } from "./decode";

const CARD = styleCard("adventurer");
const FORMATS = ["png", "jpeg", "webp", "avif"] as const satisfies RasterFormat[];

const CLEAR = { backgroundColor: ["00000000"] };
const HALF = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#ff8000" opacity=".5"/></svg>`;

/** With the fonts that are served. */
async function rasterize(svg: string, format: RasterFormat, size: number, credit: Credit) {
	return (await rasterOf(svg, format, size).make(credit, fontFiles(env))).bytes;
}

async function drawn(svg: string, format: RasterFormat = "png", size = 64): Promise<Image> {
	return decode(format, await rasterize(svg, format, size, CARD));
}

/** How many colour values of two images differ by more than a shade. */
function differences(one: Image, other: Image, shade = 0): number {
	return one.data.filter((value, at) => Math.abs(value - (other.data[at] ?? 0)) > shade).length;
}

/** Red, green, blue and alpha of the pixel at a place. */
function pixel({ data, width }: Image, x: number, y: number): number[] {
	const at = (y * width + x) * 4;
	return [...data.subarray(at, at + 4)];
}

describe("two first pictures at once", () => {
	// First in the file, so that nothing has been loaded before.
	it("load each encoder once and both come out", async () => {
		const svg = render("thumbs", "x", {});
		const images = await Promise.all(
			[...FORMATS, ...FORMATS].map((format) => rasterize(svg, format, 32, CARD)),
		);
		for (const [at, image] of images.slice(FORMATS.length).entries()) expect(image).toEqual(images[at]);
	});
});

describe("the formats", () => {
	it("call JPEG by both of its names", () => {
		expect(RASTER_FORMATS.jpg).toBe(RASTER_FORMATS.jpeg);
		expect(["png", "jpg", "jpeg", "webp", "avif"].every(isRasterFormat)).toBe(true);
		expect(["svg", "gif", "", "toString", "__proto__"].some(isRasterFormat)).toBe(false);
	});

	describe.each(FORMATS)("%s", (format) => {
		it.each([...STYLES.keys()])("shows %s at the size that was asked for", async (style) => {
			const svg = render(style, "Mira", {});
			const image = await drawn(svg, format, 48);
			expect([image.width, image.height]).toEqual([48, 48]);
			expect(new Set(new Uint32Array(image.data.slice().buffer)).size).toBeGreaterThan(1);
		});

		it("gives the same bytes for the same picture", async () => {
			const svg = render("lorelei", "x", {});
			expect(await rasterize(svg, format, 40, CARD)).toEqual(await rasterize(svg, format, 40, CARD));
		});

		it("takes the smallest and the largest size", async () => {
			const svg = render("thumbs", "x", {});
			for (const size of [1, 2, 3, RASTER_SIZE_MAX]) {
				expect((await drawn(svg, format, size)).height).toBe(size);
			}
		});
	});
});

describe("a transparent avatar", () => {
	const svg = render("thumbs", "x", CLEAR);

	it.each(["png", "webp", "avif"] as const)("stays transparent as %s", async (format) => {
		expect(pixel(await drawn(svg, format), 0, 0)[3]).toBe(0);
	});

	it("stands on white as JPEG", async () => {
		expect(pixel(await drawn(svg, "jpeg"), 0, 0)).toEqual([255, 255, 255, 255]);
	});

	it.each([
		["png", [255, 128, 0, 128]],
		["webp", [255, 128, 0, 128]],
		["avif", [255, 128, 0, 128]],
		["jpeg", [255, 192, 127, 255]],
	] as const)("keeps the colours of what is half transparent as %s", async (format, expected) => {
		const found = pixel(await drawn(HALF, format), 30, 30);
		for (const [at, value] of expected.entries()) expect(Math.abs((found[at] ?? 0) - value)).toBeLessThan(4);
	});

	it("does not bleed as JPEG", async () => {
		const fill = (x: number, colour: string) => `<path d="M${x} 0h4v8h-4z" fill="${colour}"/>`;
		const flag = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">${fill(0, "#f00")}${fill(4, "#00f")}</svg>`;
		const image = await drawn(flag, "jpeg", 62);
		for (const [x, colour] of [
			[30, [255, 0, 0]],
			[31, [0, 0, 255]],
		] as const) {
			for (const [at, value] of colour.entries())
				expect(Math.abs((pixel(image, x, 30)[at] ?? 0) - value)).toBeLessThan(24);
		}
	});

	// With few colours and no transparency, with many of them, and with both.
	it.each(["lorelei", "clay", "micah"])(
		"of %s is the same to the pixel as PNG and as WebP",
		async (style) => {
			const avatar = render(style, "x", CLEAR);
			expect(differences(await drawn(avatar, "webp"), await drawn(avatar, "png"))).toBe(0);
		},
	);
});

describe("the corners of a picture", () => {
	const SIDE = 64;

	it.each([
		[0, [255, 255, 255, 255]],
		[50, [0, 255, 0, 255]],
	])("are round by %i per cent as asked for", async (borderRadius, [corner, edge, nearCorner, centre]) => {
		const image = await drawn(render("pixel-art", "x", { borderRadius, backgroundColor: ["ff0000"] }));
		expect(pixel(image, 0, 0)[3]).toBe(corner);
		expect(pixel(image, SIDE / 2, 0)[3]).toBe(edge);
		expect(pixel(image, SIDE - 3, SIDE - 3)[3]).toBe(nearCorner);
		expect(pixel(image, SIDE / 2, SIDE / 2)[3]).toBe(centre);
	});

	it("are white as JPEG", async () => {
		const svg = render("pixel-art", "x", { borderRadius: 50, backgroundColor: ["ff0000"] });
		expect(pixel(await drawn(svg, "jpeg"), 0, 0)).toEqual([255, 255, 255, 255]);
	});

	it.each([...STYLES.keys()])("are all that the clip around %s is there for", (style) => {
		const side = styleOf(style).canvas().width();
		for (const borderRadius of [0, 12.5, 50]) {
			const svg = render(style, "x", { borderRadius });
			const framed = `<g clip-path="url(#${/<clipPath id="(clip-[^"]+)"/.exec(svg)?.[1]})">`;
			expect(svg.split(framed)).toHaveLength(2);
			const without = unframed(svg);
			expect(without?.svg).toBe(svg.replace(framed, "<g>"));
			expect((without?.radius ?? 0) * side).toBeCloseTo((borderRadius / 100) * side, 1);
		}
	});

	it("stay what another clip makes them", () => {
		const clip = '<clipPath id="clip-a"><rect width="4" height="4" rx="1" ry="1"/></clipPath>';
		const svg = `<svg viewBox="0 0 8 8"><defs>${clip}</defs><g clip-path="url(#clip-a)"/></svg>`;
		expect(unframed(svg)).toEqual({ svg, radius: 0 });
		expect(unframed(HALF)).toEqual({ svg: HALF, radius: 0 });
	});
});

describe("text", () => {
	const NAMES = ["Mira", "Ω Δ", "Жанна", "Łukasz", "Ñandú", "Đặng", "ἀ Ѫ", "ǅ ԱԲ"];

	describe.each(["initials", "initial-face"])("of %s", (style) => {
		it.each(NAMES)("is drawn for %s", async (name) => {
			const svg = render(style, name, {});
			const [text = ""] = /<text\b.*?<\/text>/s.exec(svg) ?? [];
			expect(text).not.toBe("");
			const withText = await drawn(svg);
			const without = await drawn(svg.replace(text, ""));
			expect(differences(withText, without)).toBeGreaterThan(100);
		});
	});

	it("is one weight, whatever the script", async () => {
		// A letter that looks the same in both scripts has to be drawn the same, give or take a shade at its edges.
		const latin = await drawn(render("initial-face", "A", {}).replace(/>A</g, ">A<"), "png", 128);
		const cyrillic = await drawn(render("initial-face", "A", {}).replace(/>A</g, ">А<"), "png", 128);
		expect(differences(cyrillic, latin, 32)).toBe(0);
	});
});

describe("what moves", () => {
	const animated = [...STYLES.keys()].filter((style) => styleOf(style).components().has("animation"));

	it.each(animated)("of %s is drawn as it stands still", async (style) => {
		const moving = render(style, "x", { animationVariant: ["fastest"] });
		expect(moving).toContain("@keyframes");
		const still = render(style, "x", { animationVariant: ["none"] });
		expect(differences(await drawn(moving), await drawn(still))).toBe(0);
	});
});

describe("the credit", () => {
	it.each(FORMATS)("is in a %s", async (format) => {
		const text = new TextDecoder().decode(await rasterize(HALF, format, 16, CARD));
		expect(text).toContain("<dc:creator><rdf:Seq><rdf:li>Lisa Wischofsky</rdf:li></rdf:Seq></dc:creator>");
		expect(text).toContain('<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>');
		expect(text).toContain(
			"Remix of “Adventurer” (https://www.figma.com/community/file/1184595184137881796)",
		);
	});

	it.each([...STYLES.keys()])("says of %s what the SVG says", async (style) => {
		const svg = render(style, "x", {});
		const [, rights = "?"] = /<dc:rights>(.*?)<\/dc:rights>/.exec(svg) ?? [];
		const image = new TextDecoder().decode(await rasterize(HALF, "png", 1, styleCard(style)));
		expect(image).toContain(`<rdf:li xml:lang="x-default">${rights}</rdf:li>`);
	});

	it.each(FORMATS)("cannot say more than it is, in a %s", async (format) => {
		const hostile = `"/><x a='</rdf:RDF>&\0\u{b}\u{ffff}\ud800 <?xpacket end="w"?>`;
		const credit: Credit = {
			source: hostile,
			sourceUrl: hostile,
			creator: hostile,
			creatorUrl: hostile,
			licence: hostile,
			licenceUrl: hostile,
		};
		const image = await rasterize(HALF, format, 16, credit);
		expect((await decode(format, image)).width).toBe(16);
		const text = new TextDecoder().decode(image);
		expect(text.match(/<\/rdf:RDF>/g)).toHaveLength(1);
		expect(text.match(/<\?xpacket/g)).toHaveLength(2);
		expect(text).not.toContain("<x ");
		expect(text).toContain("&quot;/&gt;&lt;x a='&lt;/rdf:RDF&gt;&amp;\u{fffd}\u{fffd}\u{fffd}\u{fffd} ");
	});

	it("that does not fit into a JPEG is refused", async () => {
		const long = { ...CARD, creator: "x".repeat(40_000) };
		await expect(rasterize(HALF, "jpeg", 16, long)).rejects.toThrow(RangeError);
	});
});

describe("a picture that is none", () => {
	const NS = 'xmlns="http://www.w3.org/2000/svg"';

	it.each([
		["nothing", ""],
		["no XML", "an avatar"],
		["half an element", "<svg"],
		["another document", "<html></html>"],
		["an open element", `<svg ${NS} viewBox="0 0 1 1"><g></svg>`],
		["no size", `<svg ${NS} width="0" height="0"/>`],
		["a strip", `<svg ${NS} viewBox="0 0 1 100000"/>`],
	])("%s is refused, and the next is drawn", async (_, svg) => {
		await expect(rasterize(svg, "png", 64, CARD)).rejects.toThrow(NotDrawableError);
		expect((await drawn(HALF)).width).toBe(64);
	});
});

describe("a size that there is not", () => {
	it.each([0, -1, 1.5, Number.NaN, RASTER_SIZE_MAX + 1, Infinity])("%s is refused", async (size) => {
		await expect(rasterize(HALF, "png", size, CARD)).rejects.toThrow(RangeError);
	});
});

describe("memory", () => {
	beforeAll(() => rasterize(HALF, "png", 1, CARD));

	it("outlives a thousand pictures", async () => {
		const svg = render("thumbs", "x", {});
		const first = await rasterize(svg, "png", 32, CARD);
		for (let i = 0; i < 1000; i++) await rasterize(svg, "png", 32, CARD);
		expect(await rasterize(svg, "png", 32, CARD)).toEqual(first);
	});
});
