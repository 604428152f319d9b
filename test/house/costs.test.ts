import { describe, expect, it } from "vitest";
import { billFor } from "../../build/costs/bill.ts";
import { COUNTED, operationsOf, type Step } from "../../build/costs/counted.ts";
import { type Billed, PRICES, SUBSCRIPTION, type Usage } from "../../build/costs/prices.ts";
import { DAYS_OF_MONTH, usageOf } from "../../build/costs/traffic.ts";
import { costs, page, SIZES } from "../../build/costs.ts";

const NOTHING = Object.fromEntries(Object.keys(PRICES).map((name) => [name, 0])) as Usage;
const inMonth = (amount: number) => amount / DAYS_OF_MONTH;
const dollars = (usage: Partial<Usage>) => billFor({ ...NOTHING, ...usage }).dollars - SUBSCRIPTION;

describe("a bill", () => {
	it("is Cloudflare's own, in its examples", () => {
		// https://developers.cloudflare.com/workers/platform/pricing/#example-pricing: 1 and 4, without the subscription.
		expect(dollars({ requests: inMonth(15e6), cpu: inMonth(7 * 15e6) })).toBeCloseTo(3);
		expect(dollars({ requests: inMonth(100e6), cpu: inMonth(7 * 100e6) })).toBeCloseTo(40.4);
		// https://developers.cloudflare.com/r2/pricing/: asset hosting, and how units are rounded.
		const assets = { r2Stored: 10, r2Writes: inMonth(100_000), r2Reads: 10e6 };
		expect(dollars(assets)).toBeCloseTo(104.4);
		expect(dollars({ r2Writes: inMonth(1_000_030) })).toBeCloseTo(4.5);
		expect(dollars({ r2Stored: 11.1 })).toBeCloseTo(0.03);
		// https://developers.cloudflare.com/observability/pricing/#example
		expect(dollars({ logs: inMonth(75), logsStored: 20 })).toBeCloseTo(7.05);
	});

	it("says how much of the free plan is used up", () => {
		const shares = billFor({ ...NOTHING, kvWrites: 500, r2Writes: inMonth(2e6), kvStored: 0.25, cpu: 1e9 });
		const of = (billed: Billed) => shares.lines.find(({ name }) => name === PRICES[billed].name)?.ofFree;
		expect([of("kvWrites"), of("kvStored"), of("cpu")]).toEqual([0.5, 0.25, 0]);
		expect(of("r2Writes")).toBeCloseTo(2);
	});
});

describe("a day's usage", () => {
	const [day] = Object.values(SIZES);
	if (!day) throw new Error("There is no size");
	const none = { ...day, logins: 0, embeds: 0, pictures: 0, managers: 0, commands: 0 };

	it("is nothing where nobody comes, and as many times as much for as many times as many", () => {
		expect(usageOf(none)).toEqual(NOTHING);
		const [small, , large] = Object.values(SIZES).map(usageOf);
		for (const [name, used] of Object.entries(small ?? {}))
			expect(large?.[name as Billed]).toBeCloseTo(1_000 * used, 3);
	});

	it("is made of the steps that are counted", () => {
		const embeds = usageOf({ ...none, embeds: 100, hits: 0.75, raster: 0 });
		expect(embeds).toMatchObject({ requests: 100, r2Reads: 25, kvReads: 0, cpu: 25 * 0.24 });
		const uncached = usageOf({ ...none, embeds: 100, hits: 0.75, raster: 0, cache: false });
		expect(uncached).toMatchObject({ requests: 100, r2Reads: 100 });
		expect(usageOf({ ...none, logins: 1, metrics: true })).toMatchObject({
			kvWrites: 2,
			r2Writes: 2,
			objectRows: 2,
			// Two avatars' requests, of which none is a static file, and three calls to Discord.
			points: 11 + 3,
		});
	});

	it("knows every operation of every step", () => {
		const known = /^(?:KV (?:get|put)|R2 (?:get|head|put)|keeper|bot|guild|hub|link|Discord|row|alarm)$/;
		for (const step of Object.keys(COUNTED) as Step[])
			for (const [name, count] of operationsOf(step)) {
				expect(name).toMatch(known);
				expect(count).toBeGreaterThan(0);
			}
	});
});

describe("npm run costs", () => {
	it("is what docs/operations.md has: `npm run costs -- --write` writes it anew", async () => {
		const { present, right } = await page();
		expect(present).toContain("100,000 users a day: $");
		expect(present).toBe(right);
	});

	it("takes numbers of one's own, and says what is none", () => {
		expect(costs(["--logins", "500", "--hits", "0.5", "--no-cache"])).toMatch(
			/^### Yours.*\n\nA day: 500 logins/,
		);
		expect(costs(["--metrics", "--logins", "1"])).toContain("Metrics: data points");
		for (const wrong of ["x", "-1", "", "Infinity"])
			expect(() => costs([`--logins=${wrong}`])).toThrow("--logins has to be a number");
		expect(() => costs(["--hits", "90"])).toThrow("--hits has to be a number from 0 on to 1");
		expect(() => costs(["--users", "9"])).toThrow("--users");
	});
});
