/** `T | undefined` from something that may be anything. */
export type Check<T> = (value: unknown) => T | undefined;

export interface SealedRecords<T> {
	/** The record under a secret, if there is one and it is whole. */
	get(secret: string): Promise<T | undefined>;
	put(secret: string, record: T): Promise<void>;
	delete(secret: string): Promise<void>;
}

/**
 * Records in KV that only the holder of a secret can find or read. The key is a hash of the secret, and the value is
 * sealed (AES-256-GCM) with a key derived from it (HKDF-SHA-256), so that the store alone opens nothing.
 *
 * Secrets must be random and long (256 bits): nothing here slows down guessing.
 * @param lifetime seconds until KV forgets a record; at least 60
 * @throws AppError from `failed`, when KV does not answer
 */
export function sealedRecords<T>(
	kv: KVNamespace,
	options: { prefix: string; lifetime: number; check: Check<T>; failed: (cause: unknown) => Error },
): SealedRecords<T> {
	const { prefix, lifetime, check, failed } = options;
	const orFailed = <R>(call: Promise<R>) =>
		call.catch((cause: unknown) => {
			throw failed(cause);
		});

	return {
		async get(secret) {
			const { name, key } = await open(prefix, secret);
			const sealed = await orFailed(kv.get(name, "arrayBuffer"));
			if (!sealed) return undefined;
			try {
				const [iv, text] = [sealed.slice(0, IV_BYTES), sealed.slice(IV_BYTES)];
				const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, text);
				return check(JSON.parse(new TextDecoder().decode(plain)));
			} catch {
				// Written by an older version, or not by us: as good as not there.
				return undefined;
			}
		},

		async put(secret, record) {
			const { name, key } = await open(prefix, secret);
			const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
			const plain = new TextEncoder().encode(JSON.stringify(record));
			const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
			const sealed = await new Blob([iv, text]).arrayBuffer();
			const write = () => kv.put(name, sealed, { expirationTtl: lifetime });
			// KV takes one write of a key a second: whoever is quicker has to wait for the next.
			await orFailed(write().catch(() => scheduler.wait(WRITE_PAUSE).then(write)));
		},

		async delete(secret) {
			const { name } = await open(prefix, secret);
			await orFailed(kv.delete(name));
		},
	};
}

/** https://developers.cloudflare.com/kv/platform/limits/, in milliseconds, and a little more. */
const WRITE_PAUSE = 1_100;

/** The length AES-GCM is made for: NIST SP 800-38D, 8.2. */
const IV_BYTES = 12;

async function open(prefix: string, secret: string): Promise<{ name: string; key: CryptoKey }> {
	const bytes = new TextEncoder().encode(secret);
	const hash = await crypto.subtle.digest("SHA-256", bytes);
	const material = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
	const key = await crypto.subtle.deriveKey(
		{ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode(prefix) },
		material,
		{ name: "AES-GCM", length: 256 },
		false,
		["encrypt", "decrypt"],
	);
	return { name: prefix + new Uint8Array(hash).toHex(), key };
}
