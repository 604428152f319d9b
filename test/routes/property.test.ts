import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIELD_RULES } from "../../src/avatar/choices";
import { STYLES } from "../../src/avatar/styles";
import { settingFields } from "../../src/control_room/settings";
import { PROBLEMS } from "../../src/errors";
import { member as controlVisitor, idOf } from "../control_visitor";
import { useInternet } from "../internet";
import { CHOICES, codeOf, Visitor } from "../visitor";

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

const anyChoices = {
	seed: fc.constantFrom("username", "avatar"),
	extra: fc.oneof(anyText, fc.string({ maxLength: 100 })),
	style: fc.constantFrom(...STYLES.keys()),
	mood: fc.constantFrom("happy", "sad", ""),
	backgroundColor: fc.oneof(fc.constant("transparent"), fc.stringMatching(/^[0-9a-f]{6}$/)),
};
const anyStyle = fc.constantFrom(...STYLES.keys(), "", "__proto__");
const anyOptions = fc.array(
	fc.tuple(
		fc.constantFrom(
			"seed",
			"size",
			"scale",
			"rotate",
			"flip",
			"tags",
			"eyesVariant",
			"eyesVariant[]",
			"backgroundColor",
			"backgroundColorFillStops",
			"eyesProbability",
			"title",
			"__proto__",
			"constructor",
		),
		fc.oneof(
			anyText,
			fc.integer().map(String),
			fc.double().map(String),
			fc.constantFrom(
				"variant01",
				"variant01:3,happy",
				"a:1:2",
				`x:${"9".repeat(400)}`,
				"1,2,3",
				"x".repeat(2000),
			),
			fc.constant(Array(1000).fill("ff0000").join(",")),
		),
	),
	{ maxLength: 5 },
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
		expect(response.headers.get("Content-Type")).toMatch(/^application\/(problem\+)?json/);
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

	it("the callback of a login that has begun answers sense", { timeout: 60_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(fc.constantFrom("code", "error", "iss"), anyText, async (name, text) => {
				const asker = visitor();
				const state = new URL(await asker.startLogin()).searchParams.get("state") ?? "";
				const query = new URLSearchParams([
					["state", state],
					[name, text.toWellFormed()],
				]);
				const response = await asker.ask(`/get_avatar?${query}`);
				// Discord's refusal of a login is the one 5xx that a stranger may bring about: it is Discord's.
				if (response.status === 502) expect(await codeOf(response)).toBe("discord_refused");
				else await expectSense(response);
			}),
			{ numRuns: 200 },
		);
	});

	it("POST /get_avatar answers somebody who is logged in sense", { timeout: 60_000 }, async () => {
		const member = new Visitor();
		await member.logIn();
		await fc.assert(
			fc.asyncProperty(fc.record(anyChoices, { requiredKeys: [] }), fc.boolean(), async (choices, asForm) => {
				const asker = visitor();
				for (const [name, value] of member.cookies) asker.cookies.set(name, value);
				const fields = Object.entries(choices).map(([name, value]): [string, string] => [
					name,
					value.toWellFormed(),
				]);
				const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
				const body = new URLSearchParams(fields).toString();
				await expectSense(
					asForm
						? await asker.ask("/get_avatar", { method: "POST", headers, body })
						: await asker.submit(choices),
				);
			}),
			{ numRuns: 200 },
		);
	});

	it("PATCH /guilds/{id}/settings answers its owner sense", { timeout: 60_000 }, async () => {
		const owner = await controlVisitor("mira.dances");
		const guild = idOf("Dance Floor");
		const name = fc.constantFrom(...settingFields(env).map((each) => each.name), "__proto__", "constructor");
		const value = fc.oneof(anyText, fc.jsonValue(), fc.constantFrom("?", "#b6e3f4", "1", true, ["micah"]));
		const body = fc.oneof(
			fc.dictionary(name, value).map((values) => JSON.stringify({ values })),
			fc.json(),
			anyText,
		);
		const match = fc.oneof(fc.constantFrom('"0"', '"1"', "*", ""), fc.stringMatching(/^[ -~]{0,20}$/));
		await fc.assert(
			fc.asyncProperty(body, match, fc.boolean(), async (sent, version, everybody) => {
				const asker = visitor();
				for (const [cookie, token] of owner.cookies) asker.cookies.set(cookie, token);
				const response = await asker.ask(`/guilds/${guild}/settings${everybody ? "" : "/managers"}`, {
					method: everybody ? "PATCH" : "PUT",
					headers: { "Content-Type": "application/json", "If-Match": version },
					body: sent,
				});
				// As often as one person may: from there on each is a 429, which is sense as well.
				await expectSense(response);
			}),
			{ numRuns: 119 },
		);
	});

	it("/10.x/{style}/{format} answers sense", { timeout: 60_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(
				anyStyle,
				fc.constantFrom("svg", "json", "gif", "__proto__"),
				anyOptions,
				async (style, format, options) => {
					const query = new URLSearchParams(options.map(([name, value]) => [name, value.toWellFormed()]));
					await expectSense(await visitor().ask(`/10.x/${style}/${format}?${query}`));
				},
			),
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
