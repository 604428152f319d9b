import { AppError } from "../errors";

/**
 * In what pieces a large body is kept, in bytes. Each has a cost of its own, which nobody counts: a file that comes by single
 * bytes would take up a hundred times its size.
 */
const PIECE = 64 * 1024;

/**
 * A body's chunks as they come. Whoever leaves early cancels it: the rest is never read.
 * @param deadline how long all of it may take, in milliseconds. A signal for the stream would not do: in workerd it is heard
 * only when the next chunk comes, and of a body that stalls there is none
 * @throws AppError `body_too_slow`; what the body throws where it breaks off
 */
export async function* chunksOf(
	body: ReadableStream<Uint8Array<ArrayBuffer>>,
	deadline: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
	const reader = body.getReader();
	let timer: number | null = null;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new AppError("body_too_slow")), deadline);
	});
	// It may come while nobody waits.
	late.catch(() => {});
	try {
		for (;;) {
			const { done, value } = await Promise.race([reader.read(), late]);
			if (done) return;
			yield value;
		}
	} finally {
		clearTimeout(timer);
		// What has broken off need not be cancelled.
		reader.cancel().catch(() => {});
	}
}

/** Puts small chunks together. @param take gets each piece, for good */
export function inPieces(take: (piece: Uint8Array) => void) {
	const gathered = new Uint8Array(PIECE);
	let filled = 0;
	const end = () => {
		if (filled > 0) take(gathered.slice(0, filled));
		filled = 0;
	};
	const add = (chunk: Uint8Array) => {
		if (filled + chunk.byteLength > PIECE) end();
		if (chunk.byteLength > PIECE) return take(chunk);
		gathered.set(chunk, filled);
		filled += chunk.byteLength;
	};
	return { add, end };
}
