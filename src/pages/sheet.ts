import { type Mood, moodsOf } from "../avatar/moods";
import { STYLES, type StyleName } from "../avatar/styles";

/** How many drawings stand side by side in the sheet of all styles; each style's place in it is its place in the catalogue. */
export const SHEET_COLUMNS = 8;

/** The classes of what shows a style's drawing out of the sheet (build/sheet.ts writes their rules). */
export function sheetClasses(style: StyleName): string {
	const place = [...STYLES.keys()].indexOf(style);
	return `sheet column-${place % SHEET_COLUMNS} row-${Math.floor(place / SHEET_COLUMNS)}`;
}

/** The same of the sheet of moods: a tile for each that a style can show, in the catalogue's order. */
export const MOOD_COLUMNS = 9;

export const MOOD_TILES: readonly (readonly [style: StyleName, mood: Mood])[] = [...STYLES.keys()].flatMap(
	(style) => moodsOf(style).map((mood) => [style, mood] as const),
);

export function moodClasses(style: StyleName, mood: Mood): string {
	const place = MOOD_TILES.findIndex(([name, shown]) => name === style && shown === mood);
	return `moods column-${place % MOOD_COLUMNS} row-${Math.floor(place / MOOD_COLUMNS)}`;
}
