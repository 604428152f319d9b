import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { found, obstacles, wantedBy } from "../../build/deploy/checks.ts";
import { type Cloudflare, startCloudflare } from "../stand_ins/cloudflare/cloudflare.ts";

let cloudflare: Cloudflare;
beforeEach(async () => {
	cloudflare = await startCloudflare();
});
afterEach(() => cloudflare.close());

/** What the API answers: `ok`, or the code of its refusal. */
async function answer(
	method: string,
	path: string,
	body?: FormData | object,
	token?: string,
): Promise<unknown> {
	const { CLOUDFLARE_API_BASE_URL, CLOUDFLARE_API_TOKEN } = cloudflare.environment;
	const response = await fetch(`${CLOUDFLARE_API_BASE_URL}/accounts/${cloudflare.account.id}${path}`, {
		method,
		headers: { Authorization: `Bearer ${token ?? CLOUDFLARE_API_TOKEN}` },
		body: body instanceof FormData ? body : body ? JSON.stringify(body) : null,
	});
	const { success, errors } = (await response.json()) as { success: boolean; errors: { code: number }[] };
	return success ? "ok" : errors[0]?.code;
}

const GOOD = {
	main_module: "index.js",
	compatibility_date: "2026-11-01",
	bindings: [{ type: "durable_object_namespace", name: "BOT", class_name: "Bot" }],
	migrations: { new_tag: "v1", steps: [{ new_sqlite_classes: ["Bot"] }] },
};

function form(change: object): FormData {
	const data = new FormData();
	data.set("metadata", new Blob([JSON.stringify({ ...GOOD, ...change })], { type: "application/json" }));
	const code = new Blob(["export class Bot {}; export default {}"], {
		type: "application/javascript+module",
	});
	data.set("index.js", code, "index.js");
	return data;
}

const upload = (change = {}) => answer("PUT", "/workers/scripts/bears", form(change));

describe("the stand-in of Cloudflare", () => {
	it("takes a Worker, and then a version of it without another migration", async () => {
		expect(await upload()).toBe("ok");
		expect(await answer("POST", "/workers/scripts/bears/versions", form({ migrations: undefined }))).toBe(
			"ok",
		);
		expect(await answer("POST", "/workers/scripts/bears/versions", form({}))).toBe(10211);
		expect(await upload({ migrations: { ...GOOD.migrations, old_tag: "v1", new_tag: "v2" } })).toBe(10074);
		expect(await upload()).toBe(10079);
	});

	it.each([
		["a main module that is not there", { main_module: "other.js" }, 10021],
		["no date", { compatibility_date: undefined }, 10021],
		["a binding of no type", { bindings: [{ type: "teapot", name: "X" }] }, 10021],
		[
			"two of one name",
			{ bindings: [...GOOD.bindings, { type: "plain_text", name: "BOT", text: "" }] },
			10021,
		],
		["an empty secret", { bindings: [{ type: "secret_text", name: "X", text: "" }] }, 10021],
		[
			"a namespace that is not there",
			{ bindings: [{ type: "kv_namespace", name: "X", namespace_id: "1" }] },
			10041,
		],
		["a bucket that is not there", { bindings: [{ type: "r2_bucket", name: "X", bucket_name: "x" }] }, 10085],
		["a secret that nobody has set", { bindings: [{ type: "inherit", name: "X" }] }, 10057],
		["an object without a migration", { migrations: undefined }, 10061],
		[
			"a migration for no class",
			{ migrations: { new_tag: "v1", steps: [{ new_sqlite_classes: ["Bear"] }] } },
			10070,
		],
		["static files that nobody has uploaded", { assets: { jwt: "x" } }, 10021],
		["a CPU limit on the free plan", { limits: { cpu_ms: 1000 } }, 100328],
	])("refuses %s, and is as it was", async (_, change, code) => {
		expect(await upload(change)).toBe(code);
		expect([cloudflare.account.scripts.size, cloudflare.account.objects.length]).toEqual([0, 0]);
	});

	it("makes nothing twice, and knows what an account lacks", async () => {
		const [namespaces, buckets] = ["/storage/kv/namespaces", "/r2/buckets"];
		expect(await answer("POST", namespaces, { title: "a" })).toBe("ok");
		expect(await answer("POST", namespaces, { title: "a" })).toBe(10014);
		expect(await answer("POST", buckets, { name: "a" })).toBe("ok");
		expect(await answer("POST", buckets, { name: "a" })).toBe(10004);
		cloudflare.account.r2 = false;
		expect(await answer("GET", buckets)).toBe(10042);
		cloudflare.account.subdomain = undefined;
		expect(await answer("GET", "/workers/subdomain")).toBe(10007);
		expect(await upload()).toBe(10063);
		expect(await answer("GET", namespaces, undefined, "another")).toBe(10000);
	});
});

describe("what Cloudflare does not say", () => {
	it("stands in nobody’s way: wrangler will find out", async () => {
		const config = { r2_buckets: [{ binding: "AVATARS" }], kv_namespaces: [], workers_dev: true };
		const wanted = wantedBy(config as never, "bears");
		const get = async (path: string) => ({
			codes: [path.endsWith("/settings") ? 10007 : 10000],
			message: "not allowed",
		});
		const there = await found({ id: "1", get }, wanted);
		expect(there).toEqual({
			account: "1",
			bindings: undefined,
			namespaces: undefined,
			hasR2: undefined,
			subdomain: undefined,
		});
		expect(obstacles(wanted, there)).toEqual([]);
	});
});
