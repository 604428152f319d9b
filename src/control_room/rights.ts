import type { Site } from "../config";
import { fetchGuilds, type OwnGuild } from "../discord/user";
import { AppError } from "../errors";
import { askFor } from "../journey/ask_for";
import { type Session, sessions } from "../storage/sessions";

/** How long a person's guilds are taken for known where nothing is written, in milliseconds. */
const KNOWN_FOR = 15_000;

/** How many people's guilds are kept in an isolate at a time. */
const MOST_KEPT = 500;

const kept = new Map<string, { until: number; guilds: OwnGuild[] }>();

/**
 * The guilds of whoever has a session, with their rights, as Discord says.
 * @param fresh whether what was known a few seconds ago will not do: before every write
 * @throws AppError `scope_missing`, `not_logged_in` where Discord takes the session's tokens no more, or where Discord
 * does not answer
 */
export async function guildsOf(
	site: Site,
	token: string,
	session: Session,
	fresh = false,
): Promise<OwnGuild[]> {
	if (!session.tokens) throw new AppError("not_logged_in");
	if (!session.tokens.scopes.includes("guilds")) throw new AppError("scope_missing");
	const known = kept.get(token);
	if (!fresh && known && known.until > Date.now()) return known.guilds;

	const standing = await askFor(site, token, session, fetchGuilds);
	if (!standing) throw new AppError("not_logged_in");
	if (standing.refreshed) await sessions(site.env).put(token, { ...session, tokens: standing.tokens });
	kept.delete(token);
	kept.set(token, { until: Date.now() + KNOWN_FOR, guilds: standing.answer });
	for (const oldest of kept.keys()) {
		if (kept.size <= MOST_KEPT) break;
		kept.delete(oldest);
	}
	return standing.answer;
}

/** Forgets a person's guilds: they have logged out. */
export function forgetGuilds(token: string): void {
	kept.delete(token);
}

/**
 * A guild that whoever has a session may manage.
 * @throws AppError `guild_unknown` where they may not, just as for one that does not exist; and as `guildsOf`
 */
export async function managedGuild(
	site: Site,
	token: string,
	session: Session,
	id: string,
	fresh = false,
): Promise<OwnGuild> {
	const guilds = await guildsOf(site, token, session, fresh);
	const guild = guilds.find((each) => each.id === id && each.manage);
	if (!guild) throw new AppError("guild_unknown");
	return guild;
}
