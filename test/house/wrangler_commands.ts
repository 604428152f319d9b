import { experimental_getWranglerCommands } from "wrangler";

/** What every command takes, and the list does not name: `wrangler --help` does. */
const EVERYWHERE = { config: "string", env: "string", "env-file": "string" } as const;

/** What wrangler would not understand of a command, by its own list of what it has; empty where it understands it. */
export function problemOf(command: string): string {
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
			[name, ...[arg.alias ?? []].flat()].map((each) => [each, String(arg.type)]),
		),
	);
	let places = 0;
	for (let word = words.shift(); word !== undefined; word = words.shift()) {
		if (!word.startsWith("--")) {
			if (++places > positionalArgs.length) return `${word} has no place in ${command}`;
			continue;
		}
		const type = known.get(word.slice(2)) ?? (EVERYWHERE as Record<string, string>)[word.slice(2)];
		if (!type) return `${word} is no option of ${command}`;
		if (type !== "boolean") words.shift();
	}
	return "";
}
