import type { Tokens } from "./discord/oauth";
import { fetchUser, type User } from "./discord/user";
import { AppError } from "./errors";
import { oauthOf, type Site } from "./journey";
import { type Session, sessions } from "./storage/sessions";

/** A person as Discord knows them now, and the tokens that are good from now on. */
export interface Standing {
	user: User;
	tokens: Tokens;
	/** Whether the tokens are new, and still have to be kept: the old ones are dead. */
	refreshed: boolean;
}

/** An access token that ends sooner than this is taken for ended, in milliseconds. */
const SLACK = 60_000;

/**
 * Asks Discord who a session belongs to now, with a new access token where the old one has ended or is refused.
 * Where Discord takes none of them any more, the session is kept without tokens.
 * @returns undefined where the person has to log in again
 * @throws AppError where Discord does not answer; new tokens are then kept all the same
 */
export async function standingOf(site: Site, token: string, session: Session): Promise<Standing | undefined> {
	const { tokens } = session;
	if (!tokens) return undefined;
	const ended = tokens.expiresAt - SLACK <= Date.now();
	const user = ended ? undefined : await unlessRefused(fetchUser(site.config, site.origin, tokens.access));
	if (user) return { user, tokens, refreshed: false };

	const fresh = await unlessRefused(oauthOf(site).refresh(tokens.refresh));
	if (fresh) return withNewTokens(site, token, session, fresh);

	// Discord takes a refresh token once: another request of this session may have been quicker.
	const stored = await sessions(site.env).get(token);
	if (stored?.tokens && stored.tokens.refresh !== tokens.refresh) {
		const known = await unlessRefused(fetchUser(site.config, site.origin, stored.tokens.access));
		if (known) return { user: known, tokens: stored.tokens, refreshed: false };
	}
	await sessions(site.env).put(token, { ...session, tokens: null });
	return undefined;
}

async function withNewTokens(site: Site, token: string, session: Session, tokens: Tokens): Promise<Standing> {
	try {
		return { user: await fetchUser(site.config, site.origin, tokens.access), tokens, refreshed: true };
	} catch (error) {
		await sessions(site.env).put(token, { ...session, tokens });
		throw error;
	}
}

/** Undefined where Discord does not take a token (any more). */
function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
	return call.catch((error: unknown) => {
		if (error instanceof AppError && error.code === "token_invalid") return undefined;
		throw error;
	});
}
