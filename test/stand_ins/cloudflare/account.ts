/** One account at Cloudflare: what is in it, and by which rules that changes. */
import { createHash, randomUUID } from "node:crypto";
import { CloudflareError } from "./errors.ts";
import type { Binding, Metadata, Upload } from "./upload.ts";

export interface Version {
	id: string;
	number: number;
	upload: Upload | undefined;
	bindings: Binding[];
}

export interface Script {
	name: string;
	tag: string;
	/** The newest first. */
	versions: Version[];
	/** The ids of what was deployed, the newest first. */
	deployments: string[];
	migrationTag: string | undefined;
	subdomain: { enabled: boolean; previews_enabled: boolean };
	settings: Record<string, unknown>;
}

/** A namespace of Durable Objects: what is in them is lost with it. */
export interface ObjectNamespace {
	id: string;
	script: string;
	class: string;
	use_sqlite: boolean;
}

const hex = () => randomUUID().replaceAll("-", "");

export class Account {
	readonly id = "0123456789abcdef0123456789abcdef";
	r2 = true;
	subdomain: string | undefined = "operator";
	plan: "free" | "paid" = "free";
	/** Which else whoever asks may use. */
	readonly others: { id: string; name: string }[] = [];
	readonly scripts = new Map<string, Script>();
	readonly namespaces: { id: string; title: string }[] = [];
	readonly buckets: { name: string; creation_date: string }[] = [];
	/** The names of what is in the buckets, each as `bucket/name`. */
	readonly stored = new Set<string>();
	readonly objects: ObjectNamespace[] = [];
	/** The hashes of the static files that are there. */
	readonly files = new Set<string>();
	/** What an upload of static files still has to bring, by its token; and the tokens that stand for a whole one. */
	readonly sessions = new Map<string, string[]>();
	readonly wholeUploads = new Set<string>();

	script(name: string): Script {
		const script = this.scripts.get(name);
		if (!script) throw new CloudflareError("worker_missing");
		return script;
	}

	/** The bindings of a script as its newest version has them. */
	bindingsOf(name: string): Binding[] {
		return this.scripts.get(name)?.versions[0]?.bindings ?? [];
	}

	/** The names of a script's secrets, for those who look whether one is there. */
	secretsOf(name: string): string[] {
		return this.bindingsOf(name).flatMap((each) => (each.type === "secret_text" ? [each.name] : []));
	}

	makeNamespace(title: string) {
		if (this.namespaces.some((each) => each.title === title)) throw new CloudflareError("namespace_exists");
		const namespace = { id: hex(), title };
		this.namespaces.push(namespace);
		return namespace;
	}

	/** @throws CloudflareError `r2_off` where nobody has switched R2 on */
	get openBuckets() {
		if (!this.r2) throw new CloudflareError("r2_off");
		return this.buckets;
	}

	bucket(name: string) {
		const bucket = this.openBuckets.find((each) => each.name === name);
		if (!bucket) throw new CloudflareError("bucket_missing");
		return bucket;
	}

	makeBucket(name: string) {
		if (this.openBuckets.some((each) => each.name === name)) throw new CloudflareError("bucket_exists");
		const bucket = { name, creation_date: new Date().toISOString() };
		this.buckets.push(bucket);
		return bucket;
	}

	/** `secret put`, for a Worker that is not there, too: then it is made, with nothing but the secret. */
	putSecret(name: string, secret: { name: string; text: string }): void {
		const script = this.scripts.get(name) ?? this.newScript(name);
		const bindings = this.bindingsOf(name).filter((each) => each.name !== secret.name);
		this.addVersion(script, script.versions[0]?.upload, [...bindings, { ...secret, type: "secret_text" }]);
		this.scripts.set(name, script);
	}

	/** An upload that is live at once. Nothing is changed where it is refused. */
	deploy(name: string, upload: Upload): Version {
		if (!this.scripts.has(name) && !this.subdomain) throw new CloudflareError("subdomain_required");
		const bindings = this.resolved(name, upload.metadata);
		this.requirePlan(upload.metadata);
		const script = this.scripts.get(name) ?? this.newScript(name);
		this.migrate(script, upload);
		this.requireClasses(script, bindings);
		this.scripts.set(name, script);
		return this.addVersion(script, upload, bindings);
	}

