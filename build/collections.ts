/**
 * Bundles DiceBear 5 to 9 for build.ts: `@dicebear/core` and `@dicebear/collection` of each, where npm has put them below
 * build/dicebear/. A Worker compiles all its modules when it starts, whether they are imported or not, so whatever can be
 * data is: of nine megabytes of styles, which a plugin for Figma has written, a few functions are left that people wrote.
 * The rest becomes a file for each style, which is fetched when the style is first asked for: see collection_style.ts.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { build, type Plugin } from "esbuild";

/** The major versions that have a collection. */
export const COLLECTIONS = [5, 6, 7, 8, 9];

/** The types of the generated module. */
export const COLLECTIONS_TYPES = `import type { Collection } from "../versions/collection";

export const collections: Readonly<Record<number, Collection>>;
export function escapeXml(text: string): string;
`;

/** Where the packages of a major version are. */
export const folderOf = (root: string, major: number) =>
	join(root, `build/dicebear/${major}/node_modules/@dicebear`);

/** The packages of a version's styles, in the collection's order, by the styles' names in URLs. */
export async function stylePackages(root: string, major: number): Promise<Map<string, string>> {
	const folder = folderOf(root, major);
	const names = Object.keys(await import(join(folder, "collection/lib/index.js")));
	return new Map(names.map((name) => [kebabCase(name), join(folder, kebabCase(name))]));
}

/** `pixelArtNeutral` → `pixel-art-neutral` */
function kebabCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The code of all versions as one module. */
export async function collectionsModule(root: string): Promise<string> {
	const imports: string[] = [];
	const imported = (path: string) => {
		imports.push(`import * as _${imports.length} from "./${relative(root, path).replaceAll("\\", "/")}";`);
		return `_${imports.length - 1}`;
	};
	const versions: string[] = [];
	for (const major of COLLECTIONS) {
		const core = join(folderOf(root, major), "core");
		const { version } = JSON.parse(await readFile(join(core, "package.json"), "utf8"));
		const parts = ["core", "schema"].map((part) => imported(join(core, `lib/${part}.js`)));
		const styles: string[] = [];
		for (const [name, folder] of await stylePackages(root, major)) {
			const code = (await handwritten(folder)).map((path) => `...${imported(join(folder, "lib", path))}`);
			styles.push(`"${name}": { ${code.join()} }`);
		}
		versions.push(
			`${major}: { version: "${version}", ...${parts.join(", ...")}, styles: { ${styles.join()} } }`,
		);
	}
	const { outputFiles } = await build({
		stdin: {
			contents: `
				${imports.join("\n")}
				export const collections = { ${versions.join()} };
				export { xml as escapeXml } from "./build/dicebear/9/node_modules/@dicebear/core/lib/utils/escape.js";`,
			resolveDir: root,
		},
		bundle: true,
		write: false,
		format: "esm",
		target: "esnext",
		minify: true,
		legalComments: "none",
		logLevel: "warning",
		plugins: [oneOfEach()],
	});
	const [file] = outputFiles;
	if (!file) throw new Error("esbuild gave no collections");
	return file.text;
}

/** A style's modules that are not the plugin's work: what it does before and after, or all of it where it has no shapes. */
export async function handwritten(folder: string): Promise<string[]> {
	const code = await readFile(join(folder, "lib/index.js"), "utf8");
	if (!code.includes("getComponents")) return ["index.js"];
	return [...code.matchAll(/ from '\.\/(hooks\/\w+\.js)'/g)].map(([, path = ""]) => path);
}

/** Takes each module that says the same as another one for that one, and changes what has to be changed. */
function oneOfEach(): Plugin {
	const same = sameModules();
	return {
		name: "collections",
		setup({ onResolve, onLoad }) {
			// What makes images and files is never called.
			onResolve({ filter: /^(?:@dicebear\/converter|node:.*)$/ }, () => ({
				path: "none",
				namespace: "none",
			}));
			onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "export let toPng, toJpeg;" }));
			onResolve({ filter: /^\..*\.js$/ }, async ({ path, resolveDir }) => ({
				path: (await same(join(resolveDir, path))).path,
			}));
			onLoad({ filter: /[\\/]build[\\/]dicebear[\\/].*\.js$/ }, async ({ path }) => ({
				contents: await codeOf(path),
			}));
		},
	};
}

/** Finds the first module that says the same as another, comments aside, and imports what says the same. */
function sameModules() {
	type Module = { path: string; says: string };
	const known = new Map<string, Promise<Module>>();
	const first = new Map<string, Module>();
	const find = async (path: string): Promise<Module> => {
		const code = await codeOf(path);
		const imports = [...code.matchAll(/ from '(\.[^']+)'/g)].map(([, to = ""]) =>
			same(join(dirname(path), to)),
		);
		const words = [
			code.replace(/\/\*[\s\S]*?\*\//g, ""),
			...(await Promise.all(imports)).map(({ says }) => says),
		];
		const says = createHash("sha256").update(words.join("\0")).digest("hex");
		const module = first.get(says) ?? { path, says };
		first.set(says, module);
		return module;
	};
	const same = (path: string) => {
		const module = known.get(path) ?? find(path);
		known.set(path, module);
		return module;
	};
	return same;
}

/**
 * A module's code, without a style's schema, and with the sort of the engine that it was published for.
 * @throws Error for a sort that is not known here
 */
async function codeOf(path: string): Promise<string> {
	const isCore = /[\\/]@dicebear[\\/]core[\\/]/.test(path);
	if (!isCore && path.endsWith("schema.js")) return "export const schema = undefined;";
	const code = (await readFile(path, "utf8")).replace("arr.sort((", "sortAsNode(arr, (");
	if (code.includes(".sort(")) throw new Error(`Not known how this sorts: ${path}`);
	const sort = relative(dirname(path), join(import.meta.dirname, "../src/avatar/versions/node_sort.ts"));
	return code.includes("sortAsNode") ? `import { sortAsNode } from "${sort}";\n${code}` : code;
}
