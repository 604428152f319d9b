import type { Filled } from "./profile";

const PREFIX = "server-draft:";

/** Keeps what is not saved yet, for this tab: it survives a login. */
export function keepDraft(guildId: string, filled: Filled): void {
	try {
		sessionStorage.setItem(PREFIX + guildId, JSON.stringify(filled));
	} catch {
		// A browser that keeps nothing: the form still works.
	}
}

export function dropDraft(guildId: string): void {
	try {
		sessionStorage.removeItem(PREFIX + guildId);
	} catch {
		// Nothing was kept.
	}
}

/** What was not saved here; null where there is nothing. */
export function draftOf(guildId: string): Filled | null {
	try {
		return JSON.parse(sessionStorage.getItem(PREFIX + guildId) ?? "null");
	} catch {
		return null;
	}
}

/** Whoever logs in next in this tab does not see it. */
export function forgetDraftsOnLogout(): void {
	document.querySelector("#account form")?.addEventListener("submit", () => {
		try {
			for (const key of Object.keys(sessionStorage))
				if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
		} catch {
			// Nothing was kept.
		}
	});
}
