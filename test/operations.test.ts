import { describe, expect, it } from "vitest";
import page from "../docs/operations.md?raw";
import { EVENTS } from "../src/metrics";
import { IMAGES } from "../src/storage/avatars";
import settings from "../wrangler.toml?raw";

/** The columns of an event, and their names, in order. */
function columnsOf(event: keyof typeof EVENTS): [column: string, name: string][] {
	const { blobs, doubles } = EVENTS[event];
	return [
		...blobs.map((name, at): [string, string] => [`blob${at + 2}`, name]),
		...doubles.map((name, at): [string, string] => [`double${at + 1}`, name]),
	];
}

const isEvent = (name: string): name is keyof typeof EVENTS => Object.hasOwn(EVENTS, name);

describe("the metrics, as docs/operations.md has them,", () => {
	it.each(Object.keys(EVENTS).filter(isEvent))("have each column of a %s", (event) => {
		const [, section = ""] = page.split(`**\`${event}\`**`);
		const [table = ""] = /(?:^\|.*\n)+/m.exec(section) ?? [];
		const rows = [...table.matchAll(/^\| `(\w+)` +\| `(\w+)` +\| \S/gm)].map(([, ...row]) => row);
		expect(rows).toEqual(columnsOf(event));
	});

	const queries = [...page.matchAll(/```sql\n(.*?)```/gs)].map(([, query = ""]) => query);

	it("are asked for in more ways than one", () => {
		expect(queries.length).toBeGreaterThanOrEqual(8);
	});

	it.each(queries)("are asked for by their own places: %s", (query) => {
		const [, event = ""] = /\bblob1 = '(\w+)'/.exec(query) ?? [];
		if (!isEvent(event)) throw new Error(`Nothing is counted as ${event}`);
		const names = new Map(columnsOf(event));
		const [, selected = "", rest = ""] = /^SELECT(.*?)\nFROM discobear\n(.*)$/s.exec(query) ?? [];
		const expressions = selected.split(/,(?![^(]*\))/);
		const seen = new Set<string>();
		for (const expression of expressions) {
			const [, what = "", alias = ""] = /^(.*) AS (\w+)\s*$/s.exec(expression) ?? [];
			for (const [column] of what.matchAll(/\b(?:blob|double)\d+\b/g)) {
				seen.add(column);
				// What it is called says which value it is of.
				expect([column, alias]).toEqual([column, expect.stringContaining(names.get(column) ?? "?")]);
			}
		}
		// What it is chosen by is among it.
		for (const [column] of rest.matchAll(/\b(?:blob|double)\d+\b/g))
			if (column !== "blob1") expect([...seen]).toContain(column);
		// Some data points stand for many.
		expect(query).not.toMatch(/\bcount\(/i);
		expect(query).toContain("_sample_interval");
	});

	it("are bound in wrangler.toml, once the lines are taken in", () => {
		const lines = settings.match(/^# \[\[analytics_engine_datasets\]\]\n(?:# .*\n)+/m);
		expect(lines?.[0]).toBe(
			'# [[analytics_engine_datasets]]\n# binding = "METRICS"\n# dataset = "discobear"\n',
		);
	});
});

describe("the lifecycle that docs/operations.md has", () => {
	it("ends images, and no avatar", () => {
		expect(page).toContain(`lifecycle add discobear-avatars images ${IMAGES} --expire-days 365`);
	});
});
