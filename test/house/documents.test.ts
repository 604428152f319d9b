import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { anchorsIn, commandsIn, linksIn, usageIn } from "./documents.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);

const { stdout } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
	cwd: root,
});
const DOCUMENTS = await Promise.all(
	stdout
		.trim()
		.split("\n")
		.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })),
);
const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

/** What else a reader has, or is told to get. */
const TOOLS = ["curl", "git", "openssl"];

it("finds links, headings and commands", () => {
	const text = [
		'# The bot\'s *own* `x`\n\n[a](b.md#c) <img src="d.png"> ![e](f.png)\n\n<a id="g"></a>',
		"```sh\nA=1 npm ci && npm start # why\ncurl x \\\n  y\n```\n`npm run z` and `npm.md`",
	].join("\n\n");
	expect(linksIn(text)).toEqual(["b.md#c", "d.png", "f.png"]);
	expect([...anchorsIn(text)]).toEqual(["the-bots-own-x", "g"]);
	expect(commandsIn(text)).toEqual(["npm ci", "npm start", "curl x y", "npm run z"]);
});

describe.each(DOCUMENTS)("$path", ({ path, text }) => {
	it("leads to what is there", async () => {
		const broken: string[] = [];
		for (const link of linksIn(text)) {
			if (/^https:\/\/[\w.-]+(?:[/?#]|$)|^http:\/\/(?:localhost|127\.0\.0\.1):/.test(link)) continue;
			const [to = "", anchor] = link.split("#");
			const target = to === "" ? path : join(dirname(path), to);
			if (!existsSync(join(root, target))) broken.push(link);
			else if (anchor !== undefined && !anchorsIn(await readFile(join(root, target), "utf8")).has(anchor))
				broken.push(link);
		}
		expect(broken).toEqual([]);
	});

	it("names commands that there are", async () => {
		const wrong: string[] = [];
		for (const command of new Set(commandsIn(text))) if (!(await isThere(command))) wrong.push(command);
		expect(wrong).toEqual([]);
	}, 60_000);
});

async function isThere(command: string): Promise<boolean> {
	const [program = "", ...words] = command.split(/\s+/);
	if (program === "npm") {
		const [verb, script = ""] = words;
		return verb === "run" ? script in manifest.scripts : verb === "ci" || String(verb) in manifest.scripts;
	}
	if (program === "npx") return isThere(words.join(" "));
	if (program === "wrangler") return isOfWrangler(words);
	if (program === "node") return existsSync(join(root, words[0] ?? ""));
	return TOOLS.includes(program) || existsSync(join(root, program));
}

const helps = new Map<string, Promise<string>>();

async function isOfWrangler(words: readonly string[]): Promise<boolean> {
	const end = words.findIndex((word) => !/^[a-z][a-z0-9-]*$/.test(word));
	const named = words.slice(0, end === -1 ? undefined : end);
	const key = named.join(" ");
	const help = helps.get(key) ?? helpWith(named);
	helps.set(key, help);
	const usage = usageIn(await help);
	const flags = words.filter((word) => word.startsWith("-")).map((flag) => flag.split("=")[0] ?? "");
	if (!usage) return false;
	return (
		usage.words.every((word, n) => named[n] === word) &&
		named.length <= usage.words.length + usage.others &&
		flags.every((flag) => usage.flags.has(flag))
	);
}

/** What wrangler itself says of a command; nothing where it knows none. */
async function helpWith(words: readonly string[]): Promise<string> {
	const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
	const env = { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" };
	const ran = run(process.execPath, [wrangler, ...words, "--help"], { cwd: root, env });
	return ran.then(
		(all) => all.stdout,
		() => "",
	);
}
