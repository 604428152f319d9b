import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isOwnAnimation } from "../../src/avatar/animations";
import { PictureCost } from "../../src/avatar/picture_cost";
import { plainPictureProblem } from "../../src/avatar/plain_picture";
import { NotDrawableError, rasterOf } from "../../src/avatar/raster";
import { SVG_MAX_BYTES } from "../../src/avatar/remote";
import { render, styleOf } from "../../src/avatar/render";
import { STYLES, styleCard } from "../../src/avatar/styles";
import { anyPicture, BOUNDARY, DEAR, SCRIPTED, svg, UNFIT } from "./pictures";

const CARD = styleCard("adventurer");

/** What became of drawing a picture. Anything but these two is thrown. */
async function drawn(text: string): Promise<"drawn" | "not drawable"> {
	try {
		await rasterOf(text, "png", 16).make(CARD, async () => undefined);
		return "drawn";
	} catch (error) {
		if (error instanceof NotDrawableError) return "not drawable";
		throw error;
	}
}

describe("a plain picture", () => {
	it.each([...STYLES.keys()])("is what DiceBear draws in %s", (style) => {
		for (const seed of ["a", "b", `<"&'>`]) {
			const options = {
				flip: ["both"],
				scale: 0.8,
				rotate: 10,
				borderRadius: 20,
				backgroundColor: ["112233", "445566"],
			};
			expect(plainPictureProblem(render(style, seed, {}))).toBeUndefined();
			expect(
				plainPictureProblem(render(style, seed, { ...options, backgroundColorFill: ["linear"] })),
			).toBeUndefined();
		}
	});

	it("is well-formed, and by an artist", () => {
		expect(plainPictureProblem(svg("<path/>"))).toBeUndefined();
		expect(plainPictureProblem(svg('<path id="a"/><use href="#a"/><use href="#missing"/>'))).toBeUndefined();
	});

	it.each([...SCRIPTED, ...UNFIT, ...DEAR])("has not %s", (_, text) => {
		expect(plainPictureProblem(text)).toEqual(expect.any(String));
	});

	it.each(BOUNDARY)("may have %s, and is then drawn or not, but nothing else", async (_, text) => {
		expect(plainPictureProblem(text)).toBeUndefined();
		expect(text.length).toBeLessThan(SVG_MAX_BYTES);
		expect(["drawn", "not drawable"]).toContain(await drawn(text));
	});

	it("put together by chance is drawn or not, but nothing else", async () => {
		const outcomes = new Set<string>();
		await fc.assert(
			fc.asyncProperty(anyPicture, async (text) => {
				const problem = plainPictureProblem(text);
				outcomes.add(problem ?? (await drawn(text)));
			}),
			{ numRuns: 500 },
		);
		// It would prove nothing if chance never made a picture.
		expect(outcomes).toContain("drawn");
		expect(outcomes.size).toBeGreaterThan(5);
	});
});

describe("a picture that moves", () => {
	const moving = [...STYLES.keys()].filter((style) => styleOf(style).components().has("animation"));
	const [, sheet = ""] =
		/<style>(.*?)<\/style>/.exec(render("blobs", "a", { animationVariant: ["fast"] })) ?? [];

	it.each(moving)("may be of %s, by DiceBear's own sheets alone", (style) => {
		const speeds = [...(styleOf(style).components().get("animation")?.variants().keys() ?? [])];
		expect(speeds.length).toBeGreaterThan(4);
		for (const speed of speeds) {
			const picture = render(style, "a", { animationVariant: [speed] });
			expect([speed, plainPictureProblem(picture, isOwnAnimation)]).toEqual([speed, undefined]);
			const other = picture.replace("@keyframes", "body{display:none}@keyframes");
			if (other !== picture) expect(plainPictureProblem(other, isOwnAnimation)).toBe("Error: a style sheet");
		}
	});

	it("may not where no sheet is known", () => {
		expect(sheet).toContain("@keyframes");
		expect(plainPictureProblem(svg(`<style>${sheet}</style>`))).toBe("Error: a style sheet");
		expect(plainPictureProblem(svg(`<style>${sheet}</style>`), isOwnAnimation)).toBeUndefined();
	});

	it.each([
		["a sheet of its own", "<style>*{color:red}</style>"],
		["a part of a sheet", `<style>${sheet.slice(0, 40)}</style>`],
		["a sheet and more", `<style>${sheet}*{}</style>`],
		["a sheet twice", `<style>${sheet}${sheet}</style>`],
		["more after an element in it", `<style>${sheet}<g/>*{color:red}</style>`],
		["an element in it", `<style><g/>${sheet}</style>`],
		["a sheet within a sheet", `<style><style>${sheet}</style></style>`],
		["what loads something", "<style>@import url(https://x.test)</style>"],
		["what ends a value of the definitions", '<style>a","value":"b</style>'],
		["a sheet for other media", `<style media="print">${sheet}</style>`],
	])("has not %s", (_, inside) => {
		expect(plainPictureProblem(svg(inside), isOwnAnimation)).toEqual(expect.any(String));
	});
});

describe("a picture that is refused", () => {
	afterEach(() => vi.restoreAllMocks());

	it.each([
		["groups in one another", "<g>"],
		["groups with an id", '<g id="a">'],
		["elements", "<g/>"],
		["uses", '<use href="#a"/>'],
		["unknown attributes", '<g x="1" a=""/>'],
	])("for its %s is read no further than that", (_, part) => {
		const open = vi.spyOn(PictureCost.prototype, "open");
		for (const times of [3_000, 30_000]) {
			expect(plainPictureProblem(svg(part.repeat(times)))).toEqual(expect.any(String));
			expect(open.mock.calls.length).toBeLessThan(1_010);
			open.mockClear();
		}
	});

	it("is refused in a few words, whatever it is", () => {
		const anyText = fc.string({ unit: "binary" });
		const anyInside = fc.string({ unit: fc.constantFrom(..."<>/&;#\"'= !-?[]gax") }).map((text) => svg(text));
		fc.assert(
			fc.property(fc.oneof(anyPicture, anyText, anyInside), (text) => {
				expect((plainPictureProblem(text) ?? "").length).toBeLessThan(100);
			}),
		);
		expect(plainPictureProblem(svg(`<${"a".repeat(1_000)}/>`))?.length).toBeLessThan(100);
		expect(plainPictureProblem(svg(`<g ${"a".repeat(1_000)}=""/>`))?.length).toBeLessThan(100);
	});
});
