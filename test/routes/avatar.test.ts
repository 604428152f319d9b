import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { RASTER_FORMATS } from "../../src/avatar/raster";
import { render } from "../../src/avatar/render";
import { IMAGES } from "../../src/storage/avatars";
import { ASSET_FAILURES } from "../assets";
import { decode } from "../avatar/raster/decode";
import { SITE, useInternet } from "../internet";
import { CHOICES, codeOf, Visitor } from "../visitor";

useInternet();

/** The address of a visitor's avatar as SVG. */
async function link(visitor: Visitor): Promise<string> {
	return `${(await visitor.ask("/avatar/permalink")).headers.get("Location")}.svg`;
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
		expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, s-maxage=86400, immutable");
		expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
		expect(response.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
		expect(response.headers.get("Content-Security-Policy")).toBe(
			"default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors *",
		);
		expect(response.headers.getSetCookie()).toEqual([]);
		// The owner's own, by the session, is for no frame of another site.
		const own = await owner.ask("/avatar");
		expect(own.headers.get("Content-Security-Policy")).not.toContain("frame-ancestors");
		expect(own.headers.get("X-Frame-Options")).toBe("DENY");
		expect(await response.text()).toBe(await own.text());
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

describe("a stored avatar as an image", () => {
	it.each(["png", "jpg", "jpeg", "webp", "avif"] as const)(
		"comes as %s, in sizes from a short list",
		async (format) => {
			const owner = new Visitor();
			await owner.logIn();
			const path = (await link(owner)).replace(/svg$/, format);
			for (const [query, size] of [
				["", 512],
				["?size=1", 64],
				["?size=128", 128],
				["?size=200", 256],
				["?size=600", 1024],
				["?size=4000", 1024],
			] as const) {
				const response = await owner.ask(path + query);
				expect(response.status).toBe(200);
				expect(response.headers.get("Cache-Control")).toBe(
					"public, max-age=31536000, s-maxage=86400, immutable",
				);
				const image = await decode(
					format === "jpg" ? "jpeg" : format,
					new Uint8Array(await response.arrayBuffer()),
				);
				expect(image.width).toBe(size);
			}
		},
	);

	it("is made once, kept, and says whose drawing it is", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const path = (await link(owner)).replace(/svg$/, "png?size=64");
		const first = new Uint8Array(await (await owner.ask(path)).arrayBuffer());
		const key = path.slice("/avatar/".length, -".png?size=64".length);
		const kept = await vi.waitUntil(() =>
			env.AVATARS.head(`images/${key}-64-${RASTER_FORMATS.png.madeWith}.png`),
		);
		expect(kept.customMetadata).toMatchObject({ creator: "Lisa Wischofsky", licence: "CC0 1.0" });
		await env.AVATARS.delete(`${key}.svg`);
		const again = await owner.ask(path);
		expect(new Uint8Array(await again.arrayBuffer())).toEqual(first);
		expect(again.headers.get("ETag")).toBe(kept.httpEtag);
		expect(new TextDecoder("latin1").decode(first)).toContain("Lisa Wischofsky");
	});

	it("is made anew where the one that is kept was made with something else", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const path = (await link(owner)).replace(/svg$/, "png?size=64");
		const key = path.slice("/avatar/".length).split(".")[0];
		for (const older of ["", "-takumi1.0.0", "-takumi1.0.0-noto1.0.0"])
			await env.AVATARS.put(`images/${key}-64${older}.png`, "wrong pixels");
		const image = new Uint8Array(await (await owner.ask(path)).arrayBuffer());
		expect((await decode("png", image)).width).toBe(64);
	});

	it("is made again as it was where the bucket's lifecycle has ended it, which leaves the permanent link", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const path = (await link(owner)).replace(/svg$/, "png?size=64");
		const first = await (await owner.ask(path)).bytes();
		const { objects } = await vi.waitUntil(async () => {
			const listed = await env.AVATARS.list({ prefix: IMAGES });
			return listed.objects.length > 0 && listed;
		});
		await env.AVATARS.delete(objects.map(({ key }) => key));
		expect((await env.AVATARS.list()).objects).toHaveLength(1);
		expect(await (await owner.ask(path)).bytes()).toEqual(first);
	});

	it("fills the bucket with no more than its sizes and formats", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const path = (await link(owner)).replace(/svg$/, "");
		for (let size = 0; size < 30; size++)
			await owner.ask(`${path}${size % 2 ? "jpg" : "jpeg"}?size=${size * 7}`);
		await vi.waitUntil(async () => (await env.AVATARS.list()).objects.length >= 4);
		expect((await env.AVATARS.list()).objects.map(({ key }) => key.replace(/[\w-]{43}/, "")).sort()).toEqual([
			".svg",
			`images/-128-${RASTER_FORMATS.jpg.madeWith}.jpg`,
			`images/-256-${RASTER_FORMATS.jpg.madeWith}.jpg`,
			`images/-64-${RASTER_FORMATS.jpg.madeWith}.jpg`,
		]);
	});

	it.each(ASSET_FAILURES)("is not kept where a font of its letters is %s", async (_, answer, letters) => {
		vi.spyOn(console, "error").mockReturnValue();
		const key = "L".repeat(43);
		await env.AVATARS.put(`${key}.svg`, render("initials", letters, {}));
		const fetch = vi.spyOn(env.ASSETS, "fetch").mockImplementation(answer);
		const path = `/avatar/${key}.png?size=64`;
		const { status, headers, body } = await new Visitor().ask(path);
		await body?.cancel();
		expect(status).toBe(200);
		expect(headers.get("Content-Type")).toBe("image/png");
		expect(headers.get("Cache-Control")).toBe("private, no-store");
		expect(headers.get("ETag")).toBeNull();
		fetch.mockRestore();
		// The next one is, and so all that was to be written has been.
		const whole = await new Visitor().ask(path);
		expect(whole.headers.get("Cache-Control")).toBe("public, max-age=31536000, s-maxage=86400, immutable");
		const kept = await vi.waitUntil(() =>
			env.AVATARS.head(`images/${key}-64-${RASTER_FORMATS.png.madeWith}.png`),
		);
		expect(kept.httpEtag).toBe(whole.headers.get("ETag"));
	});

	it("is still given where it cannot be kept", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const path = (await link(owner)).replace(/svg$/, "png?size=64");
		vi.spyOn(env.AVATARS, "put").mockRejectedValue(new Error("internal error"));
		expect((await owner.ask(path)).status).toBe(200);
	});

	it.each(["abc", "-1", "1.5", "99999", "1e3"])("has no size %s", async (size) => {
		const response = await new Visitor().ask(`/avatar/${"A".repeat(43)}.png?size=${size}`);
		expect(response.status).toBe(400);
		expect(await codeOf(response)).toBe("option_invalid");
	});

	it("of nobody is not found, and nothing is made", async () => {
		expect((await new Visitor().ask(`/avatar/${"A".repeat(43)}.png`)).status).toBe(404);
		expect((await env.AVATARS.list()).objects).toEqual([]);
	});
});

