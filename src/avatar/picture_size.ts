/** The most elements a picture may come to. DiceBear's largest is under 3,000. */
const MAX_ELEMENTS = 20_000;

/** How many elements lie in a part of the picture, itself and all below it, and which parts these refer to. */
interface Part {
	elements: number;
	references: string[];
}

/**
 * Counts what a picture comes to once every reference is followed: a few kilobytes of parts that each use another
 * twice would otherwise be millions of elements to draw. Fed with its elements in order.
 */
export class PictureSize {
	readonly #root: Part = { elements: 0, references: [] };
	readonly #parts = new Map<string, Part>();
	/** The parts that the present element lies in, by depth; none where an element has no id. */
	readonly #open: (Part | undefined)[] = [];

	open(attributes: readonly { local: string; value: string }[]): void {
		const id = attributes.find(({ local }) => local === "id")?.value;
		const part: Part | undefined = id === undefined ? undefined : { elements: 0, references: [] };
		if (id !== undefined && part) this.#parts.set(id, part);
		this.#open.push(part);
		const references = attributes.flatMap(({ value }) =>
			[...value.matchAll(/#([^\s"')]+)/g)].map(([, to = ""]) => to),
		);
		for (const around of [this.#root, ...this.#open]) {
			if (!around) continue;
			around.elements++;
			around.references.push(...references);
		}
	}

	close(): void {
		this.#open.pop();
	}

	isTooLarge(): boolean {
		const sizes = new Map<Part, number>();
		const sizeOf = (part: Part): number => {
			const known = sizes.get(part);
			if (known !== undefined) return known;
			// A part that comes round to itself is not drawn again: SVG 2, 5.5.
			sizes.set(part, 0);
			let size = part.elements;
			for (const reference of part.references) {
				const target = this.#parts.get(reference);
				if (target) size += sizeOf(target);
				if (size > MAX_ELEMENTS) break;
			}
			sizes.set(part, size);
			return size;
		};
		return sizeOf(this.#root) > MAX_ELEMENTS;
	}
}
