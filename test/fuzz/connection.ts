import { connect, type Socket } from "node:net";
import { type Answer, MalformedAnswer, readAnswer } from "./answer.ts";

/** A request as bytes. */
export interface Request {
	method: string;
	head: Buffer;
	body: Buffer;
	/** Whether the body is only sent once the server wants it: `Expect: 100-continue`. */
	waits?: boolean;
	/** Whether nothing can follow it over the same connection. */
	ends?: boolean;
}

/** What came of a request. */
export type Outcome =
	| { answer: Answer; milliseconds: number }
	| { failure: "timeout" | "closed" | "malformed"; detail: string; milliseconds: number };

/** Longer than anybody waits for the bot (10 s), in milliseconds. */
const PATIENCE = 20_000;

/** The same until an answer begins to a request that has no end: the server may wait for it longer than we do. */
const PATIENCE_WITH_US = 2000;

/** One request after the other over one connection, and a new one where that has ended. */
export class Connection {
	readonly #port: number;
	#socket: Socket | undefined;

	constructor(port: number) {
		this.#port = port;
	}

	async ask(request: Request): Promise<Outcome> {
		const reused = this.#socket !== undefined;
		const outcome = await this.#try(request);
		// A server may end an idle connection just as it is used again (RFC 9112, 9.3.1).
		const again = reused && "failure" in outcome && outcome.failure === "closed" && outcome.detail === "";
		return again ? this.#try(request) : outcome;
	}

	close(): void {
		this.#socket?.destroy();
		this.#socket = undefined;
	}

	#try({ method, head, body, waits, ends }: Request): Promise<Outcome> {
		const socket = this.#socket ?? connect({ port: this.#port, host: "localhost", noDelay: true });
		this.#socket = socket;
		const begun = performance.now();
		let bytes: Buffer = Buffer.alloc(0);
		let bodySent = !waits;
		return new Promise((resolve) => {
			const done = (outcome: Answer | { failure: "timeout" | "closed" | "malformed"; detail: string }) => {
				clearTimeout(timer);
				socket.removeAllListeners();
				socket.on("error", () => {});
				socket.on("close", () => {
					if (this.#socket === socket) this.#socket = undefined;
				});
				const milliseconds = performance.now() - begun;
				if ("failure" in outcome) {
					this.close();
					return resolve({ ...outcome, milliseconds });
				}
				if (outcome.last || ends || !bodySent) this.close();
				resolve({ answer: outcome, milliseconds });
			};
			const read = (ended: boolean) => {
				try {
					for (;;) {
						const answer = readAnswer(bytes, method === "HEAD", ended);
						if (!answer) break;
						bytes = bytes.subarray(answer.length);
						if (answer.status >= 200) {
							if (bytes.length > 0 && !ends)
								throw new MalformedAnswer(
									`After it came ${JSON.stringify(bytes.toString("latin1", 0, 100))}`,
								);
							return done(answer);
						}
						if (answer.status === 100 && !bodySent) {
							bodySent = true;
							socket.write(body);
						}
					}
				} catch (error) {
					return done({ failure: "malformed", detail: String(error) });
				}
				if (ended) done({ failure: "closed", detail: bytes.toString("latin1", 0, 2000) });
			};
			const giveUp = () => done({ failure: "timeout", detail: bytes.toString("latin1", 0, 2000) });
			let timer = setTimeout(giveUp, ends ? PATIENCE_WITH_US : PATIENCE);
			socket.once("data", () => {
				clearTimeout(timer);
				timer = setTimeout(giveUp, PATIENCE);
			});
			socket.on("data", (data) => {
				bytes = bytes.length === 0 ? data : Buffer.concat([bytes, data]);
				read(false);
			});
			socket.on("close", () => read(true));
			socket.on("error", () => {});
			socket.write(bodySent ? Buffer.concat([head, body]) : head);
			if (ends) socket.end();
		});
	}
}
