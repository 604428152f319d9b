import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { AppEnv } from "../../src/http/browser";
import { problemResponse } from "../../src/http/problem";
import { readSigned } from "../../src/http/signed";
import { signed } from "../stand_ins/discord/keys";

const app = new Hono<AppEnv>()
	.post("/", async (c) => c.json(await readSigned(c, Number(c.req.header("Deadline") ?? 3000))))
	.onError((error, c) => (c.get("problem") ?? problemResponse)(c, error));

const post = (body: BodyInit, headers: Record<string, string>, change = {}) =>
	app.request("/", { method: "POST", headers, body }, { ...env, ...change });

describe("what Discord signs", () => {
	it("is read as JSON", async () => {
		const response = await post('{"type":1}', await signed('{"type":1}', Date.now()));
		expect([response.status, await response.json()]).toEqual([200, { type: 1 }]);
	});

	it.each([
		["no signature", {}],
		["a wrong one", { "X-Signature-Ed25519": "0".repeat(128) }],
		["one that is none", { "X-Signature-Ed25519": "zz" }],
		["an old timestamp", { "X-Signature-Timestamp": "1" }],
	])("is refused by a bare 401 for %s, before anything is read", async (name, change) => {
		const headers = name === "no signature" ? {} : await signed("{}", Date.now());
		for (const body of ["{}", "no JSON", ""]) {
			const response = await post(body, { ...headers, ...change, Accept: "text/html" });
			expect([response.status, await response.text()]).toEqual([401, ""]);
		}
	});

	it("is not read where it does not say to be signed just now, and not waited for where it does", async () => {
		let pulls = 0;
		const endless = () =>
			new ReadableStream(
				{ pull: (controller) => controller.enqueue(new Uint8Array(++pulls)) },
				{ highWaterMark: 0 },
			);
		const headers = await signed("{}", Date.now());
		for (const change of [
			{ "X-Signature-Ed25519": "" },
			{ "X-Signature-Ed25519": "zz" },
			{ "X-Signature-Timestamp": "1" },
		])
			expect((await post(endless(), { ...headers, ...change })).status).toBe(401);
		expect(pulls).toBe(0);
		const response = await post(new ReadableStream(), { ...headers, Deadline: "20" });
		expect([response.status, await response.text()]).toEqual([401, ""]);
	});

	it("is refused where it breaks off", async () => {
		const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("gone")) });
		expect((await post(broken, await signed("{}", Date.now()))).status).toBe(401);
	});

	it("is refused where it is larger than anything of Discord's", async () => {
		const body = JSON.stringify("x".repeat(1024 * 1024));
		const response = await post(body, await signed(body, Date.now()));
		expect([response.status, await response.text()]).toEqual([401, ""]);
	});

	it.each([
		["no JSON", new Uint8Array([0x7b])],
		["no text", new Uint8Array([0x22, 0xc3, 0x28, 0x22])],
		["nothing", new Uint8Array()],
	])("is a problem where it is %s", async (_, body) => {
		const response = await post(body, await signed(body, Date.now()));
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: "body_malformed" });
	});

	it.each([undefined, ""])("is not there without a public key: %s", async (key) => {
		const response = await post("{}", await signed("{}", Date.now()), { DISCORD_PUBLIC_KEY: key });
		expect(response.status).toBe(404);
	});
});
