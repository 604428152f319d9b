/** Text as UTF-8. */
export function utf8(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

/** Four characters out of the bytes, as image formats name their parts: `IHDR`, `VP8X`, `meta`. */
export function fourCharacters(bytes: Uint8Array, at: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** The bytes of all parts, one after the other. */
export function joined(...parts: Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** A view for reading and writing numbers where the bytes lie. */
export function numbersIn(bytes: Uint8Array): DataView {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** An unsigned 16-bit number, most significant byte first. */
export function uint16(value: number): Uint8Array {
	return Uint8Array.of(value >>> 8, value);
}

/** An unsigned 32-bit number, most significant byte first. */
export function uint32(value: number): Uint8Array {
	return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
