import type { Me } from "../wire";

/**
 * Who is logged in, and their avatar. Throws where our own site does not answer.
 * @param query `?check` asks Discord, too, whether an old avatar is still theirs
 */
export async function fetchMe(query: "" | "?check" = ""): Promise<Me> {
	const answer = await fetch(`/me${query}`, { headers: { Accept: "application/json" } });
	if (!answer.ok) throw new Error(`GET /me answered ${answer.status}`);
	const me: Me = await answer.json();
	keepLoggedIn(me.user?.id ?? null);
	return me;
}

/** Under what key it is kept who is logged in: their id at Discord. */
export const LOGGED_IN = "logged-in";

/** Who was logged in when one of our pages last asked; null for nobody. A logout takes it away. */
export function lastLoggedIn(): string | null {
	try {
		return localStorage.getItem(LOGGED_IN);
	} catch {
		return null;
	}
}

/** @param id of who is logged in; null for nobody */
export function keepLoggedIn(id: string | null): void {
	try {
		if (id !== null) localStorage.setItem(LOGGED_IN, id);
		else localStorage.removeItem(LOGGED_IN);
	} catch {
		// A browser that keeps nothing: the page says it when it knows.
	}
}
