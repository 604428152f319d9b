/**
 * `npm run commands`: registers the commands of src/interactions/commands.ts at Discord, from which the Worker answers too, and
 * says what changes. Nothing is sent where nothing changes.
 *
 *   npm run commands -- --dry-run         only says what would change
 *   npm run commands -- --guild ID        in one server only, for trying out: there it is at once
 *   npm run commands -- --remove-others   removes the application's commands that are not ours
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, parseEnv } from "node:util";
import type {
	APIApplicationCommand,
	RESTPutAPIApplicationCommandsJSONBody as Commands,
} from "discord-api-types/v10";
import { workerCode } from "../worker_code.ts";
import { ask, type Caller, Refusal } from "./ask_discord.ts";
import { changesFrom, inLines, titleOf } from "./command_changes.ts";
import { requireOptions } from "./npm_options.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Options {
	guild?: string | undefined;
	dryRun?: boolean | undefined;
	removeOthers?: boolean | undefined;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Registers the commands.
 * @param variables `DISCORD_CLIENT_ID`, and with it `DISCORD_CLIENT_SECRET` or `DISCORD_BOT_TOKEN`; `DISCORD_URL`
 * @param say takes what happens, line by line
 * @throws Refusal in words for whoever sits there
 */
export async function registerCommands(
	{ guild, dryRun = false, removeOthers = false }: Options,
	variables: Variables,
	say: (line: string) => void,
): Promise<void> {
	if (guild !== undefined && !/^\d{17,20}$/.test(guild))
		throw new Refusal("--guild takes a server’s id: 17 to 20 digits.");
	const id = variables.DISCORD_CLIENT_ID;
	if (!id) throw new Refusal(HOW);
	const { commands, userAgent } = await table();
	const caller = await callerFrom(variables, id, userAgent, say);

	const path = `/applications/${encodeURIComponent(id)}${guild ? `/guilds/${guild}` : ""}/commands`;
	const there = (await ask(caller, "GET", `${path}?with_localizations=true`)) as APIApplicationCommand[];
	const { changes, body } = changesFrom(there, commands, { inGuild: guild !== undefined, removeOthers });
	for (const line of inLines(changes)) say(line);
	if (changes.every(({ is }) => is === "same" || is === "kept")) return say("Nothing to change.");
	if (dryRun) return say("Nothing was changed: this was a dry run.");
	await ask(caller, "PUT", path, body).catch((error: Error) => {
		throw new Refusal(withTitles(error.message, body));
	});
	say(`Registered ${guild ? `in the server ${guild}` : "everywhere"}.`);
}

const HOW =
	"Set DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET (or DISCORD_BOT_TOKEN) in .dev.vars or in the environment.";

/** With the client's own credentials where they are there: they open no more than the commands. */
async function callerFrom(
	{ DISCORD_CLIENT_SECRET: secret, DISCORD_BOT_TOKEN: token, DISCORD_URL }: Variables,
	id: string,
	userAgent: string,
	say: (line: string) => void,
): Promise<Caller> {
	const caller = { discord: DISCORD_URL || "https://discord.com", userAgent, say };
	if (!secret && !token) throw new Refusal(HOW);
	if (!secret) return { ...caller, authorization: `Bot ${token}` };
	// RFC 6749, section 2.3.1: each is encoded as a form's value is.
	const [user, password] = [id, secret].map((each) => new URLSearchParams({ "": each }).toString().slice(1));
	const basic = { ...caller, authorization: `Basic ${btoa(`${user}:${password}`)}` };
	// https://docs.discord.com/developers/topics/oauth2#client-credentials-grant: for a team's application, too
	const grant = { grant_type: "client_credentials", scope: "applications.commands.update" };
	const answer = await ask(basic, "POST", "/oauth2/token", new URLSearchParams(grant));
	return { ...caller, authorization: `Bearer ${Object(answer).access_token}` };
}

/** Discord names a command by its place in the list. */
function withTitles(message: string, body: Commands): string {
	return message.replace(/^ {2}(\d+)\b/gm, (place, n) => {
		const command = body[Number(n)];
		return command ? `  ${titleOf(command)}` : place;
	});
}

/** The table, as the Worker has it, and who asks. */
async function table(): Promise<{ commands: Commands; userAgent: string }> {
	const { COMMANDS, userAgent } = await workerCode<{
		COMMANDS: Commands;
		userAgent: (address: string) => string;
	}>(
		root,
		'export { COMMANDS } from "./src/interactions/commands"; export { userAgent } from "./src/discord/user_agent";',
	);
	return { commands: COMMANDS, userAgent: userAgent("https://discord.com") };
}

/** What is in `.dev.vars`, as wrangler reads it; the environment goes first. */
async function variables(): Promise<Variables> {
	const file = await readFile(join(root, ".dev.vars"), "utf8").catch(() => "");
	return { ...parseEnv(file), ...process.env };
}

if (import.meta.main) {
	try {
		requireOptions(["guild", "dry-run", "remove-others"], process.env, "commands");
		const { values } = parseArgs({
			options: {
				guild: { type: "string" },
				"dry-run": { type: "boolean" },
				"remove-others": { type: "boolean" },
			},
		});
		const options = {
			guild: values.guild,
			dryRun: values["dry-run"],
			removeOthers: values["remove-others"],
		};
		await registerCommands(options, await variables(), console.log);
	} catch (error) {
		const isKnown = error instanceof Refusal || String(Object(error).code).startsWith("ERR_PARSE_ARGS");
		if (!isKnown) throw error;
		console.error((error as Error).message);
		process.exitCode = 1;
	}
}
