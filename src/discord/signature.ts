/** How old a signed request may be, and how far ahead its clock, in seconds: an older one is somebody's copy. */
const MAX_AGE = 5 * 60;

const KEY = /^[0-9a-f]{64}$/i;
const SIGNATURE = /^[0-9a-f]{128}$/i;
const TIMESTAMP = /^\d{1,12}$/;

/**
 * Whether a request says to be signed, at most five minutes ago: what does not is none of Discord's, whatever its body is.
 * @param now in milliseconds since 1970
 */
export function saysSigned(headers: Headers, now: number = Date.now()): boolean {
	const timestamp = headers.get("X-Signature-Timestamp") ?? "";
	const isFresh = TIMESTAMP.test(timestamp) && Math.abs(now / 1000 - Number(timestamp)) <= MAX_AGE;
	return isFresh && SIGNATURE.test(headers.get("X-Signature-Ed25519") ?? "");
}

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
	if (!saysSigned(headers, now)) return false;
	const timestamp = headers.get("X-Signature-Timestamp") ?? "";
	const message = new Uint8Array(await new Blob([timestamp, body]).arrayBuffer());
	return isSigned(publicKey, headers.get("X-Signature-Ed25519") ?? "", message);
}

/**
 * The points of small order, by their y as a key has it, little-endian; those not reduced are taken, too. Under one of them
 * anybody can sign anything: a key of zeros, set by mistake, must not open what a missing one closes.
 * Source: RFC 7748, 7, and https://eprint.iacr.org/2020/1244, table 1
 */
const SMALL_ORDER: ReadonlySet<string> = new Set([
	`00${"00".repeat(31)}`,
	`01${"00".repeat(31)}`,
	`ec${"ff".repeat(30)}7f`,
	`ed${"ff".repeat(30)}7f`,
	`ee${"ff".repeat(30)}7f`,
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]);

function isSmallOrder(key: Uint8Array): boolean {
	// The highest bit is the sign of x, and not y's.
	return SMALL_ORDER.has(key.with(31, (key[31] ?? 0) & 127).toHex());
}

/**
 * Whether a signature is the key's over a message (RFC 8032, Ed25519). Under a key of small order there is none.
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
	if (isSmallOrder(bytes)) return false;
	const key = await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
	return crypto.subtle.verify("Ed25519", key, Uint8Array.fromHex(signature), message);
}
