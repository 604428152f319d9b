import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { subscriberOf } from "../../src/http/limits";
import { useInternet } from "../internet";
import { CHOICES, Visitor } from "../visitor";

useInternet();

describe("who shares a limit", () => {
	it.each([
		["203.0.113.7", "203.0.113.7", undefined],
		["2001:db8:1:2:3:4:5:6", "20010db800010002/64", "20010db80001/48"],
		["2001:db8:1:2::6", "20010db800010002/64", "20010db80001/48"],
		["2001:DB8:1:2::6", "20010db800010002/64", "20010db80001/48"],
		["2001:db8:1:3::6", "20010db800010003/64", "20010db80001/48"],
		["2001:db8::6", "20010db800000000/64", "20010db80000/48"],
		["2001:db8::2:3:4:5:6", "20010db800000002/64", "20010db80000/48"],
		["::1", "0/64", "0/48"],
		["::ffff:203.0.113.7", "::ffff:203.0.113.7", undefined],
		["::ffff:203.0.113.8", "::ffff:203.0.113.8", undefined],
		["1:2", "1:2", undefined],
		["", "", undefined],
	])("%s counts as %s, in the network %s", (address, subscriber, network) => {
		expect(subscriberOf(address)).toEqual({ subscriber, ...(network && { network }) });
	});
});

describe("the limits", () => {
	it.each([
		["a broken form", (visitor: Visitor) => visitor.submit("{"), 400],
		["a page that is not there", (visitor: Visitor) => visitor.ask("/nothing"), 404],
		["a style that is not there", (visitor: Visitor) => visitor.ask("/10.x/monalisa/svg"), 404],
		["a version that is not there", (visitor: Visitor) => visitor.ask("/3.x/lorelei/svg"), 404],
		[
			"another site's form",
			(visitor: Visitor) => visitor.submit(CHOICES, { "Sec-Fetch-Site": "cross-site" }),
			403,
		],
		["/health", (visitor: Visitor) => visitor.ask("/health"), 200],
		["/me", (visitor: Visitor) => visitor.ask("/me"), 200],
	])("come first: %s counts, once", async (_, ask, status) => {
		const limit = vi.spyOn(env.READ_LIMIT, "limit");
		const visitor = new Visitor("203.0.113.50");
		expect((await ask(visitor)).status).toBe(status);
		expect(limit.mock.calls).toEqual([[{ key: "203.0.113.50" }]]);
		limit.mockResolvedValue({ success: false });
		const refused = await ask(visitor);
		expect(refused.status).toBe(429);
		expect(refused.headers.get("Retry-After")).toBe("60");
	});

	it("count an IPv6 network together, at ten times as many", async () => {
		const statuses = [];
		for (let i = 0; i < 700; i++) {
			const visitor = new Visitor(`2001:db8:7:${(i % 50).toString(16)}::1`);
			statuses.push((await visitor.open("/login?return=/elsewhere")).status);
		}
		expect(statuses.indexOf(429)).toBe(600);
		expect((await new Visitor("2001:db8:8::1").open("/login?return=/elsewhere")).status).toBe(400);
	});

	it("let nobody in an IPv6 network use up what the others have", async () => {
		for (let i = 0; i < 700; i++) await new Visitor("2001:db8:9:1::1").open("/login?return=/elsewhere");
		expect((await new Visitor("2001:db8:9:2::1").open("/login?return=/elsewhere")).status).toBe(400);
	});
});
