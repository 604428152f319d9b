/** What has to be so before anything of a deployment is made: rules over what wrangler.toml wants and what Cloudflare has. */
import type { Unstable_Config as Config } from "wrangler";
import type { Account, Answer } from "./ask_cloudflare.ts";

/** What wrangler.toml wants, of one environment. */
export interface Wanted {
	worker: string;
	/** The secrets without which there is no deployment. */
	secrets: readonly string[];
	namespaces: readonly { binding: string; id?: string | undefined }[];
	buckets: readonly { binding: string; name?: string | undefined }[];
	workersDev: boolean;
}

interface Binding {
	type: string;
	name: string;
	bucket_name?: string;
}

/** What is there. Undefined: Cloudflare does not say, and wrangler will find out. */
export interface Found {
	account: string;
	/** Of the Worker as it is deployed; undefined where there is none yet. */
	bindings: readonly Binding[] | undefined;
	namespaces: readonly { id: string; title: string }[] | undefined;
	hasR2: boolean | undefined;
	/** The account's part of its workers.dev addresses; null for none. */
	subdomain: string | null | undefined;
}

export function wantedBy(config: Config, worker: string): Wanted {
	return {
		worker,
		secrets: config.secrets?.required ?? [],
		namespaces: config.kv_namespaces,
		buckets: config.r2_buckets.map(({ binding, bucket_name }) => ({ binding, name: bucket_name })),
		// As wrangler takes it where nothing is said.
		workersDev: config.workers_dev ?? (config.routes ?? []).length === 0,
	};
}

/** Cloudflare's codes for what is not there. */
const NO_SUCH = 10007;
const R2_IS_OFF = 10042;
const NOT_ALLOWED = [10000, 9109, 10001];

/** @throws Error in words, where Cloudflare does not even say whether there is a Worker */
export async function found({ id, get }: Pick<Account, "id" | "get">, { worker }: Wanted): Promise<Found> {
	const [settings, r2, subdomain, namespaces] = await Promise.all([
		get<{ bindings: Binding[] }>(`/workers/scripts/${worker}/settings`),
		get("/r2/buckets?per_page=1"),
		get<{ subdomain: string }>("/workers/subdomain"),
		get<{ id: string; title: string }[]>("/storage/kv/namespaces?per_page=1000"),
	]);
	if ("codes" in settings && !settings.codes.includes(NO_SUCH)) throw new Error(reasonOf(settings));
	return {
		account: id,
		bindings: resultOf(settings)?.bindings,
		namespaces: resultOf(namespaces),
		hasR2: "result" in r2 ? true : r2.codes.includes(R2_IS_OFF) ? false : undefined,
		subdomain:
			"result" in subdomain
				? subdomain.result.subdomain
				: subdomain.codes.includes(NO_SUCH)
					? null
					: undefined,
	};
}

function resultOf<T>(answer: Answer<T>): T | undefined {
	return "result" in answer ? answer.result : undefined;
}

function reasonOf({ codes, message }: { codes: number[]; message: string }): string {
	return codes.some((code) => NOT_ALLOWED.includes(code))
		? "Cloudflare does not let this login or token see the account’s Workers: is CLOUDFLARE_ACCOUNT_ID right, and may the token edit Workers?"
		: `Cloudflare cannot be asked: ${message}`;
}

/** Why nothing can be deployed, in sentences for whoever sits there; none where it can. */
export function obstacles(
	{ workersDev, buckets }: Wanted,
	{ account, bindings, hasR2, subdomain }: Found,
): string[] {
	const dashboard = `https://dash.cloudflare.com/${account}`;
	const reasons: string[] = [];
	if (hasR2 === false && buckets.length > 0)
		reasons.push(
			`R2, where avatars are kept, is not switched on. Switch it on at ${dashboard}/r2/overview: it asks for a means of payment, and what it gives for free stays free.`,
		);
	if (subdomain === null && workersDev)
		reasons.push(
			`This account has no workers.dev address yet. Choose one at ${dashboard}/workers/onboarding (or give the Worker a domain of yours, and set workers_dev = false).`,
		);
	for (const { binding, name } of buckets) {
		const now = bindings?.find((each) => each.type === "r2_bucket" && each.name === binding)?.bucket_name;
		if (name && now && now !== name)
			reasons.push(
				`The avatars are in the bucket "${now}", and wrangler.toml names "${name}". Write bucket_name = "${now}" there, or the old ones are lost to the site.`,
			);
	}
	return reasons;
}

/** The secrets that neither the Worker has nor somebody gives. */
export function missingSecrets(
	{ secrets }: Wanted,
	{ bindings = [] }: Found,
	given: readonly string[],
): string[] {
	const kept = bindings.flatMap(({ type, name }) => (type === "secret_text" ? [name] : []));
	return secrets.filter((name) => !kept.includes(name) && !given.includes(name));
}

/**
 * The ids of KV namespaces that a try before has left behind: wrangler would make them again, and be refused. It looks for an
 * R2 bucket by its name, but for a namespace only in the Worker. Source: https://github.com/cloudflare/workers-sdk/issues/14284
 */
export function leftBehind(
	{ worker, namespaces }: Wanted,
	{ bindings = [], namespaces: there = [] }: Found,
): Map<string, string> {
	const ids = new Map<string, string>();
	for (const { binding, id } of namespaces) {
		const isBound = bindings.some(({ type, name }) => type === "kv_namespace" && name === binding);
		const title = `${worker}-${binding.toLowerCase().replaceAll("_", "-")}`;
		const left = there.find((each) => each.title === title);
		if (!id && !isBound && left) ids.set(binding, left.id);
	}
	return ids;
}
