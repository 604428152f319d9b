import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { NO_BACKGROUND, TRANSPARENT } from "../../src/avatar/background";
import { FAINT, faintOn, type Ground } from "../../src/avatar/faint";
import { fontsFor } from "../../src/avatar/raster/fonts";
import { draw, pictureOf } from "../../src/avatar/raster/renderer";
import { textOf } from "../../src/avatar/raster/text";
import { render } from "../../src/avatar/render";
import { STYLES } from "../../src/avatar/styles";
import { fontFiles } from "../../src/storage/font_files";

const SIZE = 32;
const SEEDS = ["seed-0", "seed-1", "seed-2", "seed-3"];
const GROUNDS: Readonly<Record<Ground, readonly number[]>> = { light: [255, 255, 255], dark: [49, 51, 56] };

/** From here on, a difference in brightness is seen well enough; WCAG's own bound for shapes, 3, few drawings reach throughout. */
const SEEN = 1.5;

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: readonly number[]): number {
	const [r = 0, g = 0, b = 0] = colour.map((channel) => {
		const part = channel / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The part of a drawing's pixels that stand out from a ground. */
function seenOn(pixels: Uint8Array, ground: readonly number[]): number {
	const behind = luminance(ground) + 0.05;
	let seen = 0;
	for (let at = 0; at < pixels.length; at += 4) {
		const opacity = (pixels[at + 3] ?? 0) / 255;
		const mixed = ground.map((channel, i) => channel + ((pixels[at + i] ?? 0) - channel) * opacity);
		const light = luminance(mixed) + 0.05;
		if (Math.max(light / behind, behind / light) >= SEEN) seen++;
	}
	return seen / (SIZE * SIZE);
}

it("the styles that nothing is seen of on white, and on Discord's dark ground, are those whose pixels say so", async () => {
	const readFont = fontFiles(env);
	const found: Record<Ground, string[]> = { light: [], dark: [] };
	for (const style of STYLES.keys()) {
		const drawings = await Promise.all(
			SEEDS.map(async (seed) => {
				const svg = render(style, seed, { backgroundColor: [NO_BACKGROUND] });
				const fonts = fontsFor(textOf(svg)).map(async (name) => [name, await readFont(name)] as const);
				const read = new Map((await Promise.all(fonts)) as [string, Uint8Array][]);
				return draw(pictureOf(svg), read, { size: SIZE, drawn: SIZE }, "raw");
			}),
		);
		for (const ground of ["light", "dark"] as const)
			if (drawings.every((pixels) => seenOn(pixels, GROUNDS[ground]) < 0.001)) found[ground].push(style);
	}
	expect(found).toEqual(FAINT);
});

it("is said of a drawing without a background, unless its colours are somebody's own", () => {
	const white = { style: "waves", backgroundColor: TRANSPARENT, options: "" };
	expect(faintOn(white)).toBe("light");
	expect(faintOn({ ...white, style: "line-face" })).toBe("dark");
	expect(faintOn({ ...white, style: "critters" })).toBeUndefined();
	expect(faintOn({ ...white, backgroundColor: "ffcf5c" })).toBeUndefined();
	expect(faintOn({ ...white, options: "rotate=10" })).toBe("light");
	expect(faintOn({ ...white, options: "waveColor=ff0000&rotate=10" })).toBeUndefined();
});
