/** What `npm run deploy` is told: the options that change where a deployment goes, in each spelling that wrangler takes. */
import { parseArgs } from "node:util";
import type { Variables } from "../wrangler.ts";
import { Refusal } from "./ask_discord.ts";
import { requireOptions } from "./npm_options.ts";

export interface Told {
	env: string | undefined;
	/** Those that are read in the place of `.env`; undefined where none is named. */
	envFiles: string[] | undefined;
	name: string | undefined;
	secretsFile: string | undefined;
	/** Whether wrangler will make nothing, and so nobody has to be asked. */
	isHarmless: boolean;
	/** What goes on to wrangler, as it was written. */
	others: string[];
}

const OPTIONS = {
	env: { type: "string", short: "e" },
	"env-file": { type: "string", multiple: true },
	name: { type: "string" },
	"secrets-file": { type: "string" },
	"dry-run": { type: "boolean" },
	help: { type: "boolean", short: "h" },
	version: { type: "boolean", short: "v" },
	config: { type: "string", short: "c" },
	cwd: { type: "string" },
	profile: { type: "string" },
} as const;

/** What would have wrangler go elsewhere than we have looked. */
const REFUSED: Readonly<Record<string, string>> = {
	config: "npm run deploy goes by wrangler.toml: put what is to be otherwise in an environment of it.",
	cwd: "npm run deploy goes by wrangler.toml: put what is to be otherwise in an environment of it.",
	profile:
		"npm run deploy does not read --profile: log in with `npx wrangler login`, or set CLOUDFLARE_API_TOKEN.",
};

/** Without these, a deployment would go where nobody wants it. */
const HIDDEN = ["env", "name", "secrets-file", "secretsfile", "dry-run", "dryrun"];

/**
 * Wrangler reads its options with yargs, which takes `--secretsFile` for `--secrets-file`, and `-e=x` for `-e x`.
 * Source: https://github.com/yargs/yargs-parser#camel-case-expansion
 */
function asWeSpell(arg: string): string {
	return arg
		.replace(/^--[^=]+/, (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
		.replace(/^-(\w)=/, "-$1");
}

/** Why an option is not taken as it stands. @param next what follows it and its value */
function whyNot(
	{
		name,
		value,
		inlineValue,
	}: { name: string; value?: string | undefined; inlineValue?: boolean | undefined },
	next: string,
	isTwice: boolean,
): string | undefined {
	if (!Object.hasOwn(OPTIONS, name)) return;
	if (REFUSED[name]) return REFUSED[name];
	if (OPTIONS[name as keyof typeof OPTIONS].type === "boolean")
		return value !== undefined || ["true", "false"].includes(next) ? `--${name} takes no value.` : undefined;
	// An empty environment is the one at the top of wrangler.toml.
	if (value === undefined || (!value && name !== "env") || (!inlineValue && value.startsWith("-")))
		return `--${name} needs a value.`;
	if (name === "env-file")
		return next.startsWith("-") ? undefined : "--env-file names one file: say it again for another.";
	return isTwice ? `--${name} may stand there once.` : undefined;
}

/**
 * @param args of the command
 * @throws Refusal for what wrangler would understand otherwise than we do
 */
export function toldBy(args: string[], variables: Variables): Told {
	requireOptions(HIDDEN, variables, "deploy");
	if (args[0] && !args[0].startsWith("-"))
		throw new Refusal(`npm run deploy goes by wrangler.toml, and cannot deploy "${args[0]}".`);
	const { values, tokens } = parseArgs({
		args: args.map(asWeSpell),
		strict: false,
		tokens: true,
		allowNegative: true,
		options: OPTIONS,
	});
	const options = tokens.filter((token) => token.kind === "option");
	for (const option of options) {
		const { name, index, value, inlineValue } = option;
		const next = args[index + (value === undefined || inlineValue ? 1 : 2)] ?? "-";
		const isTwice = options.filter((each) => each.name === name).length > 1;
		const reason = whyNot(option, next, isTwice);
		if (reason) throw new Refusal(reason);
	}
	const file = options.find(({ name }) => name === "secrets-file");
	return {
		env: (values.env ?? variables.CLOUDFLARE_ENV) as string | undefined,
		envFiles: values["env-file"] as string[] | undefined,
		name: values.name as string | undefined,
		secretsFile: values["secrets-file"] as string | undefined,
		isHarmless: [values["dry-run"], values.help, values.version].includes(true),
		others: file ? args.toSpliced(file.index, file.inlineValue ? 1 : 2) : args,
	};
}
