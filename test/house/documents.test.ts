import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { anchorsIn, commandsIn, linksIn } from "./documents.ts";
import { problemOf } from "./wrangler_commands.ts";

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
const TOOLS = ["cd", "curl", "git", "openssl", "printf"];

it("finds links, headings and commands", () => {
	const text = [
		'# The bot\'s *own* `x`\n\n[a](b.md#c) <img src="d.png"> ![e](f.png)\n\n<a id="g"></a>',
		"```sh\nA=1 npm ci && npm start # why\ncurl x \\\n  y\n```\n`npm run z` and `npm.md`",
	].join("\n\n");
	expect(linksIn(text)).toEqual(["b.md#c", "d.png", "f.png"]);
	expect([...anchorsIn(text)]).toEqual(["the-bots-own-x", "g"]);
	expect(commandsIn(text)).toEqual(["npm ci", "npm start", "curl x y", "npm run z"]);
});

it("sees what is no command", () => {
	expect(problemWith("npx wrangler secret puts NAME")).not.toBe("");
	expect(problemWith("npx wrangler r2 object delete a/b --far")).toContain("--far");
	expect(problemWith("npx wrangler rollback one two")).toContain("two");
	expect(problemWith("npm run nothing")).not.toBe("");
	expect(problemWith("node nowhere.ts")).not.toBe("");
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

	it("names commands that there are", () => {
		expect([...new Set(commandsIn(text))].map(problemWith).filter(Boolean)).toEqual([]);
	});

	it("shows no secret among the arguments of a program, which others on the machine can read", () => {
		expect(commandsIn(text).filter(showsSecret)).toEqual([]);
	});
});

it("docs/deployment.md says of each variable what it is", async () => {
	const [, variables = ""] =
		/^\[vars\]\n(.*?)^\[/ms.exec(await readFile(join(root, "wrangler.toml"), "utf8")) ?? [];
	const names = [...variables.matchAll(/^(\w+) = /gm)].map(([, name = ""]) => name);
	expect(names.length).toBeGreaterThan(5);
	const text = DOCUMENTS.find(({ path }) => path === "docs/deployment.md")?.text ?? "";
	const rows = [...text.matchAll(/^\| ((?:`\w+`(?:, )?)+) +\|/gm)].join();
	expect(names.filter((name) => !rows.includes(`\`${name}\``))).toEqual([]);
});

it("CONTRIBUTING.md names each command of package.json", () => {
	const text = DOCUMENTS.find(({ path }) => path === "CONTRIBUTING.md")?.text ?? "";
	const named = commandsIn(text).map((command) => /^npm (?:run )?(\S+)/.exec(command)?.[1]);
	expect(Object.keys(manifest.scripts).filter((name) => !named.includes(name))).toEqual([]);
});

/** What is part of a shell is no program of its own: nobody else reads its arguments. */
const showsSecret = (command: string) =>
	!command.startsWith("printf ") && /\$\w*(?:TOKEN|KEY|SECRET|SESSION|WEBHOOK)|--var\b/.test(command);

/** What is wrong with a command that a document names; empty where it can be run. */
function problemWith(command: string): string {
	const [program = "", ...words] = command.split(/\s+/);
	if (program === "npx") return problemWith(words.join(" "));
	if (program === "wrangler") return problemOf(words.join(" "));
	return isThere(program, words) ? "" : command;
}

function isThere(program: string, [first = "", script = ""]: readonly string[]): boolean {
	if (program === "npm") return first === "ci" || (first === "run" ? script : first) in manifest.scripts;
	if (program === "node") return existsSync(join(root, first));
	return TOOLS.includes(program) || existsSync(join(root, program));
}
