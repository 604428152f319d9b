/** An answer as it came over the wire. */
export interface Answer {
	status: number;
	/** In order, names in lower case. */
	headers: readonly (readonly [name: string, value: string])[];
	body: Buffer;
	/** How many bytes it was. */
	length: number;
	/** Whether the connection ends with it. */
	last: boolean;
}

/** What is no answer as RFC 9112 has it. */
export class MalformedAnswer extends Error {
	override readonly name = "MalformedAnswer";
}

const END_OF_HEAD = "\r\n\r\n";
const STATUS_LINE = /^HTTP\/1\.[01] ([1-5]\d\d)(?: [\t\x20-\x7e]*)?$/;
const HEADER_LINE = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*$/;

/**
 * The answer that some bytes begin with; undefined where it is not whole yet.
 * @param head whether it is to a HEAD, which never has a body
 * @param ended whether no byte will follow
 * @throws MalformedAnswer
 */
export function readAnswer(bytes: Buffer, head: boolean, ended: boolean): Answer | undefined {
	const end = bytes.indexOf(END_OF_HEAD);
	if (end < 0) return undefined;
	const [statusLine = "", ...lines] = bytes.toString("latin1", 0, end).split("\r\n");
	const status = Number(STATUS_LINE.exec(statusLine)?.[1]);
	if (Number.isNaN(status)) throw new MalformedAnswer(`The status line is ${JSON.stringify(statusLine)}`);
	const headers = lines.map((line) => {
		const [, name = "", value = ""] = HEADER_LINE.exec(line) ?? [];
		if (name === "") throw new MalformedAnswer(`A header is ${JSON.stringify(line)}`);
		return [name.toLowerCase(), value] as const;
	});
	const all = (name: string) => headers.filter((header) => header[0] === name).map(([, value]) => value);
	const start = end + END_OF_HEAD.length;
	const closes = all("connection").some((value) => /\bclose\b/i.test(value));
	const http10 = statusLine.startsWith("HTTP/1.0") && !all("connection").some((v) => /keep-alive/i.test(v));
	const whole = (body: Buffer, length: number, last = closes || http10) => ({
		...{ status, headers, body, length, last },
	});

	if (head || status < 200 || status === 204 || status === 304) return whole(Buffer.alloc(0), start);
	const lengths = all("content-length");
	const encodings = all("transfer-encoding");
	if (lengths.length + encodings.length > 1) throw new MalformedAnswer("It has more than one length");
	if (encodings[0] !== undefined) {
		if (encodings[0].toLowerCase() !== "chunked") throw new MalformedAnswer(`Encoded as ${encodings[0]}`);
		const chunked = readChunks(bytes, start);
		return chunked && whole(chunked.body, chunked.end);
	}
	if (lengths[0] !== undefined) {
		if (!/^\d+$/.test(lengths[0])) throw new MalformedAnswer(`Its length is ${lengths[0]}`);
		const until = start + Number(lengths[0]);
		return bytes.length < until ? undefined : whole(bytes.subarray(start, until), until);
	}
	// RFC 9112, 6.3: what says no length lasts as long as the connection.
	return ended ? whole(bytes.subarray(start), bytes.length, true) : undefined;
}

function readChunks(bytes: Buffer, start: number): { body: Buffer; end: number } | undefined {
	const chunks: Buffer[] = [];
	for (let at = start; ; ) {
		const line = bytes.indexOf("\r\n", at);
		if (line < 0) return undefined;
		const size = bytes.toString("latin1", at, line);
		if (!/^[0-9a-f]{1,8}$/i.test(size))
			throw new MalformedAnswer(`A chunk begins with ${size.slice(0, 100)}`);
		const from = line + 2;
		const to = from + Number.parseInt(size, 16);
		if (bytes.length < to + 2) return undefined;
		if (bytes.toString("latin1", to, to + 2) !== "\r\n") throw new MalformedAnswer("A chunk is too long");
		if (to === from) return { body: Buffer.concat(chunks), end: to + 2 };
		chunks.push(bytes.subarray(from, to));
		at = to + 2;
	}
}

/** All values of a header. */
export function valuesOf(answer: Answer, name: string): string[] {
	return answer.headers.filter((header) => header[0] === name.toLowerCase()).map(([, value]) => value);
}
