/** What is kept unsaved: a server's profile, by the tab, and its settings, by the browser. */
const KINDS = ["server-draft", "settings-draft"] as const;

let person = "";

/**
 * From here on drafts are those of the person who is logged in. What somebody else left here is thrown away: their login
 * may have ended without a logout, at which the Worker has the browser forget everything.
 * @param id theirs at Discord
 */
export function draftsAreOf(id: string): void {
	person = id;
	for (const storage of [() => localStorage, () => sessionStorage]) {
		try {
			const kept = storage();
			for (const key of Object.keys(kept))
				if (KINDS.some((kind) => isOthers(kind, key))) kept.removeItem(key);
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
