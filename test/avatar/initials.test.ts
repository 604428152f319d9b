import { describe, expect, it } from "vitest";
import blocked from "../../src/avatar/generated/blocked_initials.json";
import { Avatar } from "../../src/avatar/generated/engine";
import { withoutBlockedWords } from "../../src/avatar/initials";
import { render, styleOf } from "../../src/avatar/render";
import { STYLES } from "../../src/avatar/styles";

/** Words that a seed can come to: whole letters only. */
const words = blocked.filter((word) => /^\p{L}+$/u.test(word));
const lettersOf = (svg: string) => [...svg.matchAll(/<text\b[^>]*>([^<]*)</g)].map(([, text]) => text);

describe("the blocked words", () => {
	it("are one or two letters, as they are drawn, and never the initials of a name in ASCII", () => {
		expect(blocked.length).toBeGreaterThan(200);
		for (const word of blocked) {
			expect(word).toMatch(/^[\p{L}\p{M}]{1,2}$/u);
			expect(word).toMatch(/\P{ASCII}/u);
			expect(word).toBe(word.toUpperCase());
		}
	});
});

describe("initials that are a blocked word", () => {
	it("are drawn as asterisks, and everything else of the picture stays", () => {
		for (const word of words) {
			const svg = render("initials", word, {});
			expect(lettersOf(svg)).toEqual(["*".repeat([...word].length)]);
			expect(svg.replace(/>\*+</, `>${word}<`)).toBe(
				new Avatar(styleOf("initials"), { seed: word }).toString(),
			);
		}
	});

	it("are drawn so by every style that draws letters", () => {
		const word = words.find(({ length }) => length === 1) ?? "";
		const drawing = [...STYLES.keys()].filter((style) => render(style, word, {}).includes("<text"));
		expect(drawing).toEqual(["initial-face", "initials"]);
		for (const style of drawing) expect(lettersOf(render(style, word, {}))).toEqual(["*"]);
	});
});

describe("letters that are no blocked word", () => {
	it.each([
		["Alice Bob", "AB"],
		["明天", "明天"],
		["Ω", "Ω"],
		["<&>", ""],
	])("stay as they are: %s", (seed, letters) => {
		expect(lettersOf(render("initials", seed, {})).join("")).toBe(letters);
	});

	it("are not looked for elsewhere than in a text", () => {
		const [word = ""] = words;
		for (const svg of [
			`<svg><textPath href="#p">${word}</textPath></svg>`,
			`<svg><title>${word}</title><text>AB</text></svg>`,
			`<svg><text>${word}${word}${word}</text></svg>`,
		])
			expect(withoutBlockedWords(svg, word)).toBe(svg);
		expect(
			withoutBlockedWords(`<svg><text x="1">${word}</text><text>OK</text><text>${word}</text></svg>`, word),
		).toBe(
			`<svg><text x="1">${"*".repeat(word.length)}</text><text>OK</text><text>${"*".repeat(word.length)}</text></svg>`,
		);
	});
});
