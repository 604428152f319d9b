import { draftKey, mayKeepDrafts } from "../own_drafts";
import type { Filled } from "./profile";
import { mayThrowAway } from "./settings/dialogs";
import { settingsDrafts } from "./settings/settings_draft";

/** Keeps what is not saved yet, for this tab: it survives a login. */
export function keepDraft(guildId: string, filled: Filled): void {
	if (!mayKeepDrafts()) return;
	try {
		sessionStorage.setItem(draftKey("server-draft", guildId), JSON.stringify(filled));
	} catch {
		// A browser that keeps nothing: the form still works.
	}
}

export function dropDraft(guildId: string): void {
	try {
		sessionStorage.removeItem(draftKey("server-draft", guildId));
	} catch {
		// Nothing was kept.
	}
}

/** What was not saved here; null where there is nothing. */
export function draftOf(guildId: string): Filled | null {
	try {
		return JSON.parse(sessionStorage.getItem(draftKey("server-draft", guildId)) ?? "null");
	} catch {
		return null;
	}
}

/** A logout has the browser forget what is not saved: settings that are not saved are named before they are gone. */
export function askBeforeLogout(): void {
	const form = document.querySelector<HTMLFormElement>("#account form");
	form?.addEventListener("submit", (event) => {
		const unsaved = settingsDrafts();
		if (unsaved.length === 0) return;
		event.preventDefault();
		const what = unsaved.map(({ guild, labels }) => `${guild}: ${labels.join(", ")}`);
		void mayThrowAway("logout-dialog", what).then((may) => {
			if (may) form.submit();
		});
	});
}
