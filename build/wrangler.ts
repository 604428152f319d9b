/** Wrangler, as the commands of package.json use it: its configuration, and the program itself. */
import { spawn } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Unstable_RawConfig as RawConfig, experimental_readRawConfig as readRawConfig } from "wrangler";

export const root = fileURLToPath(new URL("..", import.meta.url));

export type { RawConfig };
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Beside wrangler.toml, because all its paths count from there. Not in git. Of each process its own: `npm run dev` reads it for as
 * long as it runs, and somebody may deploy meanwhile.
 */
const CHANGED = join(root, `wrangler.changed.${process.pid}.json`);

/**
 * Runs wrangler with what wrangler.toml says, and a change to it; the file itself stays as it is. Ctrl+C is wrangler's to heed.
 * @param args wrangler's own, without `--config`
 * @param environment besides that of this process
 * @param change undefined: none
 * @returns its exit code
 */
export async function runWrangler(
	args: readonly string[],
	environment: Variables = {},
	change?: ((config: RawConfig) => void) | undefined,
): Promise<number> {
	const heard = () => {};
	for (const signal of SIGNALS) process.on(signal, heard);
	try {
		if (change) {
			const { rawConfig } = readRawConfig({ config: join(root, "wrangler.toml") });
			change(rawConfig);
			await writeFile(CHANGED, JSON.stringify(rawConfig, null, "\t"));
		}
		return await exitOf([...args, ...(change ? ["--config", CHANGED] : [])], environment);
	} finally {
		for (const signal of SIGNALS) process.off(signal, heard);
		await rm(CHANGED, { force: true });
	}
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function exitOf(args: readonly string[], environment: Variables): Promise<number> {
	const wrangler = spawn(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), ...args], {
		cwd: root,
		stdio: "inherit",
		env: { ...process.env, ...environment },
	});
	const end = (signal: NodeJS.Signals) => wrangler.kill(signal);
	process.once("SIGTERM", end);
	return new Promise((resolve, reject) => {
		wrangler.once("error", reject);
		wrangler.once("exit", (code) => {
			process.off("SIGTERM", end);
			resolve(code ?? 1);
		});
	});
}

/**
 * What build.ts is to know of the variables of a site that is not the one wrangler.toml describes at its top: those that its pages say.
 * A form may end at Discord, wherever that is.
 */
export function pageVariables(variables: Readonly<Record<string, unknown>>): Variables {
	const said = PAGE_VARIABLES.filter((name) => typeof variables[name] === "string");
	const { DISCORD_URL } = variables;
	return {
		...(DISCORD_URL ? { FORM_TARGETS: new URL(String(DISCORD_URL)).origin } : {}),
		...Object.fromEntries(said.map((name) => [name, String(variables[name])])),
	};
}

const PAGE_VARIABLES = ["SITE_URL", "DISCORD_PUBLIC_KEY", "DICEBEAR_URL"];
