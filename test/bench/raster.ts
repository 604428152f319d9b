/** What a raster image costs, style by style. */
import type { ChildProcess } from "node:child_process";
import { digits, median, table } from "./figures.ts";
import { cpuSeconds } from "./process.ts";
import { BLURRED, RASTER_FORMATS, RASTER_SIZES, STYLES } from "./scenarios.ts";

/** Who makes raster images. */
export interface RasterServer {
	name: string;
	process: ChildProcess;
	port: number;
	/** What stands before `/{style}/{format}`. */
	path: string;
	/** Those it has, where it has not all. */
	formats?: readonly string[];
}

/**
 * The CPU time of an image of each style, in milliseconds, one request at a time and each with a new seed; the servers
 * take turns. A round that does not count comes first: WebAssembly is slow until it is compiled well.
 */
export async function rasterImages(servers: readonly RasterServer[], rounds: number): Promise<string> {
	const kinds = Object.keys(RASTER_FORMATS).flatMap((format) =>
		RASTER_SIZES.map((size) => ({
			format,
			size,
			made: servers
				.filter(({ formats }) => formats?.includes(format) ?? true)
				.map((server) => ({ server, cpuMs: new Map<string, number[]>(), bytes: [] as number[] })),
		})),
	);
	for (let round = 0; round <= rounds; round++) {
		for (const { format, size, made } of kinds) {
			for (const style of STYLES) {
				for (const { server, cpuMs, bytes } of made) {
					const path = `${server.path}/${style}/${format}?size=${size}&seed=raster-${round}`;
					const image = await imageOf(server, path);
					if (round === 0) continue;
					cpuMs.set(style, [...(cpuMs.get(style) ?? []), image.cpuMs]);
					bytes.push(image.bytes);
				}
			}
		}
	}
	const rows = kinds.flatMap(({ format, size, made }) => {
		const [ours] = made.map(({ cpuMs }) => figuresOf(cpuMs));
		return made.map(({ server, cpuMs, bytes }, at) => {
			const { middle, most, all, unblurred } = figuresOf(cpuMs);
			const times = (theirs: number, our = Number.NaN) => (at === 0 ? "" : `${(theirs / our).toFixed(2)} ×`);
			return [
				at === 0 ? `**${format.toUpperCase()} ${size}**` : "",
				server.name,
				digits(middle),
				digits(most),
				digits(1000 / all),
				digits(1000 / unblurred),
				digits(median(bytes)),
				times(middle, ours?.middle),
				times(all, ours?.all),
			];
		});
	});
	return table(HEAD, rows);
}

const HEAD = [
	"",
	"server",
	"CPU ms, median style",
	"slowest style",
	"per CPU second, all styles",
	`without ${[...BLURRED].join(", ")}`,
	"bytes",
	"Discobear to this: median style",
	"all styles",
];

async function imageOf({ process, port }: RasterServer, path: string) {
	const before = cpuSeconds(process);
	const response = await fetch(`http://127.0.0.1:${port}${path}`);
	const { byteLength } = await response.arrayBuffer();
	if (!response.ok) throw new Error(`${path}: ${response.status}`);
	return { cpuMs: (cpuSeconds(process) - before) * 1000, bytes: byteLength };
}

/** CPU milliseconds for an image: of the median and of the slowest style, and the mean of all and of those without a blur. */
function figuresOf(cpuMs: ReadonlyMap<string, number[]>) {
	const styles = [...cpuMs].map(([style, ms]) => ({ style, ms: median(ms) }));
	const mean = (some: typeof styles) => some.reduce((sum, { ms }) => sum + ms, 0) / some.length;
	const all = styles.map(({ ms }) => ms);
	return {
		middle: median(all),
		most: Math.max(...all),
		all: mean(styles),
		unblurred: mean(styles.filter(({ style }) => !BLURRED.has(style))),
	};
}
