import { describe, expect, it } from "vitest";
import { subscriberOf } from "../../src/http/limits";
import { useInternet } from "../internet";
import { Visitor } from "../visitor";

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
	it("come first: a broken form and a page that is not there count like any other", async () => {
		const visitor = new Visitor("203.0.113.50");
		const flood = async (ask: () => Promise<Response>) => {
			const statuses = [];
			for (let i = 0; i < 1_600; i++) statuses.push((await ask()).status);
			return statuses;
		};
		const broken = await flood(() => visitor.submit("{", { "Content-Type": "application/json" }));
		const missing = await flood(() => visitor.ask("/nothing"));
		expect(new Set(broken)).toEqual(new Set([400]));
		expect(missing.indexOf(429)).toBe(1_400);
		expect((await new Visitor("203.0.113.51").ask("/nothing")).status).toBe(404);
	});

	it("count an IPv6 network together, at ten times as many", { timeout: 60_000 }, async () => {
		const statuses = [];
		for (let i = 0; i < 700; i++) {
			const visitor = new Visitor(`2001:db8:7:${(i % 50).toString(16)}::1`);
			statuses.push((await visitor.open("/login?return=/elsewhere")).status);
		}
		expect(statuses.indexOf(429)).toBe(600);
		expect((await new Visitor("2001:db8:8::1").open("/login?return=/elsewhere")).status).toBe(400);
	});

	it("let nobody in an IPv6 network use up what the others have", { timeout: 60_000 }, async () => {
		for (let i = 0; i < 700; i++) await new Visitor("2001:db8:9:1::1").open("/login?return=/elsewhere");
		expect((await new Visitor("2001:db8:9:2::1").open("/login?return=/elsewhere")).status).toBe(400);
	});
});
