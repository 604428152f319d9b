import { SaxesParser, type SaxesTagNS } from "saxes";
import { PictureSize } from "./picture_size";

const SVG = "http://www.w3.org/2000/svg";
const DC = "http://purl.org/dc/elements/1.1/";
const DCTERMS = "http://purl.org/dc/terms/";

const names = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** By namespace, what DiceBear's styles are drawn with: nothing that moves or runs. */
const ELEMENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
	[
		SVG,
		names(
			"svg metadata defs g use path rect circle ellipse text clipPath mask linearGradient radialGradient stop filter " +
				"feBlend feColorMatrix feComposite feFlood feGaussianBlur feOffset",
		),
	],
	["http://www.w3.org/1999/02/22-rdf-syntax-ns#", names("RDF Description")],
	[DC, names("title creator source rights")],
	[DCTERMS, names("license")],
]);

/** What an avatar must not come without: who drew it, and what they allow. */
const CREDIT = [`${DC} creator`, `${DCTERMS} license`];

/** A reference or an address that leads out of the picture, in any spelling CSS knows. */
const LEADS_OUT = /url\s*\(\s*(?!["']?#)|@import|image-set|javascript:|data:|\\/i;

/**
 * Why an SVG is more, or less, than a plain picture by an artist: not well-formed XML, an element that is not for
 * drawing, an event handler, a reference to anything outside itself, references that multiply it beyond measure, or
 * no artist and licence. Undefined for a plain picture.
 *
 * It lists what is allowed: an SVG is a document that can run script, and what is forbidden has no end.
 */
export function plainPictureProblem(svg: string): string | undefined {
	const problems: string[] = [];
	const seen = new Set<string>();
	const size = new PictureSize();
	const parser = new SaxesParser({ xmlns: true });
	parser.on("error", (error) => problems.push(error.message));
	// It could name an encoding other than the one it was read in here.
	parser.on("xmldecl", () => problems.push("an XML declaration"));
	parser.on("doctype", () => problems.push("a document type"));
	parser.on("processinginstruction", () => problems.push("a processing instruction"));
	parser.on("opentag", (tag) => {
		if (seen.size === 0 && !(tag.uri === SVG && tag.local === "svg")) problems.push("not an SVG");
		seen.add(`${tag.uri} ${tag.local}`);
		problems.push(...problemsOf(tag));
		size.open(Object.values(tag.attributes));
	});
	parser.on("closetag", () => size.close());
	try {
		parser.write(svg).close();
	} catch (error) {
		problems.push(String(error));
	}
	if (!CREDIT.every((element) => seen.has(element))) problems.push("no artist and licence");
	if (size.isTooLarge()) problems.push("too many references");
	return problems[0];
}

function problemsOf({ uri, local, attributes }: SaxesTagNS): string[] {
	const problems = ELEMENTS.get(uri)?.has(local) ? [] : [`an element ${local}`];
	for (const { prefix, local: name, value } of Object.values(attributes)) {
		if (/^on/i.test(name)) problems.push(`an event handler ${name}`);
		if (name === "href" && !value.startsWith("#")) problems.push("a link");
		if (prefix !== "xmlns" && LEADS_OUT.test(value)) problems.push(`a reference in ${name}`);
	}
	return problems;
}
