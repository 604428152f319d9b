import type { Body, Json } from "./bot_call";

/** What a call carries, ready to be sent: in pieces, so that nothing large is copied only to stand in one row. */
export interface Content {
	/** For `Content-Type`. */
	type: string;
	pieces: readonly Uint8Array[];
}

/** The same on its way to the bot's object, which takes it in only if there is room. */
export interface Delivery {
	type: string;
	/** In bytes. */
	size: number;
	stream: ReadableStream<Uint8Array>;
}

/** A file of a message. */
export interface SentFile {
	/** The n of `files[n]`, from 0 to 9. */
	id: number;
	/** Nothing in it that would have to be escaped in a header. */
	filename: string;
	/** A media type without parameters. */
	type: string;
	pieces: readonly Uint8Array[];
}

const encoder = new TextEncoder();

export function jsonContent(value: Json): Content {
	return { type: "application/json", pieces: [encoder.encode(JSON.stringify(value))] };
}

/** Fields with files, as https://docs.discord.com/developers/reference#uploading-files has it (RFC 7578). */
export function formContent(value: Json, files: readonly SentFile[]): Content {
	// Nobody can have put it into a file: it is new.
	const boundary = `discobear-${crypto.randomUUID()}`;
	const part = (disposition: string, type: string, pieces: readonly Uint8Array[]) => [
		encoder.encode(
			`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`,
		),
		...pieces,
		encoder.encode("\r\n"),
	];
	const { type, pieces } = jsonContent(value);
	return {
		type: `multipart/form-data; boundary=${boundary}`,
		pieces: [
			...part('name="payload_json"', type, pieces),
			...files.flatMap(({ id, filename, type, pieces }) =>
				part(`name="files[${id}]"; filename="${filename}"`, type, pieces),
			),
			encoder.encode(`--${boundary}--\r\n`),
		],
	};
}

export function deliveryOf({ type, pieces }: Content): Delivery {
	const left = pieces.filter(({ byteLength }) => byteLength > 0).values();
	const stream = new ReadableStream({
		type: "bytes",
		pull(controller) {
			const { value, done } = left.next();
			if (done) controller.close();
			// A stream takes a buffer for itself, and several pieces may lie in one.
			else controller.enqueue(value.slice());
		},
	});
	return { type, size: pieces.reduce((size, { byteLength }) => size + byteLength, 0), stream };
}

/** @throws Error where more or less comes than was said */
export async function take({ type, size, stream }: Delivery): Promise<Body> {
	const bytes = new Uint8Array(size);
	let filled = 0;
	for await (const piece of stream) {
		bytes.set(piece, filled);
		filled += piece.byteLength;
	}
	if (filled !== size) throw new Error("A body is not as long as it was said to be");
	return { type, bytes };
}
