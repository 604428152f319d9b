/**
 * `npm run worst`: looks for the pictures that take the most CPU time, and for those that take the most memory, and prints
 * the worst ten of each: every style with the extremes of the core's options, and then any options by chance.
 *
 *     --size=1024     width and height of the images, in pixels
 *     --random=10000  how many by chance
 *     --seed=1        another chance
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Avatar, OptionsDescriptor, Style } from "@dicebear/core";
import { build, type Plugin } from "esbuild";
import { Random } from "../fuzz/random.ts";
import { digits, table } from "./figures.ts";
import { STYLES } from "./scenarios.ts";

const { values: flags } = parseArgs({
	options: {
		size: { type: "string", default: "1024" },
		random: { type: "string", default: "10000" },
		seed: { type: "string", default: "1" },
	},
});
const SIZE = Number(flags.size);
const { resolve } = createRequire(import.meta.url);

/** The modules that the Worker imports and Node does not know. */
const asInWorkers: Plugin = {
	name: "as in Workers",
	setup({ onLoad, onResolve }) {
		onResolve({ filter: /^@takumi-rs\/wasm\/auto$/ }, () => ({ path: "takumi", namespace: "compiled" }));
		onLoad({ filter: /.*/, namespace: "compiled" }, () => ({
			contents: "export default globalThis.takumi;",
		}));
	},
};

const { dirname } = import.meta;
const { outputFiles } = await build({
	stdin: {
		contents: 'export { drawnSize } from "./cost"; export { draw, pictureOf } from "./renderer";',
		resolveDir: join(dirname, "../../src/avatar/raster"),
	},
	...{
		bundle: true,
		format: "iife",
		globalName: "raster",
		platform: "node",
		write: false,
		plugins: [asInWorkers],
	},
});
const code = outputFiles[0]?.text;

/** The memory of the instance that was started last. */
let memory: WebAssembly.Memory | undefined;
const { Instance, Module } = WebAssembly;
Object.assign(globalThis, {
	takumi: new Module(readFileSync(resolve("@takumi-rs/wasm/takumi_wasm_bg.wasm"))),
});
WebAssembly.Instance = class extends Instance {
	constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
		super(module, imports);
		memory = this.exports.memory as WebAssembly.Memory;
	}
};
// As in workerd.
Uint8Array.prototype.toBase64 ??= function (this: Uint8Array) {
	return Buffer.from(this).toString("base64");
};

const mebibytes = () => (memory?.buffer.byteLength ?? 0) / 2 ** 20;

const NO_FONTS = new Map<string, never>();

/** What of src/avatar/raster/ is used here. */
interface Raster {
	pictureOf(svg: string): { cost: object };
	drawnSize(cost: object, size: number, encoding: number): number;
	draw(
		picture: object,
		fonts: ReadonlyMap<string, never>,
		sizes: { size: number; drawn: number },
		as: "png",
	): Promise<Uint8Array>;
}

/** What draws in memory of its own, and has drawn nothing yet. */
async function fresh(): Promise<Raster & { atStart: number }> {
	// Not imported: what was imported is kept for ever, with all its memory.
	const raster: Raster = new Function(`${code}; return raster;`)();
	const nothing = raster.pictureOf('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');
	await raster.draw(nothing, NO_FONTS, { size: 1, drawn: 1 }, "png");
	return { ...raster, atStart: mebibytes() };
}

/** What a PNG takes besides its drawing, in nanoseconds for a pixel. */
const ENCODING = 35;

interface Found {
	picture: string;
	milliseconds: number;
	/** What WebAssembly's memory grew by. */
	mebibytes: number;
}

/** A renderer is kept as long as it needs less than this: what grows no further was no more than that. */
const LITTLE = 16;
let renderer = await fresh();

