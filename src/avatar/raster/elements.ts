/** An element of a picture. */
export interface Element {
	name: string;
	attributes: Readonly<Record<string, string>>;
	children: readonly Element[];
	/** Where in the text it starts, where its content does, where that ends, and where the element does. */
	start: number;
	contentStart: number;
	contentEnd: number;
	end: number;
}

const TAG = /<(\/?)([\w:-]+)([^>]*?)(\/?)>/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;

/**
 * The elements of an SVG, without its text. It is read as DiceBear writes it, and as `plainPictureProblem` allows it: no
 * `>` is in an attribute. What is written otherwise gives other elements, never an error, in time in proportion to it.
 * @returns an element around all there is
 */
export function elementsOf(svg: string): Element {
	const root = {
		name: "",
		attributes: {},
		children: [] as Element[],
		start: 0,
		contentStart: 0,
		contentEnd: 0,
		end: 0,
	};
	const open = [root];
	for (const { 0: tag, 1: closes, 2: name = "", 3: text = "", 4: empty, index } of svg.matchAll(TAG)) {
		const end = index + tag.length;
		if (!closes) {
			const attributes = Object.fromEntries(
				Array.from(text.matchAll(ATTRIBUTE), ([, key, value]) => [key, value]),
			);
			const element = {
				name,
				attributes,
				children: [],
				start: index,
				contentStart: end,
				contentEnd: end,
				end,
			};
			open.at(-1)?.children.push(element);
			open.push(element);
		}
		if ((closes || empty) && open.length > 1) {
			const element = open.pop();
			if (element && closes) Object.assign(element, { contentEnd: index, end });
		}
	}
	return root;
}

/** The elements in an element, itself among them, by their ids; of those with the same, the first. */
export function byId(root: Element): ReadonlyMap<string, Element> {
	const found = new Map<string, Element>();
	const visit = (element: Element) => {
		const { id } = element.attributes;
		if (id !== undefined && !found.has(id)) found.set(id, element);
		element.children.forEach(visit);
	};
	visit(root);
	return found;
}

/** The id in an attribute that refers to another element: `#id` or `url(#id)`. */
export function referenceIn(value: string | undefined): string | undefined {
	return /^(?:url\()?#([^)]+)\)?$/.exec(value ?? "")?.[1];
}
