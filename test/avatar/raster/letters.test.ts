import { describe, expect, it } from "vitest";
import { rasterOf } from "../../../src/avatar/raster";
import { FONTS_VERSION, fontsFor, MOST_FONTS, runsOf } from "../../../src/avatar/raster/fonts";
import { laidOut, textOf } from "../../../src/avatar/raster/text";
import { render } from "../../../src/avatar/render";
import { styleCard } from "../../../src/avatar/styles";

/** Where one word for each slice is too exact: of these fonts the slices are numbered. */
const fontOf = (name: string) => name.replace(/-\d+$/, "");

describe("the fonts for a text", () => {
	it.each([
		["AB", ["noto-sans-latin"]],
		["A1, (?)", ["noto-sans-latin"]],
		["ΕΛ", ["noto-sans-greek"]],
		["ПЁ", ["noto-sans-cyrillic"]],
		["NỆ", ["noto-sans-latin", "noto-sans-vietnamese"]],
		["AЖ", ["noto-sans-latin", "noto-sans-cyrillic"]],
		["مع", ["noto-sans-arabic-arabic"]],
		["של", ["noto-sans-hebrew-hebrew"]],
		["हिभा", ["noto-sans-devanagari-devanagari"]],
		["กที่", ["noto-sans-thai-thai"]],
		["ދިބަ", ["noto-sans-thaana-thaana"]],
		["ⵜⵉ", ["noto-sans-tifinagh-tifinagh"]],
		["𝓜𝖆", ["noto-sans-math-latin"]],
		["中", ["noto-sans-sc"]],
		["日か", ["noto-sans-jp", "noto-sans-jp"]],
		["日カ", ["noto-sans-jp", "noto-sans-jp"]],
		["漢한", ["noto-sans-kr", "noto-sans-kr"]],
		["🦊", ["noto-emoji"]],
		["❤️", ["noto-emoji"]],
		["1️⃣", ["noto-emoji"]],
		["🇩🇪", ["noto-emoji"]],
		["👨‍👩‍👧", ["noto-emoji"]],
		["A ب", ["noto-sans-latin", "noto-sans-arabic-arabic"]],
	])("%s are as few as will do", (text, fonts) => {
		expect(fontsFor(text.normalize("NFC")).map(fontOf)).toEqual(fonts);
	});

	it("are none for nothing, for spaces, and for what no font has", () => {
		for (const text of ["", " \n\t", "\u200d\ufe0f", "\u{10fffd}", "\ud800"])
			expect(fontsFor(text)).toEqual([]);
	});

	it("have a letter and its marks together", () => {
		// U+0301 is in several slices; a U+0302 that fits on an M is in one font only.
		expect(fontsFor("И\u0301")).toEqual(["noto-sans-cyrillic"]);
		expect(fontsFor("Ą\u0301")).toEqual(["noto-sans-latin-ext"]);
		expect(fontsFor("M\u0302")).toEqual(["noto-sans-math-latin"]);
		expect(runsOf("M\u0302J\u030c")).toEqual([{ letters: "M\u0302J\u030c", font: "noto-sans-math-latin" }]);
	});

	it("leave out a mark that no font has with its letter", () => {
		expect(runsOf("M\u0337\u0331B")).toEqual([{ letters: "MB", font: "noto-sans-latin" }]);
	});

	it("keep joiners, variation selectors and spaces with what stands before them", () => {
		expect(runsOf("क्\u200dष ❤\ufe0f")).toEqual([
			{ letters: "क्\u200dष ", font: "noto-sans-devanagari-devanagari" },
			{ letters: "❤\ufe0f", font: expect.stringMatching(/^noto-emoji-\d+$/) },
		]);
	});

	it(`are at most ${MOST_FONTS}, whatever is written`, () => {
		const scripts = "AΩЖبשहกქԱአᏣᐁកລབမඅஅఅಅഅઅਅଅ漢かア한🦊𝓜ⵜߒܣ";
		const many = [...scripts].map((letter) => fontsFor(letter).length);
		expect(many.every((count) => count === 1)).toBe(true);
		expect(fontsFor(scripts)).toHaveLength(MOST_FONTS);
		expect(fontsFor("𠮷㐀䶿龘鿋".repeat(100_000)).length).toBeLessThanOrEqual(MOST_FONTS);
	});

	it("have a version that says which they are", () => {
		expect(FONTS_VERSION).toMatch(/^[\da-f]{8}$/);
	});
});

