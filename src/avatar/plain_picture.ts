import { SaxesParser } from "saxes";

const SVG = "http://www.w3.org/2000/svg";

/** By namespace, what a picture may be drawn with: what DiceBear's styles use, and nothing that moves or runs. */
const ELEMENTS: Readonly<Record<string, ReadonlySet<string>>> = {
	[SVG]: new Set(
		(
			"svg g defs symbol use path rect circle ellipse line polyline polygon text tspan title desc metadata " +
			"clipPath mask pattern linearGradient radialGradient stop filter feBlend feColorMatrix feComposite feFlood " +
			"feGaussianBlur feMerge feMergeNode feMorphology feOffset"
		).split(" "),
	),
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#": new Set(["RDF", "Description"]),
	"http://purl.org/dc/elements/1.1/": new Set(["title", "creator", "source", "rights"]),
	"http://purl.org/dc/terms/": new Set(["license"]),
};

/** A reference or an address that leads out of the picture, in any spelling CSS knows. */
const LEADS_OUT = /url\s*\(\s*(?!["']?#)|@import|image-set|javascript:|data:|\\/i;

/**
 * Why an SVG is more than a plain picture: not well-formed XML, an element that is not for drawing, an event handler,
 * or a reference to anything outside itself. Undefined for a plain picture.
 *
 * It lists what is allowed: an SVG is a document that can run script, and what is forbidden has no end.
 */
export function plainPictureProblem(svg: string): string | undefined {
	let problem: string | undefined;
	let root: string | undefined;
	const found = (what: string) => {
		problem ??= what;
	};
	const parser = new SaxesParser({ xmlns: true });
	parser.on("error", (error) => found(error.message));
	parser.on("doctype", () => found("a document type"));
	parser.on("processinginstruction", () => found("a processing instruction"));
	parser.on("opentag", ({ uri, local, attributes }) => {
		root ??= `${uri} ${local}`;
		if (!ELEMENTS[uri]?.has(local)) found(`an element ${local}`);
		for (const attribute of Object.values(attributes)) {
			if (/^on/i.test(attribute.local)) found(`an event handler ${attribute.local}`);
			if (attribute.local === "href" && !attribute.value.startsWith("#")) found("a link");
			if (attribute.prefix !== "xmlns" && LEADS_OUT.test(attribute.value))
				found(`a reference in ${attribute.local}`);
		}
	});
	try {
		parser.write(svg).close();
	} catch (error) {
		found(String(error));
	}
	return problem ?? (root === `${SVG} svg` ? undefined : "not an SVG");
}
