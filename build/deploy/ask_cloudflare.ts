/** Questions to Cloudflare's API from a terminal, with wrangler's own login. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseEnv, promisify } from "node:util";
import { root, type Variables } from "../wrangler.ts";
import { Refusal } from "./ask_discord.ts";

/** What came of a question. The codes are Cloudflare's, and none where it was no answer of its API. */
export type Answer<T> = { result: T } | { codes: number[]; message: string };

export interface Account {
	id: string;
	/** @param path after the account's, such as `/workers/subdomain` */
	get<T>(path: string): Promise<Answer<T>>;
	/** Removes what is there. @param path as above */
	remove(path: string): Promise<Answer<unknown>>;
}

/**
 * What wrangler reads of `.env` and the files beside it, a later one before an earlier: of Cloudflare, and nothing of Discord's.
 * Source: https://developers.cloudflare.com/workers/wrangler/system-environment-variables/
 * @param env as `--env` names it
 * @param envFiles as `--env-file` names them, in the place of the usual ones
 */
export async function cloudflareVariables(
	folder: string,
	env: string | undefined,
	envFiles = [".env", ".env.local", ...(env ? [`.env.${env}`, `.env.${env}.local`] : [])],
): Promise<Variables> {
	const texts = envFiles.map((name) => readFile(resolve(folder, name), "utf8").catch(() => ""));
	const entries = (await Promise.all(texts)).flatMap((text) => Object.entries(parseEnv(text)));
	return Object.fromEntries(entries.filter(([name]) => name.startsWith("CLOUDFLARE_")));
}

/**
 * The account that a deployment goes to, as wrangler chooses it: the one that wrangler.toml names, or the environment, or the only
 * one there is.
 * @param named in wrangler.toml, undefined for none
 * @throws Refusal with what to do
 */
export async function accountOf(variables: Variables, named: string | undefined): Promise<Account> {
	const headers = await credentials(variables);
	const api = variables.CLOUDFLARE_API_BASE_URL || "https://api.cloudflare.com/client/v4";
	const get = <T>(path: string) => ask<T>(`${api}${path}`, headers);
	const id = named || variables.CLOUDFLARE_ACCOUNT_ID || (await onlyAccount(get));
	return {
		id,
		get: (path) => get(`/accounts/${id}${path}`),
		remove: (path) => ask(`${api}/accounts/${id}${path}`, headers, "DELETE"),
	};
}

async function onlyAccount(
	get: (path: string) => Promise<Answer<{ id: string; name: string }[]>>,
): Promise<string> {
	const answer = await get("/accounts?per_page=50");
	if (!("result" in answer))
		throw new Refusal(`Cloudflare does not say which accounts there are: ${answer.message}`);
	const [only, ...others] = answer.result;
	if (only && others.length === 0) return only.id;
	const list = answer.result.map(({ id, name }) => `  ${id}  ${name}`);
	throw new Refusal(["Set CLOUDFLARE_ACCOUNT_ID to the account that it is for:", ...list].join("\n"));
}

/** Those of the environment, in wrangler's order, else of whoever is logged in with wrangler. @throws Refusal where nobody is */
async function credentials(variables: Variables): Promise<Record<string, string>> {
	const { CLOUDFLARE_API_TOKEN, CLOUDFLARE_API_KEY, CLOUDFLARE_EMAIL } = variables;
	if (CLOUDFLARE_API_KEY && CLOUDFLARE_EMAIL)
		return { "X-Auth-Key": CLOUDFLARE_API_KEY, "X-Auth-Email": CLOUDFLARE_EMAIL };
	if (CLOUDFLARE_API_TOKEN) return { Authorization: `Bearer ${CLOUDFLARE_API_TOKEN}` };
	const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
	const said = await promisify(execFile)(process.execPath, [wrangler, "auth", "token", "--json"], {
		cwd: root,
	}).catch(() => {
		throw new Refusal(
			"Nobody is logged in at Cloudflare: run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN.",
		);
	});
	return { Authorization: `Bearer ${JSON.parse(said.stdout).token}` };
}

/** Cloudflare's envelope: https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/ */
interface Envelope<T> {
	success: boolean;
	result: T;
	errors?: { code: number; message: string }[];
}

async function ask<T>(url: string, headers: Record<string, string>, method = "GET"): Promise<Answer<T>> {
	try {
		const response = await fetch(url, {
			method,
			headers,
			redirect: "manual",
			signal: AbortSignal.timeout(30_000),
		});
		const { success, result, errors = [] } = (await response.json()) as Envelope<T>;
		if (success) return { result };
		const message = errors.map((error) => `${error.message} (${error.code})`).join("; ");
		return { codes: errors.map(({ code }) => code), message: message || `status ${response.status}` };
	} catch (error) {
		return { codes: [], message: (error as Error).message };
	}
}
