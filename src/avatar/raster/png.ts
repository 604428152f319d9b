import { fourCharacters, joined, uint32, utf8 } from "./bytes";

/** The signature and the header chunk, which must come first: 8 bytes, then 4 + 4 + 13 + 4. */
const HEADER_END = 33;

/** CRC-32 of every byte, as PNG uses it. Source: PNG specification, annex D. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let crc = byte;
	for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
	return crc;
});

function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
	return ~crc >>> 0;
}

/**
 * Puts an XMP packet into a PNG, as international text before the pixels.
 * Source: XMP Specification Part 3, 1.1.5; PNG specification, 11.3.3.4
 */
export function addXmpToPng(png: Uint8Array, xmp: string): Uint8Array {
	if (fourCharacters(png, 12) !== "IHDR") throw new TypeError("Not a PNG");
	// Not compressed, and with neither a language nor a translated keyword: five zero bytes.
	const text = utf8(`iTXtXML:com.adobe.xmp\0\0\0\0\0${xmp}`);
	const chunk = joined(uint32(text.length - 4), text, uint32(crc32(text)));
	return joined(png.subarray(0, HEADER_END), chunk, png.subarray(HEADER_END));
}
