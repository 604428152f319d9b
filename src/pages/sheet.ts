import { STYLES, type StyleName } from "../avatar/styles";

/** How many drawings stand side by side in the sheet of all styles; each style's place in it is its place in the catalogue. */
export const SHEET_COLUMNS = 8;

/** The classes of what shows a style's drawing out of the sheet (build/sheet.ts writes their rules). */
export function sheetClasses(style: StyleName): string {
	const place = [...STYLES.keys()].indexOf(style);
	return `sheet column-${place % SHEET_COLUMNS} row-${Math.floor(place / SHEET_COLUMNS)}`;
}
