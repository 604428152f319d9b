/** How old a signed request may be, and how far ahead its clock, in seconds: an older one is somebody's copy. */
const MAX_AGE = 5 * 60;

const KEY = /^[0-9a-f]{64}$/i;
const SIGNATURE = /^[0-9a-f]{128}$/i;
const TIMESTAMP = /^\d{1,12}$/;

/**
 * Whether Discord signed a request: Ed25519 over its timestamp and its body as it came, at most five minutes ago.
 * @param publicKey the application's, as 64 hex digits
 * @param now in milliseconds since 1970
 * Source: https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
 */
export async function isSignedByDiscord(
	publicKey: string,
	headers: Headers,
	body: Uint8Array<ArrayBuffer>,
	now: number = Date.now(),
): Promise<boolean> {
	const timestamp = headers.get("X-Signature-Timestamp") ?? "";
	if (!TIMESTAMP.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > MAX_AGE) return false;
	const message = new Uint8Array(await new Blob([timestamp, body]).arrayBuffer());
	return isSigned(publicKey, headers.get("X-Signature-Ed25519") ?? "", message);
}

/**
 * Whether a signature is the key's over a message (RFC 8032, Ed25519).
 * @param publicKey 64 hex digits
 * @param signature 128 hex digits; anything else is none
 */
export async function isSigned(
	publicKey: string,
	signature: string,
	message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
	if (!KEY.test(publicKey) || !SIGNATURE.test(signature)) return false;
	const bytes = Uint8Array.fromHex(publicKey);
	const key = await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
	return crypto.subtle.verify("Ed25519", key, Uint8Array.fromHex(signature), message);
}
