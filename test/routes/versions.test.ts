import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { VERSIONS } from "../../src/avatar/versions";
import { decode } from "../avatar/raster/decode";
import { useInternet } from "../internet";
import sample from "../versions/sample.json";
import recorded from "../versions/server_answers.json";
import { Visitor } from "../visitor";

useInternet();

const visitor = new Visitor();
const get = (path: string, headers = {}) => visitor.ask(path, { headers });
const svgOf = async (path: string) => (await get(path)).text();

/** Those with a collection. */
const OLDER = ["5.x", "6.x", "7.x", "8.x", "9.x"];

/** A dashboard sets text. */
const setNext = (value: string | boolean) => Object.assign(env, { DICEBEAR_NEXT: value });
const openNext = () => {
	setNext("true");
};
afterEach(() => {
	setNext(false);
});

async function digestOf(text: string): Promise<string> {
	return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))
		.toHex()
		.slice(0, 16);
}

describe("a style's file", () => {
	it.each([
		["unreachable", "dylan", () => Promise.reject(new Error("internal error"))],
		["not found", "glass", async () => new Response("Not Found", { status: 404 })],
		["a page", "rings", async () => new Response("<!doctype html><title>Hello</title>")],
	])("may be %s: that is told, and nothing of it kept", async (_, style, answer) => {
		// Before anything else here draws it: it would be kept.
		const path = `/9.x/${style}/svg?seed=x`;
		const fetch = vi.spyOn(env.ASSETS, "fetch").mockImplementation(answer);
		const response = await get(path);
		expect(response.status).toBe(503);
		expect(response.headers.get("Cache-Control")).toBe("private, no-store");
		expect(await response.json()).toMatchObject({ statusCode: 503, code: "storage_unavailable" });
		fetch.mockRestore();
		expect((await get(path)).status).toBe(200);
	});

	it("is read once, and only when its style is asked for", async () => {
		const fetch = vi.spyOn(env.ASSETS, "fetch");
		for (let time = 0; time < 3; time++) await get("/8.x/pixel-art-neutral/svg?seed=x");
		await get("/8.x/pixel-art-neutral/gif");
		await get("/8.x");
		expect(fetch.mock.calls.length).toBeLessThanOrEqual(1);
		fetch.mockRestore();
	});
});

describe("every style of every version", () => {
	it.each([...OLDER, "11.x"])("is drawn as by the library of %s on Node", async (version) => {
		openNext();
		const { styles } = await visitor.json<{ styles: string[] }>(`/${version}`);
		const asked = sample.filter(([path]) => path?.startsWith(`/${version}/`));
		expect(asked.map(([path]) => path?.split("/")[2])).toEqual(styles);
		const different: string[] = [];
		for (const [path = "", digest] of asked) {
			if ((await digestOf(await svgOf(path))) !== digest) different.push(path);
		}
		expect(different).toEqual([]);
	});
});

/*
 * What DiceBear's own server answered, as it was recorded: a status and, of a 200, the digest of what it sent. So did its
 * version 2.3.0 (https://github.com/dicebear/api, Fastify 4.26, qs 6.12) and the last that had 5 to 9 (Fastify 5, qs 6.17).
 * To see it again: let its versions/N export the packages of our build/dicebear/N, start it, and ask it for these paths.
 */
describe("an odd address of 5 to 9", () => {
	it("is answered as DiceBear's server answered it", async () => {
		const different: unknown[] = [];
		for (const [path, status, digest] of recorded as [string, number, string?][]) {
			const response = await get(path);
			const answer = [response.status, response.ok ? await digestOf(await response.text()) : undefined];
			if (answer[0] !== status || answer[1] !== digest) different.push([path, ...answer]);
		}
		expect(different).toEqual([]);
	});
});

