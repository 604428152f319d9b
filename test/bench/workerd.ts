/** Runs Workers on workerd itself, with a configuration of our own: no proxy of wrangler or miniflare in between. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { unstable_readConfig } from "wrangler";
import { endWithUs } from "./process.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The workerd that wrangler carries. */
const workerd: string = (() => {
	const { resolve } = createRequire(import.meta.url);
	const wrangler = createRequire(resolve("wrangler"));
	return wrangler("workerd").default;
})();

/** Which of workerd's kinds a file of the bundle is, as wrangler.toml's rules say. */
const KINDS: Readonly<Record<string, string>> = {
	js: "esModule",
	ndjson: "text",
	wasm: "wasm",
	woff2: "data",
};

/** A Worker of the benchmark: its modules, the entry first, and its bindings, in Cap'n Proto's notation. */
interface Service {
	name: string;
	modules: string[];
	bindings?: string[];
}

/** Builds what `wrangler deploy` would upload, from `project` into `folder`. */
export function bundleProduct(folder: string, project = root): void {
	execFileSync(
		process.execPath,
		[join(root, "node_modules/wrangler/bin/wrangler.js"), "deploy", "--dry-run", "--outdir", folder],
		{ cwd: project, stdio: "pipe", env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
	);
}

/** Builds the Workers beside this file into `folder`. */
export async function bundleReferences(folder: string): Promise<void> {
	const names = ["constant", "constant_hono", "engine", "limit", "read_store", "store"];
	await build({
		entryPoints: names.map((name) => join(import.meta.dirname, "workers", `${name}.ts`)),
		outdir: folder,
		bundle: true,
		minify: true,
		format: "esm",
		target: "esnext",
		loader: { ".ndjson": "text" },
	});
}

/**
 * Writes the configuration of Discobear as it is deployed, with an in-memory bucket and rate limits that refuse nobody.
 * @param folder where both bundles are: the product's in `product`, the references' in `references`
 * @param svg what is in the bucket
 */
export function writeProductConfig(folder: string, svg: string, product = "product"): string {
	const files = readdirSync(join(folder, product)).filter((name) => name !== "index.js");
	const modules = files.flatMap((name) => {
		const kind = KINDS[name.slice(name.lastIndexOf(".") + 1)];
		return kind ? [moduleOf(name, kind, `${product}/${name}`)] : [];
	});
	const limits = unstable_readConfig({ config: join(root, "wrangler.toml") }).ratelimits.map(
		({ name }: { name: string }) => `(name = "${name}", wrapped = (moduleName = "bench:limit"))`,
	);
	const bindings = [
		`(name = "AVATARS", r2Bucket = "store")`,
		`(name = "ASSETS", service = "assets")`,
		`(name = "DICEBEAR_NEXT", text = "true")`,
		...limits,
	];
	return writeConfig(folder, product, [
		{
			name: "product",
			modules: [moduleOf("index.js", "esModule", `${product}/index.js`), ...modules],
			bindings,
		},
		referenceOf("store", [textOf("SVG", svg)]),
	]);
}

/** Writes the configuration of the Workers that do next to nothing. */
export function writeReferenceConfig(folder: string, svg: string): string {
	return writeConfig(folder, "references", [
		referenceOf("constant", [textOf("SVG", svg)]),
		referenceOf("constant_hono", [textOf("SVG", svg)]),
		referenceOf("engine", []),
		referenceOf("read_store", [`(name = "AVATARS", r2Bucket = "store")`]),
		referenceOf("store", [textOf("SVG", svg)]),
	]);
}

const textOf = (name: string, text: string) => `(name = "${name}", text = ${JSON.stringify(text)})`;

const moduleOf = (name: string, kind: string, file: string) =>
	`(name = "${name}", ${kind} = embed "${file}")`;

function referenceOf(name: string, bindings: string[]): Service {
	return { name, modules: [moduleOf("index.js", "esModule", `references/${name}.js`)], bindings };
}

function writeConfig(folder: string, name: string, services: Service[]): string {
	const { compatibility_date: date, compatibility_flags: flags } = unstable_readConfig({
		config: join(root, "wrangler.toml"),
	});
	const list = (items: string[]) => `[\n${items.join(",\n")}\n]`;
	const workers = services.map(
		(service) => `(name = "${service.name}", worker = (
			compatibilityDate = "${date}",
			compatibilityFlags = ${JSON.stringify(flags)},
			modules = ${list(service.modules)},
			bindings = ${list(service.bindings ?? [])}
		))`,
	);
	workers.push(`(name = "assets", disk = (path = ${JSON.stringify(join(root, "static"))}))`);
	const sockets = services.map(
		({ name }) => `(name = "${name}", address = "127.0.0.1:0", http = (), service = "${name}")`,
	);
	const path = join(folder, `${name}.capnp`);
	writeFileSync(
		path,
		`using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
	services = ${list(workers)},
	sockets = ${list(sockets)},
	extensions = [(modules = [
		(name = "bench:limit", internal = true, esModule = embed "references/limit.js")
	])]
);`,
	);
	return path;
}

export interface Server {
	process: ChildProcess;
	/** The port of each service, by its name. */
	ports: ReadonlyMap<string, number>;
}

/** Starts workerd; it listens when this resolves. */
export async function startWorkerd(config: string, services: number, more: string[] = []): Promise<Server> {
	const child = endWithUs(
		spawn(workerd, ["serve", "--control-fd=3", ...more, config], {
			stdio: ["ignore", "inherit", "inherit", "pipe"],
		}),
	);
	const control = child.stdio[3];
	if (!control || !("readable" in control)) throw new Error("No control channel");
	const ports = new Map<string, number>();
	for await (const line of createInterface({ input: control as NodeJS.ReadableStream })) {
		const { event, socket, port } = JSON.parse(line);
		if (event === "listen") ports.set(socket, port);
		if (ports.size === services) return { process: child, ports };
	}
	throw new Error(`workerd did not start: ${readFileSync(config, "utf8").slice(0, 200)}`);
}
