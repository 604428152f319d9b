import { describe, expect, it } from "vitest";
import { asksForCredit, SNIPPETS } from "../../src/avatar/snippets";
import { STYLES, styleCard } from "../../src/avatar/styles";

const url = "https://discobear.test/avatar/x.png?size=512";
const of = (style: string, changes = {}) => ({ url, width: 512, card: { ...styleCard(style), ...changes } });

describe("the texts to copy", () => {
	it("are the picture alone where its licence asks for nothing", () => {
		const picture = of("lorelei");
		expect(SNIPPETS.url(picture)).toBe(url);
		expect(SNIPPETS.html(picture)).toBe(`<img src="${url}" alt="My avatar" width="512" height="512">`);
		expect(SNIPPETS.markdown(picture)).toBe(`![My avatar](${url})`);
		expect(SNIPPETS.bbcode(picture)).toBe(`[img]${url}[/img]`);
	});

	it("name the artist, the original, the licence and the change where it asks for that", () => {
		const figma = "https://www.figma.com/community/file/829741575478342595";
		const artist = "https://dribbble.com/micahlanier";
		const by = "https://creativecommons.org/licenses/by/4.0/";
		expect(SNIPPETS.html(of("micah"))).toBe(
			`<img src="${url}" alt="My avatar" width="512" height="512">\n<br><small>Remix of ` +
				`<a href="${figma}">Avatar Illustration System</a> by <a href="${artist}">Micah Lanier</a>, ` +
				`<a href="${by}">CC BY 4.0</a></small>`,
		);
		expect(SNIPPETS.markdown(of("micah"))).toBe(
			`![My avatar](${url})\n\nRemix of [Avatar Illustration System](${figma}) by [Micah Lanier](${artist}), [CC BY 4.0](${by})`,
		);
		expect(SNIPPETS.bbcode(of("micah"))).toBe(
			`[img]${url}[/img]\nRemix of [url=${figma}]Avatar Illustration System[/url] by [url=${artist}]Micah Lanier[/url], [url=${by}]CC BY 4.0[/url]`,
		);
	});

	it("name them for every style under CC BY or MIT, and for no style that is given away", () => {
		for (const [style, card] of STYLES) {
			expect(asksForCredit(card), style).toBe(/^(?:CC BY|MIT)/.test(card.licence));
			for (const kind of ["html", "markdown", "bbcode"] as const)
				expect(SNIPPETS[kind](of(style)).includes(card.creator), style).toBe(asksForCredit(card));
		}
		expect(asksForCredit({ licence: "A licence of tomorrow" })).toBe(true);
	});

	it("lead to who drew it, where the picture is another one tomorrow", () => {
		const picture = { url, width: 512, card: { page: "https://discobear.test/me/x" } };
		expect(SNIPPETS.url(picture)).toBe(url);
		expect(SNIPPETS.html(picture)).toMatch(
			/<small><a href="https:\/\/discobear.test\/me\/x">Who drew it<\/a><\/small>$/,
		);
		expect(SNIPPETS.markdown(picture)).toMatch(/\n\n\[Who drew it\]\(https:\/\/discobear.test\/me\/x\)$/);
	});

	it("mean what a name says, whatever is in it", () => {
		const odd = of("micah", { creator: '<b>"A" & [B]_*</b>', source: "" });
		expect(SNIPPETS.html(odd)).toContain(">&lt;b&gt;&quot;A&quot; &amp; [B]_*&lt;/b&gt;</a>");
		expect(SNIPPETS.markdown(odd)).toContain('[&lt;b&gt;"A" &amp; &#91;B&#93;&#95;&#42;&lt;/b&gt;](');
		expect(SNIPPETS.markdown(odd)).toContain("Remix of [the original](");
	});
});