describe("the text of a picture", () => {
	it("is its letters, as they are meant", () => {
		expect(textOf(render("lorelei", "Mira", {}))).toBe("");
		expect(textOf(render("initials", "Жанна", {}))).toBe("ЖА");
		expect(
			textOf("<svg><text>e\u0301</text><text x='1'>B</text><text>B</text><textPath>C</textPath></svg>"),
		).toBe("é B");
		expect(textOf("<text>&#1605;&#x639;&amp;&#x110000;</text>")).toBe("مع&");
	});

	it("is found in time in proportion to the SVG, however it is broken", () => {
		// In time that grows with the square of it, each of these would take minutes.
		for (const part of ["<text", "<text>", "<text x", "<text>a</text", "&#", "<text>a</text>"]) {
			const svg = part.repeat(300_000);
			expect(textOf(svg)).toBe(part === "<text>a</text>" ? "a" : "");
		}
	});
});

describe("a text as it is drawn", () => {
	const WIDTHS: Readonly<Record<string, number>> = { A: 30, B: 20, ب: 40, ש: 35, ת: 15, 中: 50 };
	const widthOf = (letters: string) => [...letters].reduce((sum, letter) => sum + (WIDTHS[letter] ?? 0), 0);
	const text = (letters: string, more = "") =>
		`<text x="50%" font-family="system-ui" font-weight="600" font-size="50" text-anchor="middle"${more}>${letters}</text>`;
	/** The pieces, as letters, font and place. */
	const pieces = (svg: string) =>
		Array.from(
			svg.matchAll(/font-family="([\w-]+)".*?translate\(([-\d.]+ [-\d.]+)\)">(.*?)</g),
			([, ...piece]) => piece,
		);

	it("is moved as a whole", () => {
		expect(laidOut(text("של", ' dy="17.8"'), widthOf)).toBe(text("של", ' transform="translate(0 17.8)"'));
	});

	it("stands at half the height of an x, in any script", () => {
		expect(laidOut(text("ب", ' dominant-baseline="middle"'), widthOf)).toBe(
			text("ب", ' transform="translate(0 13.4)"'),
		);
	});

	it("has a piece for each font, side by side around its place", () => {
		expect(pieces(laidOut(text("Aب", ' dy="1"'), widthOf))).toEqual([
			["noto-sans-latin", "-35 1", "A"],
			["noto-sans-arabic-arabic", "-5 1", "ب"],
		]);
		const start = text("Aب").replace("middle", "start");
		expect(pieces(laidOut(start, widthOf)).map(([, place]) => place)).toEqual(["0 0", "30 0"]);
	});

	it("goes from right to left where its letters do", () => {
		const order = (letters: string) => pieces(laidOut(text(letters), widthOf)).map((piece) => piece[2]);
		expect(order("שתب")).toEqual(["ب", "שת"]);
		expect(order("Aשب中בبB")).toEqual(["A", "ب", "ש", "中", "ب", "ב", "B"]);
	});

	it("stays as it is where it is none of DiceBear's", () => {
		const svg =
			'<svg><text transform="scale(2)" font-size="1">A</text><text>Aب</text><text font-size="50" dy="1em">A</text></svg>';
		expect(laidOut(svg, widthOf)).toBe(svg);
		expect(laidOut(text("&lt;ب"), widthOf)).toContain(">&lt;ب</text>");
		expect(laidOut(text("Aب".repeat(10_000)), widthOf).length).toBeLessThan(21_000);
	});
});

describe("a picture whose font cannot be had", () => {
	const svg = render("initials", "A ب", {});
	const credit = styleCard("initials");

	it("is drawn with what there is, and says so", async () => {
		const asked: string[] = [];
		const nothing = async (name: string) => {
			asked.push(name);
			return undefined;
		};
		const { bytes, complete } = await rasterOf(svg, "png", 64).make(credit, nothing);
		expect(asked).toEqual(["noto-sans-latin", "noto-sans-arabic-arabic"]);
		expect(bytes.length).toBeGreaterThan(100);
		expect(complete).toBe(false);
	});

	it("is complete where it needs none", async () => {
		const never = async () => {
			throw new Error("asked");
		};
		expect((await rasterOf(render("thumbs", "x", {}), "png", 64).make(credit, never)).complete).toBe(true);
	});
});
