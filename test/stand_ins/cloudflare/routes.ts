import type { Account, Script, Version } from "./account.ts";
import { CloudflareError } from "./errors.ts";
import { type Binding, uploadIn } from "./upload.ts";

interface Asked {
	url: URL;
	body: Buffer<ArrayBuffer>;
	contentType: string;
	token: string;
}

/** What the API answers with, in its envelope. @param names what stands in the places of the route's stars */
type Handler = (account: Account, asked: Asked, ...names: string[]) => unknown;

const json = ({ body }: Asked) => JSON.parse(body.toString());

/** No secret's value leaves Cloudflare. */
const shown = (bindings: Binding[]) =>
	bindings.map(({ text, ...rest }) =>
		rest.type === "secret_text" ? rest : { ...rest, ...(text !== undefined && { text }) },
	);

const uploaded = ({ id }: Version, { name, tag }: Script) => ({
	id: name,
	tag,
	etag: id.replaceAll("-", ""),
	deployment_id: id.replaceAll("-", ""),
	startup_time_ms: 12,
});

const versionOf = ({ id, number, bindings }: Version) => ({
	id,
	number,
	metadata: {
		created_on: new Date().toISOString(),
		source: "wrangler",
		author_email: "operator@example.com",
	},
	annotations: {},
	resources: { bindings: shown(bindings), script: { etag: id, handlers: ["fetch"] }, script_runtime: {} },
	startup_time_ms: 12,
});

/** Looks like a token that ends in an hour: wrangler reads until when it may use one. */
function newToken(): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
	return `${part({ alg: "none" })}.${part({ exp: Math.floor(Date.now() / 1000) + 3600, id: crypto.randomUUID() })}.x`;
}

/** https://developers.cloudflare.com/workers/static-assets/direct-upload/ */
const STATIC_FILE_MOST_BYTES = 25 * 1024 * 1024;

