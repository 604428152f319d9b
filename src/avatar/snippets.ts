import type { StyleCard } from "./styles";

/** A picture's address, how wide it is shown, in pixels, and whose drawing it is. */
export interface Picture {
	url: string;
	width: number;
	card: Card | { page: string };
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
type Link = (text: string, url: string) => string;

/**
 * Who drew the original, under which licence, and that this is another picture; after a gap, where the licence asks for it.
 * Source: https://creativecommons.org/licenses/by/4.0/legalcode#s3a1
 */
function credit({ card }: Picture, gap: string, link: Link, end = ""): string {
	if ("page" in card) return gap + link("Who drew it", card.page) + end;
	if (!asksForCredit(card)) return "";
	const { source, sourceUrl, creator, creatorUrl, licence, licenceUrl } = card;
	const remix = `Remix of ${link(source || "the original", sourceUrl)} by ${link(creator, creatorUrl)}`;
	return `${gap}${remix}, ${link(licence, licenceUrl)}${end}`;
}

const inHtml = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const inMarkdown = (text: string) => text.replace(/[\\`*_[\]<>]/g, "\\$&");

const htmlLink: Link = (text, url) => `<a href="${inHtml(url)}">${inHtml(text)}</a>`;
const markdownLink: Link = (text, url) => `[${inMarkdown(text)}](${url})`;
const bbcodeLink: Link = (text, url) => `[url=${url}]${text}[/url]`;

/** A picture's link in each way of writing it. The address is ours: it needs no escaping. */
export const SNIPPETS = {
	url: ({ url }: Picture) => url,
	html: (picture: Picture) => {
		const { url, width } = picture;
		const image = `<img src="${url}" alt="My avatar" width="${width}" height="${width}">`;
		return image + credit(picture, "\n<br><small>", htmlLink, "</small>");
	},
	markdown: (picture: Picture) => `![My avatar](${picture.url})${credit(picture, "\n\n", markdownLink)}`,
	bbcode: (picture: Picture) => `[img]${picture.url}[/img]${credit(picture, "\n", bbcodeLink)}`,
} as const;
