/**
 * Writes what is made from something else, before wrangler bundles the Worker and before the tests: the styles'
 * definitions and catalogue, the words that are no initials, the engine that draws them, the other versions of DiceBear, the
 * fonts' slices, the browser's JavaScript and CSS, the pages that need no Worker, and `/openapi.json`. None of it is in git.
 */
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { unstable_readConfig } from "wrangler";
import { COLLECTIONS_TYPES, collectionsModule } from "./collections.ts";
import { engine } from "./engine.ts";
import { fonts } from "./fonts.ts";
import { notices } from "./notices.ts";
import { openApi } from "./openapi.ts";
import { packs } from "./packs.ts";
import { pictures } from "./pictures.ts";
import { sheets } from "./sheet.ts";
import { styleFiles } from "./style_files.ts";
import { takumiFactory } from "./takumi.ts";
import { workerCode } from "./worker_code.ts";

// Who starts the product several times has had this done.
if (process.env.ALREADY_BUILT) process.exit();

const root = fileURLToPath(new URL("..", import.meta.url));
const generated = join(root, "src/avatar/generated");

/** Where the files are whose names tell what is in them. */
const MADE = join(root, "static/made");

/** The names of those that are there now. */
const made = new Set<string>();

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
	await writePacks(new Map(names.map((name, i) => [name, JSON.stringify(JSON.parse(texts[i] ?? ""))])));
	await writeChanged(join(generated, "definitions.ndjson"), lines.join("\n"));
	await writeChanged(join(generated, "catalogue.json"), JSON.stringify(catalogue));
	const lettered = names.filter((_, i) => SEEDS_LETTERS.test(lines[i] ?? ""));
	await writeChanged(join(generated, "letter_styles.json"), JSON.stringify(lettered));
}

/** The definitions for the browser, and for its engine where each is. */
async function writePacks(definitions: ReadonlyMap<string, string>) {
	const { files, names } = packs(definitions);
	await Promise.all([...files].map(([name, text]) => writeMade(name, text)));
	const addresses = Object.entries(names).map(([style, name]) => [style, `/made/${name}`]);
	await writeChanged(
		join(root, "src/client/generated/packs.json"),
		JSON.stringify(Object.fromEntries(addresses)),
	);
}

/**
 * Where a definition draws letters of the seed: the core's variables `initial` and `initials` as text (`Renderer` of
 * `@dicebear/core`).
 */
const SEEDS_LETTERS = /\{"type":"text","value":\{"type":"variable","name":"initials?"\}\}/;

/** JSON or code with every other letter escaped: a few of them would have V8 keep all of it as two bytes a letter. */
function ascii(text: string) {
	return text.replace(/[^\n\t -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);
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
	"src/client/shared.ts",
	"src/client/servers.ts",
	"src/client/docs.ts",
	"src/client/problem.ts",
];

/** The stylesheets: of every page, and of the one that has more to show. */
const STYLESHEETS = ["src/pages/style.css", "src/pages/docs.css"];

/** What the studio's script loads when it is first needed: what draws, and the editor of parts. */
const LATER = ["src/client/engine.ts", "src/client/parts/editor.ts"];

/** Bundles for the browser, under names that tell what is in them, and gives the addresses by file name. */
async function writeBundles(entryPoints: readonly string[]): Promise<Record<string, string>> {
	const { outputFiles, metafile } = await build({
		absWorkingDir: root,
		entryPoints: [...entryPoints],
		entryNames: "[name]-[hash]",
		outdir: MADE,
		write: false,
		metafile: true,
		bundle: true,
		minify: true,
		format: "esm",
		target: "es2022",
		external: ["/made/*"],
		logLevel: "warning",
	});
	for (const { path, contents } of outputFiles) await writeMade(basename(path), contents);
	const addresses = Object.entries(metafile.outputs).map(([path, { entryPoint = "" }]) => [
		basename(entryPoint).replace(/\.ts$/, ".js"),
		`/made/${basename(path)}`,
	]);
	return Object.fromEntries(addresses.sort());
}

/**
 * The scripts and the stylesheets. Such a file never changes, and a page and its script are never of two releases: the pages
 * know the names by a module, here and in the Worker.
 */
async function writeCode() {
	const later = await writeBundles(LATER);
	await writeChanged(join(root, "src/client/generated/later.json"), JSON.stringify(later));
	const bundles = await writeBundles([...SCRIPTS, ...STYLESHEETS]);
	await writeChanged(join(root, "src/pages/generated/made.json"), JSON.stringify(bundles));
}

/** The sheets of drawings. To draw one takes some seconds: only where it is another one. */
async function writeSheets() {
	for (const [rules, { name, css, files }] of Object.entries(await sheets(root))) {
		await writeChanged(join(root, "src/pages/generated", `${rules}.css`), css);
		const wanted = ["avif", "webp"].map((format) => `${name}.${format}`);
		if (wanted.every((file) => existsSync(join(MADE, file)))) for (const file of wanted) made.add(file);
		else
			for (const [format, image] of Object.entries(await files()))
				await writeMade(`${name}.${format}`, image);
	}
}

/** A file whose name tells what is in it: whole, or it is not there. */
async function writeMade(name: string, contents: string | Uint8Array) {
	made.add(name);
	if (existsSync(join(MADE, name))) return;
	const part = join(MADE, `${name}.${process.pid}`);
	await writeChanged(part, contents);
	await rename(part, join(MADE, name));
}

/** All that is in static/ is deployed: an older version's are removed. */
async function removeOlder() {
	const older = (await readdir(MADE)).filter((name) => !made.has(name));
	await Promise.all(older.map((name) => rm(join(MADE, name), { force: true })));
}

/** The pages' own code runs here, once, instead of in the Worker for each visitor. */
async function writePages() {
	const { staticFiles } = await workerCode<{
		staticFiles: (site: object) => Promise<Readonly<Record<string, string>>>;
	}>(root, 'export { staticFiles } from "./src/pages/static_files";');
	const files = await staticFiles({
		formTargets: [process.env.FORM_TARGETS ?? new URL(variable("DISCORD_URL")).origin],
		drawnBy: hostOf(process.env.DICEBEAR_URL ?? variable("DICEBEAR_URL")),
		address: originOf(process.env.SITE_URL ?? variable("SITE_URL")),
		inDiscord: (process.env.DISCORD_PUBLIC_KEY ?? variable("DISCORD_PUBLIC_KEY")) !== "",
		limits: limits(),
	});
	for (const [name, text] of Object.entries(files)) await writeChanged(join(root, "static", name), text);
}

interface RateLimit {
	name: string;
	simple: { limit: number; period: number };
}

/** How many requests each limit in wrangler.toml lets through. */
function limits() {
	const { ratelimits } = unstable_readConfig({ config: join(root, "wrangler.toml") });
	return ratelimits.map(({ name, simple }: RateLimit) => ({ name, ...simple }));
}

/** One of the variables in wrangler.toml. The demo has its own, and says so in the environment. */
function variable(name: "DISCORD_URL" | "DISCORD_PUBLIC_KEY" | "DICEBEAR_URL" | "SITE_URL"): string {
	const { vars } = unstable_readConfig({ config: join(root, "wrangler.toml") });
	return String(vars[name]);
}

/** Undefined for no address. */
function originOf(url: string): string | undefined {
	return url ? new URL(url).origin : undefined;
}

/** Undefined for no address. */
function hostOf(url: string): string | undefined {
	return url ? new URL(url).host : undefined;
}

/** Leaves a file that is right already alone, so that what watches it does not start over, and what reads it reads it whole. */
async function writeChanged(path: string, contents: string | Uint8Array) {
	const bytes = Buffer.from(contents);
	if ((await readFile(path).catch(() => undefined))?.equals(bytes)) return;
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, bytes);
}

