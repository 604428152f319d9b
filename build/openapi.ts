/** Makes `/openapi.json` for build.ts, with the Worker's own schemas and tables. */
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

/** What only a Worker has: nothing of it is called to describe one. */
const workerd: Plugin = {
	name: "workerd",
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^cloudflare:/ }, ({ path }) => ({ path, namespace: "workerd" }));
		onLoad({ filter: /^/, namespace: "workerd" }, () => ({ contents: "export class DurableObject {}" }));
	},
};

export async function openApi(root: string): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [join(root, "src/openapi/document.ts")],
		write: false,
		bundle: true,
		platform: "node",
		format: "esm",
		// As wrangler bundles a Worker: for Node, packages look for their WebAssembly as they are imported.
		conditions: ["workerd"],
		jsx: "automatic",
		jsxImportSource: "hono/jsx",
		loader: { ".ndjson": "text", ".wasm": "empty" },
		plugins: [workerd],
		logLevel: "warning",
	});
	const code = Buffer.concat(outputFiles.map(({ contents }) => contents)).toString("base64");
	const { openApi } = await import(`data:text/javascript;base64,${code}`);
	return JSON.stringify(await openApi());
}
