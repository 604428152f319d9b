/** What a server costs that has just been started. */
import type { ChildProcess } from "node:child_process";
import { startFastify } from "./fastify.ts";
import { digits, median, table } from "./figures.ts";
import { load } from "./load.ts";
import { cpuSeconds, end, memoryMiB } from "./process.ts";
import { RASTER_FORMATS, STYLE, STYLES } from "./scenarios.ts";
import { startWorkerd } from "./workerd.ts";

interface Started {
	process: ChildProcess;
	port: number;
}

async function startProduct(config: string): Promise<Started> {
	const { process, ports } = await startWorkerd(config, 2);
	return { process, port: ports.get("product") ?? 0 };
}

const ask = ({ port }: Started, path: string) =>
	load({ port, path: () => path, connections: 1, requests: 1 });

/** What a process is asked first: a raster image needs its renderer and its encoder started, too. */
const FIRST = ["svg", ...Object.keys(RASTER_FORMATS)];

/** From the start of a process to its first picture, in milliseconds. */
export async function coldStarts(config: string, svg: string, times: number): Promise<string> {
	const servers = { Discobear: () => startProduct(config), Fastify: () => startFastify(svg) };
	const taken = new Map<string, number[]>();
	for (let time = 0; time < times; time++) {
		for (const [name, start] of Object.entries(servers)) {
			for (const format of FIRST) {
				const before = performance.now();
				const server = await start();
				await ask(server, `/10.x/${STYLE}/${format}?seed=Felix`);
				const key = `${name} ${format}`;
				taken.set(key, [...(taken.get(key) ?? []), performance.now() - before]);
				await end(server.process);
			}
		}
	}
	const rows = Object.keys(servers).map((name) => [
		name,
		...FIRST.map((format) => digits(median(taken.get(`${name} ${format}`) ?? []))),
	]);
	return table(["from the process's start to the first picture, ms", ...FIRST], rows);
}

/** The CPU time of the first request in a fresh isolate, for each style, in milliseconds, in all threads of workerd. */
export async function firstPictures(config: string): Promise<string> {
	const first = async (path: string): Promise<number> => {
		const server = await startProduct(config);
		const before = cpuSeconds(server.process);
		await ask(server, path);
		const taken = (cpuSeconds(server.process) - before) * 1000;
		await end(server.process);
		return taken;
	};
	const nothing: number[] = [];
	for (let time = 0; time < 9; time++) nothing.push(await first("/health"));
	const taken: [string, number][] = [];
	for (const style of STYLES) taken.push([style, await first(`/10.x/${style}/svg?seed=Felix`)]);
	taken.sort(([, a], [, b]) => a - b);
	const all = taken.map(([, ms]) => ms);
	const row = (title: string, ms: number[]) => [
		title,
		digits(Math.min(...ms)),
		digits(median(ms)),
		digits(Math.max(...ms)),
	];
	const slowest = taken
		.slice(-5)
		.map(([style, ms]) => `${style} ${digits(ms)}`)
		.join(", ");
	const others: string[][] = [];
	for (const version of OTHER_VERSIONS) {
		const ms: number[] = [];
		for (const style of OF_EACH_VERSION) ms.push(await first(`/${version}/${style}/svg?seed=Felix`));
		others.push(row(`of ${version}, ${OF_EACH_VERSION.length} styles`, ms));
	}
	return [
		table(
			["first request of a fresh isolate, CPU ms", "min", "median", "max"],
			[
				row("/health", nothing),
				row(`an SVG, one isolate for each of ${STYLES.length} styles`, all),
				...others,
			],
		),
		`Slowest: ${slowest}. Over 10 ms: ${all.filter((ms) => ms > 10).length}.`,
	].join("\n\n");
}

/** The versions whose styles are fetched first, and of the styles that all of them have the smallest, the largest and some. */
const OTHER_VERSIONS = ["5.x", "6.x", "7.x", "8.x", "9.x", "11.x"];
const OF_EACH_VERSION =
	"identicon initials thumbs shapes bottts lorelei micah open-peeps personas pixel-art".split(" ");

/** RSS before and after 1,000 SVGs over all styles, in MiB. */
export async function memory(config: string, svg: string): Promise<string> {
	const servers = { Discobear: () => startProduct(config), Fastify: () => startFastify(svg) };
	const rows: string[][] = [];
	for (const [name, start] of Object.entries(servers)) {
		const server = await start();
		const before = memoryMiB(server.process);
		let asked = 0;
		const path = () => `/10.x/${STYLES[asked++ % STYLES.length]}/svg?seed=${asked}`;
		await load({ port: server.port, path, connections: 4, requests: 1000 });
		rows.push([name, digits(before), digits(memoryMiB(server.process))]);
		await end(server.process);
	}
	return table(["memory (RSS)", "started, MiB", "after 1,000 SVGs, MiB"], rows);
}
