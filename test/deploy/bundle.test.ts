import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FONT_PACKAGES } from "../../build/fonts.ts";
import { type Outcome, type Story, tellStory } from "./story.ts";

/** The classes of the Durable Objects. */
const OBJECTS = ["Bot", "Departure", "GuildKeeper", "PersonalLink", "SessionKeeper", "SettingsHub"];

/** What only the stand-in Discord and the demo say. */
const OF_THE_STAND_IN = /stand_in|Stand-in Discord|_standin|mira\.dances|not-a-secret|127\.0\.0\.1/;

let story: Story;
let folder: string;
let files: Map<string, string>;
// A build and four deployments.
beforeAll(async () => {
	story = await tellStory();
	({ folder, files } = story);
}, 300_000);
afterAll(() => story?.end());

/** What was asked of Cloudflare that changes something. */
const changes = ({ calls }: Outcome) => calls.filter((call) => !call.startsWith("GET "));

describe("a deployment without a terminal", () => {
	it("says that R2 is off, and makes nothing", () => {
		const { code, said } = story.withoutR2;
		expect(code).toBe(1);
		expect(said).toContain("R2, where avatars are kept, is not switched on.");
		expect(changes(story.withoutR2)).toEqual([]);
	});

	it("says which secret is missing, and makes nothing", () => {
		const { code, said } = story.withoutSecret;
		expect(code).toBe(1);
		expect(said).toContain("DISCORD_CLIENT_SECRET");
		expect(changes(story.withoutSecret)).toEqual([]);
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
		const { account } = story.cloudflare;
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
		const { account } = story.cloudflare;
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
		const { account } = story.stuck;
		expect([account.namespaces.length, account.buckets.length]).toEqual([1, 1]);
		const bound = account.bindingsOf("discobear").find(({ name }) => name === "SESSIONS");
		expect(bound?.namespace_id).toBe(account.namespaces[0]?.id);
	});

	it("has a staging beside it, as the documentation has it, that shares nothing", () => {
		expect(story.staging.code).toBe(0);
		const { account } = story.cloudflare;
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
		const { withoutR2, withoutSecret, first, second, afterRefusal, staging } = story;
		for (const { said } of [withoutR2, withoutSecret, first, second, afterRefusal, staging])
			expect(said).not.toContain("marker");
	});

	it("keeps what Cloudflare notes to what the Worker says, and the map of its code here", () => {
		const script = story.cloudflare.account.scripts.get("discobear");
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
		expect(modules?.size).toBeGreaterThan(1);
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
