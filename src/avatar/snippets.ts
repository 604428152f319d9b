import type { StyleCard } from "./styles";

/** A picture's address, how wide it is shown, in pixels, whose drawing it is, and what it is in words. */
export interface Picture {
	url: string;
	width: number;
	card: Card | { page: string };
	alt?: string;
}

/** A picture that is another one tomorrow may be another artist's: then `page` is the address of one that says whose. */
type Card = Pick<StyleCard, "source" | "sourceUrl" | "creator" | "creatorUrl" | "licence" | "licenceUrl">;

/** The licences that ask for nothing where a picture is shown; any other may ask for its artist's name. */
const ASKS_NOTHING = /^(?:CC0\b|Free for personal and commercial use\b)/;

/** Whether a licence asks that whoever shows a picture says whose it is. */
export function asksForCredit({ licence }: Pick<StyleCard, "licence">): boolean {
	return !ASKS_NOTHING.test(licence);
}

/** How a link is written. */
export type Link = (text: string, url: string) => string;

/**
 * Who drew the original, under which licence, and that this is another picture; after a gap, where the licence asks for it.
 * Source: https://creativecommons.org/licenses/by/4.0/legalcode#s3a1
 */
export function credit({ card }: Picture, gap: string, link: Link, end = ""): string {
	if ("page" in card) return gap + link("Who drew it", card.page) + end;
	if (!asksForCredit(card)) return "";
	const { source, sourceUrl, creator, creatorUrl, licence, licenceUrl } = card;
	const remix = `Remix of ${link(source || "the original", sourceUrl)} by ${link(creator, creatorUrl)}`;
	return `${gap}${remix}, ${link(licence, licenceUrl)}${end}`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const entityOf = (letter: string) => ENTITIES[letter] ?? `&#${letter.codePointAt(0)};`;

/**
 * Text in HTML, in the templates of Vue and Svelte and in JSX: all of them read entities, and braces as code. What turns the
 * direction of writing would turn the code's.
 */
export const inMarkup = (text: string) => text.replace(/[&<>"'{}\p{Cc}\p{Bidi_Control}]/gu, entityOf);

/** Text in Markdown. A backslash is not enough: not every reader of it leaves what it stands before alone in a picture's words. */
const inMarkdown = (text: string) =>
	text.replace(/\p{Cc}/gu, " ").replace(/[\\`*_[\]<>&~|!\p{Bidi_Control}]/gu, entityOf);

/** An address as Markdown has it: a bracket in it would end it. */
const inMarkdownLink = (url: string) =>
	url.replace(/[\s()<>\\]/g, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, "0")}`);

export const htmlLink: Link = (text, url) => `<a href="${inMarkup(url)}">${inMarkup(text)}</a>`;
const markdownLink: Link = (text, url) => `[${inMarkdown(text)}](${inMarkdownLink(url)})`;
const bbcodeLink: Link = (text, url) => `[url=${url}]${text}[/url]`;

const ALT = "My avatar";

/** What an `<img>` of a picture says, in whatever reads markup. */
export function imageAttributes({ url, width, alt = ALT }: Picture): string {
	return `src="${inMarkup(url)}" alt="${inMarkup(alt)}" width="${width}" height="${width}"`;
}

/** A picture's link in each way of writing it. */
export const SNIPPETS = {
	url: ({ url }: Picture) => url,
	html: (picture: Picture) =>
		`<img ${imageAttributes(picture)}>${credit(picture, "\n<br><small>", htmlLink, "</small>")}`,
	markdown: (picture: Picture) =>
		`![${inMarkdown(picture.alt ?? ALT)}](${inMarkdownLink(picture.url)})${credit(picture, "\n\n", markdownLink)}`,
	bbcode: (picture: Picture) => `[img]${picture.url}[/img]${credit(picture, "\n", bbcodeLink)}`,
} as const;
