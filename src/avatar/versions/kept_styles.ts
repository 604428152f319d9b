import type { StyleReader } from "./version";

/** How much of the styles' files is kept in the isolate's memory, as what draws them, in characters. The largest has 370,260. */
const MOST_KEPT = 4 * 1024 * 1024;

/** What was drawn last comes last. Only what is there: what one request waits for, another must not. */
const kept = new Map<string, { style: unknown; size: number }>();

/**
 * Reads the styles of a major version when they are first asked for, and keeps them as long as there is room.
 * @param make a style out of its file
 */
export function keptStyles<T>(major: number, make: (name: string, file: string) => T) {
	return async (name: string, read: StyleReader): Promise<T> => {
		const key = `${major}/${name}`;
		const before = kept.get(key);
		if (before) {
			kept.delete(key);
			kept.set(key, before);
			return before.style as T;
		}
		const file = await read(major, name);
		const style = make(name, file);
		kept.set(key, { style, size: file.length });
		makeRoom();
		return style;
	};
}

function makeRoom(): void {
	let size = 0;
	for (const style of kept.values()) size += style.size;
	for (const [oldest, style] of kept) {
		if (size <= MOST_KEPT) return;
		kept.delete(oldest);
		size -= style.size;
	}
}
