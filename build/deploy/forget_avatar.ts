/**
 * `npm run forget-avatar -- KEY`: removes a stored avatar from R2 for good, and all images that were made from it.
 *
 *   npm run forget-avatar -- KEY --env staging   in another environment of wrangler.toml
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { unstable_readConfig as readConfig } from "wrangler";
import { root, type Variables } from "../wrangler.ts";
import { type Account, type Answer, accountOf, cloudflareVariables } from "./ask_cloudflare.ts";
import { Refusal } from "./ask_discord.ts";
import { wantedBy } from "./checks.ts";
import { requireEnvironment } from "./deploy.ts";
import { requireOptions } from "./npm_options.ts";

/** As `keyOf` of src/avatar/recipe.ts makes them. Nothing shorter may be looked for: it would be the beginning of others' names. */
const KEY = /^[\w-]{43}$/;

/** @throws Refusal where Cloudflare refuses */
async function done<T>(answer: Promise<Answer<T>>): Promise<T> {
	const came = await answer;
	if ("result" in came) return came.result;
	throw new Refusal(`Cloudflare did not do it: ${came.message}`);
}

/** Removes what begins with something, until nothing does: a list is of so many at most. */
async function removeAll(account: Account, bucket: string, prefix: string): Promise<string[]> {
	const objects = `/r2/buckets/${bucket}/objects`;
	const found = await done(account.get<{ key: string }[]>(`${objects}?prefix=${encodeURIComponent(prefix)}`));
	// Whatever a list holds: what does not begin so is somebody else's.
	const names = found.map(({ key }) => key).filter((key) => key.startsWith(prefix));
	for (const name of names) await done(account.remove(`${objects}/${name}`));
	return names.length === 0 ? [] : [...names, ...(await removeAll(account, bucket, prefix))];
}

/**
 * The SVG goes first, with what older releases laid beside it: nothing is made of it after that.
 * @returns the names of what is gone
 * @throws Refusal for what is no key, and where nothing is there
 */
export async function forgetAvatar(
	key: string | undefined,
	env: string | undefined,
	variables: Variables,
	file = join(root, "wrangler.toml"),
): Promise<string[]> {
	if (!key || !KEY.test(key))
		throw new Refusal("Say the avatar's key, the 43 characters of its address: npm run forget-avatar -- KEY");
	requireEnvironment(env, file);
	const config = readConfig({ config: file, env });
	const bucket = wantedBy(config, "").buckets.find(({ binding }) => binding === "AVATARS")?.name;
	if (!bucket) throw new Refusal("wrangler.toml names no bucket AVATARS.");
	const account = await accountOf(variables, config.account_id);
	const gone = [
		...(await removeAll(account, bucket, key)),
		...(await removeAll(account, bucket, `images/${key}-`)),
	];
	if (gone.length === 0) throw new Refusal(`Nothing of that avatar is in ${bucket}.`);
	return gone;
}

if (import.meta.main) {
	try {
		requireOptions(["env"], process.env, "forget-avatar");
		const args = process.argv.slice(2);
		// One may begin with a dash.
		const key = args.find((arg) => KEY.test(arg));
		const { values } = parseArgs({
			args: args.filter((arg) => arg !== key),
			options: { env: { type: "string", short: "e" } },
		});
		const variables = { ...(await cloudflareVariables(root, values.env)), ...process.env };
		for (const name of await forgetAvatar(key, values.env, variables)) console.log(`Removed ${name}`);
	} catch (error) {
		const isKnown = error instanceof Refusal || String(Object(error).code).startsWith("ERR_PARSE_ARGS");
		if (!isKnown) throw error;
		console.error((error as Error).message);
		process.exitCode = 1;
	}
}
