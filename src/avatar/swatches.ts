/** The backgrounds that are offered ready-made, by name. */
export const SWATCHES = {
	Honey: "ffcf5c",
	Peach: "ffdfbf",
	Rose: "ffd5dc",
	Coral: "ff8e72",
	Lilac: "c0aede",
	Lavender: "d1d4f9",
	Sky: "b6e3f4",
	Mint: "b8ebd0",
	Teal: "2a9d8f",
	Plum: "6d3b6e",
	Night: "22223b",
	White: "ffffff",
} as const;

export type Swatch = keyof typeof SWATCHES;
