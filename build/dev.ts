/**
 * `npm run dev`: the product here, with the real Discord and what `.dev.vars` says; what follows goes on to `wrangler dev`.
 *
 * Of `.dev.vars` wrangler reads only what is a variable or a required secret in wrangler.toml, and drops the rest without a word: so
 * all that is in the file is required here.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { pageVariables, root, runWrangler } from "./wrangler.ts";

const file = await readFile(join(root, ".dev.vars"), "utf8").catch(() => undefined);
if (file === undefined) {
	console.error("There is no .dev.vars: copy .dev.vars.example to it, and fill it in.");
	process.exitCode = 1;
} else {
	const variables = parseEnv(file);
	process.exitCode = await runWrangler(
		["dev", ...process.argv.slice(2)],
		pageVariables(variables),
		(config) => {
			const named = [...(config.secrets?.required ?? []), ...Object.keys(variables)];
			// A variable it reads by itself, and it refuses a name that is both.
			const secrets = named.filter((name) => !Object.hasOwn(config.vars ?? {}, name));
			config.secrets = { required: [...new Set(secrets)] };
		},
	);
}