	/** An upload that waits to be deployed: only of a Worker that is there, and without migrations. */
	addUpload(name: string, upload: Upload): Version {
		const script = this.script(name);
		if (upload.metadata.migrations) throw new CloudflareError("migration_needs_deploy");
		const bindings = this.resolved(name, upload.metadata);
		this.requirePlan(upload.metadata);
		this.requireClasses(script, bindings);
		return this.addVersion(script, upload, bindings, false);
	}

	deployVersions(name: string, versions: { version_id: string; percentage: number }[]): void {
		const script = this.script(name);
		for (const { version_id } of versions) {
			if (!script.versions.some(({ id }) => id === version_id)) throw new CloudflareError("version_missing");
			script.deployments.unshift(version_id);
		}
	}

	private newScript(name: string): Script {
		return {
			name,
			tag: createHash("md5").update(name).digest("hex"),
			versions: [],
			deployments: [],
			migrationTag: undefined,
			subdomain: { enabled: false, previews_enabled: false },
			settings: {},
		};
	}

	private addVersion(script: Script, upload: Upload | undefined, bindings: Binding[], live = true): Version {
		const version = { id: randomUUID(), number: script.versions.length + 1, upload, bindings };
		script.versions.unshift(version);
		if (live) script.deployments.unshift(version.id);
		return version;
	}

	/**
	 * The bindings as they will be: what is inherited as the version before has it, and each of what is said has to be there.
	 * Secrets stay where an upload does not name them: https://developers.cloudflare.com/workers/configuration/secrets/
	 */
	private resolved(name: string, { bindings, keep_bindings = [], assets }: Metadata): Binding[] {
		const before = this.bindingsOf(name);
		const broken: string[] = [];
		const found = bindings.flatMap((binding) => {
			if (binding.type !== "inherit") return [this.required(binding)];
			const old = before.find((each) => each.name === (binding.old_name ?? binding.name));
			if (!old)
				broken.push(`inherit binding '${binding.name}' is invalid: no such binding on the previous version`);
			return old ? [old] : [];
		});
		if (broken.length > 0) throw new CloudflareError("inherits_nothing", ...broken);
		if (assets && !this.wholeUploads.has(assets.jwt))
			throw new CloudflareError("not_valid", "assets.jwt is of no upload that is whole");
		const kept = ["secret_text", ...keep_bindings];
		const named = new Set(found.map((each) => each.name));
		return [...found, ...before.filter((each) => kept.includes(each.type) && !named.has(each.name))];
	}

	private required(binding: Binding): Binding {
		const { type, namespace_id, bucket_name } = binding;
		if (type === "kv_namespace" && !this.namespaces.some(({ id }) => id === namespace_id))
			throw new CloudflareError("namespace_missing", `KV namespace '${namespace_id}' not found.`);
		if (type === "r2_bucket" && !this.buckets.some((each) => each.name === bucket_name))
			throw new CloudflareError("bound_bucket_missing", `R2 bucket '${bucket_name}' not found.`);
		return binding;
	}

	private requirePlan({ limits }: Metadata): void {
		if (limits?.cpu_ms !== undefined && this.plan === "free") throw new CloudflareError("cpu_limit_not_free");
	}

	private migrate(script: Script, { metadata, modules }: Upload): void {
		const { migrations, main_module } = metadata;
		if (!migrations) return;
		if (migrations.old_tag !== script.migrationTag)
			throw new CloudflareError(
				"migration_tag",
				`expected tag '${script.migrationTag}', got '${migrations.old_tag}'`,
			);
		const code = new TextDecoder().decode(modules.get(main_module)?.bytes);
		const made = migrations.steps.flatMap(({ new_classes = [], new_sqlite_classes = [] }) => [
			...new_classes.map((each) => ({ class: each, use_sqlite: false })),
			...new_sqlite_classes.map((each) => ({ class: each, use_sqlite: true })),
		]);
		for (const each of made) {
			if (!new RegExp(`\\b${each.class}\\b`).test(code))
				throw new CloudflareError("class_not_exported", each.class);
			if (this.hasClass(script.name, each.class)) throw new CloudflareError("class_exists", each.class);
		}
		this.objects.push(...made.map((each) => ({ id: hex(), script: script.name, ...each })));
		script.migrationTag = migrations.new_tag;
	}

	private requireClasses({ name }: Script, bindings: Binding[]): void {
		for (const { type, class_name } of bindings)
			if (type === "durable_object_namespace" && !this.hasClass(name, String(class_name)))
				throw new CloudflareError("class_not_migrated", String(class_name));
	}

	private hasClass(script: string, name: string): boolean {
		return this.objects.some((each) => each.script === script && each.class === name);
	}
}
