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

const KEY = "logged-in";

/** Whether somebody was logged in when this page was last here. A logout has the browser forget it. */
export function wasLoggedIn(): boolean {
	try {
		return localStorage.getItem(KEY) !== null;
	} catch {
		return false;
	}
}

function keepLoggedIn(is: boolean): void {
	try {
		if (is) localStorage.setItem(KEY, "yes");
		else localStorage.removeItem(KEY);
	} catch {
		// A browser that keeps nothing: the page says it when it knows.
	}
}
