import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FONT_PACKAGES } from "../../build/fonts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** All that a deployment is made of. */
const SOURCES = ["src", "static", "build", "package.json", "tsconfig.json", "wrangler.toml"];

/** What only the stand-in Discord and the demo say. */
const OF_THE_STAND_IN = /stand_in|Stand-in Discord|_standin|mira\.dances|not-a-secret|127\.0\.0\.1/;

let folder: string;
let files: Map<string, string>;

async function textsIn(place: string): Promise<[string, string][]> {
	const entries = await readdir(place, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name));
	return Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as [string, string]));
}

beforeAll(async () => {
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
	await promisify(execFile)(
		process.execPath,
		["node_modules/wrangler/bin/wrangler.js", "deploy", "--dry-run", "--outdir", "out", "--metafile"],
		{ cwd: folder, env: { ...process.env, WRANGLER_SEND_METRICS: "false", FORM_TARGETS: undefined } },
	);
	files = new Map([...(await textsIn(join(folder, "out"))), ...(await textsIn(join(folder, "static")))]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("what is deployed", () => {
	it("is made without the tests, and holds the Worker and the pages", () => {
		const names = [...files.keys()].map((path) => path.slice(folder.length).replaceAll("\\", "/"));
		expect(names).toEqual(
			expect.arrayContaining([
				"/out/index.js",
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
			const naming = [...files].filter(
				([path, text]) => path.startsWith(join(folder, "static")) && text.includes(`/made${name}`),
			);
			expect(naming, name).not.toEqual([]);
		}
		// The Worker's own pages name the same stylesheet.
		const style = made.find((name) => name.endsWith(".css"));
		expect(files.get(join(folder, "out/index.js"))).toContain(`/made${style}`);
	});

	it("holds nothing of the stand-in Discord", () => {
		for (const [path, text] of files) {
			// The map beside the bundle stays on this machine.
			if (!path.endsWith(".map")) expect(OF_THE_STAND_IN.exec(text)?.[0], path).toBeUndefined();
		}
	});

	it("leads to no /avatar in Discord without a public key", () => {
		for (const page of ["index", "show_avatar"])
			expect(files.get(join(folder, `static/${page}.html`))).not.toContain("/install");
	});

	it("comes with the licence of every package that is bundled, and the artist of every style", async () => {
		const notices = files.get(join(folder, "static/third_party_notices.txt")) ?? "";
		const { inputs } = JSON.parse(files.get(join(folder, "out/bundle-meta.json")) ?? "{}");
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
