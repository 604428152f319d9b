import type { Me } from "../wire";

/**
 * Who is logged in, and their avatar. Throws where our own site does not answer.
 * @param query `?check` asks Discord, too, whether an old avatar is still theirs
 */
export async function fetchMe(query: "" | "?check" = ""): Promise<Me> {
	const answer = await fetch(`/me${query}`, { headers: { Accept: "application/json" } });
	if (!answer.ok) throw new Error(`GET /me answered ${answer.status}`);
	const me: Me = await answer.json();
	keepLoggedIn(me.user !== null);
	return me;
}

/** Under what key it is kept that somebody is logged in. */
export const LOGGED_IN = "logged-in";

/** Whether somebody was logged in when this page was last here. A logout takes it away. */
export function wasLoggedIn(): boolean {
	try {
		return localStorage.getItem(LOGGED_IN) !== null;
	} catch {
		return false;
	}
}

function keepLoggedIn(is: boolean): void {
	try {
		if (is) localStorage.setItem(LOGGED_IN, "yes");
		else localStorage.removeItem(LOGGED_IN);
	} catch {
		// A browser that keeps nothing: the page says it when it knows.
	}
}
