/**
 * `npm run costs`: what a month costs on Cloudflare, in dollars, and what of it the free plan does not have. From the operations
 * that the tests count (costs/counted.ts), what a day asks (costs/traffic.ts), and the price list (costs/prices.ts). With
 * `--write` it goes into docs/operations.md; test/house/ fails where that is out of date.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Bill, billFor, type Line } from "./costs/bill.ts";
import { READ_ON } from "./costs/prices.ts";
import { type Traffic, usageOf } from "./costs/traffic.ts";

/** What is so at every size, where nobody says otherwise. */
const USUAL: Traffic = {
	...{ logins: 0, embeds: 0, pictures: 0, managers: 0, commands: 0 },
	...{ hits: 0.9, raster: 0.5, months: 12, cache: true, metrics: false },
};

/** A day's users, who all log in, with what they bring about: by as many times as much. */
const usersOf = (tens: number): Traffic => ({
	...USUAL,
	...{ logins: 10 * tens, embeds: 200 * tens, pictures: 100 * tens, managers: tens / 2, commands: 2 * tens },
});

/** Sizes to compare oneself with. */
export const SIZES: Readonly<Record<string, Traffic>> = {
	"A hobby, 100 users a day": usersOf(10),
	"10,000 users a day": usersOf(1_000),
	"100,000 users a day": usersOf(10_000),
};

const HELP = `npm run costs -- [--logins N] [--embeds N] [--pictures N] [--managers N] [--commands N] [--hits 0.9] [--raster 0.5]
                  [--months 12] [--no-cache] [--metrics]
All of a day: people who log in, views of stored avatars, pictures of the avatar service, people who look after a bot, uses of
/avatar; and which part of the pictures the cache has, which are raster images. Without any of them: three sizes.`;

/** A size as a heading, a sentence and a table, in Markdown. */
export function sizeAsText(name: string, traffic: Traffic): string {
	const { logins, embeds, pictures, managers, commands, hits, raster } = traffic;
	const bill = billFor(usageOf(traffic));
	const otherwise = billFor(usageOf({ ...traffic, cache: !traffic.cache }));
	const counted = billFor(usageOf({ ...traffic, metrics: true }));
	const isFree = bill.lines.every(({ ofFree }) => ofFree <= 1);
	return [
		`### ${name}: ${isFree ? "nothing on the free plan, " : ""}${money(bill.dollars)} a month${isFree ? " on the paid one" : ""}`,
		`A day: ${number(logins)} logins, ${number(embeds)} views of stored avatars, ${number(pictures)} pictures of the service (${number(hits * 100)} % of both out of the cache, ${number(raster * 100)} % raster images), ${number(managers)} people in the control room, ${number(commands)} uses of \`/avatar\`.`,
		table(bill),
		`${freePlan(bill)} ${traffic.cache ? "Without" : "With"} Workers Cache: ${money(otherwise.dollars)}. With metrics: ${money(counted.dollars)}.`,
	].join("\n\n");
}

function table({ lines }: Bill): string {
	const rows = lines
		.filter(({ used }) => used > 0)
		.map(({ name, used, dollars, ofFree }) => [name, number(used), money(dollars), share(ofFree)]);
	const head = ["", "a day, or stored", "a month", "of the free plan"];
	return aligned([head, ...rows]);
}

/** Whether it would do, and what is used up first. */
function freePlan({ lines }: Bill): string {
	const over = lines.filter(({ ofFree }) => ofFree > 1).toSorted((a, b) => b.ofFree - a.ofFree);
	const [most] = lines.toSorted((a, b) => b.ofFree - a.ofFree) as [Line];
	return over.length === 0
		? `The free plan is enough; of it, _${most.name}_ is used up first, at ${number(1 / most.ofFree)} times as much.`
		: `The free plan is not enough for: ${over.map(({ name }) => `_${name}_`).join(", ")}.`;
}

/** A Markdown table, its columns as wide as what is in them; all but the first to the right. */
function aligned([head = [], ...rows]: string[][]): string {
	const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)));
	const line = (row: string[]) =>
		`| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(" | ")} |`;
	const rule = widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
	return [head, rule, ...rows].map(line).join("\n");
}

function money(dollars: number): string {
	return `$${dollars.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

function number(value: number): string {
	return value.toLocaleString(
		"en",
		value < 100 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 },
	);
}

function share(part: number): string {
	return part === 0 ? "" : `${number(part * 100)} %`;
}

const DATED = `The prices were read on ${READ_ON}, and are without taxes.`;

/** What is printed without arguments. */
function sizesAsText(): string {
	const sizes = Object.entries(SIZES).map(([name, traffic]) => sizeAsText(name, traffic));
	return [...sizes, DATED].join("\n\n");
}

const PAGE = fileURLToPath(new URL("../docs/operations.md", import.meta.url));
const PRINTED = /(?<=<!-- printed by `npm run costs` -->\n).*(?=<!-- end -->)/s;

/** docs/operations.md as it is, and as it has to be. */
export async function page(): Promise<{ present: string; right: string }> {
	const present = await readFile(PAGE, "utf8");
	return { present, right: present.replace(PRINTED, () => `\n${sizesAsText()}\n\n`) };
}

/** @throws Error for what is no number, or no option */
export function costs(args: string[]): string {
	const { values } = parseArgs({
		args,
		allowNegative: true,
		options: {
			...Object.fromEntries(NUMBERS.map((name) => [name, { type: "string" }] as const)),
			cache: { type: "boolean" },
			metrics: { type: "boolean" },
			help: { type: "boolean" },
		},
	});
	if (values.help) return HELP;
	if (Object.keys(values).length === 0) return sizesAsText();
	const traffic = { ...USUAL };
	for (const [name, value] of Object.entries(values))
		Object.assign(traffic, { [name]: typeof value === "string" ? numberFrom(name, value) : value });
	return `${sizeAsText("Yours", traffic)}\n\n${DATED}`;
}

const NUMBERS = ["logins", "embeds", "pictures", "managers", "commands", "hits", "raster", "months"] as const;

/** What is a part of something. */
const PARTS: ReadonlySet<string> = new Set(["hits", "raster"]);

function numberFrom(name: string, text: string): number {
	const value = Number(text);
	if (text.trim() !== "" && value >= 0 && value <= (PARTS.has(name) ? 1 : 1e12)) return value;
	throw new Error(`--${name} has to be a number from 0 on${PARTS.has(name) ? " to 1" : ""}.`);
}

if (import.meta.main && process.argv[2] === "--write") await writeFile(PAGE, (await page()).right);
else if (import.meta.main) {
	try {
		console.log(costs(process.argv.slice(2)));
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
		process.exitCode = 1;
	}
}
