/** A new element with properties, and with what stands in it. A string is text: nothing is read as HTML. */
export function make<Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	properties: Partial<HTMLElementTagNameMap[Name]> = {},
	...inside: (Node | string)[]
): HTMLElementTagNameMap[Name] {
	const element = Object.assign(document.createElement(name), properties);
	element.append(...inside);
	return element;
}

/** Text for screen readers only. */
export function forReaders(text: string): HTMLElement {
	return make("span", { className: "for-readers" }, text);
}

const SVG = "http://www.w3.org/2000/svg";

/** A round spot of a colour, as a picture: our policy allows no inline styles. */
export function dot(colour: string, radius = 7): SVGElement {
	const svg = document.createElementNS(SVG, "svg");
	const circle = document.createElementNS(SVG, "circle");
	const attributes = { class: "dot", viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" };
	for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
	for (const [name, value] of Object.entries({ cx: "8", cy: "8", r: String(radius), fill: colour }))
		circle.setAttribute(name, value);
	svg.append(circle);
	return svg;
}
