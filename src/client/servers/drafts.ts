import type { Filled } from "./profile";
import { mayThrowAway } from "./settings/dialogs";
import { forgetSettingsDrafts, settingsDrafts } from "./settings/settings_draft";

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

/** Whoever logs in next in this browser does not see it. Settings that are not saved are named before they are gone. */
export function forgetDraftsOnLogout(): void {
	const form = document.querySelector<HTMLFormElement>("#account form");
	form?.addEventListener("submit", (event) => {
		const unsaved = settingsDrafts();
		if (unsaved.length > 0) {
			event.preventDefault();
			const what = unsaved.map(({ guild, labels }) => `${guild}: ${labels.join(", ")}`);
			void mayThrowAway("logout-dialog", what).then((may) => {
				if (!may) return;
				forgetSettingsDrafts();
				form.requestSubmit();
			});
			return;
		}
		try {
			for (const key of Object.keys(sessionStorage))
				if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
		} catch {
			// Nothing was kept.
		}
	});
}
