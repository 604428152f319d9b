import { describe, expect, it } from "vitest";
import { hasTag } from "../../src/http/conditional";
import { useInternet } from "../internet";
import { Visitor } from "../visitor";

useInternet();

describe("If-None-Match", () => {
	it.each([
		[undefined, '"a"', false],
		["", '"a"', false],
		['"a"', '"a"', true],
		['W/"a"', '"a"', true],
		['"a"', 'W/"a"', true],
		['"b", W/"a"', '"a"', true],
		['"b","c"', '"a"', false],
		["a", '"a"', false],
		['"a', '"a"', false],
		["*", '"a"', true],
		[" * ", '"a"', true],
		['"*"', '"a"', false],
	])("%j names %j: %j", (ifNoneMatch, etag, expected) => {
		expect(hasTag(ifNoneMatch, etag)).toBe(expected);
	});
});

describe("a 304", () => {
	const tagOf = async (path: string) => (await new Visitor().ask(path)).headers.get("ETag") ?? "";
	const ask = (path: string, etag: string) => new Visitor().ask(path, { headers: { "If-None-Match": etag } });

	it.each(["svg", "json", "png"])(
		"is for who has the picture, without a body, and says what counts: %s",
		async (format) => {
			const path = `/10.x/thumbs/${format}?seed=x`;
			const known = await ask(path, await tagOf(path));
			expect(known.status).toBe(304);
			expect(await known.text()).toBe("");
			expect(known.headers.get("Cache-Control")).toBe("public, max-age=31536000, s-maxage=86400, immutable");
			expect(known.headers.get("ETag")).toBe(await tagOf(path));
			expect(known.headers.get("Access-Control-Allow-Origin")).toBe("*");
			expect(known.headers.has("Content-Type")).toBe(false);
			expect((await ask(path, '"another"')).status).toBe(200);
		},
	);

	it.each([
		["/10.x/thumbs/svg?scale=11", 400],
		["/10.x/thumbs/png?eyesVariant=nothing", 400],
		["/10.x/monalisa/svg", 404],
		["/10.x/thumbs/gif", 400],
		[`/avatar/${"A".repeat(43)}.svg`, 404],
		[`/avatar/${"A".repeat(43)}.png`, 404],
		["/nothing", 404],
		["/avatar", 401],
	])("is given only where a 200 would have been: %s is %i", async (path, status) => {
		for (const etag of [await tagOf("/10.x/thumbs/svg"), await tagOf("/10.x/thumbs/png"), "*"])
			expect((await ask(path, etag)).status).toBe(status);
	});

	it("is for who has a stored avatar, in every format", async () => {
		const owner = new Visitor();
		await owner.logIn();
		const link = (await owner.ask("/avatar/permalink")).headers.get("Location") ?? "";
		for (const path of [`${link}.svg`, `${link}.png?size=64`]) {
			// The first one is made, and then stored.
			const made = await tagOf(path);
			expect(made).toMatch(/^"[^"]+"$/);
			expect((await ask(path, made)).status).toBe(304);
			expect(await tagOf(path)).toBe(made);
		}
	});
});
