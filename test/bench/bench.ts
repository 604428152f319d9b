/**
 * `npm run bench`: what a request costs the production bundle on workerd, beside Workers that do next to nothing and
 * beside the same DiceBear behind Fastify, all in one run.
 *
 *     --quick        a look: short and rough
 *     --only=text    only the scenarios with this in their title, and none of what follows them; `--only=raster` only
 *                    the raster images
 */
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Avatar, Style } from "@dicebear/core";
import { coldStarts, firstPictures, memory } from "./cold.ts";
import { startFastify } from "./fastify.ts";
import { digits, median, percentile, table } from "./figures.ts";
import { load } from "./load.ts";
import { canMeasure, cpuSeconds, end } from "./process.ts";
import { rasterImages } from "./raster.ts";
import { SCENARIOS, STYLE } from "./scenarios.ts";
import {
	bundleProduct,
	bundleReferences,
	startWorkerd,
	writeProductConfig,
	writeReferenceConfig,
} from "./workerd.ts";

const { values: flags } = parseArgs({
	options: { quick: { type: "boolean", default: false }, only: { type: "string", default: "" } },
});

/** Each server is asked in turn, `rounds` times over, after one round that does not count. */
const ROUNDS = flags.quick ? 3 : 5;
const SECONDS = flags.quick ? 0.5 : 1;
const CONNECTIONS = 16;

/** One server under one scenario. */
interface Target {
	server: string;
	process: ChildProcess;
	port: number;
	path: () => string;
	perSecond: number[];
	perCpuSecond: number[];
	latencies: number[];
}

async function measure(target: Target): Promise<void> {
	const before = cpuSeconds(target.process);
	const { requests, seconds, latencies } = await load({
		port: target.port,
		path: target.path,
		connections: CONNECTIONS,
		seconds: SECONDS,
	});
	target.perSecond.push(requests / seconds);
	target.perCpuSecond.push(requests / (cpuSeconds(target.process) - before));
	target.latencies.push(...latencies);
}

const folder = mkdtempSync(join(tmpdir(), "discobear-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const definition = readFileSync(new URL(import.meta.resolve(`@dicebear/styles/${STYLE}.json`)), "utf8");
const svg = new Avatar(new Style(JSON.parse(definition)), { seed: "Felix" }).toString();

bundleProduct(join(folder, "product"));
await bundleReferences(join(folder, "references"));
const productConfig = writeProductConfig(folder, svg);
const product = await startWorkerd(productConfig, 2);
const references = await startWorkerd(writeReferenceConfig(folder, svg), 5);
const fastify = await startFastify(svg);

const scenarios = SCENARIOS.filter(({ title }) => title.includes(flags.only)).map((scenario) => {
	const target = (server: string, process: ChildProcess, port = 0, path = scenario.path): Target => ({
		...{ server, process, port, path },
		...{ perSecond: [], perCpuSecond: [], latencies: [] },
	});
	const targets = [
		target("Discobear", product.process, product.ports.get("product")),
		...scenario.limits.map((name) => target(name, references.process, references.ports.get(name))),
		...(scenario.fastify ? [target("Fastify", fastify.process, fastify.port, scenario.fastify)] : []),
	];
	return { ...scenario, targets };
});

for (let round = 0; round <= ROUNDS; round++) {
	for (const { targets } of scenarios) {
		for (const target of targets) {
			await measure(target);
			// The first one only compiles.
			if (round === 0) Object.assign(target, { perSecond: [], perCpuSecond: [], latencies: [] });
		}
	}
}

const [cpu] = cpus();
console.log(
	`\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model}, Node ${process.version}`,
);
console.log(
	`One picture of ${svg.length} bytes; ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s.`,
);
console.log(
	"The rate limits count, but refuse nobody; the bucket is a Worker that has one picture in memory.",
);
if (!canMeasure) console.log("CPU time and memory are left out: only Linux says them.");

const rows = scenarios.flatMap(({ title, targets }) => {
	const [ours] = targets;
	return targets.map((target, i) => {
		const ratio = median(ours?.perCpuSecond ?? []) / median(target.perCpuSecond);
		return [
			i === 0 ? `**${title}**` : "",
			target.server,
			digits(median(target.perSecond)),
			digits(median(target.perCpuSecond)),
			digits(1e6 / median(target.perCpuSecond)),
			digits(percentile(target.latencies, 50)),
			digits(percentile(target.latencies, 99)),
			i === 0 ? "" : `${ratio.toFixed(2)} ×`,
		];
	});
});
const head = [
	"",
	"server",
	"requests/s",
	"per CPU second",
	"CPU µs",
	"p50 ms",
	"p99 ms",
	"Discobear to this, CPU",
];
if (rows.length > 0) console.log(`\n${table(head, rows)}`);

if (canMeasure && ["", "raster"].includes(flags.only)) {
	const { process, port } = fastify;
	const servers = [
		{ name: "Discobear", process: product.process, port: product.ports.get("product") ?? 0, path: "/10.x" },
		{ name: "DiceBear's converter", process, port, path: "/10.x" },
		{ name: "native takumi", process, port, path: "/native", formats: ["png"] },
	];
	console.log(`\n${await rasterImages(servers, flags.quick ? 1 : 3)}`);
}

for (const { process } of [product, references, fastify]) await end(process);
if (flags.only === "") {
	const starts = flags.quick ? 3 : 9;
	console.log(`\n${await coldStarts(productConfig, svg, starts)}`);
	if (canMeasure) {
		console.log(`\n${await firstPictures(productConfig)}`);
		console.log(`\n${await memory(productConfig, svg)}`);
	}
}
process.exit();
