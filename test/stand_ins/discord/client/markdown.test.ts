import { expect, it } from "vitest";
import { markdown } from "./markdown";

const LINK = 'rel="noreferrer" target="_blank"';

it.each([
	["plain & <b>", "<p>plain &amp; &lt;b&gt;</p>"],
	[
		"**bold** *it* __under__ ~~gone~~ _it_",
		"<p><strong>bold</strong> <em>it</em> <u>under</u> <s>gone</s> <em>it</em></p>",
	],
	["**bold *both***", "<p><strong>bold <em>both</em></strong></p>"],
	["\\*not\\* \\_so\\_ \\\\", "<p>*not* _so_ \\</p>"],
	["snake_case_name", "<p>snake_case_name</p>"],
	["`a *b* <c>`", "<p><code>a *b* &lt;c&gt;</code></p>"],
	[
		"[**x**](https://bear.example/?a=1&b=2)",
		`<p><a href="https://bear.example/?a=1&amp;b=2" ${LINK}><strong>x</strong></a></p>`,
	],
	["[x](<https://bear.example>)", `<p><a href="https://bear.example" ${LINK}>x</a></p>`],
	["[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"],
	[
		'[x](https://bear.example/"onclick=)',
		`<p><a href="https://bear.example/&quot;onclick=" ${LINK}>x</a></p>`,
	],
	[
		"see https://bear.example/a",
		`<p>see <a href="https://bear.example/a" ${LINK}>https://bear.example/a</a></p>`,
	],
	["## Title", "<h4>Title</h4>"],
	["#no", "<p>#no</p>"],
	["-# small", "<small>small</small>"],
	["> said\nnot", "<blockquote>said</blockquote><p>not</p>"],
	["- a\n- b\nc", "<ul><li>a</li><li>b</li></ul><p>c</p>"],
	["a\n```html\n<b>*x*\n```\nb", "<p>a</p><pre><code>&lt;b&gt;*x*</code></pre><p>b</p>"],
	["```\nx\n```", "<pre><code>x</code></pre>"],
])("%j is %s", (text, expected) => {
	expect(String(markdown(text))).toBe(expected);
});
