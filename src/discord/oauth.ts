import { CodeChallengeMethod, generateCodeVerifier, generateState, OAuth2Client, OAuth2Tokens } from "arctic";
import type { Site } from "../config";
import { AppError } from "../errors";
import { callDiscord, jsonIn } from "./call";

/** What the avatar journey asks a person for: who they are, and nothing else. */
export const IDENTIFY = ["identify"];

/** What the control room asks for besides: which guilds they are in. */
export const IDENTIFY_AND_GUILDS = ["identify", "guilds"];

export interface Tokens {
	access: string;
	refresh: string;
	/** When the access token ends, in milliseconds since 1970. */
	expiresAt: number;
	scopes: string[];
}

/** Where to send somebody to log in, and the two values that will prove the answer is theirs. */
export interface Authorization {
	url: URL;
	state: string;
	/** PKCE (RFC 7636) */
	verifier: string;
}

/** An answer with tokens is well under a kilobyte. */
const MAX_BYTES = 16 * 1024;

/**
 * Discord's OAuth2, answering to the one redirect URI that a site has: `/get_avatar`.
 *
 * Each call throws AppError: `token_invalid` where Discord does not take the code or the token (any more),
 * `discord_timeout`, `discord_limited`, `discord_unavailable`, or `discord_refused` where it does not take us.
 *
 * arctic makes the state, PKCE and addresses and reads the tokens. What it sends itself can be neither bounded nor kept
 * from following a redirect, which would post the code, its verifier or a refresh token to another host: so the three
 * calls are sent here.
 * Sources: https://docs.discord.com/developers/topics/oauth2, RFC 6749 (4.1.3, 6), RFC 7009
 */
export function discordOAuth(site: Site) {
	const { DISCORD_URL, DISCORD_CLIENT_ID, DISCORD_CLIENT_SECRET } = site.config;
	const redirectUri = `${site.origin}/get_avatar`;
	const client = new OAuth2Client(DISCORD_CLIENT_ID, DISCORD_CLIENT_SECRET, redirectUri);

	/** Discord's answer of 200 to a form. */
	async function post(path: string, form: Record<string, string>): Promise<unknown> {
		const { status, text } = await callDiscord(site, {
			path,
			// Without it Discord counts by address, which Workers share.
			authorization: `Basic ${btoa(`${DISCORD_CLIENT_ID}:${DISCORD_CLIENT_SECRET}`)}`,
			form: new URLSearchParams(form),
			maxBytes: MAX_BYTES,
		});
		const said = jsonIn(text);
		if (status === 200) return said;
		const refusal = status === 400 || status === 401 ? refusalIn(said) : undefined;
		if (!refusal) throw new AppError("discord_unavailable", { cause: `status ${status}` });
		throw new AppError(refusal === "invalid_grant" ? "token_invalid" : "discord_refused", { cause: refusal });
	}

	return {
		/** @param silently whether those who said yes before are not asked again */
		authorize(scopes: readonly string[], silently: boolean): Authorization {
			const state = generateState();
			const verifier = generateCodeVerifier();
			const url = client.createAuthorizationURLWithPKCE(
				`${DISCORD_URL}/oauth2/authorize`,
				state,
				CodeChallengeMethod.S256,
				verifier,
				[...scopes],
			);
			if (silently) url.searchParams.set("prompt", "none");
			return { url, state, verifier };
		},

		async exchange(code: string, verifier: string): Promise<Tokens> {
			return tokensIn(
				await post("/oauth2/token", {
					grant_type: "authorization_code",
					code,
					redirect_uri: redirectUri,
					code_verifier: verifier,
				}),
			);
		},

		async refresh(refreshToken: string): Promise<Tokens> {
			return tokensIn(
				await post("/oauth2/token", { grant_type: "refresh_token", refresh_token: refreshToken }),
			);
		},

		/** Ends all tokens of the person's authorisation, whichever one is given. */
		async revoke(token: string): Promise<void> {
			await post("/oauth2/token/revoke", { token });
		},
	};
}

/** RFC 6749, 5.2. Only these are ever logged: anything else might hold a token. */
const REFUSALS = [
	"invalid_request",
	"invalid_client",
	/** The code or token has expired, was used or revoked. All others are about us. */
	"invalid_grant",
	"unauthorized_client",
	"unsupported_grant_type",
	"invalid_scope",
];

function refusalIn(said: unknown): string | undefined {
	const error: unknown = Object(said).error;
	if (typeof error !== "string") return undefined;
	return REFUSALS.includes(error) ? error : "an error of no known name";
}

function tokensIn(said: unknown): Tokens {
	try {
		const tokens = new OAuth2Tokens(Object(said));
		const expiresAt = tokens.accessTokenExpiresAt().getTime();
		if (Number.isNaN(expiresAt)) throw new RangeError("expires_in");
		return {
			access: tokens.accessToken(),
			refresh: tokens.refreshToken(),
			expiresAt,
			scopes: tokens.scopes(),
		};
	} catch (error) {
		throw new AppError("discord_unavailable", { cause: error });
	}
}
