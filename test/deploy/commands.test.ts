import { execFile } from "node:child_process";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Options, registerCommands } from "../../build/deploy/commands.ts";
import { DISCORD } from "../browser/person.ts";
import { registrationProblems } from "../stand_ins/discord/openapi/commands";
import { CLIENT as DEMO_CLIENT } from "../start.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

const CLIENT = { DISCORD_CLIENT_ID: "100000000000000000", DISCORD_CLIENT_SECRET: "a secret: with signs%" };
const GUILD = "200000000000000001";

type Command = Record<string, unknown> & { name: string; type?: number };
interface Asked {
	method: string;
	path: string;
	authorization: string | undefined;
	userAgent: string | undefined;
	body: string;
}
interface Answer {
	status: number;
	json: unknown;
}

/** What Discord is asked, what it has, and what it answers instead, once each, by method. */
let asked: Asked[] = [];
let there: Map<string, Command[]>;
let instead: [method: string, answer: Answer][] = [];
let said: string[] = [];
/** What of a registration is not as Discord documents it. */
let problems: string[] = [];
let server: Server;
let discord: string;

/** As Discord keeps a command: with its own fields, and what was not said as null, false or empty. */
function kept(command: Command, n: number, inGuild: boolean): Command {
	const { contexts = null, integration_types = [0], ...rest } = command;
	return {
		id: `30000000000000000${n}`,
		application_id: CLIENT.DISCORD_CLIENT_ID,
		version: "400000000000000001",
		default_member_permissions: null,
		type: 1,
		description: "",
		description_localizations: null,
		dm_permission: true,
		nsfw: false,
		...(inGuild ? { guild_id: GUILD } : { contexts, integration_types }),
		...rest,
		// As Discord does: in no order that means anything.
		name_localizations: Object.fromEntries(Object.entries(rest.name_localizations ?? {}).reverse()),
	};
}

function answerTo({ method, path, authorization, body }: Asked): Answer {
	const [place] = instead.filter(([each]) => each === method).slice(0, 1);
	if (place) {
		instead = instead.filter((each) => each !== place);
		return place[1];
	}
	if (path === "/api/v10/oauth2/token") {
		const form = new URLSearchParams(body);
		const right = `Basic ${btoa("100000000000000000:a+secret%3A+with+signs%25")}`;
		if (authorization !== right) return { status: 401, json: { error: "invalid_client" } };
		if (form.get("grant_type") !== "client_credentials") return { status: 400, json: {} };
		return { status: 200, json: { access_token: "the-token", scope: form.get("scope") } };
	}
	if (!["Bearer the-token", "Bot the-bot"].includes(authorization ?? ""))
		return { status: 401, json: { message: "401: Unauthorized", code: 0 } };
	const [url = "", query] = path.split("?");
	const commands = there.get(url);
	if (!commands) return { status: 403, json: { message: "Missing Access", code: 50001 } };
	if (method === "GET") return { status: 200, json: query === "with_localizations=true" ? commands : [] };
	const inGuild = url.includes("/guilds/");
	problems.push(...registrationProblems(JSON.parse(body), inGuild ? "guild" : "global"));
	const now = JSON.parse(body).map((each: Command, n: number) => kept(each, n, inGuild));
	there.set(url, now);
	return { status: 200, json: now };
}

const GLOBAL = `/api/v10/applications/${CLIENT.DISCORD_CLIENT_ID}/commands`;
const IN_GUILD = `/api/v10/applications/${CLIENT.DISCORD_CLIENT_ID}/guilds/${GUILD}/commands`;

async function textOf(request: IncomingMessage): Promise<string> {
	let text = "";
	for await (const piece of request) text += piece;
	return text;
}