describe("a version", () => {
	it.each([
		["5.x", 25],
		["6.x", 27],
		["7.x", 28],
		["8.x", 28],
		["9.x", 31],
		["10.x", 61],
	])("lists its own styles: %s", async (version, count) => {
		for (const path of [`/${version}`, `/${version}/`]) {
			const response = await get(path);
			expect(response.headers.get("Cache-Control")).toBe("public, max-age=3600");
			expect((await response.json<{ styles: string[] }>()).styles).toHaveLength(count);
		}
	});

	it("has its own pictures", async () => {
		const all = ["5.x", "7.x", "8.x", "9.x", "10.x"].map((version) =>
			svgOf(`/${version}/micah/svg?seed=Felix&backgroundColor=b6e3f4,c0aede,ffdfbf`),
		);
		expect(new Set(await Promise.all(all)).size).toBeGreaterThan(3);
	});

	it("has its own options: 9.x turns a picture round by `flip=true`, 10.x by a word", async () => {
		expect(await svgOf("/9.x/micah/svg?flip=true")).toContain("scale(-1 1)");
		expect((await get("/9.x/micah/svg?flip=horizontal")).status).toBe(400);
		expect((await get("/10.x/micah/svg?flip=true")).status).toBe(400);
	});

	it.each(OLDER)("takes the forms of lists that links of %s have", async (version) => {
		const path = `/${version}/lorelei/svg?seed=x&backgroundColor`;
		const picture = await svgOf(`${path}=b6e3f4,c0aede,ffdfbf`);
		expect(picture).toMatch(/<rect fill="#(?:b6e3f4|c0aede|ffdfbf)"/);
		expect(await svgOf(`${path}=b6e3f4%2Cc0aede%2Cffdfbf`)).toBe(picture);
		expect(await svgOf(`${path}[]=b6e3f4&backgroundColor[]=c0aede&backgroundColor[]=ffdfbf`)).toBe(picture);
		expect(await svgOf(`/${version}/lorelei/svg/seed=x&backgroundColor=b6e3f4,c0aede,ffdfbf`)).toBe(picture);
	});

	it.each(OLDER)("tells the options of a style as a JSON Schema: %s", async (version) => {
		const response = await get(`/${version}/bottts/schema.json`);
		expect(response.headers.get("Content-Type")).toBe("application/json");
		expect(await response.json()).toMatchObject({
			$schema: "http://json-schema.org/draft-07/schema#",
			type: "object",
			properties: { seed: { type: "string" }, eyes: { type: "array" } },
		});
		expect((await get(`/${version}/bottts/options.json`)).status).toBe(400);
		expect((await get("/10.x/bottts/schema.json")).status).toBe(400);
	});

	it("tells in JSON what its library tells", async () => {
		expect(await visitor.json("/7.x/shapes/json?seed=x&backgroundColor=b6e3f4")).toEqual({
			svg: await svgOf("/7.x/shapes/svg?seed=x&backgroundColor=b6e3f4"),
			extra: expect.objectContaining({ primaryBackgroundColor: "#b6e3f4", shape1: expect.any(String) }),
		});
	});

	it.each(OLDER)("is drawn as pixels, in letters too: %s", async (version) => {
		for (const style of ["initials", "micah"]) {
			for (const format of ["png", "jpeg", "webp", "avif"] as const) {
				const response = await get(`/${version}/${style}/${format}?seed=Jane%20Doe&size=64`);
				expect(response.headers.get("Content-Type")).toBe(`image/${format}`);
				const bytes = new Uint8Array(await response.arrayBuffer());
				const { width, data } = await decode(format, bytes);
				expect(width).toBe(64);
				expect(new Set(new Uint32Array(data.slice().buffer)).size).toBeGreaterThan(2);
			}
		}
		const image = await (await get(`/${version}/micah/png`)).arrayBuffer();
		expect((await decode("png", new Uint8Array(image))).width).toBe(128);
		expect(new TextDecoder().decode(image)).toContain("Micah Lanier");
	});

	it("is blurred before a gradient as before one colour", async () => {
		const drawn = async (query: string) => {
			const response = await get(`/9.x/glass/png?seed=b&size=512&scale=200&rotate=45&radius=50&${query}`);
			expect(response.status).toBe(200);
			return (await decode("png", new Uint8Array(await response.arrayBuffer()))).data;
		};
		const plain = await drawn("backgroundColor=b6e3f4");
		const gradient = await drawn("backgroundType=gradientLinear&backgroundColor=b6e3f4,b6e3f4");
		expect(plain.filter((value, i) => Math.abs(value - (gradient[i] ?? 0)) > 3)).toHaveLength(0);
	});

	it("has pictures for good, each version with a tag of its own", async () => {
		const tags = [...OLDER, "10.x"].map(async (version) => {
			const { headers } = await get(`/${version}/thumbs/svg?seed=x`);
			expect(headers.get("Cache-Control")).toBe("public, max-age=31536000, s-maxage=86400, immutable");
			expect(headers.get("Content-Security-Policy")).toMatch(/^default-src 'none'.*sandbox/);
			expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
			expect(headers.has("Warning")).toBe(false);
			return headers.get("ETag") ?? "";
		});
		expect(new Set(await Promise.all(tags)).size).toBe(6);
		expect((await get("/7.x/thumbs/svg?seed=x", { "If-None-Match": (await tags[2]) ?? "" })).status).toBe(
			304,
		);
	});
});

