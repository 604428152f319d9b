import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FONT_PACKAGES } from "../../build/fonts.ts";
import { type Cloudflare, startCloudflare } from "../stand_ins/cloudflare/cloudflare.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** All that a deployment is made of. */
const SOURCES = ["src", "static", "build", "package.json", "tsconfig.json", "wrangler.toml"];

/** The classes of the Durable Objects. */
const OBJECTS = ["Bot", "Departure", "GuildKeeper", "PersonalLink", "SessionKeeper", "SettingsHub"];

/** What only the stand-in Discord and the demo say. */
const OF_THE_STAND_IN = /stand_in|Stand-in Discord|_standin|mira\.dances|not-a-secret|127\.0\.0\.1/;

const SECRETS = { DISCORD_CLIENT_ID: "100000000000000000", DISCORD_CLIENT_SECRET: "client-secret-marker" };

/** What came of a command: its exit code, and all that it said. */
interface Outcome {
	code: number;
	said: string;
	/** What it has asked Cloudflare. */
	calls: string[];
}

/** The story of a site: each command as the README has it, without a terminal. */
interface Story {
	withoutR2: Outcome;
	withoutSecret: Outcome;
	first: Outcome;
	second: Outcome;
	afterRefusal: Outcome;
	staging: Outcome;
}

let folder: string;
let cloudflare: Cloudflare;
/** An account where deployments as they were before have left a namespace, a bucket and half a Worker. */
let stuck: Cloudflare;
let story: Story;
/** What is deployed: the Worker's modules under `/worker`, static files, and what esbuild says of its bundle. */
let files: Map<string, string>;

async function textsIn(place: string): Promise<[string, string][]> {
	const entries = await readdir(place, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name));
	return Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as [string, string]));
}

