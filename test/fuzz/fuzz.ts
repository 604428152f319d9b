/**
 * The whole product over raw sockets: whatever anybody sends, the answer is whole, safe, and no failure of ours.
 *
 *     npm run fuzz -- --requests 60000 --seed 1
 *
 * starts the product at a port of its own, and says what was answered and what should not have been. `--site` takes one
 * that runs already.
 */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { canMeasure } from "../bench/process.ts";
import { serveDemo } from "../start.ts";
import { valuesOf } from "./answer.ts";
import { Connection } from "./connection.ts";
import { judge } from "./promises.ts";
import { Random } from "./random.ts";
import { Report } from "./report.ts";
import { anyRequest } from "./request.ts";
import { World } from "./world.ts";

/**
 * How many connections there are, each with one request at a time: the local server often keeps the end of an answer
 * back for as long as an acknowledgement takes (40 ms).
 */
const CONNECTIONS = 40;

/** How long the product waits for Discord (`src/outbound.ts`), in milliseconds. */
const DEADLINE = 5000;

/** Sends so many requests. The same seed sends the same ones, but for the tokens in them. */
export async function fuzz(
	site: string,
	seed: number,
	requests: number,
	progress?: (sent: number) => void,
): Promise<Report> {
	const world = await World.at(site);
	const report = new Report();
	let sent = 0;
	const converse = async () => {
		const connection = new Connection(Number(new URL(site).port));
		while (sent < requests) {
			const n = sent++;
			const request = anyRequest(new Random(Math.imul(seed, 0x9e3779b1) + n), world);
			const outcome = await connection.ask(request);
			report.add(n, request, judge(request, outcome, site), outcome.milliseconds);
			if ("answer" in outcome && endsSession(valuesOf(outcome.answer, "set-cookie")))
				for (const person of request.people) await world.logIn(person);
			if ("answer" in outcome) world.learn(outcome.answer);
			if (world.logins.length === 0) await world.beginLogins();
			progress?.(n + 1);
		}
		connection.close();
	};
	await Promise.all(Array.from({ length: CONNECTIONS }, converse));
	// The stand-in has as little of a busy machine as the product. Whoever joined a call under way has waited for less.
	if (report.longest >= DEADLINE) report.findings.delete("504 discord_timeout");
	return report;
}

/** A logout ends the session that was there, and so does another login: both say so by its cookie. */
const endsSession = (cookies: readonly string[]) =>
	cookies.some((cookie) => cookie.startsWith("__Host-session="));

/** The memory of all processes that one started, in MiB. */
function memoryBelow(pid: number | undefined): string {
	if (!canMeasure || pid === undefined) return "";
	const file = (of: number, name: string) => readFileSync(`/proc/${of}/${name}`, "utf8");
	const below = (of: number): number[] => {
		const children = file(of, `task/${of}/children`).split(" ").filter(Boolean).map(Number);
		return [of, ...children.flatMap(below)];
	};
	const memory = (of: number) => Math.round(Number(/VmRSS:\s+(\d+)/.exec(file(of, "status"))?.[1]) / 1024);
	return below(pid)
		.map((of) => `${file(of, "comm").trim()} ${memory(of)} MiB`)
		.join(", ");
}

if (import.meta.main) {
	const { values } = parseArgs({
		options: {
			requests: { type: "string", default: "20000" },
			seed: { type: "string", default: "1" },
			site: { type: "string" },
		},
	});
	const folder = await mkdtemp(join(tmpdir(), "discobear-fuzz-"));
	const served = values.site === undefined ? await serveDemo(folder) : undefined;
	const site = served?.site ?? values.site ?? "";
	const memory = () => memoryBelow(served?.demo.pid);
	const begun = performance.now();
	try {
		const report = await fuzz(site, Number(values.seed), Number(values.requests), (sent) => {
			if (sent % 5000 === 0) console.error(`${sent} sent. ${memory()}`);
		});
		console.log(String(report));
		const alive = await fetch(`${site}/health`);
		const seconds = Math.round((performance.now() - begun) / 1000);
		console.log(`\nIn ${seconds} s. Afterwards /health is ${alive.status}. ${memory()}`);
		process.exitCode = report.findings.size > 0 ? 1 : 0;
	} finally {
		await served?.end();
		await rm(folder, { recursive: true, force: true });
	}
}
