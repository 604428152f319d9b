/**
 * `npm start`: the whole product at http://localhost:8787, with the stand-in Discord (see demo.ts). The browser tests
 * start it the same way, on another port.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PUBLIC_KEY } from "./stand_ins/discord/keys.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the example bot reads its settings with. */
export const BOT_API_KEY = "not-a-bot-api-key-but-as-long-as-one";

/** All that differs from production: where Discord is, the bot's token, and that avatars are drawn in the Worker. */
const variables = (port: number) => ({
	DISCORD_URL: `http://127.0.0.1:${port}`,
	// Not among `[secrets]` in wrangler.toml, which a deploy insists on: without a bot there are avatars all the same.
	DISCORD_BOT_TOKEN: "not-a-bot-token",
	BOT_API_KEY,
	// What the stand-in signs with.
	DISCORD_PUBLIC_KEY: PUBLIC_KEY,
	DICEBEAR_URL: "",
});

/** What `[secrets]` in wrangler.toml asks for: the stand-in takes whatever the Worker has. */
export const CLIENT = { id: "100000000000000000", secret: "not-a-secret" };

const environment = {
	DISCORD_CLIENT_ID: CLIENT.id,
	DISCORD_CLIENT_SECRET: CLIENT.secret,
	// For build.ts: the plain form may go on to the stand-in.
	FORM_TARGETS: "http://127.0.0.1:*",
	// For the page, too: nobody else is told a name here, and `/avatar` is there.
	DICEBEAR_URL: "",
	DISCORD_PUBLIC_KEY: PUBLIC_KEY,
	// No call leaves the machine.
	CLOUDFLARE_CF_FETCH_ENABLED: "false",
	WRANGLER_SEND_METRICS: "false",
	WRANGLER_HIDE_BANNER: "true",
	// For build.ts: the tests start many, and the first one has built for all.
	ALREADY_BUILT: process.env.DEMO_BUILT ?? "",
};

/** From here on what is started builds nothing: what was started before has. */
export function allIsBuilt(): void {
	environment.ALREADY_BUILT = process.env.DEMO_BUILT = "yes";
}

/** Runs wrangler itself and not by way of npx, so that ending it ends the Worker's process too. */
export function startDemo(
	port: number,
	more: string[] = [],
	stdio: "inherit" | "pipe" = "inherit",
): ChildProcess {
	const vars = Object.entries(variables(port)).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
	const wrangler = ["node_modules/wrangler/bin/wrangler.js", "dev", "test/demo.ts", "--port", `${port}`];
	// Any free one: by itself it looks for one and takes it later, and so does another that starts meanwhile.
	wrangler.push("--inspector-port", "0");
	return spawn(process.execPath, [...wrangler, ...vars, ...more], {
		cwd: root,
		stdio: stdio === "pipe" ? ["ignore", "pipe", "pipe"] : "inherit",
		env: { ...process.env, ...environment },
	});
}

/** The product as it is served for a test: at a port of its own, and with storage of its own. */
export interface ServedDemo {
	site: string;
	demo: ChildProcess;
	end(): Promise<void>;
}

/**
 * Starts the product beside whatever else runs, and waits until it answers.
 * @param folder where its storage is to be
 */
export async function serveDemo(folder: string): Promise<ServedDemo> {
	const port = await freePort();
	const demo = startDemo(port, ["--persist-to", join(folder, "state")], "pipe");
	const site = `http://localhost:${port}`;
	await whenReady(site, demo);
	const end = async () => {
		const ended = new Promise((resolve) => demo.once("exit", resolve));
		demo.kill();
		await ended;
	};
	return { site, demo, end };
}

/**
 * Waits, for a minute, until the product answers; else it is ended.
 * @throws Error with what wrangler has said, where it does not
 */
export async function whenReady(site: string, demo: ChildProcess): Promise<void> {
	const output: string[] = [];
	const keep = (data: unknown) => output.length < 1000 && output.push(String(data));
	demo.stdout?.on("data", keep);
	demo.stderr?.on("data", keep);
	for (let tries = 0; tries < 240 && demo.exitCode === null; tries++) {
		const response = await fetch(site).catch(() => undefined);
		if (response?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	demo.kill();
	throw new Error(`${site} does not answer\n${output.join("")}`);
}

export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on("error", reject).listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}

if (import.meta.main) {
	const port = Number(process.env.PORT ?? 8787);
	const demo = startDemo(port);
	whenReady(`http://localhost:${port}`, demo).then(
		() =>
			console.log(
				`\nDiscobear: http://localhost:${port}\nDiscord, as a stand-in: http://127.0.0.1:${port}/channels\n`,
			),
		() => {},
	);
	demo.on("exit", (code) => process.exit(code ?? 1));
	// Ctrl+C reaches both by itself; whoever ends only this process means the server too.
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => demo.kill(signal));
}
