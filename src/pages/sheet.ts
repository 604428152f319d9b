import { type Mood, moodsOf } from "../avatar/moods";
import { STYLES, type StyleName } from "../avatar/styles";

/** How many drawings stand side by side in the sheet of all styles; each style's place in it is its place in the catalogue. */
export const SHEET_COLUMNS = 8;

/** The classes of what shows a style's drawing out of the sheet (build/sheet.ts writes their rules). */
export function sheetClasses(style: StyleName): string {
	const place = [...STYLES.keys()].indexOf(style);
	return `sheet column-${place % SHEET_COLUMNS} row-${Math.floor(place / SHEET_COLUMNS)}`;
}

/** The same of the sheet of moods. */
export const MOOD_COLUMNS = 9;

/** What is in that sheet: a tile for each mood that a style can show, in the catalogue's order. */
export function moodTiles(): (readonly [style: StyleName, mood: Mood])[] {
	return [...STYLES.keys()].flatMap((style) => moodsOf(style).map((mood) => [style, mood] as const));
}

export function moodClasses(style: StyleName, mood: Mood): string {
	const place = moodTiles().findIndex(([name, shown]) => name === style && shown === mood);
	return `moods column-${place % MOOD_COLUMNS} row-${Math.floor(place / MOOD_COLUMNS)}`;
}
