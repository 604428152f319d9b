import type { StyleName } from "./styles";

/** What the filter of the styles offers, in the order of its buttons. */
export const KINDS = {
	people: "People",
	faces: "Faces",
	creatures: "Creatures",
	robots: "Robots",
	pixels: "Pixels",
	letters: "Letters",
	shapes: "Shapes",
	patterns: "Patterns",
	things: "Things",
} as const;

export type Kind = keyof typeof KINDS;

export function isKind(name: string): name is Kind {
	return Object.hasOwn(KINDS, name);
}

/** What each style draws, found by looking at its drawings. */
export const STYLE_KINDS: Readonly<Record<StyleName, readonly Kind[]>> = {
	adventurer: ["people"],
	"adventurer-neutral": ["faces"],
	avataaars: ["people"],
	"avataaars-neutral": ["faces"],
	"big-ears": ["people"],
	"big-ears-neutral": ["faces"],
	"big-smile": ["people"],
	blobs: ["shapes"],
	bottts: ["robots"],
	"bottts-neutral": ["robots", "faces"],
	cameo: ["faces"],
	clay: ["creatures"],
	constellation: ["things"],
	critters: ["creatures"],
	croodles: ["people"],
	"croodles-neutral": ["faces"],
	cutouts: ["faces", "creatures"],
	disco: ["patterns"],
	dylan: ["people"],
	"fun-emoji": ["faces"],
	gaze: ["creatures"],
	glass: ["patterns"],
	glyphs: ["letters", "people"],
	icons: ["things"],
	identicon: ["pixels", "patterns"],
	"initial-face": ["faces", "letters"],
	initials: ["letters"],
	landscape: ["things"],
	"line-face": ["faces"],
	loops: ["patterns"],
	lorelei: ["people"],
	"lorelei-neutral": ["faces"],
	marbles: ["creatures", "faces"],
	micah: ["people"],
	miniavs: ["people"],
	moods: ["creatures"],
	notionists: ["people"],
	"notionists-neutral": ["faces"],
	"open-peeps": ["people"],
	patchwork: ["patterns"],
	personas: ["people"],
	"pixel-art": ["pixels", "people"],
	"pixel-art-neutral": ["pixels", "faces"],
	pixelbot: ["robots", "pixels"],
	planets: ["things"],
	rings: ["shapes"],
	shadows: ["people"],
	"shape-grid": ["shapes"],
	shapes: ["shapes"],
	slice: ["shapes"],
	sprouts: ["creatures", "things"],
	squircles: ["shapes"],
	stack: ["things", "shapes"],
	stripes: ["patterns"],
	thumbs: ["creatures"],
	"toon-head": ["people"],
	triangles: ["patterns"],
	"voxel-art": ["pixels", "people"],
	"voxel-bot": ["pixels", "robots"],
	waves: ["patterns"],
	weave: ["patterns"],
};

/** The kinds of a style; one that is newer than the table is a thing. */
export function kindsOf(style: StyleName): readonly Kind[] {
	return STYLE_KINDS[style] ?? ["things"];
}
