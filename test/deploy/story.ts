import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Cloudflare, startCloudflare } from "../stand_ins/cloudflare/cloudflare.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** All that a deployment is made of. */
const SOURCES = ["src", "static", "build", "package.json", "tsconfig.json", "wrangler.toml"];

const SECRETS = { DISCORD_CLIENT_ID: "100000000000000000", DISCORD_CLIENT_SECRET: "client-secret-marker" };

/** What came of a command: its exit code, and all that it said. */
export interface Outcome {
	code: number;
	said: string;
	/** What it has asked Cloudflare. */
	calls: string[];
}

/** The story of a site, in a copy of all that a deployment is made of: each command as the documentation has it, without a terminal. */
export interface Story {
	withoutR2: Outcome;
	withoutSecret: Outcome;
	first: Outcome;
	second: Outcome;
	afterRefusal: Outcome;
	staging: Outcome;
	cloudflare: Cloudflare;
	/** An account where deployments as they were before have left a namespace, a bucket and half a Worker. */
	stuck: Cloudflare;
	folder: string;
	/** What the first has deployed, by path in the folder: the Worker's modules under `worker`, and the static files. */
	files: Map<string, string>;
	end(): Promise<void>;
}

async function textsIn(place: string): Promise<[string, string][]> {
	const entries = await readdir(place, { recursive: true, withFileTypes: true });
	const paths = entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name));
	return Promise.all(paths.map(async (path) => [path, await readFile(path, "utf8")] as [string, string]));
}

/** `npm run deploy`, in the copy. */
async function deploy(
	folder: string,
	{ environment, calls }: Cloudflare,
	args: string[],
	variables: Record<string, string> = {},
): Promise<Outcome> {
	const before = calls.length;
	const asks = { ...environment, ...variables, WRANGLER_SEND_METRICS: "false", FORM_TARGETS: undefined };
	const child = spawn(process.execPath, ["build/deploy/deploy.ts", ...args], {
		cwd: folder,
		env: { ...process.env, ...asks },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
	const [code] = await once(child, "close");
	return { code, said, calls: calls.slice(before) };
}

export async function tellStory(): Promise<Story> {
	const [cloudflare, stuck] = await Promise.all([startCloudflare(), startCloudflare()]);
	const folder = await mkdtemp(join(tmpdir(), "discobear-deploy-"));
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
	const withoutR2 = await deploy(folder, cloudflare, [], SECRETS);
	cloudflare.account.r2 = true;
	const { DISCORD_CLIENT_ID } = SECRETS;
	const withoutSecret = await deploy(folder, cloudflare, [], { DISCORD_CLIENT_ID });
	const first = await deploy(folder, cloudflare, ["--outdir", "out", "--metafile"], SECRETS);
	const deployed = cloudflare.account.scripts.get("discobear")?.versions[0]?.upload?.modules ?? [];
	const files = new Map([
		...[...deployed].map(
			([name, { bytes }]) => [join(folder, "worker", name), new TextDecoder().decode(bytes)] as const,
		),
		...(await textsIn(join(folder, "static"))),
	]);

	// What is made is made: the deployments that follow take it as it is.
	const config = (await readFile(join(folder, "wrangler.toml"), "utf8")).replace(/^\[build\]$.*?^$/ms, "");
	await writeFile(join(folder, "wrangler.toml"), config);
	cloudflare.account.putSecret("discobear", { name: "DISCORD_BOT_TOKEN", text: "bot-token-marker" });
	const second = await deploy(folder, cloudflare, []);

	stuck.account.putSecret("discobear", { name: "DISCORD_CLIENT_ID", text: DISCORD_CLIENT_ID });
	stuck.account.makeNamespace("discobear-sessions");
	stuck.account.makeBucket("discobear-avatars");
	const afterRefusal = await deploy(folder, stuck, [], SECRETS);

	const documentation = await readFile(join(root, "docs/deployment.md"), "utf8");
	const [, environment = ""] = /```toml\n(\[env\.staging\][\s\S]*?)```/.exec(documentation) ?? [];
	await writeFile(join(folder, "wrangler.toml"), `${config}\n${environment}`);
	const staging = await deploy(folder, cloudflare, ["--env", "staging"], SECRETS);
	const end = async () => {
		await Promise.all([cloudflare, stuck].map((each) => each.close()));
		await rm(folder, { recursive: true, force: true });
	};
	const outcomes = { withoutR2, withoutSecret, first, second, afterRefusal, staging };
	return { ...outcomes, cloudflare, stuck, folder, files, end };
}
