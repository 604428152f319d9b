/** Discord's key pair in these tests: RFC 8032, 7.1, test 2. */
const SECRET = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
export const PUBLIC_KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

const base64url = (hex: string) =>
	Uint8Array.fromHex(hex).toBase64({ alphabet: "base64url", omitPadding: true });

let key: Promise<CryptoKey> | undefined;

/** A signature over a message, as hex digits. */
export async function sign(message: Uint8Array<ArrayBuffer>): Promise<string> {
	const jwk = { kty: "OKP", crv: "Ed25519", d: base64url(SECRET), x: base64url(PUBLIC_KEY) };
	key ??= crypto.subtle.importKey("jwk", jwk, "Ed25519", false, ["sign"]);
	return new Uint8Array(await crypto.subtle.sign("Ed25519", await key, message)).toHex();
}

/** The headers that Discord sends with a body. @param now in milliseconds since 1970 */
export async function signedHeaders(
	body: string | Uint8Array<ArrayBuffer>,
	now: number = Date.now(),
): Promise<Record<string, string>> {
	const timestamp = String(Math.floor(now / 1000));
	const message = new Uint8Array(await new Blob([timestamp, body]).arrayBuffer());
	return {
		"Content-Type": "application/json",
		"X-Signature-Timestamp": timestamp,
		"X-Signature-Ed25519": await sign(message),
	};
}
