/** `T | undefined` from something that may be anything. */
export type Check<T> = (value: unknown) => T | undefined;

/** The length AES-GCM is made for: NIST SP 800-38D, 8.2. */
const IV_BYTES = 12;

/**
 * A key to seal with, derived from a secret (HKDF-SHA-256, RFC 5869). The secret must be long and random: nothing here
 * slows down guessing.
 * @param purpose keeps keys apart that come from one secret
 */
export function sealingKey(secret: string, purpose: string): Promise<CryptoKey> {
	return derivedKey(secret, purpose, { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]);
}

/** A key for HMAC-SHA-256 (RFC 2104), derived in the same way. */
export function signingKey(secret: string, purpose: string): Promise<CryptoKey> {
	return derivedKey(secret, purpose, { name: "HMAC", hash: "SHA-256", length: 256 }, ["sign"]);
}

async function derivedKey(
	secret: string,
	purpose: string,
	algorithm: SubtleCryptoImportKeyAlgorithm,
	usages: string[],
): Promise<CryptoKey> {
	const bytes = new TextEncoder().encode(secret);
	const material = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
	return crypto.subtle.deriveKey(
		{ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode(purpose) },
		material,
		algorithm,
		false,
		usages,
	);
}

/**
 * A value as JSON that only the holder of the key can read or make (AES-256-GCM): initialisation vector, then ciphertext.
 * @param context what it belongs to: it opens with the same only
 */
export async function seal(key: CryptoKey, value: unknown, context = ""): Promise<Uint8Array<ArrayBuffer>> {
	const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
	const plain = new TextEncoder().encode(JSON.stringify(value));
	const text = await crypto.subtle.encrypt(algorithm(iv, context), key, plain);
	const sealed = new Uint8Array(IV_BYTES + text.byteLength);
	sealed.set(iv);
	sealed.set(new Uint8Array(text), IV_BYTES);
	return sealed;
}

/** The value that was sealed, if it passes the check; undefined for what was not sealed with this key and context. */
export async function unseal<T>(
	key: CryptoKey,
	sealed: Uint8Array<ArrayBuffer>,
	check: Check<T>,
	context = "",
): Promise<T | undefined> {
	const [iv, text] = [sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES)];
	try {
		const plain = await crypto.subtle.decrypt(algorithm(iv, context), key, text);
		return check(JSON.parse(new TextDecoder().decode(plain)));
	} catch {
		// Written by an older version, or not by us: as good as not there.
		return undefined;
	}
}

function algorithm(iv: Uint8Array<ArrayBuffer>, context: string) {
	return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(context) };
}
