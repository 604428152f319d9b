import type { RESTPostOAuth2AccessTokenResult } from "discord-api-types/v10";
import { Hono, type HonoRequest } from "hono";
import { isApplication } from "./application_credentials";
import type { Authorizations, Tokens } from "./authorizations";
import { bodyText } from "./body";
import type { Discord } from "./discord";
import { generalError, type OAuth2Error, oauth2Error } from "./errors";
import { codeVerifierError } from "./pkce";
import { UPDATE_SCOPE } from "./scopes";

type Exchange = Partial<RESTPostOAuth2AccessTokenResult> | OAuth2Error;

/** What the application may ask for itself. */
const OWN_SCOPES: readonly string[] = ["identify", "connections", UPDATE_SCOPE];

/** https://docs.discord.com/developers/topics/oauth2#shared-resources-oauth2-urls: token and token revocation. */
export function oauthRoutes({ application, authorizations }: Discord): Hono {
	const routes = new Hono();

	routes.post("/oauth2/token", async (c) => {
		const form = await formOf(c.req);
		const grant = GRANTS.get(form.get("grant_type") ?? "");
		// Asked before the credentials are: a request with neither gets this error (discord-api-docs#5249).
		if (!grant) return oauth2Error({ error: "unsupported_grant_type" });
		if (!isApplication(application, c.req.header("authorization"), form))
			return oauth2Error({ error: "invalid_client" });
		const answer = await grant(authorizations, form);
		return "error" in answer
			? oauth2Error(answer)
			: Response.json(answer, { headers: { "Cache-Control": "no-store" } });
	});

	routes.post("/oauth2/token/revoke", async (c) => {
		const form = await formOf(c.req);
		const token = form.get("token");
		if (!token) return oauth2Error({ error: "invalid_request" });
		if (!isApplication(application, c.req.header("authorization"), form))
			return oauth2Error({ error: "invalid_client" });
		// "Any active access or refresh tokens associated with that authorization will be revoked", and the application
		// leaves the person's Authorised Apps, so that even prompt=none asks again (seen by Larascord#71).
		const tokens = authorizations.findByEitherToken(token);
		if (tokens) authorizations.deauthorize(tokens.personId);
		// RFC 7009, section 2.2: a token that is unknown is as good as revoked.
		return Response.json({});
	});

	routes.all("/oauth2/token", () => generalError(405));
	routes.all("/oauth2/token/revoke", () => generalError(405));
	return routes;
}

const GRANTS: ReadonlyMap<
	string,
	(authorizations: Authorizations, form: URLSearchParams) => Promise<Exchange>
> = new Map([
	["authorization_code", exchangeCode],
	["refresh_token", exchangeRefreshToken],
	["client_credentials", giveOwnToken],
]);

/** https://docs.discord.com/developers/topics/oauth2#client-credentials-grant */
async function giveOwnToken(authorizations: Authorizations, form: URLSearchParams): Promise<Exchange> {
	const scopes = (form.get("scope") ?? "").split(" ");
	if (!scopes.every((scope) => OWN_SCOPES.includes(scope))) return { error: "invalid_scope" };
	return {
		token_type: "Bearer",
		access_token: authorizations.issueToApplication(scopes),
		expires_in: authorizations.accessTokenSeconds,
		scope: scopes.join(" "),
	};
}

async function exchangeCode(authorizations: Authorizations, form: URLSearchParams): Promise<Exchange> {
	const code = form.get("code");
	if (!code) return { error: "invalid_request", error_description: 'Missing "code" in request.' };
	const found = authorizations.findCode(code);
	if (!found) return { error: "invalid_grant", error_description: 'Invalid "code" in request.' };
	if (form.get("redirect_uri") !== found.redirectUri)
		return { error: "invalid_grant", error_description: 'Invalid "redirect_uri" in request.' };
	const error = await codeVerifierError(found.codeChallenge, form.get("code_verifier"));
	if (error) return error;
	// Looked up again: another request may have used the code while the verifier was hashed.
	return authorizations.findCode(code)
		? accessTokenResponse(authorizations.exchange(found), authorizations.accessTokenSeconds)
		: { error: "invalid_grant" };
}

async function exchangeRefreshToken(
	authorizations: Authorizations,
	form: URLSearchParams,
): Promise<Exchange> {
	const tokens = authorizations.findByRefreshToken(form.get("refresh_token") ?? "");
	return tokens
		? accessTokenResponse(authorizations.refresh(tokens), authorizations.accessTokenSeconds)
		: { error: "invalid_grant" };
}

function accessTokenResponse(tokens: Tokens, accessTokenSeconds: number): RESTPostOAuth2AccessTokenResult {
	return {
		token_type: "Bearer",
		access_token: tokens.accessToken,
		expires_in: accessTokenSeconds,
		refresh_token: tokens.refreshToken,
		scope: tokens.scopes.join(" "),
	};
}

/**
 * "The token and token revocation URLs will only accept a content type of `application/x-www-form-urlencoded`."
 * Anything else is read as an empty form, which is how JSON comes to be an `unsupported_grant_type` (#645).
 */
async function formOf(request: HonoRequest): Promise<URLSearchParams> {
	const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.header("content-type") ?? "");
	return new URLSearchParams(isForm ? await bodyText(request.raw) : "");
}
