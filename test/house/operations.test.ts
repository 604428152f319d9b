import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { experimental_getWranglerCommands } from "wrangler";
import packageJson from "../../package.json" with { type: "json" };

const page = await readFile(fileURLToPath(new URL("../../docs/operations.md", import.meta.url)), "utf8");

describe("what docs/operations.md has one type", () => {
	it("are scripts that there are", () => {
		const scripts = [...page.matchAll(/\bnpm run (\w+)/g)].map(([, name = ""]) => name);
		expect(new Set(scripts)).toContain("deploy");
		for (const name of scripts) expect(Object.keys(packageJson.scripts)).toContain(name);
	});

	it("are commands that wrangler has, with the arguments that it takes", () => {
		const commands = [...page.matchAll(/\bnpx wrangler ([^`\n]+)/g)].map(([, command = ""]) => command);
		expect(commands.length).toBeGreaterThan(10);
		for (const command of commands) expect(problemOf(command)).toBe("");
		expect(problemOf("secret puts NAME")).not.toBe("");
		expect(problemOf("r2 object delete a/b --far")).toContain("--far");
		expect(problemOf("rollback one two")).toContain("two");
	});
});

/** What wrangler would not understand of a command; empty where it understands it. */
function problemOf(command: string): string {
	const words = command.trim().split(/\s+/);
	let { subtree } = experimental_getWranglerCommands().registry;
	let node = subtree.get(words.shift() ?? "");
	while (node && words[0] !== undefined && node.subtree.has(words[0])) {
		({ subtree } = node);
		node = subtree.get(words.shift() ?? "");
	}
	const definition = node?.definition;
	if (definition?.type !== "command") return `There is no ${command}`;
	const { args = {}, positionalArgs = [] } = definition;
	const known = new Map(
		Object.entries(args).flatMap(([name, arg]) =>
			[name, ...[arg.alias ?? []].flat()].map((each) => [each, arg]),
		),
	);
	let places = 0;
	for (let word = words.shift(); word !== undefined; word = words.shift()) {
		if (!word.startsWith("--")) {
			if (++places > positionalArgs.length) return `${word} has no place in ${command}`;
			continue;
		}
		const arg = known.get(word.slice(2));
		if (!arg) return `${word} is no option of ${command}`;
		if (arg.type !== "boolean") words.shift();
	}
	return "";
}
