import catalogue from "./generated/catalogue.json";

/** A DiceBear style, as far as it is needed without its drawing instructions. */
export interface StyleCard {
	title: string;
	/** The original artwork, where it has a name of its own. */
	source: string;
	sourceUrl: string;
	creator: string;
	creatorUrl: string;
	licence: string;
	licenceUrl: string;
}

/** The name of one of DiceBear's styles, as in its URLs: `big-smile`. */
export type StyleName = string;

/** Every style of `@dicebear/styles`, by name, in alphabetical order. Read from its definitions by build/build.ts. */
export const STYLES: ReadonlyMap<StyleName, StyleCard> = new Map(Object.entries(catalogue.styles));

/** The versions that decide what a recipe looks like: `{core}-{styles}`. */
export const DICEBEAR_VERSION: string = catalogue.version;

/** The card of a style that is known to exist. */
export function styleCard(name: StyleName): StyleCard {
	const card = STYLES.get(name);
	if (!card) throw new RangeError(`No style is called ${name}`);
	return card;
}
