/**
 * Makes a factory of `@resvg/resvg-wasm`, for build.ts. The package starts one WebAssembly instance and keeps it; but
 * resvg panics on some pictures (one that lies wholly outside its canvas is enough), and after that the instance is
 * broken for good, with all its memory. With a factory it is thrown away, and the next picture gets a new one.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const EXPORTS = /^export \{\n {2}Resvg2 as Resvg,\n {2}initWasm\n\};\n?$/m;

/** @throws Error where the package does not look as it is known here: a new version */
export async function resvgFactory(root: string): Promise<string> {
	const source = await readFile(join(root, "node_modules/@resvg/resvg-wasm/index.mjs"), "utf8");
	if (!EXPORTS.test(source) || /^import /m.test(source))
		throw new Error("@resvg/resvg-wasm is not as it was");
	return `export function createResvg() {\n${source.replace(EXPORTS, "return { Resvg: Resvg2, initWasm };\n")}}\n`;
}
