import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, whenReady } from "../start.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** As somebody fills it in, with what only some need. */
const VARIABLES = {
	DISCORD_CLIENT_ID: "100000000000000000",
	DISCORD_CLIENT_SECRET: "client-secret-marker",
	DISCORD_BOT_TOKEN: "bot-token-marker",
	DISCORD_PUBLIC_KEY: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
	BOT_API_KEY: "bot-api-key-marker-0123456789abcdef",
};

/** The changed configurations that there are. */
const changed = async () => (await readdir(folder)).filter((name) => name.startsWith("wrangler.changed"));

/** In the place of the product: says what it was given. */
const PROBE = `
import { DurableObject } from "cloudflare:workers";
class Nothing extends DurableObject {}
export { Nothing as Bot, Nothing as SessionKeeper, Nothing as GuildKeeper, Nothing as SettingsHub, Nothing as Departure,
	Nothing as PersonalLink };
export default { fetch: (_, env) => Response.json(env) };`;

let folder: string;

const dev = (args: string[] = []) =>
	spawn(process.execPath, ["build/dev.ts", "--inspector-port", "0", ...args], {
		cwd: folder,
		env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: "false", WRANGLER_SEND_METRICS: "false" },
		stdio: ["ignore", "pipe", "pipe"],
	});

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "discobear-dev-"));
	for (const name of ["build", "package.json"])
		await cp(join(root, name), join(folder, name), { recursive: true });
	await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
	const config = (await readFile(join(root, "wrangler.toml"), "utf8"))
		.replace('main = "src/index.ts"', 'main = "probe.js"')
		// Says which variables the pages are built with.
		.replace('command = "node build/build.ts"', `command = "node -p process.env.DISCORD_PUBLIC_KEY"`);
	await writeFile(join(folder, "wrangler.toml"), config);
	await writeFile(join(folder, "probe.js"), PROBE);
	await Promise.all(["static", "src"].map((name) => mkdir(join(folder, name))));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("npm run dev", () => {
	it("says what to do where nothing is filled in", async () => {
		const child = dev();
		let said = "";
		child.stderr.on("data", (data) => (said += data));
		const [code] = await once(child, "close");
		expect(said).toContain("copy .dev.vars.example");
		expect(code).toBe(1);
	});

	it("gives the Worker all that is in .dev.vars, with the real Discord, and leaves nothing of it behind", async () => {
		const lines = Object.entries(VARIABLES).map(([name, value]) => `${name}=${value}`);
		await writeFile(join(folder, ".dev.vars"), lines.join("\n"));
		const port = await freePort();
		const child = dev(["--port", `${port}`]);
		let said = "";
		for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (said += data));
		await whenReady(`http://localhost:${port}`, child);
		const given = await (await fetch(`http://localhost:${port}`)).json();
		expect(given).toMatchObject({ ...VARIABLES, DISCORD_URL: "https://discord.com" });

		// Whoever deploys meanwhile leaves it what it reads.
		const script =
			'import("./build/wrangler.ts").then(({ runWrangler }) => runWrangler(["--version"], {}, () => {}))';
		const other = spawn(process.execPath, ["-e", script], { cwd: folder, stdio: "ignore" });
		await once(other, "close");
		expect(await changed()).toHaveLength(1);
		const ended = once(child, "close");
		child.kill("SIGTERM");
		await ended;
		expect(said).not.toContain("marker");
		expect(said).toContain(VARIABLES.DISCORD_PUBLIC_KEY);
		expect(await changed()).toEqual([]);
	});
});
