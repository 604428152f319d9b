/** Cloudflare's price list, as its pages had it on the day that is said here. In dollars, without taxes. */
export const READ_ON = "2026-11-29";

/** The Workers Paid plan, each month: https://developers.cloudflare.com/workers/platform/pricing/ */
export const SUBSCRIPTION = 5;

const DOCS = "https://developers.cloudflare.com";

/** What is billed. */
export interface Price {
	/** How it is called in a table. */
	name: string;
	/** What so many of it cost, beyond what is included each month. */
	dollars: number;
	per: number;
	included: number;
	/** How much there is of it on the free plan: a day; in a month, where it is billed so there, too; or at one time. */
	free: { amount: number; of: "day" | "month" | "all" };
	/** Whether a part of `per` costs as much as all of it. */
	wholly?: true;
	source: string;
}

const MILLION = 1e6;
const WORKERS = `${DOCS}/workers/platform/pricing/`;
const KV = `${DOCS}/kv/platform/pricing/`;
const R2 = `${DOCS}/r2/pricing/`;
const OBJECTS = `${DOCS}/durable-objects/platform/pricing/`;
// From 1 December 2026 on. Until then it is by events: 20 million a month, and then $0.60 for a million; 200,000 a day for free.
const LOGS = `${DOCS}/observability/pricing/`;
// "Currently, you will not be billed for your use of Workers Analytics Engine": the price is what Cloudflare has announced.
const METRICS = `${DOCS}/analytics/analytics-engine/pricing/`;

const daily = (amount: number) => ({ amount, of: "day" }) as const;
const monthly = (amount: number) => ({ amount, of: "month" }) as const;
const atOneTime = (amount: number) => ({ amount, of: "all" }) as const;

export const PRICES = {
	// With Workers Cache, static files and what the cache answers are billed as well: https://developers.cloudflare.com/workers/cache/#pricing
	requests: {
		name: "Workers: requests",
		dollars: 0.3,
		per: MILLION,
		included: 10 * MILLION,
		free: daily(100_000),
		source: WORKERS,
	},
	// Free: 10 ms each, and no limit to the sum.
	cpu: {
		name: "Workers: CPU ms",
		dollars: 0.02,
		per: MILLION,
		included: 30 * MILLION,
		free: daily(Number.POSITIVE_INFINITY),
		source: WORKERS,
	},
	kvReads: {
		name: "KV: reads",
		dollars: 0.5,
		per: MILLION,
		included: 10 * MILLION,
		free: daily(100_000),
		source: KV,
	},
	kvWrites: {
		name: "KV: writes",
		dollars: 5,
		per: MILLION,
		included: MILLION,
		free: daily(1_000),
		source: KV,
	},
	kvStored: { name: "KV: GB stored", dollars: 0.5, per: 1, included: 1, free: atOneTime(1), source: KV },
	r2Writes: {
		name: "R2: writes (class A)",
		dollars: 4.5,
		per: MILLION,
		included: MILLION,
		free: monthly(MILLION),
		wholly: true,
		source: R2,
	},
	r2Reads: {
		name: "R2: reads (class B)",
		dollars: 0.36,
		per: MILLION,
		included: 10 * MILLION,
		free: monthly(10 * MILLION),
		wholly: true,
		source: R2,
	},
	r2Stored: {
		name: "R2: GB stored",
		dollars: 0.015,
		per: 1,
		included: 10,
		free: atOneTime(10),
		wholly: true,
		source: R2,
	},
	objectCalls: {
		name: "Objects: requests",
		dollars: 0.15,
		per: MILLION,
		included: MILLION,
		free: daily(100_000),
		source: OBJECTS,
	},
	objectTime: {
		name: "Objects: GB-s",
		dollars: 12.5,
		per: MILLION,
		included: 400_000,
		free: daily(13_000),
		source: OBJECTS,
	},
	objectRows: {
		name: "Objects: rows written",
		dollars: 1,
		per: MILLION,
		included: 50 * MILLION,
		free: daily(100_000),
		source: OBJECTS,
	},
	objectStored: {
		name: "Objects: GB stored",
		dollars: 0.2,
		per: 1,
		included: 5,
		free: atOneTime(5),
		source: OBJECTS,
	},
	logs: { name: "Logs: GB written", dollars: 0.25, per: 1, included: 50, free: daily(0.5), source: LOGS },
	logsStored: {
		name: "Logs: GB stored",
		dollars: 0.1,
		per: 1,
		included: 12,
		free: atOneTime(Number.POSITIVE_INFINITY),
		source: LOGS,
	},
	points: {
		name: "Metrics: data points",
		dollars: 0.25,
		per: MILLION,
		included: 10 * MILLION,
		free: daily(100_000),
		source: METRICS,
	},
} as const satisfies Record<string, Price>;

export type Billed = keyof typeof PRICES;

/** How much there is of each: in a day, or, of what is stored, at one time. */
export type Usage = Record<Billed, number>;
