import { describe, expect, it } from "vitest";
import { plainPictureProblem } from "../../src/avatar/plain_picture";
import { render } from "../../src/avatar/render";
import { STYLES } from "../../src/avatar/styles";

const NS = 'xmlns="http://www.w3.org/2000/svg"';
const CREDIT =
	'<metadata><creator xmlns="http://purl.org/dc/elements/1.1/">A</creator>' +
	'<license xmlns="http://purl.org/dc/terms/">CC0</license></metadata>';
const svg = (inside: string, attributes = "") => `<svg ${NS} ${attributes}>${CREDIT}${inside}</svg>`;

/** Parts that each use the one before them twice: a few kilobytes, and 2^24 circles to draw. */
const BOMB = Array.from(
	{ length: 24 },
	(_, i) => `<g id="p${i + 1}"><use href="#p${i}"/><use href="#p${i}"/></g>`,
);
const MASKS = Array.from(
	{ length: 24 },
	(_, i) => `<mask id="p${i + 1}"><g mask="url(#p${i})"/><g mask="url(#p${i})"/></mask>`,
);

describe("a plain picture", () => {
	it.each([...STYLES.keys()])("is what DiceBear draws in %s", (style) => {
		for (const seed of ["a", "b", `<"&'>`]) {
			const options = {
				flip: "both",
				scale: 0.8,
				rotate: 10,
				borderRadius: 20,
				backgroundColor: ["112233", "445566"],
			};
			expect(plainPictureProblem(render(style, seed, {}))).toBeUndefined();
			expect(
				plainPictureProblem(render(style, seed, { ...options, backgroundColorFill: "linear" })),
			).toBeUndefined();
		}
	});

	it("is well-formed, and by an artist", () => {
		expect(plainPictureProblem(svg("<path/>"))).toBeUndefined();
		expect(plainPictureProblem(svg('<path id="a"/><use href="#a"/><use href="#missing"/>'))).toBeUndefined();
	});

	it.each([
		["no artist and licence", `<svg ${NS}><path/></svg>`],
		["parts that multiply", svg(`<defs><circle id="p0"/>${BOMB.join("")}</defs><use href="#p24"/>`)],
		["masks that multiply", svg(`<defs><mask id="p0"/>${MASKS.join("")}</defs><g mask="url(#p24)"/>`)],
		["an XML declaration", `<?xml version="1.0" encoding="UTF-7"?>${svg("")}`],
		["a namespace that is every object's", `<x:a xmlns:x="__proto__">${svg("")}</x:a>`],
		["a script", svg("<script>alert(1)</script>")],
		[
			"a script under another prefix",
			`<x:svg xmlns:x="http://www.w3.org/2000/svg">${CREDIT}<x:script/></x:svg>`,
		],
		["a script that metadata's prefix names", svg('<rdf:script xmlns:rdf="http://www.w3.org/2000/svg"/>')],
		["HTML in it", svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>')],
		["an HTML script", svg('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>')],
		["an event handler", svg("", 'onload="alert(1)"')],
		["an event handler in capitals", svg("", 'ONCLICK="alert(1)"')],
		["a link", svg('<a href="https://evil.test/"><path/></a>')],
		["an outside picture", svg('<image href="https://evil.test/x.png"/>')],
		["an outside use", svg('<use href="https://evil.test/x.svg#a"/>')],
		[
			"an outside use in XLink",
			svg('<use xmlns:l="http://www.w3.org/1999/xlink" l:href="https://evil.test/#a"/>'),
		],
		["a script address", svg('<use href="javascript:alert(1)"/>')],
		["a data address", svg('<use href="data:image/svg+xml,x#a"/>')],
		["an outside fill", svg('<path fill="url(https://evil.test/#a)"/>')],
		["an outside fill with spaces", svg("<path fill=\"URL( 'https://evil.test/#a')\"/>")],
		["an outside fill in an entity", svg('<path fill="&#117;rl(https://evil.test/#a)"/>')],
		["an outside fill in a CSS escape", svg('<path style="fill:\\75rl(https://evil.test/#a)"/>')],
		["a stylesheet", svg("<style>@import url(https://evil.test/x.css)</style>")],
		["an animation", svg('<set attributeName="href" to="javascript:alert(1)"/>')],
		["an entity", `<!DOCTYPE svg [<!ENTITY x "y">]>${svg("&x;")}`],
		["a document type", `<!DOCTYPE svg SYSTEM "https://evil.test/x.dtd">${svg("")}`],
		["a stylesheet instruction", `<?xml-stylesheet href="https://evil.test/x.css"?>${svg("")}`],
		["a comment that HTML would end early", svg("<!--> <script>alert(1)</script> -->x<p")],
		["two roots", svg("") + svg("")],
		["a loop without an end", `${svg('<g id="a"><use href="#a"/></g>').slice(0, -6)}`],
		["an unclosed element", `<svg ${NS}><g>`],
		["HTML", "<html><body>busy</body></html>"],
		["JSON", '{"svg":"x"}'],
		["nothing", ""],
		["another root", `<g ${NS}>${CREDIT}</g>`],
		["no namespace", `<svg>${CREDIT}</svg>`],
	])("has not %s", (_, text) => {
		expect(plainPictureProblem(text)).toEqual(expect.any(String));
	});
});
