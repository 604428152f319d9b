import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { useInternet } from "../internet";
import { CHOICES, codeOf, Visitor } from "../visitor";

useInternet();

async function link(visitor: Visitor): Promise<string> {
	return (await visitor.ask("/avatar/permalink")).headers.get("Location") ?? "";
}

describe("the permanent link", () => {
	it("shows a stranger the same picture, for ever, on any site", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const path = await link(owner);
		expect(path).toMatch(/^\/avatar\/[\w-]{43}\.svg$/);
		const response = await new Visitor("198.51.100.1").ask(path, {
			headers: { Accept: "image/*", "Sec-Fetch-Site": "cross-site" },
		});
		expect(response.status).toBe(200);
		expect(response.headers.get("Content-Type")).toBe("image/svg+xml");
		expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
		expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
		expect(response.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
		expect(response.headers.get("Content-Security-Policy")).toBe(
			"default-src 'none'; style-src 'unsafe-inline'; sandbox",
		);
		expect(response.headers.getSetCookie()).toEqual([]);
		expect(await response.text()).toBe(await (await owner.ask("/avatar")).text());
	});

	it("works after its owner has logged out and forgotten it", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const path = await link(owner);
		await owner.submitForm([], "/logout");
		expect((await new Visitor().ask(path)).status).toBe(200);
	});

	it("is the same for equal choices and another for other ones", async () => {
		const [a, b] = [new Visitor(), new Visitor()];
		await a.logIn("mira.dances");
		await b.logIn("mira.dances");
		expect(await link(a)).toBe(await link(b));
		for (const change of [
			{ extra: "x" },
			{ mood: "sad" },
			{ backgroundColor: "transparent" },
			{ style: "micah" },
		]) {
			await b.submit({ ...CHOICES, ...change });
			expect(await link(a)).not.toBe(await link(b));
		}
	});

	it("is not sent again to who has it", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const path = await link(owner);
		const first = await owner.ask(path);
		const etag = first.headers.get("ETag") ?? "";
		expect(etag).toMatch(/^"[^"]+"$/);
		const again = await owner.ask(path, { headers: { "If-None-Match": etag } });
		expect(again.status).toBe(304);
		expect(await again.text()).toBe("");
		for (const name of ["Cache-Control", "Content-Security-Policy", "Access-Control-Allow-Origin"]) {
			expect(again.headers.get(name)).toBe(first.headers.get(name));
		}
		expect((await owner.ask(path, { headers: { "If-None-Match": "nonsense" } })).status).toBe(200);
	});

	it("answers HEAD", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const response = await owner.ask(await link(owner), { method: "HEAD" });
		expect(response.status).toBe(200);
		expect(await response.text()).toBe("");
	});

	it.each([
		["of nobody", `/avatar/${"A".repeat(43)}.svg`],
		["too short", "/avatar/abc.svg"],
		["with another ending", `/avatar/${"A".repeat(43)}.exe`],
		["out of its folder", "/avatar/..%2Fsession.svg"],
		["with a query", `/avatar/${"A".repeat(43)}.svg?size=1`],
	])("%s is not found, and that is not kept by any cache", async (_, path) => {
		const response = await new Visitor().ask(path);
		expect(response.status).toBe(404);
		expect(response.headers.get("Cache-Control")).toBe("private, no-store");
		expect(await codeOf(response)).toBe("file_not_found");
	});
});

describe("/avatar", () => {
	it("is the logged-in person's own, and no cache's", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const response = await visitor.ask("/avatar");
		expect(response.headers.get("Content-Type")).toBe("image/svg+xml");
		expect(response.headers.get("Cache-Control")).toBe("private, no-store");
		expect(response.headers.get("Content-Security-Policy")).toContain("sandbox");
	});

	it("is nothing to a stranger", async () => {
		for (const path of ["/avatar", "/avatar/permalink"]) {
			const response = await new Visitor().ask(path);
			expect(response.status).toBe(401);
			expect(await codeOf(response)).toBe("not_logged_in");
		}
	});

	it("is made again when a lifecycle rule has removed it", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const path = await link(visitor);
		const before = await (await visitor.ask(path)).text();
		await env.AVATARS.delete(path.slice("/avatar/".length));
		expect((await visitor.ask(path)).status).toBe(404);
		await visitor.ask("/avatar");
		expect(await (await visitor.ask(path)).text()).toBe(before);
	});
});