describe("the next version", () => {
	it("is not there until it is opened", async () => {
		for (const path of ["/11.x", "/11.x/cat/svg", "/11.x/thumbs/options.json", "/11.x/monalisa/svg"]) {
			const response = await get(path);
			expect(response.status).toBe(404);
			expect(response.headers.has("Warning")).toBe(false);
		}
		for (const value of ["", "false", "1", "TRUE", false]) {
			setNext(value);
			expect((await get("/11.x")).status).toBe(404);
		}
		env.DICEBEAR_NEXT = true;
		expect((await get("/11.x")).status).toBe(200);
	});

	it.each([
		"/11.x",
		"/11.x/thumbs/svg",
		"/11.x/thumbs/png",
		"/11.x/thumbs/options.json",
		"/11.x/thumbs/definition.json",
	])("says that it is not final, and is kept for an hour: %s", async (path) => {
		openNext();
		const { status, headers } = await get(path);
		expect(status).toBe(200);
		expect(headers.get("Warning")).toMatch(/^299 - ".*release candidate.*"$/);
		expect(headers.get("Cache-Control")).toBe("public, max-age=3600");
	});

	it("has options of its own", async () => {
		openNext();
		expect(await svgOf("/11.x/thumbs/svg?seed=x&animation=true")).not.toBe(
			await svgOf("/11.x/thumbs/svg?seed=x"),
		);
		expect((await get("/11.x/thumbs/svg?scale=11")).status).toBe(400);
		expect((await get("/11.x/thumbs/svg?eyesVariant=constructor")).status).toBe(400);
	});
});

/** What somebody may try who wants a picture that is more than one. */
const HOSTILE = [
	"backgroundColor=%22%20onload=%22alert(1)",
	"backgroundColor=url(https://evil.test)",
	"backgroundColor[]=ffffff%22/%3E%3Cscript%3E",
	"skinColor=%3C/svg%3E",
	"rotate=1)%22%20onload=%22alert(1)",
	"scale=1e400",
	"size=-1",
	"size=1.5",
	"flip=%22",
	"translateX=NaN",
	"clip=javascript:alert(1)",
	"backgroundType=constructor",
	"backgroundType=__proto__",
	"eyes=constructor",
	"eyes=toString,__proto__",
	"eyes[__proto__]=x",
	"eyes[constructor][prototype]=x",
	`eyes=${"variant01,".repeat(1000)}`,
];

