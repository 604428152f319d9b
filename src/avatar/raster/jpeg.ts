import { joined, numbersIn, uint16, utf8 } from "./bytes";

const START_OF_IMAGE = 0xffd8;
const APP0 = 0xffe0;
const APP1 = 0xffe1;

/**
 * Puts an XMP packet into a JPEG, after the JFIF segment, which must be the first.
 * @throws RangeError when the packet does not fit into a segment: 65,502 bytes
 * Source: XMP Specification Part 3, 1.1.3
 */
export function addXmpToJpeg(jpeg: Uint8Array, xmp: string): Uint8Array {
	const numbers = numbersIn(jpeg);
	if (numbers.getUint16(0) !== START_OF_IMAGE) throw new TypeError("Not a JPEG");
	const payload = utf8(`http://ns.adobe.com/xap/1.0/\0${xmp}`);
	if (payload.length > 0xffff - 2) throw new RangeError("The credit is too long for a JPEG");
	const at = numbers.getUint16(2) === APP0 ? 4 + numbers.getUint16(4) : 2;
	const segment = joined(uint16(APP1), uint16(payload.length + 2), payload);
	return joined(jpeg.subarray(0, at), segment, jpeg.subarray(at));
}
