import type { Env } from "../config";

/** How long a biography is remembered after it was last set, in seconds: a year. */
const LIFETIME = 365 * 24 * 60 * 60;

/**
 * The bot's biography in each guild, as it was last set with us: Discord does not give it back. It is shown there to
 * everybody, so it is kept as it is.
 */
export function biographies(env: Env) {
	const name = (guildId: string) => `biography:${guildId}`;
	return {
		get: (guildId: string): Promise<string | null> => env.SESSIONS.get(name(guildId)),
		put: (guildId: string, text: string): Promise<void> =>
			env.SESSIONS.put(name(guildId), text, { expirationTtl: LIFETIME }),
		delete: (guildId: string): Promise<void> => env.SESSIONS.delete(name(guildId)),
	};
}
