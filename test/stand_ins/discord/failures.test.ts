import { describe, expect, it } from "vitest";
import { discord, ORIGIN } from "./application.fixture";
import type { FailureKind, StandIn } from "./stand_in";

const ME = "/api/v10/users/@me";
const call = (standIn: StandIn, path = ME, signal?: AbortSignal) =>
	standIn.fetch(new Request(ORIGIN + path, signal ? { signal } : {}));

describe("a failure", () => {
	it.each<[FailureKind, number, string, Record<string, string | null>]>([
		[{ status: 500 }, 500, "", {}],
		[
			{ status: 502, body: "<h1>Bad gateway</h1>", headers: { "Content-Type": "text/html" } },
			502,
			"<h1>Bad gateway</h1>",
			{ "content-type": "text/html" },
		],
		[
			{ status: 403, body: { message: "Missing Access", code: 50001 } },
			403,
			'{"message":"Missing Access","code":50001}',
			{ "content-type": "application/json" },
		],
		[{ broken: true }, 200, '{"id":"19032098', { "content-type": "application/json" }],
		[{ wrong: { hello: "world" } }, 200, '{"hello":"world"}', { "content-type": "application/json" }],
		[
			{ cloudflare: true },
			429,
			"error code: 1015",
			{ "content-type": "text/html; charset=UTF-8", "retry-after": null },
		],
		[
			{ limit: { retryAfter: 64.57, header: true, body: true } },
			429,
			'{"message":"You are being rate limited.","retry_after":64.57,"global":false}',
			{
				"retry-after": "65",
				"x-ratelimit-remaining": "0",
				"x-ratelimit-reset-after": "64.570",
				"x-ratelimit-scope": "user",
				"x-ratelimit-global": null,
			},
		],
		[
			{ limit: { retryAfter: 2, header: true, body: true, global: true } },
			429,
			'{"message":"You are being rate limited.","retry_after":2,"global":true}',
			{
				"retry-after": "2",
				"x-ratelimit-global": "true",
				"x-ratelimit-scope": "global",
				"x-ratelimit-bucket": null,
			},
		],
		[
			{ limit: { retryAfter: 1.5, header: false, body: false, scope: "shared" } },
			429,
			"",
			{ "retry-after": null, "x-ratelimit-scope": "shared" },
		],
	])("%j answers %i", async (kind, status, body, headers) => {
		const { standIn } = discord();
		standIn.fail({ path: ME, ...kind });
		const response = await call(standIn);
		expect(response.status).toBe(status);
		expect(await response.text()).toBe(body);
		for (const [name, value] of Object.entries(headers))
			expect([name, response.headers.get(name)]).toEqual([name, value]);
		// Only the next call: then Discord answers itself.
		expect((await call(standIn)).status).toBe(401);
	});

	it("that drops the connection rejects as workerd's fetch does", async () => {
		const { standIn } = discord();
		standIn.fail({ path: ME, drop: true });
		await expect(call(standIn)).rejects.toThrow(new TypeError("Network connection lost."));
		expect(standIn.requests).toHaveLength(1);
	});

	it("lasts as many calls as asked, or for ever", async () => {
		const { standIn } = discord();
		standIn.fail({ path: ME, status: 500, times: 2 });
		standIn.fail({ path: ME, status: 503, times: Number.POSITIVE_INFINITY });
		const statuses = [];
		for (let i = 0; i < 5; i++) statuses.push((await call(standIn)).status);
		expect(statuses).toEqual([500, 500, 503, 503, 503]);
	});

	it("concerns its path only, whole or as a pattern", async () => {
		const { standIn } = discord();
		standIn.fail({ path: "/api/v10/users", status: 500 });
		standIn.fail({ path: /\/guilds\/\d+$/g, status: 502, times: 2 });
		expect((await call(standIn)).status).toBe(401);
		expect((await call(standIn, "/api/v10/guilds/1")).status).toBe(502);
		expect((await call(standIn, "/api/v10/guilds/2?x=1")).status).toBe(502);
	});
});

describe("a delay", () => {
	it("ends with the normal answer", async () => {
		const { standIn } = discord();
		standIn.fail({ path: ME, delay: 1 });
		expect((await call(standIn)).status).toBe(401);
	});

	it("ends at once with the signal's reason when the caller gives up", async () => {
		const { standIn } = discord();
		standIn.fail({ path: ME, delay: 60_000 });
		const controller = new AbortController();
		const reason = new DOMException("too slow", "TimeoutError");
		setTimeout(() => controller.abort(reason), 5);
		await expect(call(standIn, ME, controller.signal)).rejects.toMatchObject({ name: "TimeoutError" });
	});
});

it("a call that was given up before it began is not received", async () => {
	const { standIn } = discord();
	await expect(call(standIn, ME, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
	expect(standIn.requests).toEqual([]);
});
