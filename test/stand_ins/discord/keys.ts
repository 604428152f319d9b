/** RFC 8032, section 7.1, TEST 2: a pair that everybody knows, so that nothing here can be taken for a secret. */
const SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
export const PUBLIC_KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

/** A private key in PKCS #8, in hex: before its 32 bytes comes what says that it is of Ed25519 (RFC 8410, section 7). */
export const PRIVATE_KEY = `302e020100300506032b657004220420${SEED}`;

/**
 * The headers that Discord puts on whatever it sends to an application: a signature over timestamp and body.
 * https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
 * @param body as it is sent
 * @param now in milliseconds since 1970
 */
export async function signed(body: string | Uint8Array, now = Date.now()): Promise<Record<string, string>> {
	const timestamp = String(Math.floor(now / 1000));
	const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
	const text = new Uint8Array([...new TextEncoder().encode(timestamp), ...bytes]);
	return { "X-Signature-Ed25519": await signatureOf(text), "X-Signature-Timestamp": timestamp };
}

/** In 128 hex digits. */
export async function signatureOf(text: Uint8Array<ArrayBuffer>): Promise<string> {
	const key = await crypto.subtle.importKey("pkcs8", bytesOf(PRIVATE_KEY), "Ed25519", false, ["sign"]);
	return hex(await crypto.subtle.sign("Ed25519", key, text));
}

function bytesOf(digits: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array((digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

function hex(bytes: ArrayBuffer): string {
	return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
