import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/**
 * Asks for a line at a terminal that shows nothing of it.
 * @throws Error where the terminal is closed, or Ctrl+C is pressed, before there is an answer
 */
export function askSecret(
	question: string,
	input: NodeJS.ReadableStream = process.stdin,
	output: NodeJS.WritableStream = process.stdout,
): Promise<string> {
	const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
	output.write(question);
	// With `terminal`, readline takes each key itself, and the terminal does not print it.
	const lines = createInterface({ input, output: silent, terminal: true, historySize: 0 });
	return new Promise((resolve, reject) => {
		const leave = () => {
			output.write("\n");
			lines.close();
		};
		lines.once("line", (line) => {
			resolve(line.trim());
			leave();
		});
		lines.once("SIGINT", leave);
		// Once there is an answer this is nothing any more.
		lines.once("close", () => reject(new Error("No answer.")));
	});
}
