import { LOGGED_OUT } from "../logged_out";
import { keepLoggedIn, LOGGED_IN, lastLoggedIn } from "./me";
import { SERVERS_RETURN } from "./servers/return";

/** What is kept unsaved: a server's profile, by the tab, and its settings, by the browser. */
const KINDS = ["server-draft", "settings-draft"] as const;

/** Tells the browser's other tabs of a logout. */
const SIGNAL = "logged-out";

let person = "";
let loggedOut = false;

/**
 * From here on drafts are those of the person who is logged in. What somebody else left here is thrown away: their login
 * may have ended without a logout.
 * @param id theirs at Discord
 */
export function draftsAreOf(id: string): void {
	person = id;
	keepLoggedIn(id);
	forget((key) => KINDS.some((kind) => isOthers(kind, key)));
}

/**
 * After a logout nothing is left of what somebody did not save, here and in the browser's other tabs; their favourites and
 * the studio's choices stay. The Worker leaves word of it in a cookie, for whichever page comes next.
 */
export function followLogouts(): void {
	window.addEventListener("storage", ({ key, newValue }) => {
		// Somebody else is logged in by now: what this page shows is not theirs, and what it saves would be in their name.
		if (key === LOGGED_IN && newValue !== null && person !== "" && newValue !== person) location.reload();
		if (key !== SIGNAL || newValue === null) return;
		loggedOut = true;
		forget(isOfLogin);
	});
	// Back may bring a page as it was, of somebody who has logged out since. It was told nothing meanwhile.
	window.addEventListener("pageshow", ({ persisted }) => {
		if (persisted && person !== "" && (hasLoggedOut() || lastLoggedIn() !== person)) location.reload();
	});
	if (!hasLoggedOut()) return;
	forget(isOfLogin);
	// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API cannot be had in every browser
	document.cookie = `${LOGGED_OUT}=; Path=/; Secure; Max-Age=0`;
	try {
		localStorage.setItem(SIGNAL, "yes");
		localStorage.removeItem(SIGNAL);
	} catch {
		// A browser that keeps nothing has nothing in other tabs either.
	}
}

/** Whether the Worker has left word of a logout, and no page has read it yet. */
function hasLoggedOut(): boolean {
	return document.cookie.split("; ").some((cookie) => cookie.startsWith(`${LOGGED_OUT}=`));
}

/** Whether a draft may be kept: not by a page whose person has logged out in another tab. */
export function mayKeepDrafts(): boolean {
	return !loggedOut;
}

function isOfLogin(key: string): boolean {
	return key === LOGGED_IN || key === SERVERS_RETURN || KINDS.some((kind) => key.startsWith(`${kind}:`));
}

function forget(which: (key: string) => boolean): void {
	for (const storage of [() => localStorage, () => sessionStorage]) {
		try {
			const kept = storage();
			for (const key of Object.keys(kept)) if (which(key)) kept.removeItem(key);
		} catch {
			// A browser that keeps nothing.
		}
	}
}

/** Under what key a draft of a guild is kept. */
export function draftKey(kind: (typeof KINDS)[number], guildId: string): string {
	return `${kind}:${person}:${guildId}`;
}

function isOthers(kind: (typeof KINDS)[number], key: string): boolean {
	return key.startsWith(`${kind}:`) && !key.startsWith(draftKey(kind, ""));
}
