/**
 * How long a code can be exchanged. Discord documents no number; one of its engineers once said 100 s
 * (discord-api-docs#2526). Shorter is the safe side: what is quick enough here is quick enough there.
 */
export const CODE_SECONDS = 60;

interface Authorization {
	readonly personId: string;
	readonly scopes: readonly string[];
}

export interface CodeRequest extends Authorization {
	readonly redirectUri: string;
	/** PKCE, S256; undefined when the application sent none. */
	readonly codeChallenge: string | undefined;
}

export interface Code extends CodeRequest {
	readonly code: string;
	readonly expiresAt: number;
}

export interface Tokens extends Authorization {
	readonly accessToken: string;
	readonly refreshToken: string;
	readonly expiresAt: number;
}

/** Who allowed the application what, and the codes and tokens that follow from it. */
export class Authorizations {
	readonly #codes = new Map<string, Code>();
	readonly #tokens = new Set<Tokens>();
	readonly #consents = new Map<string, Set<string>>();
	/** Who has the application for themselves, wherever they are. */
	readonly #installs = new Set<string>();
	/** Tokens of the application itself. */
	readonly #own = new Map<string, { readonly scopes: readonly string[]; readonly expiresAt: number }>();
	readonly #now: () => number;
	readonly accessTokenSeconds: number;

	constructor(now: () => number, accessTokenSeconds: number) {
		this.#now = now;
		this.accessTokenSeconds = accessTokenSeconds;
	}

	hasConsent(personId: string, scopes: readonly string[]): boolean {
		const consented = this.#consents.get(personId);
		return consented !== undefined && scopes.every((scope) => consented.has(scope));
	}

	/** Remembers the person's consent and gives the code that goes to the redirect URI. */
	consent(request: CodeRequest): string {
		const consented = this.#consents.get(request.personId) ?? new Set();
		for (const scope of request.scopes) consented.add(scope);
		this.#consents.set(request.personId, consented);
		const code = randomToken();
		this.#codes.set(code, { ...request, code, expiresAt: this.#now() + CODE_SECONDS * 1000 });
		return code;
	}

	findCode(code: string): Code | undefined {
		const found = this.#codes.get(code);
		return found !== undefined && found.expiresAt > this.#now() ? found : undefined;
	}

	/** A code is single-use: the exchange ends it. */
	exchange(code: Code): Tokens {
		this.#codes.delete(code.code);
		return this.#issue(code);
	}

	/** Each refresh token is single-use (discord-api-docs#5942) and its access token ends with it (#620). */
	refresh(tokens: Tokens): Tokens {
		this.#tokens.delete(tokens);
		return this.#issue(tokens);
	}

	findByAccessToken(accessToken: string): Tokens | undefined {
		return this.#find((tokens) => tokens.accessToken === accessToken && tokens.expiresAt > this.#now());
	}

	findByRefreshToken(refreshToken: string): Tokens | undefined {
		return this.#find((tokens) => tokens.refreshToken === refreshToken);
	}

	findByEitherToken(token: string): Tokens | undefined {
		return this.#find((tokens) => tokens.accessToken === token || tokens.refreshToken === token);
	}

	/** By its client credentials: https://docs.discord.com/developers/topics/oauth2#client-credentials-grant */
	issueToApplication(scopes: readonly string[]): string {
		const token = randomToken();
		this.#own.set(token, { scopes, expiresAt: this.#now() + this.accessTokenSeconds * 1000 });
		return token;
	}

	/** What the application itself may do with a token; nothing with one that is not its own. */
	applicationScopes(token: string): readonly string[] {
		const found = this.#own.get(token);
		return found && found.expiresAt > this.#now() ? found.scopes : [];
	}

	install(personId: string): void {
		this.#installs.add(personId);
	}

	hasInstalled(personId: string): boolean {
		return this.#installs.has(personId);
	}

	/** Whether the application is among the person's Authorised Apps. */
	hasAuthorized(personId: string): boolean {
		return this.#installs.has(personId) || this.#consents.has(personId);
	}

	/** As "Deauthorize" under Settings > Authorised Apps does: tokens, open codes and consent are gone. */
	deauthorize(personId: string): void {
		for (const tokens of this.#tokens) if (tokens.personId === personId) this.#tokens.delete(tokens);
		for (const [code, { personId: owner }] of this.#codes) if (owner === personId) this.#codes.delete(code);
		this.#consents.delete(personId);
		this.#installs.delete(personId);
	}

	reset(): void {
		this.#codes.clear();
		this.#tokens.clear();
		this.#consents.clear();
		this.#installs.clear();
		this.#own.clear();
	}

	#issue({ personId, scopes }: Authorization): Tokens {
		const expiresAt = this.#now() + this.accessTokenSeconds * 1000;
		const tokens = { personId, scopes, accessToken: randomToken(), refreshToken: randomToken(), expiresAt };
		this.#tokens.add(tokens);
		return tokens;
	}

	#find(matches: (tokens: Tokens) => boolean): Tokens | undefined {
		return [...this.#tokens].find(matches);
	}
}

/** Letters and digits only, about as long as the ones in Discord's examples. */
function randomToken(): string {
	return crypto.randomUUID().replaceAll("-", "");
}
