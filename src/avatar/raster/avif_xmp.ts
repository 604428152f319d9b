import { fourCharacters, joined, numbersIn, uint16, uint32, utf8 } from "./bytes";

/** A box of the ISO base media file format: its name, and where it lies. */
interface Box {
	name: string;
	start: number;
	end: number;
}

const HEADER = 8;
/** Version and flags, which some boxes have after their header. */
const FULL_HEADER = 12;

function boxesIn(file: Uint8Array, start: number, end: number): Box[] {
	const boxes: Box[] = [];
	for (let at = start; at < end; ) {
		const length = numbersIn(file).getUint32(at);
		if (length < HEADER) throw new TypeError("Not an AVIF of libavif's making");
		boxes.push({ name: fourCharacters(file, at + 4), start: at, end: at + length });
		at += length;
	}
	return boxes;
}

function box(name: string, ...content: Uint8Array[]): Uint8Array {
	const inside = joined(...content);
	return joined(uint32(HEADER + inside.length), utf8(name), inside);
}

function found(boxes: Box[], name: string): Box {
	const one = boxes.find((candidate) => candidate.name === name);
	if (!one) throw new TypeError(`An AVIF without ${name}`);
	return one;
}

/**
 * Puts an XMP packet into an AVIF as libavif writes it: an item of its own, described in the `meta` box, with its bytes
 * in a second `mdat` at the end. What `meta` grows by, the places of the other items move.
 * @throws TypeError when the file is built in another way
 * Sources: ISO/IEC 14496-12 (8.11: iinf, iloc, iref); XMP Specification Part 3; HEIF (ISO/IEC 23008-12, 6.5)
 */
export function addXmpToAvif(avif: Uint8Array, xmp: string): Uint8Array {
	const file = boxesIn(avif, 0, avif.length);
	const meta = found(file, "meta");
	const parts = boxesIn(avif, meta.start + FULL_HEADER, meta.end);
	const places = found(parts, "iloc");
	const numbers = numbersIn(avif);
	// Version 0, places and lengths in four bytes, no base: then an item with one extent takes 14 bytes.
	const sizes = numbers.getUint16(places.start + FULL_HEADER);
	const items = numbers.getUint16(places.start + FULL_HEADER + 2);
	const firstItem = places.start + FULL_HEADER + 4;
	if (avif[places.start + HEADER] !== 0 || sizes !== 0x4400 || firstItem + items * 14 !== places.end) {
		throw new TypeError("Not an AVIF of libavif's making");
	}
	const packet = utf8(xmp);
	const primary = numbers.getUint16(found(parts, "pitm").start + FULL_HEADER);
	const added = items + 1;

	const write = (metaGrowth: number) => {
		const entries = Array.from({ length: items }, (_, item) => {
			const entry = avif.slice(firstItem + item * 14, firstItem + (item + 1) * 14);
			const offset = numbersIn(entry).getUint32(6);
			entry.set(uint32(offset + metaGrowth), 6);
			return entry;
		});
		const place = [
			uint16(added),
			uint16(0),
			uint16(1),
			uint32(avif.length + metaGrowth + HEADER),
			uint32(packet.length),
		];
		const newParts: Record<string, (old: Box) => Uint8Array> = {
			iloc: () => box("iloc", uint32(0), uint16(sizes), uint16(added), ...entries, ...place),
			iinf: (old) =>
				box(
					"iinf",
					uint32(0),
					uint16(added),
					avif.subarray(old.start + FULL_HEADER + 2, old.end),
					box("infe", uint32(0x02000001), uint16(added), uint16(0), utf8("mimeXMP\0application/rdf+xml\0")),
				),
			iref: (old) => references(avif.subarray(old.start + FULL_HEADER, old.end)),
		};
		const references = (old: Uint8Array) =>
			box("iref", uint32(0), old, box("cdsc", uint16(added), uint16(1), uint16(primary)));
		return box(
			"meta",
			avif.subarray(meta.start + HEADER, meta.start + FULL_HEADER),
			...parts.map((part) => newParts[part.name]?.(part) ?? avif.subarray(part.start, part.end)),
			...(parts.some((part) => part.name === "iref") ? [] : [references(new Uint8Array())]),
		);
	};

	const metaGrowth = write(0).length - (meta.end - meta.start);
	return joined(
		avif.subarray(0, meta.start),
		write(metaGrowth),
		avif.subarray(meta.end),
		box("mdat", packet),
	);
}