describe("a hostile request", () => {
	it.each(HOSTILE)("is wrong in every version, and nobody's fault: %s", async (query) => {
		for (const version of OLDER) {
			const response = await get(`/${version}/lorelei/svg?${query}`);
			if (response.status === 200) expect(await response.text()).toBe(await svgOf(`/${version}/lorelei/svg`));
			else expect(response.status).toBe(400);
		}
	});

	it.each([
		"fontFamily=Arial%22%20onload=%22alert(1)",
		"fontFamily=Arial;}*{background:url(//evil.test)}",
		"fontSize=1%22",
		"fontWeight=bold",
		"chars=3",
		"textColor=red",
	])("is wrong for letters, too: %s", async (query) => {
		for (const version of OLDER) expect((await get(`/${version}/initials/svg?${query}`)).status).toBe(400);
	});

	it("changes nothing by names that every object has, and by those of no option", async () => {
		const query =
			"__proto__=x&constructor=x&prototype[a]=x&toString=x&hasOwnProperty=x&schema=x&dataUri=true&a%00=x";
		for (const version of OLDER)
			expect(await svgOf(`/${version}/micah/svg?${query}`)).toBe(await svgOf(`/${version}/micah/svg`));
		expect(Object.hasOwn(Object.prototype, "seed")).toBe(false);
	});

	it.each([...OLDER, "11.x"])("draws a seed as text, and nothing else: %s", async (version) => {
		openNext();
		for (const style of ["initials", "identicon"]) {
			for (const seed of [
				"<script>alert(1)</script>",
				'"><x',
				"&lt;b&gt;",
				"\u{1d49c}\u{1d4ac}",
				"\0",
				"'`",
			]) {
				const svg = await svgOf(`/${version}/${style}/svg?seed=${encodeURIComponent(seed)}`);
				expect(svg).not.toMatch(/<script|<x|on\w+=|<b>/i);
				expect(svg.startsWith("<svg ")).toBe(true);
			}
		}
	});

	it.each(OLDER)("may be as long as it likes: %s", async (version) => {
		const long = "a".repeat(200_000);
		expect((await get(`/${version}/initials/svg?seed=${long}`)).status).toBe(200);
		expect((await get(`/${version}/initials/svg?${long}=x&a=${long}`)).status).toBe(200);
		expect((await get(`/${version}/thumbs/svg?eyes=${"a,".repeat(100_000)}`)).status).toBe(400);
		expect((await get(`/${version}/thumbs/svg?${"eyes[]=&".repeat(25_000)}`)).status).toBe(200);
	});

	it("gets no larger image than any other", async () => {
		const response = await get("/9.x/identicon/png?size=99999");
		expect((await decode("png", new Uint8Array(await response.arrayBuffer()))).width).toBe(1024);
		expect(await svgOf("/9.x/identicon/svg?size=99999")).toContain('width="99999"');
	});

	it.each([
		["an unknown style", "/9.x/monalisa/svg", 404, "style_unknown"],
		["a style of a later version", "/5.x/glass/svg", 404, "style_unknown"],
		["a style that is every object's", "/8.x/constructor/svg", 404, "style_unknown"],
		["a style that is a path", "/8.x/..%2f..%2findex.html/svg", 404, "style_unknown"],
		["an unknown style's schema", "/7.x/__proto__/schema.json", 404, "style_unknown"],
		["an unknown version", "/4.x/lorelei/svg", 404, "file_not_found"],
		["an unknown version's list", "/12.x", 404, "file_not_found"],
		["an unknown format", "/9.x/lorelei/gif", 400, "format_unknown"],
		["a format that is every object's", "/9.x/lorelei/constructor", 400, "format_unknown"],
		["a longer path", "/9.x/lorelei/svg/seed=x/more", 404, "file_not_found"],
	])("is answered as DiceBear does: %s", async (_, path, status, code) => {
		const response = await get(path, { Accept: "text/html" });
		expect(response.status).toBe(status);
		expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
		expect(await response.json()).toMatchObject({ statusCode: status, code });
	});

	it("is told which option is wrong, in the words of its server", async () => {
		expect(await visitor.json("/9.x/lorelei/svg?eyes=square")).toMatchObject({
			statusCode: 400,
			error: "Bad Request",
			message: "eyes/0 must be equal to one of the allowed values",
		});
	});
});

it("has a row for each version", () => {
	expect([...VERSIONS.keys()]).toEqual([...OLDER, "10.x", "11.x"]);
});
