import { type Check, seal, sealingKey, unseal } from "./sealed";

export interface SealedRecords<T> {
	/** The record under a secret, if there is one and it is whole. */
	get(secret: string): Promise<T | undefined>;
	put(secret: string, record: T): Promise<void>;
	delete(secret: string): Promise<void>;
	/**
	 * The names of all records of a group, in pages.
	 * @param cursor the page before's
	 */
	list(group: string, cursor?: string): Promise<Page>;
	/** Deletes what no secret is at hand for. */
	deleteNamed(name: string): Promise<void>;
}

export interface Page {
	names: string[];
	/** For the next page; undefined at the last one. */
	cursor: string | undefined;
}

/** How many names a page has at most: each may be a call to an object, and an invocation has 1,000. */
export const PAGE_SIZE = 200;

/** https://developers.cloudflare.com/kv/platform/limits/, in milliseconds, and a little more. */
const WRITE_PAUSE = 1_100;

/**
 * Records in KV that only the holder of a secret can read. The name ends in a hash of the secret, and the value is sealed
 * with a key derived from it, so that the store alone opens nothing.
 * @param groupOf the part of a secret that its record's name says openly: records of one group are found together
 * @param lifetime seconds until KV forgets a record; at least 60
 * @throws AppError from `failed`, when KV does not answer
 */
export function sealedRecords<T>(
	kv: KVNamespace,
	options: {
		prefix: string;
		groupOf?: (secret: string) => string;
		lifetime: number;
		check: Check<T>;
		failed: (cause: unknown) => Error;
	},
): SealedRecords<T> {
	const { prefix, groupOf = () => "", lifetime, check, failed } = options;
	const nameOf = async (secret: string) => prefix + groupOf(secret) + (await sha256(secret));
	const orFailed = <R>(call: Promise<R>) =>
		call.catch((cause: unknown) => {
			throw failed(cause);
		});
	// KV takes one write of a key a second: whoever is quicker has to wait for the next.
	const written = (write: () => Promise<void>) =>
		orFailed(write().catch(() => scheduler.wait(WRITE_PAUSE).then(write)));

	return {
		async get(secret) {
			const sealed = await orFailed(kv.get(await nameOf(secret), "arrayBuffer"));
			return sealed ? unseal(await sealingKey(secret, prefix), new Uint8Array(sealed), check) : undefined;
		},

		async put(secret, record) {
			const name = await nameOf(secret);
			const sealed = await seal(await sealingKey(secret, prefix), record);
			await written(() => kv.put(name, sealed, { expirationTtl: lifetime }));
		},

		async delete(secret) {
			const name = await nameOf(secret);
			await written(() => kv.delete(name));
		},

		async list(group, cursor = "") {
			const page = await orFailed(kv.list({ prefix: prefix + group, limit: PAGE_SIZE, cursor }));
			const names = page.keys.map(({ name }) => name);
			return { names, cursor: page.list_complete ? undefined : page.cursor };
		},

		async deleteNamed(name) {
			await written(() => kv.delete(name));
		},
	};
}

/** In hex. */
export async function sha256(text: string): Promise<string> {
	return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toHex();
}
