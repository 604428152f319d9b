import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { LIBRAVATAR_STYLE, LIBRAVATAR_WORDS, libravatarPicture } from "../../src/avatar/libravatar";
import { asksForCredit } from "../../src/avatar/snippets";
import { styleCard } from "../../src/avatar/styles";
import { PICTURE_HEADERS } from "../../src/security_headers";
import { decode } from "../avatar/raster/decode";
import { useInternet } from "../internet";
import { Visitor } from "../visitor";

useInternet();

const visitor = new Visitor();
const get = (path: string, headers = {}) => visitor.ask(path, { headers });

/** Those of the example in Libravatar's description: of `george@example.com`. */
const MD5 = "40f8d096a3777232204cb3f796c577b7";
const SHA256 = "47508cb4512f7b46aaeb34b4a514c63d63ec240bf28cbc4410addd4867c10066";

const bytesOf = async (path: string) => {
	const response = await get(path);
	expect(response.status, path).toBe(200);
	return new Uint8Array(await response.arrayBuffer());
};

/** What the address service has at the same moment. */
const same = (style: string, seed: string, size: number, format = "png", more = "") =>
	bytesOf(`/10.x/${style}/${format}?seed=${seed}&size=${size}${more}`);

describe("the avatar of a hash", () => {
	it.each([
		["by itself", `${MD5}`, ["thumbs", MD5, 80]],
		["below avatar/, as it is appended to a base", `avatar/${MD5}`, ["thumbs", MD5, 80]],
		["as a JPEG, as Mailman asks for it", `avatar/${MD5}.jpg?s=120&d=mm&r=g`, ["shadows", MD5, 120, "jpg"]],
		["as Forgejo and Gitea ask for it", `${MD5}?d=identicon&s=48`, ["identicon", MD5, 48]],
		["as these do with a style in the base", `${MD5}?d=identicon&s=48&style=micah`, ["micah", MD5, 48]],
		["of SHA-256, as WordPress asks", `${SHA256}?s=96&d=retro&r=g`, ["pixel-art", SHA256, 96]],
		["in capitals", MD5.toUpperCase(), ["thumbs", MD5, 80]],
		["by the long names", `${MD5}?size=32&default=robohash&forcedefault=y`, ["bottts", MD5, 32]],
		["as an SVG", `${MD5}.svg?s=64`, ["thumbs", MD5, 64, "svg"]],
		["as a WebP", `${MD5}.webp?s=16`, ["thumbs", MD5, 16, "webp"]],
		["with a style as its default", `${MD5}?d=lorelei`, ["lorelei", MD5, 80]],
		[
			"with options of the style",
			`${MD5}?style=lorelei&backgroundColor=b6e3f4,ffd5dc&flip=horizontal`,
			["lorelei", MD5, 80, "png", "&backgroundColor=b6e3f4,ffd5dc&flip=horizontal"],
		],
		["whatever seed it names", `${MD5}?seed=x&seed=y&seed[]=z`, ["thumbs", MD5, 80]],
		["a size in brackets, which none asks for so", `${MD5}?size[]=9`, ["thumbs", MD5, 80]],
	] as const)("is the picture of that seed: %s", async (_, file, [style, seed, size, format, more]) => {
		expect(await bytesOf(`/libravatar/${file}`)).toEqual(await same(style, seed, size, format, more));
	});

	it.each([
		["", 80],
		["s=", 80],
		["s=0", 80],
		["s=-1", 80],
		["s=1s2", 80],
		["s=1.5", 80],
		["s=1", 1],
		["s=2048", 1024],
		["s=99999999999999999999", 1024],
		["s=20&s=30", 80],
	])("has a size whatever is asked for: %s is %i pixels", async (query, size) => {
		const { width, height } = await decode("png", await bytesOf(`/libravatar/${MD5}?${query}`));
		expect([width, height]).toEqual([size, size]);
	});

	it.each([
		"404",
		"blank",
		"unicorn",
		"",
		"https://evil.test/x.png",
		"//evil.test",
		"/login",
		"javascript:1",
		"__proto__",
		"constructor",
	])("is there, and leads nowhere: d=%s", async (word) => {
		const response = await get(`/libravatar/${MD5}?f=y&d=${encodeURIComponent(word)}`);
		expect(response.status).toBe(200);
		expect(response.headers.get("Location")).toBeNull();
		expect(new Uint8Array(await response.arrayBuffer())).toEqual(await same(LIBRAVATAR_STYLE, MD5, 80));
	});

	it("has the style's options as they were sent, which costs nothing, however many they are", () => {
		const options = "hairVariant=%2Cshort01,&flip=horizontal&flip=both&x&y=+%20%ff&__proto__=1";
		expect(libravatarPicture(MD5, `s=64&&${options}&%73eed=x&=1&size=9&R=g&r=g`)).toEqual({
			style: LIBRAVATAR_STYLE,
			query: `seed=${MD5}&size=64&${options}&R=g`,
		});
	});

	it("is in styles that there are, and the usual one is given away", () => {
		for (const style of Object.values(LIBRAVATAR_WORDS)) expect(() => styleCard(style)).not.toThrow();
		expect(asksForCredit(styleCard(LIBRAVATAR_STYLE))).toBe(false);
	});

	it("is kept and asked for again like any picture, by any site", async () => {
		const response = await get(`/libravatar/${MD5}.jpeg`, { Origin: "https://forge.test" });
		expect(response.headers.get("Content-Type")).toBe("image/jpeg");
		expect(response.headers.get("Cache-Control")).toBe(PICTURE_HEADERS["Cache-Control"]);
		expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
		expect(response.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
		const etag = response.headers.get("ETag") ?? "";
		const limit = vi.spyOn(env.RASTER_LIMIT, "limit");
		limit.mockClear();
		expect((await get(`/libravatar/${MD5}.jpeg`, { "If-None-Match": etag })).status).toBe(304);
		expect(limit).not.toHaveBeenCalled();
		await get(`/libravatar/${MD5}?s=1024`);
		expect(limit.mock.calls.length).toBeGreaterThan(3);
		const preflight = await visitor.ask(`/libravatar/${MD5}`, { method: "OPTIONS" });
		expect([preflight.status, preflight.headers.get("Access-Control-Allow-Methods")]).toEqual([
			204,
			"GET,HEAD",
		]);
		expect((await visitor.ask(`/libravatar/${MD5}`, { method: "HEAD" })).status).toBe(200);
	});

	it.each([
		["no hash", "george@example.com", 404, "file_not_found"],
		["nothing", "", 404, "file_not_found"],
		["too few digits", MD5.slice(1), 404, "file_not_found"],
		["digits of neither kind", `${MD5}ab`, 404, "file_not_found"],
		["another format", `${MD5}.gif`, 404, "file_not_found"],
		["what is no picture", `${MD5}.json`, 404, "file_not_found"],
		["a path", `${MD5}/..%2f..%2fme`, 404, "file_not_found"],
		["an unknown style", `${MD5}?style=monalisa`, 404, "style_unknown"],
		["a style of every object", `${MD5}?style=__proto__`, 404, "style_unknown"],
		["a wrong option", `${MD5}?scale=11`, 400, "option_invalid"],
		["an option in brackets", `${MD5}?flip[]=x`, 400, "option_invalid"],
	])(
		"says what is wrong as the address service does, for no cache: %s",
		async (_, file, statusCode, code) => {
			const response = await get(`/libravatar/${file}`);
			expect(response.headers.get("Cache-Control")).toBe("private, no-store");
			expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
			expect(await response.json()).toMatchObject({ statusCode, code });
		},
	);

	it("is nobody's to write", async () => {
		const response = await visitor.ask(`/libravatar/${MD5}`, { method: "POST" });
		expect(response.status).toBe(404);
	});
});
