import type { OAuth2Error } from "./errors";

/** RFC 7636, section 4.1; Discord keeps to the 43 characters (discord-api-docs#5254). */
const CODE_VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/** What is wrong with the verifier, by RFC 7636, section 4.6; undefined when it opens the challenge or none is asked. */
export async function codeVerifierError(
	challenge: string | undefined,
	verifier: string | null,
): Promise<OAuth2Error | undefined> {
	if (challenge === undefined && verifier === null) return undefined;
	if (verifier === null) return { error: "invalid_request", error_description: 'Missing "code_verifier"' };
	if (!CODE_VERIFIER.test(verifier))
		return { error: "invalid_request", error_description: 'Invalid "code_verifier"' };
	if ((await s256(verifier)) !== challenge)
		return { error: "invalid_grant", error_description: "Code challenge failed." };
	return undefined;
}

export async function s256(verifier: string): Promise<string> {
	const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
	return btoa(String.fromCharCode(...new Uint8Array(digest)))
		.replaceAll("+", "-")
		.replaceAll("/", "_")
		.replaceAll("=", "");
}
