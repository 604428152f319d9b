import { connect } from "node:net";

export interface LoadOptions {
	port: number;
	/** The path of the next request. */
	path: () => string;
	/** Connections, each with one request at a time. */
	connections: number;
	/** No request is begun after so many seconds, */
	seconds?: number;
	/** nor after so many requests. */
	requests?: number;
}

export interface Load {
	requests: number;
	/** From the first request to the last answer. */
	seconds: number;
	/** Of each request, in milliseconds. */
	latencies: number[];
}

/**
 * Asks as fast as a server answers. A client of its own on bare sockets: `node:http` and `fetch` are slower than the
 * servers measured, and both share two cores with them.
 * @throws Error for any answer but 200
 */
export async function load(options: LoadOptions): Promise<Load> {
	const { connections, seconds = 60, requests = Number.POSITIVE_INFINITY } = options;
	const latencies: number[] = [];
	const start = performance.now();
	const until = start + seconds * 1000;
	let begun = 0;
	const next = () => {
		if (begun >= requests || performance.now() >= until) return undefined;
		begun++;
		return options.path();
	};
	await Promise.all(Array.from({ length: connections }, () => converse(options.port, next, latencies)));
	return { requests: latencies.length, seconds: (performance.now() - start) / 1000, latencies };
}

/** One connection, for as long as there is a path to ask for. */
function converse(port: number, next: () => string | undefined, latencies: number[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const socket = connect({ port, host: "127.0.0.1", noDelay: true });
		let answer = new Answer();
		let askedAt = 0;
		const ask = () => {
			const path = next();
			if (path === undefined) return socket.end();
			answer = new Answer();
			askedAt = performance.now();
			socket.write(
				`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCF-Connecting-IP: 203.0.113.7\r\nAccept: image/*\r\n\r\n`,
			);
		};
		socket.on("connect", ask);
		socket.on("data", (bytes) => {
			try {
				if (!answer.isWhole(bytes)) return;
				latencies.push(performance.now() - askedAt);
				ask();
			} catch (error) {
				socket.destroy(error instanceof Error ? error : new Error(String(error)));
			}
		});
		socket.on("error", reject);
		socket.on("close", () => resolve());
	});
}

const END_OF_HEAD = "\r\n\r\n";
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/** Only as much of HTTP as it takes to know where an answer ends. */
class Answer {
	#bytes: Buffer = Buffer.alloc(0);
	/** Bytes in all; NaN for one in chunks; undefined before the head is there. */
	#length: number | undefined;

	isWhole(bytes: Buffer): boolean {
		this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
		this.#length ??= this.#readHead();
		if (this.#length === undefined) return false;
		return Number.isNaN(this.#length)
			? this.#bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
			: this.#bytes.length >= this.#length;
	}

	#readHead(): number | undefined {
		const end = this.#bytes.indexOf(END_OF_HEAD);
		if (end < 0) return undefined;
		const head = this.#bytes.toString("latin1", 0, end);
		if (!head.startsWith("HTTP/1.1 200")) throw new Error(`Not 200:\n${this.#bytes.toString()}`);
		return end + END_OF_HEAD.length + Number(/^content-length: (\d+)/im.exec(head)?.[1]);
	}
}
