/** The secrets of a deployment: where they come from, and how they reach wrangler without anybody seeing them. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import packageJson from "../../package.json" with { type: "json" };
import { Refusal } from "./ask_discord.ts";

export type Secrets = Readonly<Record<string, string>>;

/** @throws Refusal, which never says what is in it */
export async function secretsIn(path: string): Promise<Secrets> {
	const text = await readFile(path, "utf8").catch(() => {
		throw new Refusal(`There is no file ${path}.`);
	});
	const given = Object.entries(parsed(text, path));
	// An id of Discord's that is not in quotes would lose its last digits.
	const [wrong] = given.find(([, value]) => typeof value !== "string") ?? [];
	if (wrong !== undefined) throw new Refusal(`${path} has to have ${wrong} in quotes.`);
	// A line that nobody has filled in is no secret.
	return Object.fromEntries(given.map(([name, value]) => [name, String(value)]).filter(([, value]) => value));
}

function parsed(read: string, path: string): Readonly<Record<string, unknown>> {
	// Editors on Windows put a mark before a text, which would be of the first name.
	const text = read.replace(/^\ufeff/, "");
	try {
		return text.trimStart().startsWith("{") ? JSON.parse(text) : parseEnv(text);
	} catch {
		throw new Refusal(`${path} is neither JSON nor lines of NAME=value.`);
	}
}

/** What a secret is, and where it comes from: the same that Cloudflare says beside its form, but a terminal has no links. */
function aboutSecret(name: string): string {
	const about: Readonly<Record<string, { description: string }>> = packageJson.cloudflare.bindings;
	return (about[name]?.description ?? "").replace(/\[(.+?)\]\((.+?)\)/g, "$1 ($2)");
}

export function howToGive(names: readonly string[]): string {
	return [
		"Missing, and nobody sits here to be asked:",
		...names.map((name) => `  ${name}: ${aboutSecret(name)}`),
		"Set them in the environment, or in a file: npm run deploy -- --secrets-file FILE",
	].join("\n");
}

/** What somebody answers, one after the other. @throws Refusal where there is no answer */
export async function answersTo(
	names: readonly string[],
	{ ask, say }: { ask: ((question: string) => Promise<string>) | undefined; say(line: string): void },
): Promise<Secrets> {
	const secrets: Record<string, string> = {};
	if (ask && names.length > 0) say("What you type is not shown.");
	for (const name of names) {
		say(`\n${name}: ${aboutSecret(name)}`);
		const answer = await ask?.(`${name} = `).catch(() => "");
		if (!answer) throw new Refusal(`${name} is missing. Nothing was made.`);
		secrets[name] = answer;
	}
	return secrets;
}

/** Has wrangler read secrets from a file that nobody else may read, and that is gone afterwards. */
export async function withSecretsFile(
	secrets: Secrets,
	use: (args: string[]) => Promise<number>,
): Promise<number> {
	if (Object.keys(secrets).length === 0) return use([]);
	// Its mode is 0700: node:fs.
	const folder = await mkdtemp(join(tmpdir(), "discobear-"));
	try {
		const file = join(folder, "secrets.json");
		await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
		return await use(["--secrets-file", file]);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
