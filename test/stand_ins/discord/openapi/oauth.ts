import type { Schema } from "@cfworker/json-schema";
import type { Answer, OpenApi, Operation } from "./document";

const text: Schema = { type: "string", minLength: 1 };
const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
	type: "object",
	properties,
	required,
});
const json = (schema: Schema): Answer => ({ content: { "application/json": { schema } } });
const html: Answer = { content: { "text/html": {} } };

/** "`client_id` and `client_secret` supplied in the form data body", where they do not come as HTTP Basic. */
const client = { client_id: text, client_secret: text };

/** RFC 6749, section 5.2. */
const refused = json(
	object(
		{
			error: {
				enum: [
					"invalid_request",
					"invalid_client",
					"invalid_grant",
					"unauthorized_client",
					"unsupported_grant_type",
					"invalid_scope",
				],
			},
			error_description: text,
			error_uri: text,
		},
		["error"],
	),
);

const token: Operation = {
	requestBody: {
		required: true,
		content: {
			"application/x-www-form-urlencoded": {
				schema: {
					oneOf: [
						// RFC 6749, section 4.1.3, with RFC 7636, section 4.5: its verifier has 43 to 128 characters.
						object(
							{
								...client,
								grant_type: { const: "authorization_code" },
								code: text,
								redirect_uri: text,
								code_verifier: { type: "string", pattern: "^[A-Za-z0-9._~-]{43,128}$" },
							},
							["grant_type", "code", "redirect_uri"],
						),
						// RFC 6749, section 6.
						object({ ...client, grant_type: { const: "refresh_token" }, refresh_token: text, scope: text }, [
							"grant_type",
							"refresh_token",
						]),
						// RFC 6749, section 4.4.2: "a quick and easy way to get your own access token", of the application's owner.
						object({ ...client, grant_type: { const: "client_credentials" }, scope: text }, [
							"grant_type",
							"scope",
						]),
					],
				},
			},
		},
	},
	responses: {
		// RFC 6749, section 5.1; Discord sends all of them, but to the application itself no refresh token.
		"200": json(
			object(
				{
					access_token: text,
					token_type: { const: "Bearer" },
					expires_in: { type: "integer", minimum: 1 },
					refresh_token: text,
					scope: text,
				},
				["access_token", "token_type", "expires_in", "scope"],
			),
		),
		"400": refused,
		"401": refused,
	},
};

/** RFC 7009, section 2.1. */
const revoke: Operation = {
	requestBody: {
		required: true,
		content: {
			"application/x-www-form-urlencoded": {
				schema: object(
					{ ...client, token: text, token_type_hint: { enum: ["access_token", "refresh_token"] } },
					["token"],
				),
			},
		},
	},
	responses: { "200": json(object({})), "400": refused, "401": refused },
};

const snowflake: Schema = { type: "string", pattern: "^[1-9][0-9]{0,19}$" };

/** What Discord's documentation names: authorization code grant, bot authorization flow and PKCE. */
const authorizeQuery: Record<string, Schema> = {
	client_id: text,
	scope: text,
	response_type: { const: "code" },
	redirect_uri: text,
	state: text,
	prompt: { enum: ["none", "consent"] },
	code_challenge: { type: "string", pattern: "^[A-Za-z0-9_-]{43}$" },
	code_challenge_method: { const: "S256" },
	integration_type: { enum: ["0", "1"] },
	permissions: { type: "string", pattern: "^[0-9]{1,20}$" },
	guild_id: snowflake,
	disable_guild_select: { enum: ["true", "false"] },
};

const authorize: Operation = {
	parameters: Object.entries(authorizeQuery).map(([name, schema]) => ({
		name,
		in: "query",
		// Without scopes it is the install link.
		required: name === "client_id",
		schema,
	})),
	responses: { "200": html, "302": {}, "303": {}, "4XX": html },
};

/** What Discord's OpenAPI document leaves out, by https://docs.discord.com/developers/topics/oauth2 and the RFCs. */
export const OAUTH: OpenApi = {
	paths: {
		"/oauth2/authorize": {
			get: authorize,
			// The page's own form, which is the stand-in's affair.
			post: { ...authorize, requestBody: { content: { "application/x-www-form-urlencoded": {} } } },
		},
		"/api/oauth2/token": { post: token },
		"/api/v10/oauth2/token": { post: token },
		"/api/oauth2/token/revoke": { post: revoke },
		"/api/v10/oauth2/token/revoke": { post: revoke },
	},
};