beforeAll(async () => {
	server = createServer(async (request, response) => {
		const { method = "", url: path = "", headers } = request;
		const body = await textOf(request);
		const question = {
			method,
			path,
			authorization: headers.authorization,
			userAgent: headers["user-agent"],
			body,
		};
		asked.push(question);
		const { status, json } = answerTo(question);
		response.writeHead(status, { "Content-Type": "application/json" });
		response.end(typeof json === "string" ? json : JSON.stringify(json));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	discord = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.close();
});
beforeEach(() => {
	asked = [];
	instead = [];
	said = [];
	problems = [];
	there = new Map([
		[GLOBAL, []],
		[IN_GUILD, []],
	]);
});

afterEach(() => expect(problems).toEqual([]));

const register = (options: Options = {}, variables: Record<string, string> = CLIENT) =>
	registerCommands(options, { ...variables, DISCORD_URL: discord }, (line) => said.push(line));
const writes = () => asked.filter(({ method }) => method === "PUT");

describe("npm run commands", () => {
	it("registers what the Worker answers to, with the client's own credentials", async () => {
		await register();
		expect(said).toEqual([
			"+ /avatar",
			"+ Draw this person (on a person)",
			"+ Use for the bot here (on a message)",
			"Registered everywhere.",
		]);
		expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
			"POST /api/v10/oauth2/token",
			`GET ${GLOBAL}?with_localizations=true`,
			`PUT ${GLOBAL}`,
		]);
		expect(asked[0]?.body).toBe("grant_type=client_credentials&scope=applications.commands.update");
		for (const { userAgent } of asked) expect(userAgent).toMatch(/^DiscordBot \(.+, .+\)$/);
		expect(JSON.parse(writes()[0]?.body ?? "")).toMatchObject([
			{ type: 1, name: "avatar", integration_types: [0, 1], contexts: [0, 1, 2] },
			{ type: 2, name: "Draw this person" },
			{ type: 3, name: "Use for the bot here", default_member_permissions: "32" },
		]);
	});

	it("changes nothing where there is nothing to change", async () => {
		await register();
		said = [];
		asked = [];
		await register();
		expect(said.at(-1)).toBe("Nothing to change.");
		expect(writes()).toEqual([]);
	});

	it("names each field that changes", async () => {
		await register();
		const [avatar, draw] = there.get(GLOBAL) as Command[];
		Object.assign(avatar as Command, { description: "Old", contexts: [2, 0], nsfw: true });
		const [style] = (avatar as unknown as { options: Command[] }).options;
		Object.assign(style as Command, { autocomplete: false, name_localizations: null });
		(avatar as unknown as { options: Command[] }).options.reverse();
		delete draw?.name_localizations;
		said = [];
		await register();
		expect(said).toEqual([
			"~ /avatar",
			'    contexts: ["0","2"] → ["0","1","2"]',
			'    description: "Old" → "Draw an avatar from your Discord name or picture."',
			"    nsfw: true → none",
			"    options: show, extra, seed, background, mood, style → style, mood, background, seed, extra, show",
			"    options.style.autocomplete: none → true",
			'    options.style.name_localizations.de: none → "stil"',
			'    options.style.name_localizations.es-419: none → "estilo"',
			'    options.style.name_localizations.es-ES: none → "estilo"',
			'    options.style.name_localizations.ja: none → "スタイル"',
			'    options.style.name_localizations.pt-BR: none → "estilo"',
			"~ Draw this person (on a person)",
			...said.filter((line) => /^ {4}name_localizations\.\S+: none → ".+"$/.test(line)),
			"= Use for the bot here (on a message)",
			"Registered everywhere.",
		]);
	});

	it("leaves the bot's other commands alone, but where it is told to remove them", async () => {
		const poll = {
			name: "poll",
			description: "Ask everybody",
			options: [{ type: 3, name: "what", description: "About what" }],
		};
		there.set(GLOBAL, [kept(poll, 9, false)]);
		await register();
		expect(said.slice(-2)).toEqual(["  /poll (not ours: it stays)", "Registered everywhere."]);
		const [last] = JSON.parse(writes()[0]?.body ?? "").slice(-1);
		expect(last).toMatchObject({ id: "300000000000000009", ...poll });
		expect(last).not.toHaveProperty("version");

		await register({ removeOthers: true });
		expect(said).toContain("- /poll");
		expect(there.get(GLOBAL)?.map(({ name }) => name)).not.toContain("poll");
	});

	it("registers in one server what has no meaning elsewhere left out", async () => {
		await register({ guild: GUILD });
		expect(said.at(-1)).toBe(`Registered in the server ${GUILD}.`);
		expect(writes()[0]?.path).toBe(IN_GUILD);
		expect(writes()[0]?.body).not.toMatch(/contexts|integration_types/);
		await register({ guild: GUILD });
		expect(said.at(-1)).toBe("Nothing to change.");
	});

	it("only says what it would do in a dry run", async () => {
		await register({ dryRun: true });
		expect(said.slice(-2)).toEqual([
			"+ Use for the bot here (on a message)",
			"Nothing was changed: this was a dry run.",
		]);
		expect(writes()).toEqual([]);
	});

	it("takes the bot's token where there is no secret", async () => {
		const { DISCORD_CLIENT_ID } = CLIENT;
		await register({}, { DISCORD_CLIENT_ID, DISCORD_BOT_TOKEN: "the-bot" });
		expect(asked.map(({ authorization }) => authorization)).toEqual(["Bot the-bot", "Bot the-bot"]);
	});

	it("waits as long as Discord asks for", async () => {
		instead = [["PUT", { status: 429, json: { message: "…", retry_after: 0.01, global: false } }]];
		await register();
		expect(said.slice(-2)).toEqual(["Discord asks to wait for 1 s.", "Registered everywhere."]);
		expect(writes()).toHaveLength(2);
	});

	const invalid = {
		code: 50035,
		message: "Invalid Form Body",
		errors: {
			0: { options: { 2: { name: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH", message: "Too long" }] } } } },
		},
	};
	const failures: [
		string,
		{ variables?: Record<string, string>; options?: Options; instead?: [string, Answer] },
		string,
	][] = [
		["no credentials", { variables: {} }, "Set DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET"],
		[
			"a client without secret or token",
			{ variables: { DISCORD_CLIENT_ID: "1" } },
			"Set DISCORD_CLIENT_ID and DISCORD_CLIENT_SECRET",
		],
		[
			"a wrong secret",
			{ variables: { ...CLIENT, DISCORD_CLIENT_SECRET: "wrong-marker" } },
			"Discord does not take this DISCORD_CLIENT_ID with this DISCORD_CLIENT_SECRET.",
		],
		[
			"a wrong token",
			{ variables: { DISCORD_CLIENT_ID: "1", DISCORD_BOT_TOKEN: "wrong-marker" } },
			"Discord does not take these credentials.",
		],
		["a server without the bot", { options: { guild: "200000000000000009" } }, "is not in that server"],
		["no server's id", { options: { guild: "../../x" } }, "--guild takes a server’s id"],
		[
			"a wrong field",
			{ instead: ["PUT", { status: 400, json: invalid }] },
			"Invalid Form Body:\n  /avatar.options.2.name: Too long (BASE_TYPE_MAX_LENGTH)",
		],
		[
			"a long wait",
			{ instead: ["PUT", { status: 429, json: { retry_after: 900 } }] },
			"Discord asks to wait for 900 s. Nothing was changed",
		],
		["Cloudflare", { instead: ["GET", { status: 429, json: "<html>1015" }] }, "Try again in an hour."],
		["Discord being down", { instead: ["GET", { status: 503, json: "<html>" }] }, "status 503"],
	];
	it.each(failures)(
		"says what to do about %s, and no credential",
		async (_, { variables, options, ...rest }, words) => {
			if (rest.instead) instead = [rest.instead];
			const { message } = await register(options, variables).then(
				() => expect.unreachable(),
				(error: Error) => error,
			);
			expect(message).toContain(words);
			expect(`${message}${said.join()}`).not.toMatch(/wrong-marker|a secret/);
			expect(there.get(GLOBAL)).toEqual([]);
		},
	);

	it("finds the commands of the stand-in of Discord as they are, and registers them in a server of it", async () => {
		const guilds: { id: string; bot?: object }[] = await (await fetch(`${DISCORD}/_standin/guilds`)).json();
		const { id } = guilds.find(({ bot }) => bot) ?? { id: "" };
		const { id: DISCORD_CLIENT_ID, secret: DISCORD_CLIENT_SECRET } = DEMO_CLIENT;
		const variables = { DISCORD_CLIENT_ID, DISCORD_CLIENT_SECRET, DISCORD_URL: DISCORD };
		const last: (string | undefined)[] = [];
		for (const options of [{}, { guild: id }, { guild: id }]) {
			await registerCommands(options, variables, (line) => said.push(line));
			last.push(said.at(-1));
		}
		expect(last).toEqual(["Nothing to change.", `Registered in the server ${id}.`, "Nothing to change."]);
		expect(await (await fetch(`${DISCORD}/_standin/violations`)).json()).toEqual([]);
		await fetch(`${DISCORD}/_standin/reset`, { method: "POST" });
	});

	it("runs from a terminal", async () => {
		const env = { ...process.env, ...CLIENT, DISCORD_URL: discord };
		const run = (...more: string[]) =>
			promisify(execFile)(process.execPath, ["build/deploy/commands.ts", ...more], { cwd: root, env });
		// What `npm run commands --dry-run` comes to: npm keeps the option.
		const kept = promisify(execFile)(process.execPath, ["build/deploy/commands.ts"], {
			cwd: root,
			env: { ...env, npm_config_dry_run: "true" },
		});
		await expect(kept).rejects.toMatchObject({ stderr: expect.stringMatching(/^npm keeps --dry-run/) });
		expect(asked).toEqual([]);
		const { stdout } = await run("--guild", GUILD, "--dry-run");
		expect(stdout).toContain("+ /avatar\n");
		const failed = await run("--gild", GUILD).catch((error) => error);
		expect(failed).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Unknown option '--gild'.*\n$/) });
	});
});
