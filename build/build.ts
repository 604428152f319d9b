/**
 * Writes what is made from something else, before wrangler bundles the Worker and before the tests: the styles'
 * definitions and catalogue, the words that are no initials, the engine that draws them, the fonts' slices, the browser's
 * JavaScript, and the pages that need no Worker. None of it is in git.
 */
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { unstable_readConfig } from "wrangler";
import { engine } from "./engine.ts";
import { fonts } from "./fonts.ts";
import { notices } from "./notices.ts";
import { takumiFactory } from "./takumi.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const generated = join(root, "src/avatar/generated");

/** Where a package is, and its version. */
async function installed(name: string) {
	const folder = join(root, "node_modules", name);
	const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
	return { folder, version };
}

/** One definition a line, and beside it, in the same order, what the pages say of each style. */
async function writeStyles() {
	const styles = await installed("@dicebear/styles");
	const core = await installed("@dicebear/core");
	const dist = join(styles.folder, "dist");
	const names = (await readdir(dist))
		.filter((file) => file.endsWith(".min.json"))
		.map((file) => file.slice(0, -".min.json".length))
		.sort();
	const texts = await Promise.all(names.map((name) => readFile(join(dist, `${name}.min.json`), "utf8")));
	const lines = texts.map((text) => ascii(JSON.stringify(JSON.parse(text))));
	const cards = lines.map((line) => {
		const { creator, license, source } = JSON.parse(line).meta;
		return {
			source: source.name,
			sourceUrl: source.url,
			creator: creator.name,
			creatorUrl: creator.url,
			licence: license.name,
			licenceUrl: license.url,
		};
	});
	const entries = names.map((name, i) => [name, { title: titleOf(name), ...cards[i] }]);
	const catalogue = { version: `${core.version}-${styles.version}`, styles: Object.fromEntries(entries) };
	await writeChanged(join(generated, "definitions.ndjson"), lines.join("\n"));
	await writeChanged(join(generated, "catalogue.json"), JSON.stringify(catalogue));
}

/** JSON with every other letter escaped: a few of them would have V8 keep all 2.9 MB as two bytes a letter. */
function ascii(json: string) {
	return json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Whose lists of words DiceBear's own server blocks as initials: in other languages two letters are mostly a name. */
const BLOCKED_IN = ["ar", "ja", "ko", "ru", "zh"];

/**
 * The words that are never drawn as initials: of one or two letters, as the core writes initials, and not in ASCII, as at
 * DiceBear (`scripts/build-blocklist.ts` of https://github.com/dicebear/api).
 */
async function writeBlockedInitials() {
	const { folder } = await installed("naughty-words");
	const lists = await Promise.all(
		BLOCKED_IN.map(async (language) => JSON.parse(await readFile(join(folder, `${language}.json`), "utf8"))),
	);
	const words: string[] = lists.flat().map((word) => word.trim());
	const initials = words.filter((word) => /^[\p{L}\p{M}]{1,2}$/u.test(word) && /\P{ASCII}/u.test(word));
	const list = [...new Set(initials.map((word) => word.toUpperCase()))].sort();
	await writeChanged(join(generated, "blocked_initials.json"), JSON.stringify(list));
}

/** `pixel-art-neutral` → `Pixel Art Neutral` */
function titleOf(name: string) {
	return name.replace(/(^|-)([a-z])/g, (_, dash, letter) => (dash ? " " : "") + letter.toUpperCase());
}

/** The scripts of the pages. */
const SCRIPTS = [
	"src/client/studio.ts",
	"src/client/show_avatar.ts",
	"src/client/servers.ts",
	"src/client/problem.ts",
];

async function writeScripts() {
	const { outputFiles } = await build({
		entryPoints: SCRIPTS.map((file) => join(root, file)),
		outdir: join(root, "static/js"),
		write: false,
		bundle: true,
		minify: true,
		format: "esm",
		target: "es2022",
		logLevel: "warning",
	});
	for (const { path, text } of outputFiles) await writeChanged(path, text);
}

/** The pages' own code runs here, once, instead of in the Worker for each visitor. */
async function writePages() {
	const { outputFiles } = await build({
		entryPoints: [join(root, "src/pages/static_files.tsx")],
		write: false,
		bundle: true,
		platform: "node",
		format: "esm",
		jsx: "automatic",
		jsxImportSource: "hono/jsx",
		loader: { ".ndjson": "text" },
		logLevel: "warning",
	});
	const code = Buffer.concat(outputFiles.map(({ contents }) => contents)).toString("base64");
	const { staticFiles } = await import(`data:text/javascript;base64,${code}`);
	const files: Record<string, string> = await staticFiles({
		formTargets: [process.env.FORM_TARGETS ?? new URL(variable("DISCORD_URL")).origin],
		drawnBy: hostOf(process.env.DICEBEAR_URL ?? variable("DICEBEAR_URL")),
		inDiscord: (process.env.DISCORD_PUBLIC_KEY ?? variable("DISCORD_PUBLIC_KEY")) !== "",
	});
	for (const [name, text] of Object.entries(files)) await writeChanged(join(root, "static", name), text);
}

/** One of the variables in wrangler.toml. The demo has its own, and says so in the environment. */
function variable(name: "DISCORD_URL" | "DISCORD_PUBLIC_KEY" | "DICEBEAR_URL"): string {
	const { vars } = unstable_readConfig({ config: join(root, "wrangler.toml") });
	return String(vars[name]);
}

/** Undefined for no address. */
function hostOf(url: string): string | undefined {
	return url ? new URL(url).host : undefined;
}

/** Leaves a file that is right already alone, so that what watches it does not start over, and what reads it reads it whole. */
async function writeChanged(path: string, text: string) {
	if ((await readFile(path, "utf8").catch(() => undefined)) === text) return;
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text);
}

await writeStyles();
await writeFonts();
await writeBlockedInitials();
await writeChanged(join(generated, "engine.js"), await engine());
await writeChanged(
	join(generated, "engine.d.ts"),
	'export { Avatar, OptionsDescriptor, Style } from "@dicebear/core";\n',
);
await writeChanged(join(generated, "takumi.js"), await takumiFactory(root));
await writeChanged(
	join(generated, "takumi.d.ts"),
	`import type { Font, initSync, MeasuredNode, Node, RenderOptions, RendererOptions } from "@takumi-rs/wasm";

declare class Renderer {
	constructor(options?: RendererOptions);
	registerFont(font: Font): unknown;
	measure(node: Node): MeasuredNode;
	render(node: Node, options: RenderOptions): Uint8Array<ArrayBuffer>;
	free(): void;
}

export function createTakumi(): { Renderer: typeof Renderer; initSync: typeof initSync };
`,
);

/** The fonts' slices, and the Worker's table of them. All that is in static/ is deployed: an older version's are removed. */
async function writeFonts() {
	const { version, files, table } = await fonts(root);
	const place = join(root, "static/fonts");
	const there: string[] = await readdir(place).catch(() => []);
	await Promise.all(
		there.filter((name) => name !== version).map((name) => rm(join(place, name), { recursive: true })),
	);
	if (!there.includes(version)) {
		const folder = join(place, "incomplete");
		await mkdir(folder, { recursive: true });
		await Promise.all([...files].map(([name, source]) => copyFile(source, join(folder, name))));
		await rename(folder, join(place, version));
	}
	await writeChanged(join(generated, "fonts.json"), table);
}

async function writeNotices() {
	const text = await notices(root, ["src/index.ts", ...SCRIPTS]);
	await writeChanged(join(root, "static/third_party_notices.txt"), text);
}

await Promise.all([writeScripts(), writePages(), writeNotices()]);
