/** The styles' own files, for build.ts: what the Worker fetches when a style of another version than 10 is asked for. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { styleFile } from "./collection_style.ts";
import { COLLECTIONS, folderOf, stylePackages } from "./collections.ts";

/** The version whose styles are definitions, as those of 10 are. */
const NEXT = 11;

const ENDING = ".min.json";

/**
 * @returns the version of all files together, which is another one as soon as one of them is, or what reads them; what the
 *   Worker knows of the next version beforehand; and the files, by their names
 */
export async function styleFiles(root: string) {
	const versionOf = async (major: number, name: string): Promise<string> => {
		const card = await readFile(join(folderOf(root, major), name, "package.json"), "utf8");
		return JSON.parse(card).version;
	};
	const dist = join(folderOf(root, NEXT), "styles/dist");
	const definitions = (await readdir(dist)).filter((name) => name.endsWith(ENDING));
	const next = {
		version: `${await versionOf(NEXT, "core")}-${await versionOf(NEXT, "styles")}`,
		styles: definitions.map((name) => name.slice(0, -ENDING.length)).sort(),
	};
	const makers = [
		"collections.ts",
		"collection_style.ts",
		"style_files.ts",
		"../src/avatar/versions/node_sort.ts",
	];
	const parts = await Promise.all([
		...COLLECTIONS.flatMap((major) => ["core", "collection"].map((name) => versionOf(major, name))),
		...makers.map((name) => readFile(join(import.meta.dirname, name), "utf8")),
	]);
	return {
		version: createHash("sha256")
			.update(JSON.stringify([next, parts]))
			.digest("hex")
			.slice(0, 8),
		next,
		async files(): Promise<Map<string, string>> {
			const files = new Map<string, string>();
			for (const major of COLLECTIONS)
				for (const [name, folder] of await stylePackages(root, major))
					files.set(`${major}/${name}.json`, await styleFile(folder));
			for (const name of next.styles)
				files.set(`${NEXT}/${name}.json`, await readFile(join(dist, `${name}${ENDING}`), "utf8"));
			return files;
		},
	};
}