/** By method and path after the account; a star stands for one part of it. */
export const ROUTES: Readonly<Record<string, Handler>> = {
	"GET /accounts": (account) => [{ id: account.id, name: "Operator" }, ...account.others],
	"GET /memberships": (account) => [{ account: { id: account.id, name: "Operator" } }],

	"GET /workers/services/*": (account, _, name = "") => {
		const script = account.scripts.get(name);
		if (!script) throw new CloudflareError("service_missing");
		const { tag, migrationTag, settings } = script;
		const about = { id: name, tag, tags: settings.tags ?? null, last_deployed_from: "wrangler" };
		return {
			id: name,
			default_environment: {
				environment: "production",
				script: { ...about, ...(migrationTag && { migration_tag: migrationTag }) },
			},
		};
	},
	"PUT /workers/scripts/*": async (account, { body, contentType }, name = "") => {
		const version = account.deploy(name, await uploadIn(contentType, body));
		return uploaded(version, account.script(name));
	},
	"GET /workers/scripts/*/settings": (account, _, name = "") => ({
		...account.script(name).settings,
		bindings: shown(account.bindingsOf(name)),
	}),
	"PATCH /workers/scripts/*/script-settings": (account, asked, name = "") =>
		Object.assign(account.script(name).settings, json(asked)),
	"GET /workers/scripts/*/secrets": (account, _, name = "") => {
		account.script(name);
		return account.secretsOf(name).map((each) => ({ name: each, type: "secret_text" }));
	},
	"PUT /workers/scripts/*/secrets": (account, asked, name = "") => {
		const secret = json(asked);
		account.script(name);
		account.putSecret(name, secret);
		return { name: secret.name, type: "secret_text" };
	},

	"POST /workers/scripts/*/assets-upload-session": (account, asked) => {
		const { manifest } = json(asked) as { manifest: Record<string, { hash: string; size: number }> };
		for (const [path, { hash, size }] of Object.entries(manifest))
			if (!/^\/./.test(path) || !/^[0-9a-f]{32}$/.test(hash) || size > STATIC_FILE_MOST_BYTES)
				throw new CloudflareError("not_valid", `${path} is no static file`);
		const hashes = new Set(Object.values(manifest).map(({ hash }) => hash));
		const missing = [...hashes].filter((hash) => !account.files.has(hash));
		const token = newToken();
		if (missing.length === 0) account.wholeUploads.add(token);
		else account.sessions.set(token, missing);
		return { jwt: token, buckets: missing.length > 0 ? [missing] : [] };
	},
	"POST /workers/assets/upload": async (account, { body, contentType, token }) => {
		const wanted = account.sessions.get(token) ?? [];
		const form = await new Response(body, { headers: { "Content-Type": contentType } }).formData();
		for (const hash of form.keys()) {
			if (!wanted.includes(hash)) throw new CloudflareError("not_valid", `${hash} was not asked for`);
			account.files.add(hash);
		}
		if (!wanted.every((hash) => account.files.has(hash))) return {};
		const whole = newToken();
		account.wholeUploads.add(whole);
		return { jwt: whole };
	},

	"POST /workers/scripts/*/versions": async (account, { body, contentType }, name = "") =>
		versionOf(account.addUpload(name, await uploadIn(contentType, body))),
	"GET /workers/scripts/*/versions/*": (account, _, name = "", id = "") => {
		const version = account.script(name).versions.find((each) => each.id === id);
		if (!version) throw new CloudflareError("version_missing");
		return versionOf(version);
	},
	"GET /workers/scripts/*/deployments": (account, _, name = "") => ({
		deployments: account.script(name).deployments.map((id) => ({
			id,
			created_on: new Date().toISOString(),
			source: "wrangler",
			strategy: "percentage",
			author_email: "operator@example.com",
			versions: [{ version_id: id, percentage: 100 }],
		})),
	}),
	"POST /workers/scripts/*/deployments": (account, asked, name = "") => {
		const deployment = json(asked);
		account.deployVersions(name, deployment.versions);
		return { id: crypto.randomUUID(), created_on: new Date().toISOString(), ...deployment };
	},

	"GET /workers/subdomain": ({ subdomain }) => {
		if (!subdomain) throw new CloudflareError("subdomain_missing");
		return { subdomain };
	},
	"GET /workers/workers/*": (account, _, name = "") => {
		const { tag, subdomain } = account.script(name);
		return {
			id: tag,
			name,
			subdomain: { ...subdomain, url: `https://${name}.${account.subdomain}.workers.dev` },
		};
	},
	"GET /workers/scripts/*/subdomain": (account, _, name = "") => account.script(name).subdomain,
	"POST /workers/scripts/*/subdomain": (account, asked, name = "") =>
		Object.assign(account.script(name).subdomain, json(asked)),

	"GET /storage/kv/namespaces": ({ namespaces }) => namespaces,
	"POST /storage/kv/namespaces": (account, asked) => account.makeNamespace(json(asked).title),
	"GET /r2/buckets": ({ openBuckets }) => ({ buckets: openBuckets }),
	"GET /r2/buckets/*": (account, _, name = "") => account.bucket(name),
	// A few at a time, as Cloudflare does with a thousand: src/resources/r2/buckets/objects.ts of cloudflare/cloudflare-typescript.
	"GET /r2/buckets/*/objects": (account, { url }, bucket = "") => {
		const { name } = account.bucket(bucket);
		const wanted = `${name}/${url.searchParams.get("prefix") ?? ""}`;
		const found = [...account.stored].filter((each) => each.startsWith(wanted)).sort();
		return found.slice(0, 2).map((each) => ({ key: each.slice(name.length + 1) }));
	},
	"DELETE /r2/buckets/*/objects/*": (account, _, bucket = "", key = "") => {
		account.stored.delete(`${account.bucket(bucket).name}/${key}`);
		return { key };
	},
	"DELETE /r2/buckets/*/objects/images/*": (account, _, bucket = "", name = "") => {
		account.stored.delete(`${account.bucket(bucket).name}/images/${name}`);
		return { key: `images/${name}` };
	},
	"POST /r2/buckets": (account, asked) => account.makeBucket(json(asked).name),
	"GET /workers/durable_objects/namespaces": ({ objects }) => objects,
};
