import { createExecutionContext } from "cloudflare:test";
import { Hono } from "hono";
import { describe, expect, it, vi } from "vitest";
import { readParts } from "../../src/control_room/message_files";
import { AppError } from "../../src/errors";
import type { AppEnv } from "../../src/http/browser";
import { MAX_FORM_BYTES, readMultipart, returnsRoom } from "../../src/http/multipart";

const TYPE = "multipart/form-data; boundary=x";
const MIB = 1024 * 1024;

/** A server that reads such forms and does nothing else. */
function server(
	deadline?: number,
	answered: Promise<unknown> = Promise.resolve(),
	context: ExecutionContext = createExecutionContext(),
) {
	const app = new Hono<AppEnv>();
	app.use(returnsRoom);
	app.post("/", async (c) => {
		const { fields, files } = readParts(await readMultipart(c, c.req.header("Person") ?? "", deadline));
		await answered;
		const shown = files.map(({ pieces, ...file }) => ({
			...file,
			text: textOf(pieces),
			pieces: pieces.length,
			size: pieces.reduce((size, { byteLength }) => size + byteLength, 0),
		}));
		return c.json({ fields, files: shown });
	});
	app.onError((error, c) =>
		error instanceof AppError
			? c.json({ code: error.code, ...error.extras }, error.status)
			: c.text(String(error), 500),
	);
	return async (body: BodyInit, type = TYPE, headers: Record<string, string> = {}) => {
		const init = { method: "POST", headers: { "Content-Type": type, ...headers }, body };
		const response = await app.request("/", init, {}, context);
		return { status: response.status, answer: await response.json<Record<string, unknown>>() };
	};
}
const textOf = (pieces: readonly Uint8Array[]) =>
	pieces
		.map((piece) => new TextDecoder().decode(piece))
		.join("")
		.slice(0, 100);

const part = (disposition: string, content = "x", more = "") =>
	`--x\r\nContent-Disposition: form-data; ${disposition}${more}\r\n\r\n${content}\r\n`;
const file = (filename: string, more = "") =>
	`${part(`name="files[0]"; filename="${filename.replaceAll(/["\\]/g, "\\$&")}"`, "x", more)}--x--`;
function streamOf(chunks: readonly Uint8Array[]): ReadableStream {
	const left = chunks.values();
	return new ReadableStream({
		pull(controller) {
			const { value, done } = left.next();
			if (done) controller.close();
			else controller.enqueue(value);
		},
	});
}

/** So many bytes of a file, in chunks of a MiB. */
function stream(bytes: number, pulled: () => Promise<unknown> = async () => {}): ReadableStream {
	let left = bytes;
	return new ReadableStream({
		start: (controller) =>
			controller.enqueue(new TextEncoder().encode(part('name="files[0]"; filename="a"').slice(0, -3))),
		async pull(controller) {
			await pulled();
			const size = Math.min(left, MIB);
			left -= size;
			if (size > 0) return controller.enqueue(new Uint8Array(size));
			controller.enqueue(new TextEncoder().encode("\r\n--x--"));
			controller.close();
		},
	});
}

