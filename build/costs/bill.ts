import { type Billed, PRICES, type Price, SUBSCRIPTION, type Usage } from "./prices.ts";
import { DAYS_OF_MONTH } from "./traffic.ts";

/** A line of a month's bill. */
export interface Line {
	name: string;
	/** How much a day; of what is stored, at one time. */
	used: number;
	/** On the paid plan, a month, beyond what is included. */
	dollars: number;
	/** How much of what the free plan has: above 1 it is too much. */
	ofFree: number;
}

export interface Bill {
	lines: Line[];
	/** On the paid plan, a month. */
	dollars: number;
}

/** What a day like this comes to in a month. */
export function billFor(usage: Usage): Bill {
	const lines = (Object.keys(PRICES) as Billed[]).map((billed) => lineFor(PRICES[billed], usage[billed]));
	return { lines, dollars: lines.reduce((sum, { dollars }) => sum + dollars, SUBSCRIPTION) };
}

function lineFor(price: Price, used: number): Line {
	const { name, dollars, per, included, free, wholly } = price;
	const inMonth = free.of === "all" ? used : used * DAYS_OF_MONTH;
	const units = Math.max(0, inMonth - included) / per;
	return {
		name,
		used,
		dollars: (wholly ? Math.ceil(units) : units) * dollars,
		ofFree: (free.of === "day" ? used : inMonth) / free.amount,
	};
}