await writeStyles();
await writeOtherVersions();
await writeFonts();
await writeBlockedInitials();
await writeChanged(join(generated, "engine.js"), ascii(await engine()));
const engineTypes = (core: string) => `export { Avatar, OptionsDescriptor, Style } from "${core}";\n`;
await writeChanged(join(generated, "engine.d.ts"), engineTypes("@dicebear/core"));
await writeChanged(
	join(generated, "engine11.d.ts"),
	engineTypes("../../../build/dicebear/11/node_modules/@dicebear/core"),
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
	await writeOnce(join(root, "static/fonts"), version, async (folder) => {
		await Promise.all([...files].map(([name, source]) => copyFile(source, join(folder, name))));
	});
	await writeChanged(join(generated, "fonts.json"), table);
}

/** DiceBear 5 to 9 and 11: their code, and a file for each of their styles. */
async function writeOtherVersions() {
	const { version, next, files } = await styleFiles(root);
	await writeChanged(join(generated, "style_files.json"), JSON.stringify({ version, next }));
	await writeChanged(join(generated, "collections.d.ts"), COLLECTIONS_TYPES);
	// Both take seconds: only what is of another version, or not there, is made.
	const code = join(generated, "collections.js");
	const mark = `/* ${version} */`;
	if (!(await readFile(code, "utf8").catch(() => "")).startsWith(mark))
		await writeChanged(code, `${mark}\n${ascii(await collectionsModule(root))}`);
	await writeOnce(join(root, "static/styles"), version, async (folder) => {
		for (const [name, text] of await files()) await writeChanged(join(folder, name), text);
	});
	await writeChanged(join(generated, "engine11.js"), ascii(await engine(join(root, "build/dicebear/11"))));
}

/** A folder that is named by the version of what is in it: made where it is not there yet, and the only one in its place. */
async function writeOnce(place: string, version: string, write: (folder: string) => Promise<void>) {
	const there: string[] = await readdir(place).catch(() => []);
	await Promise.all(
		there.filter((name) => name !== version).map((name) => rm(join(place, name), { recursive: true })),
	);
	if (there.includes(version)) return;
	const folder = join(place, "incomplete");
	await mkdir(folder, { recursive: true });
	await write(folder);
	await rename(folder, join(place, version));
}

async function writeNotices() {
	const text = await notices(root, ["src/index.ts", ...SCRIPTS, ...LATER]);
	await writeChanged(join(root, "static/third_party_notices.txt"), text);
}

/** The icons, and what chats show of our pages. */
async function writePictures() {
	const { createTakumi } = await import("../src/avatar/generated/takumi.js");
	for (const [name, image] of await pictures(root, createTakumi))
		await writeChanged(join(root, "static", name), image);
}

async function writeOpenApi() {
	await writeChanged(join(root, "static/openapi.json"), await openApi(root));
}

await writeSheets();
await writeCode();
await Promise.all([writePictures(), writePages(), writeOpenApi(), writeNotices()]);
await removeOlder();