async function cpuMilliseconds(run: () => Promise<unknown>): Promise<number> {
	const before = process.cpuUsage();
	await run();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

async function measure(style: Style, name: string, options: Record<string, unknown>): Promise<Found> {
	const svg = new Avatar(style, options).toString();
	const run = async () => {
		const picture = renderer.pictureOf(svg);
		const drawn = renderer.drawnSize(picture.cost, SIZE, ENCODING * SIZE ** 2);
		if (drawn === 0) throw new Error("Too much to draw");
		await renderer.draw(picture, NO_FONTS, { size: SIZE, drawn }, "png");
	};
	if (mebibytes() - renderer.atStart > LITTLE) renderer = await fresh();
	let milliseconds = await cpuMilliseconds(run).catch((error: Error) => {
		refused.push(`${name} ${JSON.stringify(options)}: ${error.message}`);
		return 0;
	});
	const found = { picture: `${name} ${JSON.stringify(options)}`, mebibytes: mebibytes() - renderer.atStart };
	// The first time is the compiler's, too.
	for (let again = 0; again < 2 && milliseconds > 100; again++)
		milliseconds = Math.min(milliseconds, await cpuMilliseconds(run));
	return { ...found, milliseconds };
}

/** Pictures that are not drawn at all. */
const refused: string[] = [];

const styles = new Map(
	STYLES.map((name) => [
		name,
		new Style(JSON.parse(readFileSync(resolve(`@dicebear/styles/${name}.json`), "utf8"))),
	]),
);

/** All parts that a style has, at once. */
function everything(style: Style): Record<string, number> {
	const names = Object.keys(new OptionsDescriptor(style).toJSON()).filter((name) =>
		name.endsWith("Probability"),
	);
	return Object.fromEntries(names.map((name) => [name, 100]));
}

const EXTREMES = [0, 0.3, 1, 1.5, 2, 3, 5, 10].flatMap((scale) => [
	{ scale },
	{ scale, rotate: 45, borderRadius: 50 },
	{ scale, rotate: 45, translateX: 50, translateY: 50, flip: "both" },
]);

function* pictures(): Generator<[name: string, options: Record<string, unknown>]> {
	for (const [name, style] of styles) {
		for (const extreme of EXTREMES) yield [name, { seed: "p1", ...everything(style), ...extreme }];
	}
	const random = new Random(Number(flags.seed));
	const between = (least: number, most: number) => least + random.number() * (most - least);
	for (let count = Number(flags.random); count > 0; count--) {
		const name = random.pick(STYLES);
		const all = random.chance(0.5) ? everything(styles.get(name) as Style) : {};
		const any = {
			scale: random.chance(0.5) ? between(0, 2) : between(0, 10),
			rotate: between(-360, 360),
			flip: random.pick(["none", "horizontal", "vertical", "both"]),
			borderRadius: between(0, 50),
			translateX: random.chance(0.8) ? between(-100, 100) : between(-1000, 1000),
			translateY: random.chance(0.8) ? between(-100, 100) : between(-1000, 1000),
			backgroundColor: ["b6e3f4", "e0403f"],
			backgroundColorFill: random.pick(["solid", "linear", "radial"]),
		};
		const kept = Object.entries(any).filter(() => random.chance(0.6));
		yield [name, { seed: `r${count}`, ...all, ...Object.fromEntries(kept) }];
	}
}

const found: Found[] = [];
for (const [name, options] of pictures()) {
	const style = styles.get(name);
	if (style) found.push(await measure(style, name, options));
}
console.log(
	[`${found.length} pictures at ${SIZE} pixels, ${refused.length} refused.`, ...refused.slice(0, 10)].join(
		"\n",
	),
);
for (const figure of ["milliseconds", "mebibytes"] as const) {
	const worst = found.sort((one, other) => other[figure] - one[figure]).slice(0, 10);
	const rows = worst.map((one) => [one.picture, digits(one.milliseconds), digits(one.mebibytes)]);
	console.log(`\n${table([`the most ${figure}`, "CPU ms", "MiB"], rows)}`);
}
