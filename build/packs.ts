/**
 * The styles' definitions for the browser, for build.ts: as few files as will do, and none that brings much which nobody
 * asked for. A few styles are most of it: each of these has a file of its own.
 */
import { gzipSync } from "node:zlib";
import { shortHash } from "./short_hash.ts";

/** What is its own file, in bytes, gzipped; a file of several styles is of about thrice that. */
const LARGE = 12 * 1024;
const PACK = 3 * LARGE;

export interface Packs {
	/** By name. Each is JSON: definitions by style. */
	files: ReadonlyMap<string, string>;
	/** The name of each style's file. */
	names: Readonly<Record<string, string>>;
}

/** @param definitions as JSON, by style, in the order of the gallery: what is seen together comes together */
export function packs(definitions: ReadonlyMap<string, string>): Packs {
	const groups: { styles: string[]; size: number }[] = [];
	let open = { styles: [] as string[], size: Number.POSITIVE_INFINITY };
	for (const [style, definition] of definitions) {
		const size = gzipSync(definition).length;
		if (size > LARGE) groups.push({ styles: [style], size });
		else {
			if (open.size + size > PACK) {
				open = { styles: [], size: 0 };
				groups.push(open);
			}
			open.styles.push(style);
			open.size += size;
		}
	}
	const files = new Map<string, string>();
	const names: Record<string, string> = {};
	for (const { styles } of groups) {
		const text = `{${styles.map((style) => `${JSON.stringify(style)}:${definitions.get(style)}`).join()}}`;
		const name = `${styles[0]}-${shortHash(text)}.json`;
		files.set(name, text);
		for (const style of styles) names[style] = name;
	}
	return { files, names };
}
