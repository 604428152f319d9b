import { expect, it } from "vitest";
import { SITE, useBrowser } from "../browser/person.ts";
import { fontFaces } from "./fonts.ts";

/** Width and height of a picture, in pixels, and of what is compared: small, for edges are smoothed in another way here. */
const SIZE = 256;
const COMPARED = 64;

/** By how much a channel may differ, of 255, before a pixel counts. */
const SHADE = 32;

/** The part of a picture's pixels that may. */
const MOST = 0.005;

/** Names in each script, with what is joined, reordered or stacked in it, and of several scripts. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
	"noto-sans-sc": [
		...["Mira Dances", "Łukasz Ñandú", "Nguyễn Ệ", "Ọ́lá Ẹ̀", "Ą́ B", "M̂ J̌", "ᴍɪʀᴀ", "𝓜𝓲𝓻𝓪", "𝕄 𝖆", "Ａｂ Ｃ"],
		...[
			"Ελληνικά",
			"ἀ ᾧ",
			"Пётр",
			"о́сень и́",
			"Ѫ Ԁ",
			"Հայերեն լեզու",
			"ქართული ენა",
			"Ϣ ϥ",
			"ᏣᎳᎩ ᎦᏬ",
			"ᚠᚢ",
			"ⵜⵉⴼⵉ",
		],
		...["محمد علي", "محمد", "لا إله", "پژمان گچ", "שלום", "שָׁלוֹם", "ދިވެހި ބަސް", "ܣܘܪ", "ߒߞߏ", "𞤀𞤣"],
		...[
			"हिन्दी भाषा",
			"क्षत्रिय",
			"বাংলা ভাষা",
			"ਪੰਜਾਬੀ ਕੀ",
			"ગુજરાતી ક્ષ",
			"ଓଡ଼ିଆ କ୍ଷ",
			"தமிழ் கொ",
			"తెలుగు క్ష",
			"ಕನ್ನಡ ಕ್ಷ",
		],
		...["മലയാളം ക്ഷ", "සිංහල ක්‍ෂ", "ไทย", "กำ ที่", "ລາວ ກຳ", "བོད་ སྐད", "မြန်မာ ကြော", "ខ្មែរ កុ", "ꦗꦮ", "ᬩᬮᬶ", "ᮞᮥ"],
		...["አማርኛ ቋንቋ", "ᐃᓄᒃ ᑎᑐᑦ", "ᠮᠣᠩᠭᠣᠯ", "ꕙꔤ", "ᱚᱞ", "ꓡꓢ", "ꯃꯤ", "𓂀 𓆣"],
		...["中文 字", "李 明", "𠮷 野", "ㄅㄆ"],
		...["A ب", "ب A", "ש بت", "A क्षा", "Ж กำ", "A 中"],
	],
	"noto-sans-jp": ["日本 かな", "ハン 漢", "ﾊﾝ ｶ"],
	"noto-sans-kr": ["한국어", "한국", "한 漢"],
};

/** The styles that draw letters: of each name, the tests take one of them in turn. */
function stylesFor(at: number): readonly string[] {
	const styles = ["initials", "initial-face"];
	return process.env.MODE === "whole" ? styles : styles.slice(at % 2).slice(0, 1);
}

const visit = useBrowser();

it("letters of every script look as Chromium draws them in the same fonts", {
	timeout: 300_000,
}, async () => {
	const page = await visit({ viewport: { width: SIZE, height: SIZE } });
	const wrong: string[] = [];
	for (const [han, names] of Object.entries(NAMES)) {
		for (const [name, style] of names.flatMap((name, at) =>
			stylesFor(at).map((style) => [name, style] as const),
		)) {
			const query = new URLSearchParams({ seed: name, size: String(SIZE) });
			const asked = (format: string) => fetch(`${SITE}/10.x/${style}/${format}?${query}`);
			const [svg, png] = await Promise.all([asked("svg"), asked("png")]);
			const text = await svg.text();
			const { rules, families } = await fontFaces(name.toUpperCase() + name, han);
			await page.setContent(
				`<style>${rules} body { margin: 0 } text { font-family: ${families}; text-rendering: geometricPrecision }</style>${text}`,
			);
			await page.evaluate(() => document.fonts.ready);
			const pictures = [await page.screenshot(), Buffer.from(await png.arrayBuffer())];
			const different = await page.evaluate(differentPart, {
				pictures: pictures.map((picture) => `data:image/png;base64,${picture.toString("base64")}`),
				size: COMPARED,
				shade: SHADE,
			});
			if (!text.includes("<text") || different > MOST)
				wrong.push(`${(different * 100).toFixed(2)} % ${style} ${name}`);
		}
	}
	expect(wrong).toEqual([]);
});

/** Runs in the browser: the part of the pixels that are not the same in two pictures, at a size. */
async function differentPart({ pictures, size, shade }: { pictures: string[]; size: number; shade: number }) {
	const [one = [], other = []] = await Promise.all(
		pictures.map(async (src) => {
			const image = new Image();
			image.src = src;
			await image.decode();
			const context = new OffscreenCanvas(size, size).getContext("2d");
			if (!context) throw new Error("No canvas");
			context.imageSmoothingQuality = "high";
			context.drawImage(image, 0, 0, size, size);
			return context.getImageData(0, 0, size, size).data;
		}),
	);
	let different = 0;
	for (let at = 0; at < one.length; at += 4) {
		const differs = (channel: number) =>
			Math.abs((one[at + channel] ?? 0) - (other[at + channel] ?? 0)) > shade;
		if (differs(0) || differs(1) || differs(2)) different++;
	}
	return different / (size * size);
}
