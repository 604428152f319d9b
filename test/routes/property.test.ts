import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIELD_RULES } from "../../src/avatar/choices";
import { PROBLEMS } from "../../src/errors";
import { useInternet } from "../internet";
import { CHOICES, Visitor } from "../visitor";

useInternet();

const field = fc.constantFrom(...Object.keys(FIELD_RULES), "__proto__", "constructor", "toString");
const goodValue = fc.constantFrom(...Object.values(CHOICES), "avatar", "sad", "thumbs", "transparent");
const anyText = fc.string({ unit: "binary", maxLength: 200 });
const anyBody = fc.oneof(
	fc.dictionary(field, fc.oneof(goodValue, anyText, fc.jsonValue())).map((body) => JSON.stringify(body)),
	fc.json(),
	anyText,
);
const contentType = fc.constantFrom(
	"application/json",
	"application/json; charset=utf-16",
	"application/x-www-form-urlencoded",
	"multipart/form-data; boundary=x",
	"text/plain",
	"",
);
const anyQuery = fc
	.array(fc.tuple(fc.constantFrom("code", "state", "error", "return", "iss", ""), anyText), { maxLength: 5 })
	.map((pairs) => new URLSearchParams(pairs.map(([name, value]) => [name, value.toWellFormed()])).toString());
const anyPath = fc.oneof(
	fc.stringMatching(/^[\w-]{40,46}\.(svg|png|exe)$/),
	anyText.map((text) => encodeURIComponent(text.toWellFormed())),
	fc.constantFrom("..", "%2e%2e%2f", "a.svg/", "%00.svg", "%E0%A4%A.svg"),
);

/** Another address for each, so that the limits do not answer in the route's place. */
let address = 0;
const visitor = () => new Visitor(`10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address++ & 255}`);

/** A success, or an error we know: never a 5xx, never a stack. */
async function expectSense(response: Response) {
	const text = await response.text();
	expect(response.status).toBeLessThan(500);
	expect(text).not.toMatch(/\bat .+\.(ts|js):\d+|Error:/);
	if (response.status >= 400) {
		expect(response.headers.get("Content-Type")).toBe("application/problem+json");
		expect(PROBLEMS).toHaveProperty(JSON.parse(text).code);
	}
}

describe("whatever anybody sends", () => {
	it("POST /get_avatar answers sense", { timeout: 60_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(anyBody, contentType, async (body, type) => {
				await expectSense(await visitor().submit(body, { "Content-Type": type }));
			}),
			{ numRuns: 1000 },
		);
	});

	it("the callback answers sense", { timeout: 60_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(anyQuery, fc.option(anyText), async (query, cookie) => {
				const asker = visitor();
				if (cookie) asker.cookies.set("__Host-login", encodeURIComponent(cookie.toWellFormed()));
				await expectSense(await asker.ask(`/get_avatar?${query}`));
			}),
			{ numRuns: 600 },
		);
	});

	it("/avatar/{key} answers sense", { timeout: 60_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(anyPath, anyQuery, fc.stringMatching(/^[ -~]{0,40}$/), async (path, query, etag) => {
				await expectSense(
					await visitor().ask(`/avatar/${path}?${query}`, { headers: { "If-None-Match": etag } }),
				);
			}),
			{ numRuns: 600 },
		);
	});
});
