import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { unstable_readConfig as readConfig } from "wrangler";
import { toldBy } from "../../build/deploy/args.ts";
import { cloudflareVariables } from "../../build/deploy/ask_cloudflare.ts";
import { askSecret } from "../../build/deploy/ask_secret.ts";
import { type Deployer, deploy } from "../../build/deploy/deploy.ts";
import type { RawConfig, Variables } from "../../build/wrangler.ts";
import { type Cloudflare, startCloudflare } from "../stand_ins/cloudflare/cloudflare.ts";

const SECRETS = { DISCORD_CLIENT_ID: "100000000000000000", DISCORD_CLIENT_SECRET: "secret-marker" };

/** What wrangler was run with, instead of running it. */
interface Run {
	args: string[];
	environment: Variables;
	/** What it would have read of the secrets, and who may read that. */
	secrets: unknown;
	mode: string | undefined;
	namespaces: unknown;
}

let cloudflare: Cloudflare;
let folder: string;
let said: string[];
let runs: Run[];

beforeEach(async () => {
	cloudflare = await startCloudflare();
	folder = await mkdtemp(join(tmpdir(), "discobear-deploy-test-"));
	said = [];
	runs = [];
});
afterEach(async () => {
	await cloudflare.close();
	await rm(folder, { recursive: true });
});

const nobody: Deployer = {
	say: (line) => said.push(line),
	ask: undefined,
	async wrangler(args, environment = {}, change) {
		const at = args.indexOf("--secrets-file");
		const file = args[at + 1] ?? "";
		const config: RawConfig = { kv_namespaces: [{ binding: "SESSIONS" }] };
		change?.(config);
		runs.push({
			args: at === -1 ? [...args] : args.toSpliced(at, 2),
			environment,
			secrets: at === -1 ? undefined : JSON.parse(await readFile(file, "utf8")),
			mode: at === -1 ? undefined : ((await stat(file)).mode & 0o777).toString(8),
			namespaces: config.kv_namespaces,
		});
		return 0;
	},
};

const run = (args: string[] = [], variables: Variables = {}, deployer: Deployer = nobody, file?: string) =>
	deploy(args, { ...cloudflare.environment, ...variables }, deployer, file);

const TOML = join(import.meta.dirname, "../../wrangler.toml");

/** wrangler.toml with more in it: before all else, and after it. */
async function changed(before: string, after = ""): Promise<string> {
	const file = join(folder, "wrangler.toml");
	await writeFile(file, `${before}\n${await readFile(TOML, "utf8")}\n${after}`);
	return file;
}

/** What it says instead of deploying. Nothing may have been made then. */
async function refusal(...given: Parameters<typeof run>): Promise<string> {
	const { message } = await run(...given).then(
		() => new Error("it was deployed"),
		(error: Error) => error,
	);
	expect(runs).toEqual([]);
	expect(cloudflare.calls.filter((call) => !call.startsWith("GET "))).toEqual([]);
	return message;
}