describe("a stored picture that is none", () => {
	const KEY = "A".repeat(43);
	const LOOP = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g id="a"><use href="#a"/></g></svg>`;
	const OUTSIDE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><filter id="f"><feFlood/></filter><g filter="url(#f)"><path d="M99 99h9v9z"/></g></svg>`;
	const STORED: readonly (readonly [name: string, stored: string | Uint8Array])[] = [
		["nothing", ""],
		["other text", "an avatar"],
		["not UTF-8", new Uint8Array([0xff, 0xfe, 0x00, 0xd8])],
		["an image", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
		["half a picture", '<svg xmlns="http://www.w3.org/2000/svg"'],
		["a strip", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 100000"/>'],
		["a picture without a size", '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>'],
		["a picture that refers to itself", LOOP],
		["a picture outside its frame", OUTSIDE],
		[
			"groups in groups",
			`<svg xmlns="http://www.w3.org/2000/svg">${"<g>".repeat(5_000)}${"</g>".repeat(5_000)}</svg>`,
		],
		["a script", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>'],
	];

	it.each(STORED)(
		"but %s is said to be that, in every format, and is no failure of ours",
		async (_, stored) => {
			await env.AVATARS.put(`${KEY}.svg`, stored);
			for (const format of ["png", "jpg", "jpeg", "webp", "avif"]) {
				const response = await new Visitor().ask(`/avatar/${KEY}.${format}?size=64`);
				if (response.status === 200) {
					expect(response.headers.get("Content-Type")).toMatch(/^image\//);
					await response.arrayBuffer();
					continue;
				}
				expect(response.status).toBe(400);
				expect(response.headers.get("Cache-Control")).toBe("private, no-store");
				expect(await codeOf(response)).toBe("picture_undrawable");
			}
			const svg = await new Visitor().ask(`/avatar/${KEY}.svg`);
			expect(svg.status).toBe(200);
			expect(svg.headers.get("Content-Security-Policy")).toMatch(
				/^default-src 'none';.*sandbox; frame-ancestors \*$/,
			);
			expect((await new Visitor().open(`/avatar/${KEY}`)).status).toBe(200);
		},
	);

	it("is told to a person in words, and nothing is kept of it", async () => {
		await env.AVATARS.put(`${KEY}.svg`, "");
		const page = await (await new Visitor().open(`/avatar/${KEY}.png`)).text();
		expect(page).toContain("This cannot be drawn as pixels");
		expect(page).toContain("make the avatar again");
		expect((await env.AVATARS.list()).objects.map(({ key }) => key)).toEqual([`${KEY}.svg`]);
	});

	it.each(STORED)("but %s is made again for whose avatar it is", async (_, stored) => {
		const owner = new Visitor();
		await owner.logIn();
		const picture = await (await owner.ask("/avatar")).text();
		const path = await link(owner);
		await env.AVATARS.put(path.slice("/avatar/".length), stored);
		expect(await (await owner.ask("/avatar")).text()).toBe(picture);
		expect(await (await owner.ask(path)).text()).toBe(picture);
		expect((await owner.ask(path.replace(/svg$/, "png"))).status).toBe(200);
	});
});

describe("the page of a shared avatar", () => {
	it("tells a chat what to show, and a person who drew it, and nobody whose it is", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const path = (await link(owner)).replace(/\.svg$/, "");
		const response = await new Visitor("198.51.100.1").open(path);
		expect(response.status).toBe(200);
		expect(response.headers.get("Content-Type")).toMatch(/^text\/html/);
		expect(response.headers.get("X-Robots-Tag")).toBe("noindex");
		const page = await response.text();
		const image = /property="og:image" content="([^"]+)"/.exec(page)?.[1] ?? "";
		expect(image).toBe(`${SITE}${path}.png?size=512`);
		expect(page).toContain('property="og:title" content="Lorelei avatar"');
		expect(page).toContain("Lisa Wischofsky");
		expect(page).not.toMatch(/mira/i);
		expect((await new Visitor().ask(image)).headers.get("Content-Type")).toBe("image/png");
	});

	it("leads to the studio with the same style and look, and to nobody's name", async () => {
		const owner = new Visitor();
		await owner.logIn("mira.dances", { ...CHOICES, extra: "my cat", seed: "avatar" });
		const path = (await link(owner)).replace(/\.svg$/, "");
		const page = await (await new Visitor().open(path)).text();
		expect(page).toContain('href="/?style=lorelei&amp;mood=happy&amp;backgroundColor=b6e3f4"');
		expect(page).not.toMatch(/mira|cat/i);
		// One that was stored by an older release.
		const older = "B".repeat(43);
		const stored = await env.AVATARS.get(path.replace("/avatar/", "").concat(".svg"));
		const { mood: _, backgroundColor: __, options: ___, ...customMetadata } = stored?.customMetadata ?? {};
		await env.AVATARS.put(`${older}.svg`, (await stored?.text()) ?? "", { customMetadata });
		expect(await (await new Visitor().open(`/avatar/${older}`)).text()).toContain('href="/?style=lorelei"');
	});

	it("has texts to copy, with the artist's name where the licence asks for it, and files with names that say what they are", async () => {
		const owner = new Visitor();
		await owner.logIn("mira.dances", { ...CHOICES, style: "micah" });
		const path = (await link(owner)).replace(/\.svg$/, "");
		const page = await (await new Visitor().open(path)).text();
		const texts = [...page.matchAll(/<textarea[^>]*>([^<]*)</g)].map(([, text]) => text);
		expect(texts).toHaveLength(4);
		expect(texts[0]).toBe(`${SITE}${path}.png?size=512`);
		for (const text of texts.slice(1)) expect(text).toContain("Micah Lanier");
		const names = [...page.matchAll(/download="([^"]+)"/g)].map(([, name]) => name);
		expect(names).toContain("discobear-micah-64.webp");
		expect(names).toContain("discobear-micah.svg");
		expect(new Set(names).size).toBe(21);
	});

	it("is not found for an avatar that is not there", async () => {
		expect((await new Visitor().open(`/avatar/${"A".repeat(43)}`)).status).toBe(404);
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
