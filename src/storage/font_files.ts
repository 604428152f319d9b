import type { FontReader } from "../avatar/raster";
import { FONTS_VERSION } from "../avatar/raster/fonts";
import type { Env } from "../config";
import { withinDeadline } from "../outbound";

/** How much of what was read is kept in the isolate's memory, in bytes. The largest file has 731,104. */
const MOST_KEPT = 2 * 1024 * 1024;

/** What was read last comes last. Only bytes: what one request waits for, another must not. */
const kept = new Map<string, Uint8Array>();

/** Reads the fonts in static/fonts/, which build/build.ts puts there. What goes wrong is logged, and thrown to nobody. */
export function fontFiles({ ASSETS }: Pick<Env, "ASSETS">): FontReader {
	return async (name) => {
		const font = kept.get(name) ?? (await withinDeadline(read(ASSETS, name)).catch(lost));
		if (font) keep(name, font);
		return font;
	};
}

function lost(error: unknown): undefined {
	console.error("A font could not be read", error);
}

/** @throws Error for whatever is not a whole font */
async function read(assets: Fetcher, name: string): Promise<Uint8Array> {
	const path = `/fonts/${FONTS_VERSION}/${name}.woff2`;
	const response = await assets.fetch(new URL(path, "https://assets.invalid"));
	const font = new Uint8Array(await response.arrayBuffer());
	if (!response.ok || !isWoff2(font)) throw new Error(`${path}: ${response.status}, and not a font`);
	return font;
}

/** WOFF2's header: the signature, the flavour, and the length of the file (https://www.w3.org/TR/WOFF2/, 4.1). */
function isWoff2(file: Uint8Array): boolean {
	if (file.length < 12) return false;
	const header = new DataView(file.buffer, file.byteOffset);
	return header.getUint32(0) === 0x774f4632 && header.getUint32(8) === file.length;
}

function keep(name: string, font: Uint8Array): void {
	kept.delete(name);
	kept.set(name, font);
	let size = 0;
	for (const { length } of kept.values()) size += length;
	for (const [oldest, { length }] of kept) {
		if (size <= MOST_KEPT) return;
		kept.delete(oldest);
		size -= length;
	}
}