/** `npm run deploy`, in the copy. */
async function deploy(
	{ environment, calls }: Cloudflare,
	args: string[],
	variables: Record<string, string> = {},
): Promise<Outcome> {
	const before = calls.length;
	const asks = { ...environment, ...variables, WRANGLER_SEND_METRICS: "false", FORM_TARGETS: undefined };
	const child = spawn(process.execPath, ["build/deploy.ts", ...args], {
		cwd: folder,
		env: { ...process.env, ...asks },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
	const [code] = await once(child, "close");
	return { code, said, calls: calls.slice(before) };
}

beforeAll(async () => {
	[cloudflare, stuck] = await Promise.all([startCloudflare(), startCloudflare()]);
	folder = await mkdtemp(join(tmpdir(), "discobear-deploy-"));
	for (const source of SOURCES) await cp(join(root, source), join(folder, source), { recursive: true });
	for (const made of [
		"src/avatar/generated",
		"static/fonts",
		"static/styles",
		"static/_headers",
		"static/third_party_notices.txt",
		"static/index.html",
		"static/made",
		"src/client/generated",
		"src/pages/generated",
	]) {
		await rm(join(folder, made), { recursive: true });
	}
	await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");

	cloudflare.account.r2 = false;
	const withoutR2 = await deploy(cloudflare, [], SECRETS);
	cloudflare.account.r2 = true;
	const { DISCORD_CLIENT_ID } = SECRETS;
	const withoutSecret = await deploy(cloudflare, [], { DISCORD_CLIENT_ID });
	const first = await deploy(cloudflare, ["--outdir", "out", "--metafile"], SECRETS);
	const deployed = cloudflare.account.scripts.get("discobear")?.versions[0]?.upload?.modules ?? [];
	files = new Map([
		...[...deployed].map(
			([name, { bytes }]) => [join(folder, "worker", name), new TextDecoder().decode(bytes)] as const,
		),
		...(await textsIn(join(folder, "static"))),
	]);

	// What is made is made: the deployments that follow take it as it is.
	const config = (await readFile(join(folder, "wrangler.toml"), "utf8")).replace(/^\[build\]$.*?^$/ms, "");
	await writeFile(join(folder, "wrangler.toml"), config);
	cloudflare.account.putSecret("discobear", { name: "DISCORD_BOT_TOKEN", text: "bot-token-marker" });
	const second = await deploy(cloudflare, []);

	stuck.account.putSecret("discobear", { name: "DISCORD_CLIENT_ID", text: DISCORD_CLIENT_ID });
	stuck.account.makeNamespace("discobear-sessions");
	stuck.account.makeBucket("discobear-avatars");
	const afterRefusal = await deploy(stuck, [], SECRETS);

	const documentation = await readFile(join(root, "docs/deployment.md"), "utf8");
	const [, environment = ""] = /```toml\n(\[env\.staging\][\s\S]*?)```/.exec(documentation) ?? [];
	await writeFile(join(folder, "wrangler.toml"), `${config}\n${environment}`);
	const staging = await deploy(cloudflare, ["--env", "staging"], SECRETS);
	story = { withoutR2, withoutSecret, first, second, afterRefusal, staging };
	// A build and four deployments.
}, 300_000);
afterAll(async () => {
	await Promise.all([cloudflare, stuck].map((each) => each?.close()));
	await rm(folder, { recursive: true, force: true });
});

describe("a deployment without a terminal", () => {
	it("says that R2 is off, and makes nothing", () => {
		const { code, said, calls } = story.withoutR2;
		expect(code).toBe(1);
		expect(said).toContain("R2, where avatars are kept, is not switched on.");
		expect(calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
	});

	it("says which secret is missing, and makes nothing", () => {
		const { code, said, calls } = story.withoutSecret;
		expect(code).toBe(1);
		expect(said).toContain("DISCORD_CLIENT_SECRET");
		expect(calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
	});

	it("makes all there is, the first time, and says what to set at Discord", () => {
		const { code, said, calls } = story.first;
		expect(said).toContain("https://discobear.operator.workers.dev/get_avatar");
		expect(code).toBe(0);
		for (const made of [
			"POST /storage/kv/namespaces 200",
			"POST /r2/buckets 200",
			"PUT /workers/scripts/discobear 200",
		])
			expect(calls.filter((call) => call === made)).toHaveLength(1);
		const { account } = cloudflare;
		const [version] = account.scripts.get("discobear")?.versions.slice(-1) ?? [];
		const bound = new Map(version?.bindings.map((binding) => [binding.name, binding]));
		expect(bound.get("AVATARS")?.bucket_name).toBe("discobear-avatars");
		expect(bound.get("SESSIONS")?.namespace_id).toBe(account.namespaces[0]?.id);
		expect(bound.get("DISCORD_CLIENT_SECRET")).toMatchObject({
			type: "secret_text",
			text: "client-secret-marker",
		});
		expect(account.scripts.get("discobear")?.subdomain.enabled).toBe(true);
	});

	it("changes the code and nothing else, the second time", () => {
		const { code, calls } = story.second;
		expect(code).toBe(0);
		expect(calls.filter((call) => call.startsWith("POST /storage") || call.startsWith("POST /r2"))).toEqual(
			[],
		);
		const { account } = cloudflare;
		expect(
			account.objects.flatMap((each) => (each.script === "discobear" ? [each.class] : [])).sort(),
		).toEqual(OBJECTS);
		expect(account.secretsOf("discobear").sort()).toEqual([
			"DISCORD_BOT_TOKEN",
			"DISCORD_CLIENT_ID",
			"DISCORD_CLIENT_SECRET",
		]);
	});

	it("goes on where a refused one has left a namespace and a bucket behind", () => {
		expect(story.afterRefusal.code).toBe(0);
		const { account } = stuck;
		expect([account.namespaces.length, account.buckets.length]).toEqual([1, 1]);
		const bound = account.bindingsOf("discobear").find(({ name }) => name === "SESSIONS");
		expect(bound?.namespace_id).toBe(account.namespaces[0]?.id);
	});

	it("has a staging beside it, as the documentation has it, that shares nothing", () => {
		expect(story.staging.code).toBe(0);
		const { account } = cloudflare;
		const named = (name: string) =>
			new Map(account.bindingsOf(name).map((binding) => [binding.name, binding]));
		const [own, staging] = [named("discobear"), named("discobear-staging")];
		expect([...staging.keys()].sort()).toEqual(
			[...own.keys()].filter((name) => name !== "DISCORD_BOT_TOKEN").sort(),
		);
		for (const [name, field] of [
			["AVATARS", "bucket_name"],
			["SESSIONS", "namespace_id"],
			["READ_LIMIT", "namespace_id"],
		] as const)
			expect(staging.get(name)?.[field]).not.toBe(own.get(name)?.[field]);
		expect(account.objects.filter(({ script }) => script === "discobear-staging")).toHaveLength(
			OBJECTS.length,
		);
	});

	it("never says a secret", () => {
		for (const { said } of Object.values(story)) expect(said).not.toContain("marker");
	});

	it("keeps what Cloudflare notes to what the Worker says, and the map of its code here", () => {
		const script = cloudflare.account.scripts.get("discobear");
		const [metadata, modules] = [
			script?.versions.at(-1)?.upload?.metadata,
			script?.versions.at(-1)?.upload?.modules,
		];
		expect(metadata?.observability).toMatchObject({
			enabled: true,
			redact_query_string: true,
			logs: { enabled: true, invocation_logs: false },
		});
		expect(metadata?.cache_options).toEqual({ enabled: true, cross_version_cache: true });
		expect(metadata).not.toHaveProperty("package_dependencies");
		expect([...(modules?.entries() ?? [])].map(([name, { type }]) => `${name} ${type}`)).not.toEqual([]);
		for (const [name, { type }] of modules ?? []) {
			expect(name).not.toMatch(/\.map$/);
			expect(type).not.toBe("application/source-map");
		}
	});
});

describe("what is deployed", () => {
	it("is made without the tests, and holds the Worker and the pages", () => {
		const names = [...files.keys()].map((path) => path.slice(folder.length).replaceAll("\\", "/"));
		expect(names).toEqual(
			expect.arrayContaining([
				"/worker/index.js",
				"/static/index.html",
				"/static/show_avatar.html",
				"/static/_headers",
				"/static/third_party_notices.txt",
			]),
		);
	});

	it("holds what pages load under names that tell what is in it, and nothing that nothing names", () => {
		const place = join(folder, "static/made");
		const made = [...files.keys()]
			.filter((path) => path.startsWith(place))
			.map((path) => path.slice(place.length));
		for (const stem of ["servers", "show_avatar", "studio", "style", "engine", "sheet", "adventurer"])
			expect(made.filter((name) => name.startsWith(`/${stem}-`) && !name.includes("neutral"))).not.toEqual(
				[],
			);
		for (const name of made) {
			expect(name).toMatch(/^\/[a-z_-]+-([A-Z0-9]{8}|[0-9a-f]{8})\.(js|css|json|avif|webp)$/);
			// A static page, another of these, or the Worker's own pages.
			const naming = [...files].filter(([, text]) => text.includes(`/made${name}`));
			expect(naming, name).not.toEqual([]);
		}
		// The Worker's own pages name the same stylesheet.
		const style = made.find((name) => name.endsWith(".css"));
		expect(files.get(join(folder, "worker/index.js"))).toContain(`/made${style}`);
	});

	it("holds nothing of the stand-in Discord", () => {
		for (const [path, text] of files) expect(OF_THE_STAND_IN.exec(text)?.[0], path).toBeUndefined();
	});

	it("leads to no /avatar in Discord without a public key", () => {
		for (const page of ["index", "show_avatar"])
			expect(files.get(join(folder, `static/${page}.html`))).not.toContain("/install");
	});

	it("comes with the licence of every package that is bundled, and the artist of every style", async () => {
		const notices = files.get(join(folder, "static/third_party_notices.txt")) ?? "";
		const { inputs } = JSON.parse(await readFile(join(folder, "out/bundle-meta.json"), "utf8"));
		const packages = new Set(
			Object.keys(inputs).flatMap((path) => /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
		);
		// Those the bundler does not see: they are made into files of ours before.
		for (const name of ["@dicebear/core", "@dicebear/styles", "@takumi-rs/wasm", ...FONT_PACKAGES])
			packages.add(name);
		expect(packages.size).toBeGreaterThan(10);
		for (const version of ["5.6.1", "6.3.0", "7.2.0", "8.1.0", "9.4.3"])
			for (const name of ["core", "micah"]) expect(notices).toContain(`@dicebear/${name} ${version} (`);
		expect(notices).toContain("@dicebear/core 11.0.0-rc");
		for (const name of packages) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.`, "m"));

		const catalogue = JSON.parse(await readFile(join(folder, "src/avatar/generated/catalogue.json"), "utf8"));
		const cards = Object.values<{ creator: string; licenceUrl: string }>(catalogue.styles);
		for (const { creator, licenceUrl } of cards) {
			expect(notices).toContain(creator);
			expect(notices).toContain(licenceUrl);
		}
	});

	it("lets a page's form lead to Discord and nowhere else", () => {
		const headers = files.get(join(folder, "static/_headers"));
		expect(headers).toContain("form-action 'self' https://discord.com;");
		expect(headers).toContain("script-src 'self';");
		expect(headers).not.toMatch(/script-src[^;]*unsafe/);
	});
});