describe("npm run deploy", () => {
	it("takes the secrets of a first deployment from the environment, in a file of its own that is gone afterwards", async () => {
		let file = "";
		const code = await run(["--message", "first"], SECRETS, {
			...nobody,
			wrangler(args, ...more) {
				file = args.at(-1) ?? "";
				return nobody.wrangler(args, ...more);
			},
		});
		expect(code).toBe(0);
		expect(runs).toMatchObject([
			{
				args: ["deploy", "--message", "first"],
				secrets: SECRETS,
				mode: "600",
				namespaces: [{ binding: "SESSIONS" }],
			},
		]);
		expect(runs[0]?.environment).toMatchObject({ CLOUDFLARE_ACCOUNT_ID: cloudflare.account.id });
		expect(said.join("\n")).toContain("https://discobear.operator.workers.dev/get_avatar");
		expect(said.join("\n")).not.toContain("marker");
		await expect(stat(file)).rejects.toThrow("ENOENT");
	});

	it("asks whoever sits there for what is missing, and where it is found", async () => {
		const asked: string[] = [];
		const ask = async (question: string) => {
			asked.push(question);
			return "an answer";
		};
		const { DISCORD_CLIENT_ID } = SECRETS;
		await run([], { DISCORD_CLIENT_ID }, { ...nobody, ask });
		expect(asked).toEqual(["DISCORD_CLIENT_SECRET = "]);
		expect(said.join("\n")).toContain("DISCORD_CLIENT_SECRET: The client secret");
		expect(runs[0]?.secrets).toEqual({ DISCORD_CLIENT_ID, DISCORD_CLIENT_SECRET: "an answer" });
	});

	it.each([
		["an empty answer", async () => ""],
		["Ctrl+C", () => Promise.reject(new Error("No answer."))],
	])("makes nothing after %s", async (_, ask) => {
		expect(await refusal([], {}, { ...nobody, ask })).toBe("DISCORD_CLIENT_ID is missing. Nothing was made.");
	});

	it("says what is missing where nobody sits there", async () => {
		expect(await refusal()).toContain(
			"your Discord application (https://discord.com/developers/applications), under",
		);
		const message = await refusal([], { DISCORD_CLIENT_ID: "1" });
		expect(message).toMatch(/^ {2}DISCORD_CLIENT_SECRET: The client secret/m);
		expect(message).toContain("--secrets-file");
		expect(message).not.toContain("DISCORD_CLIENT_ID");
	});

	it.each([
		["JSON", JSON.stringify({ ...SECRETS, BOT_API_KEY: "key-marker" })],
		[
			"lines",
			"DISCORD_CLIENT_ID=100000000000000000\nDISCORD_CLIENT_SECRET='secret-marker'\nBOT_API_KEY=key-marker\n",
		],
		[
			"JSON of an editor on Windows",
			`\ufeff${JSON.stringify({ ...SECRETS, BOT_API_KEY: "key-marker" })}\r\n`,
		],
		[
			"lines of one",
			`\ufeff${Object.entries({ ...SECRETS, BOT_API_KEY: "key-marker" })
				.map(([name, value]) => `${name}="${value}"\r\n`)
				.join("")}`,
		],
	])("takes a file of secrets, as %s, whatever the Worker has", async (_, text) => {
		const path = join(folder, "secrets");
		await writeFile(path, text);
		await run(["--secrets-file", path, "--strict"]);
		await run([`--secrets-file=${path}`]);
		expect(runs.map(({ args }) => args)).toEqual([["deploy", "--strict"], ["deploy"]]);
		for (const { secrets } of runs) expect(secrets).toEqual({ ...SECRETS, BOT_API_KEY: "key-marker" });
	});

	it("never says what is in a file of secrets that it cannot read", async () => {
		const path = join(folder, "secrets");
		await writeFile(path, '{"DISCORD_CLIENT_SECRET": "secret-marker"');
		expect(await refusal(["--secrets-file", path])).toBe(`${path} is neither JSON nor lines of NAME=value.`);
		expect(await refusal(["--secrets-file", `${path}-not`])).toBe(`There is no file ${path}-not.`);
	});

	it.each(["123456789012345678", "null", '["1"]'])(
		"takes no secret that is not in quotes: %s",
		async (value) => {
			const path = join(folder, "secrets");
			await writeFile(path, `{ "DISCORD_CLIENT_SECRET": "secret-marker", "DISCORD_CLIENT_ID": ${value} }`);
			expect(await refusal(["--secrets-file", path])).toBe(
				`${path} has to have DISCORD_CLIENT_ID in quotes.`,
			);
		},
	);

	it("takes a line that nobody has filled in for none", async () => {
		const path = join(folder, "secrets");
		await writeFile(path, "DISCORD_CLIENT_ID=1\nDISCORD_CLIENT_SECRET=\n");
		expect(await refusal(["--secrets-file", path])).toContain("DISCORD_CLIENT_SECRET: The client secret");
	});

	it("asks for nothing that the Worker has already", async () => {
		for (const [name, text] of Object.entries(SECRETS))
			cloudflare.account.putSecret("discobear", { name, text });
		await run();
		expect(runs).toMatchObject([{ args: ["deploy"], secrets: undefined }]);
		expect(said).toEqual([]);
	});

	it.each([
		["--name", ["--name", "bears"], {}],
		["Cloudflare's own builds", [], { WRANGLER_CI_OVERRIDE_NAME: "bears" }],
	])("looks at the Worker that is meant, by %s", async (_, args, variables) => {
		for (const [name, text] of Object.entries(SECRETS)) cloudflare.account.putSecret("bears", { name, text });
		expect(await refusal()).toContain("DISCORD_CLIENT_SECRET");
		await run(args, variables);
		expect(runs).toMatchObject([{ args: ["deploy", ...args], secrets: undefined }]);
	});

	it("says all that stands in the way at once: R2 that is off, no workers.dev address, no secrets", async () => {
		cloudflare.account.r2 = false;
		cloudflare.account.subdomain = undefined;
		const message = await refusal();
		expect(message).toContain(`https://dash.cloudflare.com/${cloudflare.account.id}/r2/overview`);
		expect(message).toContain(`https://dash.cloudflare.com/${cloudflare.account.id}/workers/onboarding`);
		expect(message).toContain("DISCORD_CLIENT_SECRET");
		expect(message).toMatch(/Nothing was made\.$/);
	});

	it("takes the namespace that a refused try has left behind, but never in the place of the Worker's own", async () => {
		const { account } = cloudflare;
		const left = account.makeNamespace("discobear-sessions");
		await run([], SECRETS);
		expect(runs[0]?.namespaces).toEqual([{ binding: "SESSIONS", id: left.id }]);

		const own = account.makeNamespace("of another name");
		account.putSecret("discobear", { name: "DISCORD_CLIENT_ID", text: "1" });
		account.bindingsOf("discobear").push({ type: "kv_namespace", name: "SESSIONS", namespace_id: own.id });
		await run([], SECRETS);
		expect(runs[1]?.namespaces).toEqual([{ binding: "SESSIONS" }]);
	});

	it("leaves no avatar behind in a bucket of another name", async () => {
		const { account } = cloudflare;
		account.putSecret("discobear", { name: "DISCORD_CLIENT_ID", text: "1" });
		account.bindingsOf("discobear").push({ type: "r2_bucket", name: "AVATARS", bucket_name: "bears" });
		expect(await refusal([], SECRETS)).toContain('Write bucket_name = "bears" there');
	});

	it("finds the only account by itself, and names them where there are more", async () => {
		await run([], { ...SECRETS, CLOUDFLARE_ACCOUNT_ID: undefined });
		expect(cloudflare.calls[0]).toBe("GET /accounts 200");
		expect(runs[0]?.environment.CLOUDFLARE_ACCOUNT_ID).toBe(cloudflare.account.id);
		runs = [];
		cloudflare.account.others.push({ id: "another", name: "Somebody else" });
		expect(await refusal([], { ...SECRETS, CLOUDFLARE_ACCOUNT_ID: undefined })).toContain(
			"another  Somebody else",
		);
	});

	it("says so where the token may not do this, and where Cloudflare is away", async () => {
		expect(await refusal([], { ...SECRETS, CLOUDFLARE_API_TOKEN: "token-marker" })).toMatch(
			/may the token edit Workers/,
		);
		const away = { ...SECRETS, CLOUDFLARE_API_BASE_URL: "http://127.0.0.1:1" };
		expect(await refusal([], away)).toMatch(/^Cloudflare cannot be asked/);
	});

	it.each([
		["--env", ["--env", "staging"], {}],
		["the environment", [], { CLOUDFLARE_ENV: "staging" }],
	])("looks at the site beside that is meant, by %s", async (_, args, variables) => {
		const file = await changed("", "[env.staging]");
		await run(args, { ...SECRETS, ...variables }, nobody, file);
		expect(cloudflare.calls).toContain("GET /workers/scripts/discobear-staging/settings 404");
		expect(runs).toMatchObject([{ args: ["deploy", ...args] }]);
	});

	it("takes a domain as the documentation has it, and leaves it to the site where there is a staging beside it", async () => {
		const page = await readFile(join(import.meta.dirname, "../../docs/deployment.md"), "utf8");
		const linesFrom = (start: string) =>
			page
				.split("```toml\n")
				.find((each) => each.startsWith(start))
				?.split("```")[0] ?? "";
		const file = await changed("", linesFrom("[env.staging]"));
		const settings = await readFile(file, "utf8");
		expect(page).toContain("In the place of the line `workers_dev = true` of `wrangler.toml`");
		await writeFile(file, settings.replace("\nworkers_dev = true\n", `\n${linesFrom("routes = ")}`));
		cloudflare.account.subdomain = undefined;
		await run([], SECRETS, nobody, file);
		expect(readConfig({ config: file })).toMatchObject({
			workers_dev: false,
			routes: [{ pattern: "bears.example" }],
		});
		expect(readConfig({ config: file, env: "staging" })).toMatchObject({ workers_dev: true, routes: [] });
	});

	it.each([
		["--env", ["--env", "stagin"], {}],
		["a dry run", ["--env", "stagin", "--dry-run"], {}],
		["the environment", [], { CLOUDFLARE_ENV: "stagin" }],
	])("makes no site of a name that wrangler.toml does not have, by %s", async (_, args, variables) => {
		const given = { ...SECRETS, ...variables };
		expect(await refusal(args, given)).toMatch(
			/^wrangler\.toml has no environment "stagin"\. It has none yet/,
		);
		const file = await changed("", "[env.staging]");
		expect(await refusal(args, given, nobody, file)).toMatch(/It has staging\.$/);
		expect(await refusal(["--env", "constructor"], SECRETS, nobody, file)).toMatch(/"constructor"/);
	});

	it.each([
		[["--config", "other.toml"]],
		[["--config=other.toml"]],
		[["-c", "other.toml"]],
		[["--cwd", "other"]],
	])("does not look at one file and deploy another: %j", async (args) =>
		expect(await refusal(args, SECRETS)).toMatch(/goes by wrangler\.toml/),
	);

	it.each([
		[["--env"], "--env needs a value."],
		[["--no-env"], "--env needs a value."],
		[["--name"], "--name needs a value."],
		[["--name="], "--name needs a value."],
		[["--secretsFile"], "--secrets-file needs a value."],
		[["--secrets-file", "--dry-run"], "--secrets-file needs a value."],
		[["--envFile"], "--env-file needs a value."],
		[["--env-file", "a", "b"], "--env-file names one file: say it again for another."],
		[["--env=a", "-e", "b"], "--env may stand there once."],
		[["--secrets-file=a", "--secretsFile=b"], "--secrets-file may stand there once."],
		[["--dry-run", "false"], "--dry-run takes no value."],
		[["--dryRun=false"], "--dry-run takes no value."],
	])("understands nothing otherwise than wrangler does: %j", async (args, message) => {
		expect(await refusal(args, SECRETS)).toBe(message);
	});

	it("looks into the account of the login that it deploys with", async () => {
		expect(await refusal(["--profile", "other"], SECRETS)).toMatch(/does not read --profile/);
	});

	it.each([
		["--dry-run", [], { npm_config_dry_run: "true" }],
		["--env=staging", [], { npm_config_env: "staging" }],
		["--env staging", ["staging"], { npm_config_env: "true" }],
		["--secrets-file=secrets.env", [], { npm_config_secrets_file: "secrets.env" }],
	])(
		"does not deploy without an option that npm has kept for itself: %s",
		async (option, args, variables) => {
			const [name] = option.split(/[ =]/);
			expect(await refusal(args, { ...SECRETS, ...variables })).toBe(
				`npm keeps ${name} for itself. Put two dashes before it: npm run deploy -- ${name}`,
			);
		},
	);

	it("deploys what wrangler.toml says, and no other program", async () => {
		expect(await refusal(["other.ts"], SECRETS)).toMatch(/cannot deploy "other\.ts"/);
	});

	it.each([[["--secretsFile", "FILE"]], [["--secretsFile=FILE"]], [["--secrets-file", "FILE"]]])(
		"takes an option in each spelling that wrangler takes: %j",
		async (args) => {
			const path = join(folder, "secrets");
			await writeFile(path, JSON.stringify(SECRETS));
			const file = await changed("", "[env.staging]");
			for (const env of [["-e=staging"], ["-e", "staging"], ["--env=staging"]]) {
				runs = [];
				await run([...args.map((arg) => arg.replace("FILE", path)), ...env, "--keepVars"], {}, nobody, file);
				expect(runs).toMatchObject([{ args: ["deploy", ...env, "--keepVars"], secrets: SECRETS }]);
			}
			expect(cloudflare.calls).not.toContain("GET /workers/scripts/discobear/settings 404");
		},
	);

	it.each([["--dryRun"], ["--help"], ["-h"], ["--version"]])("asks nobody anything for %s", async (arg) => {
		await run([arg]);
		expect(runs).toMatchObject([{ args: ["deploy", arg] }]);
		expect(cloudflare.calls).toEqual([]);
	});

	it("looks into the account that wrangler deploys to: the one that wrangler.toml names comes first", async () => {
		const file = await changed(`account_id = "${cloudflare.account.id}"`);
		await run([], { ...SECRETS, CLOUDFLARE_ACCOUNT_ID: "f".repeat(32) }, nobody, file);
		expect(runs[0]?.environment.CLOUDFLARE_ACCOUNT_ID).toBe(cloudflare.account.id);
	});

	it("reads of files what wrangler reads, in its order, and nothing of Discord's", async () => {
		const write = (name: string, text: string) => writeFile(join(folder, name), text);
		await write(
			".env",
			"CLOUDFLARE_ACCOUNT_ID=1\nCLOUDFLARE_API_TOKEN=a\nDISCORD_CLIENT_SECRET=secret-marker\n",
		);
		await write(".env.local", "CLOUDFLARE_ACCOUNT_ID=2\n");
		await write(".env.staging", "CLOUDFLARE_ACCOUNT_ID=3\n");
		const read = (env?: string) => cloudflareVariables(folder, env);
		expect(await read()).toEqual({ CLOUDFLARE_ACCOUNT_ID: "2", CLOUDFLARE_API_TOKEN: "a" });
		expect(await read("staging")).toEqual({ CLOUDFLARE_ACCOUNT_ID: "3", CLOUDFLARE_API_TOKEN: "a" });
	});

	it("reads the files that --env-file names in the place of the usual ones, the last before the first", async () => {
		for (const [name, text] of [
			[".env", "CLOUDFLARE_ACCOUNT_ID=1\nCLOUDFLARE_EMAIL=a@bears.example\n"],
			["one", "CLOUDFLARE_ACCOUNT_ID=2\nCLOUDFLARE_API_TOKEN=b\n"],
			["two", "CLOUDFLARE_ACCOUNT_ID=3\n"],
		] as const)
			await writeFile(join(folder, name), text);
		const { envFiles } = toldBy(["--envFile=one", "--env-file", "two", "--envFile", "none"], {});
		expect(await cloudflareVariables(folder, "staging", envFiles)).toEqual({
			CLOUDFLARE_ACCOUNT_ID: "3",
			CLOUDFLARE_API_TOKEN: "b",
		});
	});

	it("asks with the login that wrangler takes: a key comes before a token", async () => {
		const asked = vi.spyOn(globalThis, "fetch");
		await run([], {
			...SECRETS,
			CLOUDFLARE_API_KEY: "key-marker",
			CLOUDFLARE_EMAIL: "a@bears.example",
		}).catch(() => undefined);
		expect(asked.mock.calls[0]?.[1]?.headers).toEqual({
			"X-Auth-Key": "key-marker",
			"X-Auth-Email": "a@bears.example",
		});
		asked.mockRestore();
	});

	it("asks nobody anything for a dry run", async () => {
		await run(["--dry-run", "--outdir", "out"]);
		expect(runs).toMatchObject([{ args: ["deploy", "--dry-run", "--outdir", "out"] }]);
		expect(cloudflare.calls).toEqual([]);
	});
});

describe("a secret that is typed", () => {
	const typed = (keys: string) => {
		const input = new PassThrough();
		let shown = "";
		const output = new Writable({
			write(chunk, _, done) {
				shown += chunk;
				done();
			},
		});
		const answer = askSecret("SECRET = ", input, output);
		input.write(keys);
		return { answer, shown: () => shown };
	};

	it("is never shown", async () => {
		const { answer, shown } = typed("  secret-marker \r");
		expect(await answer).toBe("secret-marker");
		expect(shown()).toBe("SECRET = \n");
	});

	it("can be left with Ctrl+C", async () => {
		const { answer, shown } = typed("secret-\u0003");
		await expect(answer).rejects.toThrow("No answer.");
		expect(shown()).toBe("SECRET = \n");
	});
});
