import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { fontSlices } from "../../build/fonts.ts";

const slices = await fontSlices(fileURLToPath(new URL("../..", import.meta.url)));

const HAN = ["noto-sans-jp", "noto-sans-kr", "noto-sans-sc"];

/**
 * The Worker's fonts, as far as a text needs them, for a browser: as it finds letters in them by itself.
 * @param han which of the fonts for Han characters comes first
 * @returns CSS's `@font-face` rules, and the families in their order
 */
export async function fontFaces(
	text: string,
	han = "noto-sans-sc",
): Promise<{ rules: string; families: string }> {
	const codes = [...text, ...text.normalize("NFC")].map((letter) => letter.codePointAt(0) ?? 0);
	// ASCII is in nearly all slices, and in the first one; that also says where the others' letters stand.
	const needed = slices.filter(
		({ ranges }, at) =>
			at === 0 ||
			ranges.some(([first, last]) => codes.some((code) => code > 0x7f && first <= code && code <= last)),
	);
	const rules = needed.map(async ({ font, file, ranges }) => {
		const data = (await readFile(file)).toString("base64");
		const range = ranges.map(([first, last]) => `U+${first.toString(16)}-${last.toString(16)}`).join();
		return `@font-face{font-family:${font};font-weight:100 900;unicode-range:${range};src:url(data:font/woff2;base64,${data})}`;
	});
	const others = HAN.filter((font) => font !== han);
	const families = [...new Set(slices.map(({ font }) => font))].filter((font) => !HAN.includes(font));
	families.splice(families.indexOf("noto-emoji"), 0, han, ...others);
	return { rules: (await Promise.all(rules)).join(""), families: families.join() };
}
