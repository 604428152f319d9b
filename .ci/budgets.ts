/**
 * Fails when the Worker has outgrown what docs/performance.md says of it: its size, gzipped, as wrangler counts it, and its
 * start-up, as `wrangler check startup` measures it here.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BUDGETS = { "bundle, gzipped (KiB)": 3_900, "start-up (ms)": 50 };

const folder = mkdtempSync(join(tmpdir(), "discobear-budgets-"));
const wrangler = (...args: string[]) =>
	execFileSync(process.execPath, ["node_modules/wrangler/bin/wrangler.js", ...args], { encoding: "utf8" });

/** The number that a pattern finds in wrangler's words. */
function numberIn(text: string, pattern: RegExp): number {
	const number = Number(pattern.exec(text)?.[1]);
	if (Number.isNaN(number)) throw new Error(`wrangler did not say ${pattern}:\n${text}`);
	return number;
}

try {
	const size = numberIn(wrangler("deploy", "--dry-run", "--outdir", folder), /gzip: ([\d.]+) KiB/);
	// Other processes can only make it slower: of three, one that is fast enough will do.
	let startUp = Number.POSITIVE_INFINITY;
	for (let tries = 0; tries < 3 && startUp > BUDGETS["start-up (ms)"]; tries++) {
		const told = wrangler("check", "startup", "--outfile", join(folder, "startup.cpuprofile"));
		startUp = Math.min(startUp, numberIn(told, /Active: ([\d.]+) ms/));
	}
	const measured = { "bundle, gzipped (KiB)": size, "start-up (ms)": startUp };
	console.table({ measured, budget: BUDGETS });
	const over = Object.entries(BUDGETS).filter(
		([name, most]) => measured[name as keyof typeof BUDGETS] > most,
	);
	if (over.length > 0) throw new Error(`Over budget: ${over.map(([name]) => name).join(", ")}`);
} finally {
	rmSync(folder, { recursive: true });
}
