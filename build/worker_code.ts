/** Runs the Worker's own code on Node: what it says of itself is not written again for what is built of it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

/** What only a Worker has: nothing of it is called here. */
const workerd: Plugin = {
	name: "workerd",
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^cloudflare:/ }, ({ path }) => ({ path, namespace: "workerd" }));
		onLoad({ filter: /^/, namespace: "workerd" }, () => ({ contents: "export class DurableObject {}" }));
	},
};

/**
 * Bundles some of the Worker's code, and imports it. Errors in it name the file and the line in `src/`.
 * @param contents a module, which imports from `./src/` what it exports
 * @returns what it exports
 */
export async function workerCode<Exports>(root: string, contents: string): Promise<Exports> {
	const { outputFiles } = await build({
		stdin: { contents, resolveDir: root, loader: "ts" },
		write: false,
		bundle: true,
		platform: "node",
		format: "esm",
		sourcemap: "inline",
		sourceRoot: root,
		// As wrangler bundles a Worker: for Node, packages look for their WebAssembly as they are imported.
		conditions: ["workerd"],
		jsx: "automatic",
		jsxImportSource: "hono/jsx",
		loader: { ".ndjson": "text", ".wasm": "empty" },
		plugins: [workerd],
		logLevel: "warning",
	});
	process.setSourceMapsEnabled(true);
	const folder = await mkdtemp(join(tmpdir(), "discobear-"));
	const file = join(folder, "worker.mjs");
	try {
		await writeFile(file, Buffer.concat(outputFiles.map(({ contents }) => contents)));
		return await import(pathToFileURL(file).href);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
