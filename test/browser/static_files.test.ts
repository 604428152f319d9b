import { describe, expect, it } from "vitest";
import made from "../../src/pages/generated/made.json" with { type: "json" };
import { SAFE_HEADERS } from "../../src/security_headers.ts";
import { SITE } from "./person.ts";

/** Answers that never reach the Worker: Cloudflare's own, about our files. */
const CASES: [method: string, path: string, status: number][] = [
	["GET", "/", 200],
	["GET", "/show_avatar", 200],
	["GET", "/docs", 200],
	["GET", made["style.css"], 200],
	["GET", made["studio.js"], 200],
	["GET", "/favicon.svg", 200],
	["GET", "/icon-192.png", 200],
	["GET", "/manifest.webmanifest", 200],
	["GET", "/openapi.json", 200],
	["GET", "/robots.txt", 200],
	["GET", "/index.html", 307],
	["GET", "/show_avatar.html", 307],
	["GET", "/servers/", 307],
	["POST", "/", 405],
	["OPTIONS", "/servers", 405],
	["DELETE", made["studio.js"], 405],
];

describe("static files", () => {
	it.each(CASES)("%s %s is %i and carries the safe headers, each once", async (method, path, status) => {
		const response = await fetch(SITE + path, { method, redirect: "manual" });
		expect(response.status).toBe(status);
		for (const [name, value] of Object.entries(SAFE_HEADERS)) {
			const said = response.headers.get(name) ?? "";
			if (name === "Content-Security-Policy") expect(said).toMatch(/^default-src 'none'; [^,]*$/);
			else if (name === "Cache-Control")
				expect(said).toMatch(
					/^(private, no-store|no-cache|public, max-age=(3600|86400|31536000, immutable))$/,
				);
			else expect(said).toBe(value);
		}
	});

	it.each(Object.entries(made))(
		"%s is kept for a year, under a name that tells what is in it",
		async (name, address) => {
			const [stem, ending] = name.split(".");
			expect(address).toMatch(new RegExp(`^/made/${stem}-[A-Z0-9]{8}\\.${ending}$`));
			const response = await fetch(SITE + address);
			expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
		},
	);

	it("are of the kinds that they are taken for", async () => {
		const kind = async (path: string) => (await fetch(SITE + path)).headers.get("Content-Type");
		expect(await kind("/manifest.webmanifest")).toMatch(/^application\/manifest\+json/);
		expect(await kind("/robots.txt")).toMatch(/^text\/plain/);
		expect(await kind("/share.png")).toBe("image/png");
		const shown = await fetch(`${SITE}/share.png`);
		expect(shown.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
	});

	it("/openapi.json may be read by any page, and is asked for again after an hour", async () => {
		const response = await fetch(`${SITE}/openapi.json`);
		expect(response.headers.get("Content-Type")).toBe("application/json");
		expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
		expect(response.headers.get("Cache-Control")).toBe("public, max-age=3600");
		expect(await response.json()).toMatchObject({ openapi: "3.1.1", servers: [{ url: "/" }] });
		const headers = { "If-None-Match": response.headers.get("ETag") ?? "" };
		expect((await fetch(`${SITE}/openapi.json`, { headers })).status).toBe(304);
	});

	it.each([
		["share.png", 1200, 630],
		["share_servers.png", 1200, 630],
		["apple-touch-icon.png", 180, 180],
		["icon-192.png", 192, 192],
		["icon-512.png", 512, 512],
	])("%s is a PNG of %i × %i pixels", async (name, width, height) => {
		const png = Buffer.from(await (await fetch(`${SITE}/${name}`)).arrayBuffer());
		expect(png.toString("latin1", 1, 4)).toBe("PNG");
		expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
		expect(png.length).toBeLessThan(100_000);
	});
});
