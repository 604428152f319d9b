/**
 * Makes a factory of `@takumi-rs/wasm`, for build.ts. The package starts one WebAssembly instance and keeps it; but after
 * a panic (memory that does not suffice is one) an instance is not to be trusted any more, and keeps all its memory. With
 * a factory it is thrown away, and the next picture gets a new one. The package's own `Renderer` around the one in
 * WebAssembly is left out: it takes no options and loads what is here already.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const LOADER = /^import \{ FontRegistry, prepareRenderInput \} from "@takumi-rs\/helpers\/renderer";\n/;
const RENDERER = /^var Renderer\$1 = class \{$/m;
const AROUND_IT = /^\/\/#region src\/export\.ts\n.*/ms;

/** @throws Error where the package does not look as it is known here: a new version */
export async function takumiFactory(root: string): Promise<string> {
	const source = await readFile(join(root, "node_modules/@takumi-rs/wasm/dist/export.mjs"), "utf8");
	const inside = source.replace(LOADER, "").replace(AROUND_IT, "");
	if (!RENDERER.test(inside) || /^(?:import|export) /m.test(inside))
		throw new Error("@takumi-rs/wasm is not as it was");
	return `export function createTakumi() {\n${inside}return { Renderer: Renderer$1, initSync };\n}\n`;
}
