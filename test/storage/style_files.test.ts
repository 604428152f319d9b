import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import files from "../../src/avatar/generated/style_files.json";
import { AppError } from "../../src/errors";
import { styleFiles } from "../../src/storage/style_files";

const reader = (answer: () => Promise<Response>) =>
	styleFiles({ ASSETS: { fetch: answer } as unknown as Fetcher });

describe("a style's file", () => {
	it.each([5, 6, 7, 8, 9, 11])("is served for DiceBear %i", async (major) => {
		expect(JSON.parse(await styleFiles(env)(major, "micah"))).toHaveProperty("meta");
	});

	it("is for ever what its address says", async () => {
		const response = await env.ASSETS.fetch(`https://a.test/styles/${files.version}/7/micah.json`);
		expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
		expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
		await response.body?.cancel();
	});

	it.each<[string, () => Promise<Response>]>([
		["unreachable", () => Promise.reject(new Error("internal error"))],
		["not found", async () => new Response("Not Found", { status: 404 })],
		["an error that looks like a style", async () => new Response("{}", { status: 500 })],
		["a page", async () => new Response("<!doctype html><title>Hello</title>")],
	])("may be %s", async (_, answer) => {
		await expect(reader(answer)(7, "micah")).rejects.toMatchObject(new AppError("storage_unavailable"));
	});
});