describe("a form with files", () => {
	it("is its fields and its files, in whichever order", async () => {
		const form = new FormData();
		form.set("files[2]", new Blob(["two"], { type: "text/plain" }), "two 🐻.txt");
		form.set("payload_json", '{"content":"Good evening."}');
		form.set("files[0]", new Blob(["\r\n--x\r\n"]), "zero");
		const request = new Request("https://x.test", { method: "POST", body: form });
		const { answer } = await server()(await request.arrayBuffer(), request.headers.get("Content-Type") ?? "");
		expect(answer).toEqual({
			fields: { content: "Good evening." },
			files: [
				{ id: 2, filename: "two 🐻.txt", type: "text/plain", text: "two", pieces: 1, size: 3 },
				{
					...{ id: 0, filename: "zero", type: "application/octet-stream" },
					...{ text: "\r\n--x\r\n", pieces: 1, size: 7 },
				},
			],
		});
	});

	it.each([
		["\"; filename*=utf-8''x", "a quote"],
		["..\\x", "a backslash"],
		["../x", "a slash"],
		["a\u202egnp.exe", "what turns it round"],
		["a\u0000b", "a zero"],
		["a\r\nX-Evil: 1", "a new line"],
		["a\nb", "half a new line"],
		["x".repeat(1025), "too many letters"],
		["", "nothing"],
	])("has no file whose name is %j: %s", async (filename) => {
		expect((await server()(file(filename))).status).toBe(400);
	});

	it.each(["x", "a b.png", "bär.png", "熊.png", "🐻", "%22.png", "SPOILER_x.png", "a;b=c", "x".repeat(1024)])(
		"may have a file whose name is %j",
		async (filename) => {
			expect((await server()(file(filename))).answer.files).toMatchObject([{ filename }]);
		},
	);

	it.each<[string, string]>([
		["text/html", '\r\nContent-Type: text/html; x="y"\r\nX-Evil: 1'],
		["application/octet-stream", "\r\nContent-Type: <b>/x"],
		["application/octet-stream", "\r\nContent-Type: image/png, image/gif"],
		["application/octet-stream", ""],
	])("says to be of a kind only by a plain media type: %s", async (type, header) => {
		expect((await server()(file("a", header))).answer.files).toMatchObject([{ type }]);
	});

	it.each<[string, number, BodyInit, string?]>([
		["with a part that is none", 400, `${part('name="content"')}--x--`],
		["with a file of no number", 400, `${part('name="files"; filename="a"')}--x--`],
		["with a file of two digits", 400, `${part('name="files[10]"; filename="a"')}--x--`],
		["with a part of no name", 400, `${part('filename="a"')}--x--`],
		["with a file twice", 400, `${part('name="files[0]"; filename="a"').repeat(2)}--x--`],
		["with its fields twice", 400, `${part('name="payload_json"', "{}").repeat(2)}--x--`],
		["with fields that are no JSON", 400, `${part('name="payload_json"', "{")}--x--`],
		[
			"with fields that are no UTF-8",
			400,
			new Blob([part('name="payload_json"', '"').slice(0, -2), Uint8Array.of(255), '"\r\n--x--']),
		],
		[
			"with fields that are far too long",
			413,
			`${part('name="payload_json"', `"${"x".repeat(300_000)}"`)}--x--`,
		],
		["with a file of no name", 400, `${part('name="files[0]"')}--x--`],
		["that does not end", 400, part('name="files[0]"; filename="a"')],
		["that does not begin", 400, "x"],
		["of nothing", 400, ""],
		["without a boundary", 400, "--x--", "multipart/form-data"],
		["with an odd boundary", 400, "--<--", "multipart/form-data; boundary=<"],
		["with a boundary that is too long", 400, "--x", `multipart/form-data; boundary=${"x".repeat(71)}`],
		["of small parts without end", 400, part('name="files[0]"; filename="a"').repeat(20_000)],
		[
			"with headers without end",
			400,
			part('name="files[0]"; filename="a"', "x", `\r\nX: ${"x".repeat(100_000)}`),
		],
	])("is refused %s", async (_, status, body, type) => {
		const refused = await server()(body, type);
		expect([refused.status, refused.answer.code]).toEqual([
			status,
			expect.stringMatching(/^(field_invalid|body_malformed|body_too_large)$/),
		]);
	});

	it("is refused before it comes, where it says to be too large, and where it becomes so", async () => {
		const said = { "Content-Length": String(MAX_FORM_BYTES + 1) };
		expect((await server()(stream(1), TYPE, said)).status).toBe(413);
		let pulls = 0;
		const endless = stream(1000 * MIB, async () => void pulls++);
		expect((await server()(endless)).status).toBe(413);
		expect(pulls).toBeLessThan(50);
	});

	it.each([1, 7, 4096])("may come in chunks of %i, with its last line's end apart", async (size) => {
		const bytes = new TextEncoder().encode(
			`${part('name="payload_json"', '{"content":"x"}')}${file("a")}\r\n`,
		);
		const starts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => n * size);
		const chunks = starts.map((start) => bytes.slice(start, start + size));
		const body = streamOf([...chunks, new TextEncoder().encode("as one likes")]);
		expect(await server()(body)).toMatchObject({
			status: 200,
			answer: { fields: { content: "x" }, files: [{ filename: "a", text: "x" }] },
		});
	});

	it("is kept in few pieces, in however many it comes", async () => {
		const bytes = new Uint8Array(1);
		const end = new TextEncoder().encode("\r\n--x--");
		const begin = new TextEncoder().encode(part('name="files[0]"; filename="a"').slice(0, -3));
		const body = streamOf([begin, ...Array.from({ length: 100_000 }, () => bytes), end]);
		const { answer } = await server()(body);
		expect(answer).toMatchObject({ files: [{ size: 100_000, pieces: expect.any(Number) }] });
		expect((answer.files as { pieces: number }[])[0]?.pieces).toBeLessThan(10);
	});

	it("is refused when it stalls, with nothing more to come", async () => {
		const begun = new TextEncoder().encode(part('name="files[0]"; filename="a"').slice(0, -3));
		for (const first of [[], [begun]]) {
			const stalled = new ReadableStream({
				start(controller) {
					for (const each of first) controller.enqueue(each);
				},
			});
			expect(await server(50)(stalled)).toMatchObject({ status: 408, answer: { code: "body_too_slow" } });
		}
	});

	it("is refused when it does not come to an end in time", async () => {
		const slow = stream(5 * MIB, () => scheduler.wait(100));
		expect(await server(50)(slow)).toMatchObject({ status: 408, answer: { code: "body_too_slow" } });
	});
});

describe("the room for forms", () => {
	it("is one form's at its largest, counts what has come, and is given back with the answer", async () => {
		let answer = () => {};
		const ask = server(undefined, new Promise<void>((resolve) => (answer = resolve)));
		const first = ask(stream(15 * MIB));
		// It says how much will come, and nothing comes.
		void ask(new ReadableStream(), TYPE, { "Content-Length": String(20 * MIB) });
		await scheduler.wait(50);
		let pulls = 0;
		const refused = await ask(stream(6 * MIB, async () => void pulls++));
		// It was read to its end: many hear nothing before.
		expect(pulls).toBe(7);
		expect(refused).toMatchObject({ status: 429, answer: { code: "too_many_requests", retryAfter: 5 } });
		const second = ask(stream(5 * MIB));
		answer();
		expect((await first).status).toBe(200);
		expect((await second).status).toBe(200);
		expect((await ask(stream(20 * MIB))).status).toBe(200);
	});

	it("is given back though whoever asked goes away: what is read is worked off all the same", async () => {
		const context = createExecutionContext();
		const goesOn = vi.spyOn(context, "waitUntil");
		await server(undefined, undefined, context)(file("a"));
		expect(goesOn).toHaveBeenCalledOnce();
	});
});
