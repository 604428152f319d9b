/**
 * Writes down, for build.ts, whose work is bundled into the Worker and the pages' scripts or served as a font, and under
 * which licences. Which packages these are is asked of the bundler itself, so that none is forgotten
 * (test/deploy/bundle.test.ts).
 */
import { globSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { FONT_PACKAGES } from "./fonts.ts";

/** A package that is installed as the product's own. */
const own = (name: string) => `node_modules/${name}`;

/** The packages of other major versions of DiceBear, which are installed below build/dicebear/. */
function ofDiceBear(majors: string): readonly string[] {
	const root = join(import.meta.dirname, "..");
	return globSync(`build/dicebear/${majors}/node_modules/@dicebear/*`, { cwd: root });
}

/**
 * What the files in src/avatar/generated/ are made from, as places below the root. The fonts and the styles' files are served
 * beside what lists them, as static files.
 */
const MADE_FROM: Readonly<Record<string, readonly string[]>> = {
	"engine.js": [own("@dicebear/core")],
	"engine11.js": ofDiceBear("11"),
	"takumi.js": [own("@takumi-rs/wasm")],
	"blocked_initials.json": [own("naughty-words")],
	"definitions.ndjson": [own("@dicebear/styles")],
	"catalogue.json": [own("@dicebear/styles")],
	"letter_styles.json": [own("@dicebear/styles")],
	"collections.js": ofDiceBear("{5,6,7,8,9}"),
	"style_files.json": ofDiceBear("*"),
	"fonts.json": FONT_PACKAGES.map(own),
};

/**
 * The notice as plain text: each licence with the packages that come under it. Whose each avatar style is, the licence of
 * `@dicebear/styles` lists.
 * @param entries the files that bundles begin with, below the root
 * @throws Error for a package without a licence text: build/licences/ has those that we know
 */
export async function notices(root: string, entries: readonly string[]): Promise<string> {
	const licences = new Map<string, string[]>();
	for (const [place, folders] of await bundledPackages(root, entries)) {
		const card = await readFile(join(root, place, "package.json"), "utf8");
		const { name, version, license } = JSON.parse(card);
		for (const text of await licencesOf(root, name, place, folders))
			licences.set(text, [...(licences.get(text) ?? []), `${name} ${version} (${license})`]);
	}
	const parts = [...licences].map(([text, names]) => `${names.join("\n")}\n\n${text}`);
	return [HEADING, ...parts].join(`\n\n${"-".repeat(80)}\n\n`);
}

const HEADING =
	"Discobear is made with the work of others. This is what is bundled into it or served with it, and under which licences.";

/** The places of the packages that the bundler takes files from, in order, with the folders of these files. */
async function bundledPackages(root: string, entries: readonly string[]): Promise<[string, Set<string>][]> {
	const folders = new Map<string, Set<string>>();
	const add = (place: string, folder: string) =>
		folders.set(place, (folders.get(place) ?? new Set()).add(folder));
	const { metafile } = await build({
		absWorkingDir: root,
		entryPoints: [...entries],
		outdir: "nowhere",
		bundle: true,
		write: false,
		metafile: true,
		format: "esm",
		// As wrangler bundles a Worker.
		conditions: ["workerd", "worker", "browser"],
		mainFields: ["browser", "module", "main"],
		external: ["cloudflare:*"],
		loader: { ".wasm": "empty" },
		// It wonders that the generated files are not what their importers take from them.
		logLevel: "error",
		plugins: [
			{
				name: "generated",
				setup({ onLoad }) {
					onLoad({ filter: /[\\/]avatar[\\/]generated[\\/]/ }, ({ path }) => {
						const places = MADE_FROM[basename(path)];
						if (!places) throw new Error(`What is ${basename(path)} made from? See build/notices.ts.`);
						for (const place of places) add(place, ".");
						// The engines alone hold what their packages import, too.
						const imported = /engine\d*\.js$/.test(path) ? `require("./${places[0]}")` : "{}";
						const contents = `module.exports = ${imported};`;
						return { contents, loader: "js", resolveDir: root };
					});
				},
			},
		],
	});
	for (const file of Object.keys(metafile.inputs)) {
		const [, place, inside] = /(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\/(.+)/.exec(file) ?? [];
		if (place && inside) add(place, dirname(inside));
	}
	return [...folders].sort(([a], [b]) => (a < b ? -1 : 1));
}

const LICENCE = /^(?:licen[cs]e|notice)(?:\.codec)?(?:\.(?:md|txt))?$/i;

/** What a package says of its licence, beside the bundled files and above them, and what we know of it. */
async function licencesOf(
	root: string,
	name: string,
	place: string,
	bundled: ReadonlySet<string>,
): Promise<Set<string>> {
	const folders = new Set(["."]);
	for (const folder of bundled) for (let at = folder; at !== "."; at = dirname(at)) folders.add(at);
	const found = [join(root, "build/licences", `${name}.txt`)];
	for (const folder of folders) {
		const at = join(root, place, folder);
		const files = await readdir(at).catch(() => []);
		found.push(...files.filter((file) => LICENCE.test(file)).map((file) => join(at, file)));
	}
	const texts = await Promise.all(found.map((file) => readFile(file, "utf8").catch(() => "")));
	const said = texts.map((text) => text.replaceAll("\r\n", "\n").trim()).filter(Boolean);
	if (said.length === 0) throw new Error(`${name} comes without a licence text: see build/licences/.`);
	return new Set(said);
}
