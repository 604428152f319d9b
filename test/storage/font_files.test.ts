import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FONTS_VERSION, fontsFor } from "../../src/avatar/raster/fonts";
import { fontFiles } from "../../src/storage/font_files";

/** As far as it is looked at: WOFF2's signature and length. */
function font(length: number): Uint8Array<ArrayBuffer> {
	const file = new Uint8Array(length);
	const header = new DataView(file.buffer);
	header.setUint32(0, 0x774f4632);
	header.setUint32(8, length);
	return file;
}

/** Static assets that answer in a certain way, and what they were asked for. */
function assets(answer: (path: string) => Response | Promise<Response>) {
	const asked: string[] = [];
	const fetch = async (url: URL) => {
		asked.push(url.pathname);
		return answer(url.pathname);
	};
	return { asked, read: fontFiles({ ASSETS: { fetch } as unknown as Fetcher }) };
}

beforeEach(() => {
	vi.spyOn(console, "error").mockReturnValue();
});

describe("a font's file", () => {
	it.each(["A", "Ж", "م", "ש", "ह", "ท", "中", "か", "한", "🦊"])("is served for %s", async (letter) => {
		const [name = ""] = fontsFor(letter);
		const file = await fontFiles(env)(name);
		expect(new TextDecoder().decode(file?.subarray(0, 4))).toBe("wOF2");
	});

	it("is for ever what its address says", async () => {
		const response = await env.ASSETS.fetch(`https://a.test/fonts/${FONTS_VERSION}/noto-sans-latin.woff2`);
		expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
		expect(response.headers.get("Content-Type")).toBe("font/woff2");
		await response.body?.cancel();
	});

	it("is read once, and then kept", async () => {
		const { asked, read } = assets(() => new Response(font(99)));
		expect(await read("kept")).toEqual(font(99));
		expect(await read("kept")).toEqual(font(99));
		expect(asked).toEqual([`/fonts/${FONTS_VERSION}/kept.woff2`]);
	});

	it("makes room for others: those read last are kept, up to 2 MiB", async () => {
		const { asked, read } = assets(() => new Response(font(1024 * 1024)));
		for (const name of ["old", "mid", "old", "new", "old", "mid"]) await read(name);
		expect(asked.map((path) => path.slice(-9, -6))).toEqual(["old", "mid", "new", "mid"]);
	});

	it.each<[string, () => Response | Promise<Response>]>([
		["unreachable", () => Promise.reject(new Error("internal error"))],
		["not found", () => new Response("Not Found", { status: 404 })],
		["an error that looks like a font", () => new Response(font(99), { status: 500 })],
		["a page", () => new Response("<!doctype html><title>Hello</title>", { status: 200 })],
		["empty", () => new Response("")],
		["half of it", () => new Response(font(99).subarray(0, 50))],
		["broken off", () => new Response(new ReadableStream({ pull: () => Promise.reject(new Error("lost")) }))],
	])("is not there where it is %s, and asked for again the next time", async (_, answer) => {
		let times = 0;
		const { read } = assets(() => (times++ === 0 ? answer() : new Response(font(99))));
		const name = `test-${_}`;
		expect(await read(name)).toBeUndefined();
		expect(await read(name)).toEqual(font(99));
	});
});
