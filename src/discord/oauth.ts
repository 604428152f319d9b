import {
	CodeChallengeMethod,
	generateCodeVerifier,
	generateState,
	OAuth2Client,
	OAuth2RequestError,
	type OAuth2Tokens,
	UnexpectedResponseError,
} from "arctic";
import type { Site } from "../config";
import { AppError } from "../errors";
import { OutboundError, withinDeadline } from "../outbound";

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

/**
 * Discord's OAuth2, answering to the one redirect URI that a site has: `/get_avatar`.
 *
 * Each call throws AppError: `token_invalid` where Discord does not take the code or the token (any more),
 * `discord_timeout`, `discord_limited`, `discord_unavailable`, or `discord_refused` where it does not take us.
 * Source: https://docs.discord.com/developers/topics/oauth2
 */
export function discordOAuth({ config, origin }: Site) {
	const client = new OAuth2Client(
		config.DISCORD_CLIENT_ID,
		config.DISCORD_CLIENT_SECRET,
		`${origin}/get_avatar`,
	);
	const tokenUrl = `${config.DISCORD_URL}/api/v10/oauth2/token`;

	return {
		authorize(scopes: string[]): Authorization {
			const state = generateState();
			const verifier = generateCodeVerifier();
			const url = client.createAuthorizationURLWithPKCE(
				`${config.DISCORD_URL}/oauth2/authorize`,
				state,
				CodeChallengeMethod.S256,
				verifier,
				scopes,
			);
			// Whoever said yes before is not asked again; whoever did not is asked all the same.
			url.searchParams.set("prompt", "none");
			return { url, state, verifier };
		},

		async exchange(code: string, verifier: string): Promise<Tokens> {
			return tokensFrom(await ask(client.validateAuthorizationCode(tokenUrl, code, verifier)));
		},

		async refresh(refreshToken: string): Promise<Tokens> {
			return tokensFrom(await ask(client.refreshAccessToken(tokenUrl, refreshToken, [])));
		},

		/** Ends all tokens of the person's authorisation, whichever one is given. */
		async revoke(token: string): Promise<void> {
			await ask(client.revokeToken(`${tokenUrl}/revoke`, token));
		},
	};
}

/**
 * arctic takes no signal and no limit on an answer's size, follows redirects, and gives a 429 without its
 * `Retry-After`: so the deadline is put around it, Discord's own token endpoint is trusted with the rest, and how long
 * to wait is our own guess, in seconds.
 */
const GUESSED_WAIT = 5;

async function ask<T>(call: Promise<T>): Promise<T> {
	try {
		return await withinDeadline(call);
	} catch (error) {
		if (error instanceof OutboundError) throw new AppError("discord_timeout", { cause: error });
		if (error instanceof OAuth2RequestError) {
			// "invalid_grant": the code or token has expired, was used or revoked (RFC 6749, 5.2). All else is about us.
			throw new AppError(error.code === "invalid_grant" ? "token_invalid" : "discord_refused", {
				cause: error.code,
			});
		}
		if (error instanceof UnexpectedResponseError && error.status === 429) {
			throw new AppError("discord_limited", { retryAfter: GUESSED_WAIT });
		}
		throw new AppError("discord_unavailable", { cause: error });
	}
}

function tokensFrom(answer: OAuth2Tokens): Tokens {
	try {
		return {
			access: answer.accessToken(),
			refresh: answer.refreshToken(),
			expiresAt: answer.accessTokenExpiresAt().getTime(),
			scopes: answer.scopes(),
		};
	} catch (error) {
		throw new AppError("discord_unavailable", { cause: error });
	}
}
