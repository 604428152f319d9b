/** The form that a Worker is uploaded in. Source: https://developers.cloudflare.com/workers/configuration/multipart-upload-metadata/ */
import { CloudflareError } from "./errors.ts";

export interface Binding {
	type: string;
	name: string;
	[field: string]: unknown;
}

export interface Migrations {
	old_tag?: string;
	new_tag: string;
	steps: { new_sqlite_classes?: string[]; new_classes?: string[] }[];
}

export interface Metadata {
	main_module: string;
	compatibility_date: string;
	bindings: Binding[];
	migrations?: Migrations;
	/** Durable Objects, as they are declared instead of migrated. */
	exports?: Record<string, unknown>;
	keep_bindings?: string[];
	assets?: { jwt: string; config?: object };
	limits?: { cpu_ms?: number };
	cache_options?: object;
	observability?: object;
	[field: string]: unknown;
}

export interface Module {
	type: string;
	bytes: Uint8Array;
}

export interface Upload {
	metadata: Metadata;
	modules: Map<string, Module>;
}

/** The bindings that there are, as far as this product could have them, and what each has to say. */
const BINDINGS: Readonly<Record<string, readonly string[]>> = {
	analytics_engine: ["dataset"],
	assets: [],
	durable_object_namespace: ["class_name"],
	inherit: [],
	json: ["json"],
	kv_namespace: ["namespace_id"],
	plain_text: ["text"],
	r2_bucket: ["bucket_name"],
	ratelimit: ["namespace_id", "simple"],
	secret_text: ["text"],
	version_metadata: [],
};

const MODULES = [
	"application/javascript+module",
	"application/octet-stream",
	"application/source-map",
	"application/wasm",
	"text/plain",
];

/** https://developers.cloudflare.com/workers/platform/limits/: of all modules, and of a variable or secret. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_TEXT = 5 * 1024;

/** @throws CloudflareError `not_valid` */
export async function uploadIn(contentType: string, body: Uint8Array<ArrayBuffer>): Promise<Upload> {
	const form = await new Response(body, { headers: { "Content-Type": contentType } }).formData();
	const modules = new Map<string, Module>();
	for (const [name, part] of form) {
		if (name === "metadata") continue;
		if (typeof part === "string") throw new CloudflareError("not_valid", `${name} is no file`);
		modules.set(name, { type: part.type, bytes: new Uint8Array(await part.arrayBuffer()) });
	}
	const said = form.get("metadata");
	const upload = { metadata: JSON.parse(said instanceof File ? await said.text() : String(said)), modules };
	const problems = problemsOf(upload);
	if (problems.length > 0) throw new CloudflareError("not_valid", ...problems);
	return upload;
}

function problemsOf({ metadata, modules }: Upload): string[] {
	const problems: string[] = [];
	const main = modules.get(metadata.main_module);
	if (main?.type !== "application/javascript+module") problems.push("main_module is not in the upload");
	if (!/^\d{4}-\d\d-\d\d$/.test(metadata.compatibility_date)) problems.push("there is no compatibility_date");
	for (const [name, { type }] of modules)
		if (!MODULES.includes(type)) problems.push(`module ${name} has the unknown type ${type}`);
	const bytes = [...modules.values()].reduce((sum, module) => sum + module.bytes.length, 0);
	if (bytes > MOST_BYTES) problems.push("the Worker is too large");
	const names = metadata.bindings.map(({ name }) => name);
	for (const name of new Set(names.filter((each, n) => names.indexOf(each) !== n)))
		problems.push(`there is more than one binding ${name}`);
	return [...problems, ...metadata.bindings.flatMap(problemsOfBinding)];
}

function problemsOfBinding(binding: Binding): string[] {
	const { name, type } = binding;
	const fields = BINDINGS[type];
	if (!fields) return [`binding ${name} has the unknown type ${type}`];
	const problems = fields.flatMap((field) =>
		binding[field] === undefined || binding[field] === ""
			? [`binding ${name} of type ${type} has no ${field}`]
			: [],
	);
	// An empty variable is one; an empty secret is none.
	if (type === "plain_text" && binding.text === "") problems.length = 0;
	if (String(binding.text ?? "").length > MOST_TEXT) problems.push(`binding ${name} is longer than 5 KB`);
	// https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/
	const { limit, period } = Object(binding.simple);
	if (type === "ratelimit" && !(limit > 0 && [10, 60].includes(period)))
		problems.push(`binding ${name} has a period that is neither 10 nor 60`);
	return problems;
}
