import { raw } from "hono/html";
import { escapeToBuffer, type StringBuffer } from "hono/utils/html";
import type { Html } from "../page";

/**
 * Discord's Markdown, as far as messages here have it: emphasis, code, links, headings, small text, quotes and lists.
 * https://support.discord.com/hc/articles/210298617
 */
export function markdown(text: string): Html {
	const blocks: string[] = [];
	for (const [n, part] of text.split(/```(?:[a-z]*\n)?/u).entries()) {
		if (n % 2 === 1) blocks.push(`<pre><code>${escaped(part.replace(/\n$/, ""))}</code></pre>`);
		else if (part.trim() !== "") blocks.push(lines(part.replace(/^\n|\n$/g, "")));
	}
	return raw(blocks.join(""));
}

/** How a line begins, and the element that it is then. */
const LINES: readonly [RegExp, string][] = [
	[/^(?:#|##|###) (?=\S)/, "h4"],
	[/^-# (?=\S)/, "small"],
	[/^> /, "blockquote"],
	[/^[-*] /, "li"],
];

function lines(text: string): string {
	return text
		.split("\n")
		.map((line) => {
			const [begins, element] = LINES.find(([start]) => start.test(line)) ?? [/^/, "p"];
			return `<${element}>${inline(line.replace(begins, ""))}</${element}>`;
		})
		.join("")
		.replace(/(?:<li>.*?<\/li>)+/g, (items) => `<ul>${items}</ul>`);
}

/** What is found first in a line, in this order where two begin together; `$1` is what is inside. */
const INLINE: readonly [RegExp, (inside: string, address: string) => string][] = [
	[/\\([^\p{L}\p{N}\s])/u, (inside) => escaped(inside)],
	[/`([^`]+)`/, (inside) => `<code>${escaped(inside)}</code>`],
	[/\[([^\]]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/, (inside, address) => link(address, inline(inside))],
	[/<(https?:\/\/[^\s>]+)>/, (inside) => link(inside, escaped(inside))],
	[/(https?:\/\/[^\s<>)]+)/, (inside) => link(inside, escaped(inside))],
	[/\*\*(.+?)\*\*(?!\*)/, (inside) => `<strong>${inline(inside)}</strong>`],
	[/__(.+?)__/, (inside) => `<u>${inline(inside)}</u>`],
	[/~~(.+?)~~/, (inside) => `<s>${inline(inside)}</s>`],
	[/\*([^*\s][^*]*)\*/, (inside) => `<em>${inline(inside)}</em>`],
	[/\b_([^_]+)_\b/, (inside) => `<em>${inline(inside)}</em>`],
];

function inline(text: string): string {
	const found = INLINE.flatMap(([pattern, write]) => {
		const match = pattern.exec(text);
		return match ? [{ match, write }] : [];
	});
	const first = found.reduce<(typeof found)[number] | undefined>(
		(best, each) => (best && best.match.index <= each.match.index ? best : each),
		undefined,
	);
	if (!first) return escaped(text);
	const { match, write } = first;
	const after = text.slice(match.index + match[0].length);
	return escaped(text.slice(0, match.index)) + write(match[1] ?? "", match[2] ?? "") + inline(after);
}

function link(address: string, text: string): string {
	return `<a href="${escaped(address)}" rel="noreferrer" target="_blank">${text}</a>`;
}

function escaped(text: string): string {
	const buffer: StringBuffer = [""];
	escapeToBuffer(text, buffer);
	return String(buffer[0]);
}
