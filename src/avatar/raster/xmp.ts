import type { StyleCard } from "../styles";

/** Whose picture it is and what they allow: a style's card says it. */
export type Credit = Pick<
	StyleCard,
	"source" | "sourceUrl" | "creator" | "creatorUrl" | "licence" | "licenceUrl"
>;

/** In XML 1.0, nothing else may be said of these at all, not even as `&#0;`. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
	return text.replace(NOT_IN_XML, "\u{fffd}").replace(/[&<>"]/g, (character) => ESCAPES[character] ?? "");
}

/** Whether DiceBear's drawing is a change of the original, which CC BY asks to say. As in the core's `License`. */
function isRemix({ licence, creator }: Credit): boolean {
	return licence !== "MIT" && creator !== "DiceBear";
}

/**
 * A credit as an XMP packet, which PNG, JPEG, WebP and AVIF all can carry: the same statements as in the SVG's own
 * `<metadata>`, and Creative Commons' own terms beside them.
 * Sources: XMP Specification Part 1 (ISO 16684-1), https://wiki.creativecommons.org/wiki/XMP
 */
export function xmpPacket(credit: Credit): string {
	const source = escaped(credit.source);
	const sourceUrl = escaped(credit.sourceUrl);
	const creator = escaped(credit.creator);
	const licence = escaped(credit.licence);
	const licenceUrl = escaped(credit.licenceUrl);
	const rights = `${isRemix(credit) ? "Remix of " : ""}“${source}” (${sourceUrl}) by “${creator}”, licensed under “${licence}” (${licenceUrl})`;
	return [
		'<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>',
		'<x:xmpmeta xmlns:x="adobe:ns:meta/">',
		'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
		'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"',
		' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:cc="http://creativecommons.org/ns#">',
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${source}</rdf:li></rdf:Alt></dc:title>`,
		`<dc:creator><rdf:Seq><rdf:li>${creator}</rdf:li></rdf:Seq></dc:creator>`,
		`<dc:source>${sourceUrl}</dc:source>`,
		`<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${rights}</rdf:li></rdf:Alt></dc:rights>`,
		`<xmpRights:WebStatement>${licenceUrl}</xmpRights:WebStatement>`,
		`<cc:license rdf:resource="${licenceUrl}"/>`,
		`<cc:attributionName>${creator}</cc:attributionName>`,
		`<cc:attributionURL rdf:resource="${escaped(credit.creatorUrl)}"/>`,
		"</rdf:Description></rdf:RDF></x:xmpmeta>",
		'<?xpacket end="r"?>',
	].join("");
}
