import type { Config, Site } from "../config";
import { discordOAuth, type Tokens } from "../discord/oauth";
import { AppError } from "../errors";
import { type Session, sessions } from "../storage/sessions";

/** What Discord says to a person, and the tokens that are good from now on. */
export interface Standing<T> {
	answer: T;
	tokens: Tokens;
	/** Whether the tokens are new, and still have to be kept: the old ones are dead. */
	refreshed: boolean;
}

/** An access token that ends sooner than this is taken for ended, in milliseconds. */
const SLACK = 60_000;

/** One of the calls on a person's behalf: see `discord/user.ts`. */
type Question<T> = (config: Config, origin: string, accessToken: string) => Promise<T>;

/**
 * Asks Discord something for a session, with a new access token where the old one has ended or is refused. Where Discord
 * takes none of them any more, the session is kept without tokens.
 * @returns undefined where the person has to log in again
 * @throws AppError where Discord does not answer; new tokens are then kept all the same
 */
export async function askFor<T>(
	site: Site,
	token: string,
	session: Session,
	question: Question<T>,
): Promise<Standing<T> | undefined> {
	const { tokens } = session;
	if (!tokens) return undefined;
	const ask = (access: string) => unlessRefused(question(site.config, site.origin, access));

	const ended = tokens.expiresAt - SLACK <= Date.now();
	const answer = ended ? undefined : await ask(tokens.access);
	if (answer) return { answer, tokens, refreshed: false };

	const fresh = await unlessRefused(discordOAuth(site).refresh(tokens.refresh));
	if (fresh) {
		try {
			return {
				answer: await question(site.config, site.origin, fresh.access),
				tokens: fresh,
				refreshed: true,
			};
		} catch (error) {
			await sessions(site.env).put(token, { ...session, tokens: fresh });
			throw error;
		}
	}

	// Discord takes a refresh token once: another request of this session may have been quicker.
	const stored = await sessions(site.env).get(token);
	if (stored?.tokens && stored.tokens.refresh !== tokens.refresh) {
		const known = await ask(stored.tokens.access);
		if (known) return { answer: known, tokens: stored.tokens, refreshed: false };
	}
	await sessions(site.env).put(token, { ...session, tokens: null });
	return undefined;
}

/** Undefined where Discord does not take a token (any more). */
function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
	return call.catch((error: unknown) => {
		if (error instanceof AppError && error.code === "token_invalid") return undefined;
		throw error;
	});
}
