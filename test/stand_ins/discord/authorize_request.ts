import type { Application } from "./discord";
import { PASSTHROUGH_SCOPES, SCOPES } from "./scopes";

export interface AuthorizeRequest {
	readonly redirectUri: string;
	readonly scopes: readonly string[];
	readonly state: string | undefined;
	readonly codeChallenge: string | undefined;
	/** Whether who already consented to all of `scopes` need not be asked. */
	readonly maySkipConsent: boolean;
	/** RFC 9207: who answers, so that an application with several providers cannot be confused. */
	readonly issuer: string;
}

export type AuthorizeReading =
	| { readonly valid: AuthorizeRequest }
	/** Shown to the person: there is no redirect URI that may be trusted, or the application must be mended. */
	| { readonly problem: string }
	| { readonly redirect: string };

/** Reads `/oauth2/authorize?…` by Discord's rules; redirects nowhere unless the redirect URI is registered. */
export function readAuthorizeRequest(url: URL, application: Application): AuthorizeReading {
	const query = url.searchParams;
	if (query.get("client_id") !== application.clientId) return { problem: "Unknown Application" };

	const redirectUri = query.get("redirect_uri") ?? "";
	if (!isRegistered(redirectUri, application)) return { problem: "Invalid OAuth2 redirect_uri" };
	if (query.get("response_type") !== "code")
		return { problem: 'Unsupported "response_type": only code is offered here' };

	const codeChallenge = query.get("code_challenge") ?? undefined;
	const method = query.get("code_challenge_method");
	// Discord knows no `plain`, which is what a missing method means in RFC 7636 (discord-api-docs#7046).
	if (codeChallenge !== undefined && method !== "S256")
		return { problem: 'Unsupported "code_challenge_method"' };
	if (codeChallenge === undefined && method !== null) return { problem: 'Missing "code_challenge"' };
	if (codeChallenge !== undefined && !CODE_CHALLENGE.test(codeChallenge))
		return { problem: 'Invalid "code_challenge"' };

	const answer = { redirectUri, state: query.get("state") ?? undefined, issuer: url.origin };
	const scopes = [...new Set((query.get("scope") ?? "").split(" ").filter((scope) => scope !== ""))];
	if (scopes.length === 0 || !scopes.every((scope) => SCOPES.has(scope)))
		return { redirect: invalidScope(answer) };

	const maySkipConsent =
		query.get("prompt") === "none" && !scopes.some((scope) => PASSTHROUGH_SCOPES.has(scope));
	return { valid: { ...answer, scopes, codeChallenge, maySkipConsent } };
}

type Answering = Pick<AuthorizeRequest, "redirectUri" | "state" | "issuer">;

export function accepted(request: Answering, code: string): string {
	return callback(request, { code });
}

export function denied(request: Answering): string {
	return callback(request, {
		error: "access_denied",
		error_description: "The resource owner or authorization server denied the request",
	});
}

// Seen at the redirect URI, not on Discord's page: discord-api-docs#7169.
function invalidScope(request: Answering): string {
	return callback(request, {
		error: "invalid_scope",
		error_description: "The requested scope is invalid, unknown, or malformed.",
	});
}

/** `state` is "also returned if previously sent"; `iss` always is (oauth2#issuer-identification). */
function callback({ redirectUri, state, issuer }: Answering, result: Record<string, string>): string {
	const url = new URL(redirectUri);
	for (const [name, value] of Object.entries(result)) url.searchParams.set(name, value);
	if (state !== undefined) url.searchParams.set("state", state);
	url.searchParams.set("iss", issuer);
	return url.href;
}

/** SHA-256 in base64url, without padding: RFC 7636, section 4.2. */
const CODE_CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** Registered addresses are compared letter by letter. */
function isRegistered(redirectUri: string, { redirectUris }: Application): boolean {
	if (redirectUris !== undefined) return redirectUris.includes(redirectUri);
	return URL.canParse(redirectUri) && /^https?:$/.test(new URL(redirectUri).protocol);
}
