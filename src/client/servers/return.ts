/** A login takes a minute or two; later, `/servers` means the list again. */
const MINUTES = 10;
/** Under what key it is kept, by the tab. */
export const SERVERS_RETURN = "servers-return";

/** A login comes back to `/servers`: this makes it go on to the guild. */
export function comeBackTo(login: HTMLAnchorElement, guildId: string | null): void {
	login.addEventListener("click", () => {
		try {
			sessionStorage.setItem(SERVERS_RETURN, JSON.stringify({ guildId, at: Date.now() }));
		} catch {
			// A browser that keeps nothing comes back to the list.
		}
	});
}

/** The guild that somebody has just logged in for; null where there is none. */
export function guildToReturnTo(): string | null {
	try {
		const { guildId, at } = JSON.parse(sessionStorage.getItem(SERVERS_RETURN) ?? "{}");
		sessionStorage.removeItem(SERVERS_RETURN);
		return Date.now() - at < MINUTES * 60_000 ? guildId : null;
	} catch {
		return null;
	}
}
