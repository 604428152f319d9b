/**
 * Writes down, for build.ts, whose work is bundled into the Worker and the pages' scripts or served as a font, and under
 * which licences. Which packages these are is asked of the bundler itself, so that none is forgotten
 * (test/deploy/bundle.test.ts).
 */
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { FONT_PACKAGES } from "./fonts.ts";

/** What the files in src/avatar/generated/ are made from. The fonts are served beside their table, as static files. */
const MADE_FROM: Readonly<Record<string, readonly string[]>> = {
	"engine.js": ["@dicebear/core"],
	"takumi.js": ["@takumi-rs/wasm"],
	"blocked_initials.json": ["naughty-words"],
	"definitions.ndjson": ["@dicebear/styles"],
	"catalogue.json": ["@dicebear/styles"],
	"letter_styles.json": ["@dicebear/styles"],
	"fonts.json": FONT_PACKAGES,
};

/**
 * The notice as plain text: each licence with the packages that come under it. Whose each avatar style is, the licence of
 * `@dicebear/styles` lists.
 * @param entries the files that bundles begin with, below the root
 * @throws Error for a package without a licence text: build/licences/ has those that we know
 */
export async function notices(root: string, entries: readonly string[]): Promise<string> {
	const licences = new Map<string, string[]>();
	for (const [name, folders] of await bundledPackages(root, entries)) {
		const card = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
		const { version, license } = JSON.parse(card);
		for (const text of await licencesOf(root, name, folders))
			licences.set(text, [...(licences.get(text) ?? []), `${name} ${version} (${license})`]);
	}
	const parts = [...licences].map(([text, names]) => `${names.join("\n")}\n\n${text}`);
	return [HEADING, ...parts].join(`\n\n${"-".repeat(80)}\n\n`);
}

const HEADING =
	"Discobear is made with the work of others. This is what is bundled into it or served with it, and under which licences.";

/** The packages that the bundler takes files from, in order of name, with the folders of these files. */
async function bundledPackages(root: string, entries: readonly string[]): Promise<[string, Set<string>][]> {
	const folders = new Map<string, Set<string>>();
	const add = (name: string, folder: string) =>
		folders.set(name, (folders.get(name) ?? new Set()).add(folder));
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
						const names = MADE_FROM[basename(path)];
						if (!names) throw new Error(`What is ${basename(path)} made from? See build/notices.ts.`);
						for (const name of names) add(name, ".");
						// The engine alone holds what its package imports, too.
						const imported = path.endsWith("engine.js") ? `require("${names[0]}")` : "{}";
						const contents = `module.exports = ${imported};`;
						return { contents, loader: "js", resolveDir: root };
					});
				},
			},
		],
	});
	for (const file of Object.keys(metafile.inputs)) {
		const [, name, inside] = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)/.exec(file) ?? [];
		if (name && inside) add(name, dirname(inside));
	}
	return [...folders].sort(([a], [b]) => (a < b ? -1 : 1));
}

const LICENCE = /^(?:licen[cs]e|notice)(?:\.codec)?(?:\.(?:md|txt))?$/i;

/** What a package says of its licence, beside the bundled files and above them, and what we know of it. */
async function licencesOf(root: string, name: string, bundled: ReadonlySet<string>): Promise<Set<string>> {
	const folders = new Set(["."]);
	for (const folder of bundled) for (let at = folder; at !== "."; at = dirname(at)) folders.add(at);
	const found = [join(root, "build/licences", `${name}.txt`)];
	for (const folder of folders) {
		const place = join(root, "node_modules", name, folder);
		const files = await readdir(place).catch(() => []);
		found.push(...files.filter((file) => LICENCE.test(file)).map((file) => join(place, file)));
	}
	const texts = await Promise.all(found.map((file) => readFile(file, "utf8").catch(() => "")));
	const said = texts.map((text) => text.replaceAll("\r\n", "\n").trim()).filter(Boolean);
	if (said.length === 0) throw new Error(`${name} comes without a licence text: see build/licences/.`);
	return new Set(said);
}
