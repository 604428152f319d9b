/** What npm makes of options: those before a `--` it takes for its own, hides from a command, and leaves as `npm_config_…`. */

import type { Variables } from "../wrangler.ts";
import { Refusal } from "./ask_discord.ts";

/**
 * @param names of the command's options that change what it does to the world
 * @throws Refusal where npm has one of them: `npm run deploy --dry-run` would deploy
 */
export function requireOptions(names: readonly string[], variables: Variables, command: string): void {
	const hidden = names.find((name) => variables[`npm_config_${name.replaceAll("-", "_")}`] !== undefined);
	if (hidden === undefined) return;
	throw new Refusal(
		`npm keeps --${hidden} for itself. Put two dashes before it: npm run ${command} -- --${hidden}`,
	);
}
