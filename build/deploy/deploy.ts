/**
 * `npm run deploy`: looks whether all is there that a deployment needs, asks for the secrets that are missing, and only then has
 * wrangler make anything.
 *
 *   npm run deploy -- --secrets-file FILE   takes secrets from a file, as NAME=value or as JSON
 *   npm run deploy -- --env staging         another environment of wrangler.toml
 *   npm run deploy -- --dry-run             only makes the bundle
 *
 * All else goes on to `wrangler deploy`. Without a terminal, secrets that are missing are looked for in the environment.
 */
import { join } from "node:path";
import { unstable_readConfig as readConfig, experimental_readRawConfig as readRawConfig } from "wrangler";
import { pageVariables, type RawConfig, root, runWrangler, type Variables } from "../wrangler.ts";
import { toldBy } from "./args.ts";
import { accountOf, cloudflareVariables } from "./ask_cloudflare.ts";
import { Refusal } from "./ask_discord.ts";
import { askSecret } from "./ask_secret.ts";
import { type Found, found, leftBehind, missingSecrets, obstacles, type Wanted, wantedBy } from "./checks.ts";
import { answersTo, howToGive, secretsIn, withSecretsFile } from "./secrets.ts";

/** Who sits there, and what a deployment does to the world. */
export interface Deployer {
	say(line: string): void;
	/** Undefined where nobody sits there. */
	ask: ((question: string) => Promise<string>) | undefined;
	wrangler: typeof runWrangler;
}

/**
 * Deploys.
 * @param args of the command
 * @param variables the environment
 * @param file wrangler.toml, or what stands for it
 * @returns wrangler's exit code
 * @throws Refusal in words, before anything is made
 */
export async function deploy(
	args: string[],
	variables: Variables,
	deployer: Deployer,
	file = join(root, "wrangler.toml"),
): Promise<number> {
	const { env, name, secretsFile, isHarmless, others } = toldBy(args, variables);
	requireEnvironment(env, file);
	const config = readConfig({ config: file, env });
	const environment = env ? pageVariables(config.vars) : {};
	if (isHarmless) return deployer.wrangler(["deploy", ...others], environment);

	// The second is of Cloudflare's own builds, where a Worker was made under another name.
	const worker = name ?? variables.WRANGLER_CI_OVERRIDE_NAME ?? config.name ?? "";
	const wanted = wantedBy(config, worker);
	const account = await accountOf(variables, config.account_id);
	const there = await found(account, wanted).catch((error: Error) => {
		throw new Refusal(error.message);
	});
	const reasons = obstacles(wanted, there);
	const given = secretsFile === undefined ? {} : await secretsIn(secretsFile);
	const missing = missingSecrets(wanted, there, Object.keys(given));
	const known = missing.filter((name) => variables[name]);
	const unknown = missing.filter((name) => !known.includes(name));
	if (!deployer.ask && unknown.length > 0) reasons.push(howToGive(unknown));
	if (reasons.length > 0) throw new Refusal([...reasons, "Nothing was made."].join("\n"));

	const secrets = {
		...given,
		...Object.fromEntries(known.map((name) => [name, variables[name] ?? ""])),
		...(await answersTo(unknown, deployer)),
	};
	const left = leftBehind(wanted, there);
	const change = left.size > 0 ? (raw: RawConfig) => connect(raw, env, left) : undefined;
	const code = await withSecretsFile(secrets, (secretsFile) =>
		deployer.wrangler(
			["deploy", ...others, ...secretsFile],
			{ ...environment, CLOUDFLARE_ACCOUNT_ID: account.id },
			change,
		),
	);
	if (code === 0 && !there.bindings)
		sayWhatIsNext(wanted, there, String(config.vars.SITE_URL ?? ""), deployer);
	return code;
}

/**
 * Wrangler deploys an environment that it does not find all the same: a new Worker, with the buckets and the limits of the site.
 * @throws Refusal for one that wrangler.toml does not have
 */
export function requireEnvironment(env: string | undefined, file: string): void {
	if (!env) return;
	const { env: environments = {} } = readRawConfig({ config: file }).rawConfig;
	if (Object.hasOwn(environments, env)) return;
	const names = Object.keys(environments).join(", ") || "none yet: docs/deployment.md has one to copy";
	throw new Refusal(`wrangler.toml has no environment "${env}". It has ${names}.`);
}

function connect(raw: RawConfig, env: string | undefined, ids: ReadonlyMap<string, string>): void {
	const { kv_namespaces = [] } = (env && raw.env?.[env]) || raw;
	for (const namespace of kv_namespaces) {
		const id = ids.get(namespace.binding);
		if (id) namespace.id = id;
	}
}

function sayWhatIsNext(
	{ worker, workersDev }: Wanted,
	{ subdomain }: Found,
	siteUrl: string,
	{ say }: Deployer,
): void {
	const address =
		siteUrl || (workersDev && subdomain ? `https://${worker}.${subdomain}.workers.dev` : "https://…");
	say(`\nAt Discord, under OAuth2, add the redirect: ${address.replace(/\/$/, "")}/get_avatar`);
	say("What else there is to set: docs/deployment.md");
}

if (import.meta.main) {
	try {
		const isThere = process.stdin.isTTY && process.stdout.isTTY && !process.env.CI;
		const args = process.argv.slice(2);
		const { env, envFiles } = toldBy(args, {});
		process.exitCode = await deploy(
			args,
			{ ...(await cloudflareVariables(root, env, envFiles)), ...process.env },
			{ say: console.log, ask: isThere ? askSecret : undefined, wrangler: runWrangler },
		);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		console.error(error.message);
		process.exitCode = 1;
	}
}
