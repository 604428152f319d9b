import { LONGEST_TEXT, type Run, runsOf } from "./fonts";

/** A text of DiceBear's: its attributes and its letters. Nothing in it leads further than the next `<`. */
const TEXT = /<text\b([^<>]*)>([^<]*)<\/text>/g;

/** Where a text begins, in parts of its width before its place: CSS's `text-anchor`. */
const ANCHORS: ReadonlyMap<string | undefined, number> = new Map([
	["middle", 0.5],
	["end", 1],
]);

/** Noto Sans's, in parts of a letter's size: a browser puts any script's letters where the first font's would stand. */
const X_HEIGHT = 0.536;

const RIGHT_TO_LEFT =
	/[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** What XML's references stand for. */
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|\w+);/gi;

/** The letters of an SVG's texts, each text once, composed (NFC); empty for a picture without text. */
export function textOf(svg: string): string {
	const texts = new Set(Array.from(svg.matchAll(TEXT), ([, , letters = ""]) => letters));
	return [...texts].join(" ").replace(REFERENCE, referred).normalize("NFC");
}

/** Those with a name stand for ASCII, as the `&` itself. */
function referred(_: string, decimal?: string, hexadecimal?: string): string {
	const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : 0x26;
	return code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

/**
 * How wide letters are in a font.
 * @param size in the SVG's units, as the result is
 */
export type WidthOf = (letters: string, font: string, size: number, weight: number) => number;

/**
 * An SVG whose texts the renderer draws as a browser does. It would move only the first letter of a text by `dy`, which is
 * not the first one from the left everywhere; and of letters in several fonts it leaves out those that one of the fonts
 * makes more glyphs of than the first. So a text is moved as a whole here, and each run of letters is a text of its own.
 */
export function laidOut(svg: string, widthOf: WidthOf): string {
	return svg.replace(TEXT, (text: string, attributes: string, letters: string) => {
		const value = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
		const size = Number(value("font-size"));
		const raised = value("dominant-baseline") === "middle" ? (size * X_HEIGHT) / 2 : 0;
		const y = Number(value("dy") ?? 0) + raised;
		if (value("transform") !== undefined || Number.isNaN(size + y)) return text;
		const place = (x: number) => `transform="translate(${x} ${y})"`;
		const rest = without(attributes, ["dy", "dominant-baseline"]);
		if (letters.length > LONGEST_TEXT || letters.includes("&"))
			return `<text${rest} ${place(0)}>${letters}</text>`;
		const runs = runsOf(letters.normalize("NFC"));
		const [run] = runs;
		if (run && runs.length === 1) return `<text${rest} ${place(0)}>${run.letters}</text>`;
		const weight = Number(value("font-weight") ?? 400);
		const widths = inSight(runs).map(({ letters, font }) => ({
			letters,
			font,
			width: font === undefined ? size : widthOf(letters, font, size, weight),
		}));
		const whole = widths.reduce((sum, { width }) => sum + width, 0);
		let x = -whole * (ANCHORS.get(value("text-anchor")) ?? 0);
		const alone = without(rest, ["font-family", "text-anchor"]);
		return widths
			.map(({ letters, font = "none", width }) => {
				x += width;
				return `<text${alone} font-family="${font}" ${place(x - width)}>${letters}</text>`;
			})
			.join("");
	});
}

function without(attributes: string, names: readonly string[]): string {
	return attributes.replace(new RegExp(`\\s(?:${names.join("|")})="[^"]*"`, "g"), "");
}

/** Runs from left to right: those of scripts from right to left that follow each other, the last first. */
function inSight(runs: readonly Run[]): Run[] {
	const sorted: Run[] = [];
	let start = 0;
	for (const run of runs) {
		if (!RIGHT_TO_LEFT.test(run.letters)) start = sorted.length + 1;
		sorted.splice(RIGHT_TO_LEFT.test(run.letters) ? start : sorted.length, 0, run);
	}
	return sorted;
}
