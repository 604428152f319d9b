/** Reads, for fonts.ts, which characters a font in a WOFF2 file has: the ranges that its package tells are wider. */
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

const HEADER = 48;

/** What flags mean in WOFF2's table directory: no `cmap` is ever transformed, and `loca` and `glyf` are by default. */
const TAG = { cmap: 0, glyf: 10, loca: 11, named: 63 };

/**
 * The code points that a font has, in order.
 * @param file WOFF2: https://www.w3.org/TR/WOFF2/, 4 and 5
 */
export async function codePointsOf(file: Buffer): Promise<number[]> {
	const tables = file.readUInt16BE(12);
	let at = HEADER;
	const base128 = () => {
		let value = 0;
		for (;;) {
			const byte = file.readUInt8(at++);
			value = value * 128 + (byte & 127);
			if (byte < 128) return value;
		}
	};
	let [offset, cmap] = [0, -1];
	for (let table = 0; table < tables; table++) {
		const flags = file.readUInt8(at++);
		const tag = flags & 63;
		if (tag === TAG.named) at += 4;
		const length = base128();
		const isOutline = tag === TAG.glyf || tag === TAG.loca;
		const isTransformed = isOutline ? flags >> 6 !== 3 : flags >> 6 !== 0;
		if (tag === TAG.cmap) cmap = offset;
		offset += isTransformed ? base128() : length;
	}
	const data = await promisify(brotliDecompress)(file.subarray(at, at + file.readUInt32BE(20)));
	return charactersIn(data.subarray(cmap));
}

/** What a `cmap` table maps, by its subtables of Unicode: https://learn.microsoft.com/typography/opentype/spec/cmap */
function charactersIn(cmap: Buffer): number[] {
	const found = new Set<number>();
	for (let subtable = 0; subtable < cmap.readUInt16BE(2); subtable++) {
		const table = cmap.subarray(cmap.readUInt32BE(8 + 8 * subtable));
		const format = table.readUInt16BE(0);
		if (format === 4) for (const code of inSegments(table)) found.add(code);
		if (format === 12) for (const code of inGroups(table)) found.add(code);
	}
	return [...found].sort((one, other) => one - other);
}

function* inSegments(table: Buffer): Generator<number> {
	const bytes = table.readUInt16BE(6);
	for (let at = 14; at < 14 + bytes; at += 2) {
		const last = Math.min(table.readUInt16BE(at), 0xfffe);
		const first = table.readUInt16BE(at + bytes + 2);
		const delta = table.readUInt16BE(at + 2 * bytes + 2);
		const place = at + 3 * bytes + 2;
		const glyphs = table.readUInt16BE(place);
		for (let code = first; code <= last; code++) {
			const glyph = glyphs === 0 ? code : table.readUInt16BE(place + glyphs + 2 * (code - first));
			if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) yield code;
		}
	}
}

function* inGroups(table: Buffer): Generator<number> {
	const groups = table.readUInt32BE(12);
	for (let at = 16; at < 16 + 12 * groups; at += 12) {
		const last = table.readUInt32BE(at + 4);
		for (let code = table.readUInt32BE(at); code <= last; code++) yield code;
	}
}
