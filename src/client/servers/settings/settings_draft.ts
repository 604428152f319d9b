import { draftKey, mayKeepDrafts } from "../../own_drafts";
import type { Values } from "./values";

const keyOf = (guildId: string) => draftKey("settings-draft", guildId);

/** Settings that are not saved, as a browser keeps them. */
export interface SettingsDraft {
	/** What they were based on: a save carries it, so that nobody's is overwritten unseen. */
	version: number;
	edits: Values;
	/** In words, for whoever is about to throw it away: the guild's name and the settings' labels. */
	guild: string;
	labels: string[];
}

/**
 * Keeps what is not saved until it is saved or thrown away, also when the browser is closed.
 * @returns whether it is kept
 */
export function keepSettings(guildId: string, draft: SettingsDraft | undefined): boolean {
	if (draft && !mayKeepDrafts()) return false;
	try {
		if (draft) localStorage.setItem(keyOf(guildId), JSON.stringify(draft));
		else localStorage.removeItem(keyOf(guildId));
		return true;
	} catch {
		// Private windows and full disks.
		return false;
	}
}

/** What was not saved here; undefined where there is nothing, or nothing that can be read. */
export function settingsDraftOf(guildId: string): SettingsDraft | undefined {
	try {
		const draft = JSON.parse(localStorage.getItem(keyOf(guildId)) ?? "null");
		const right = Number.isSafeInteger(draft?.version) && draft.edits && Array.isArray(draft.labels);
		return right ? draft : undefined;
	} catch {
		return undefined;
	}
}

/** All that is not saved, in every guild. */
export function settingsDrafts(): SettingsDraft[] {
	const prefix = keyOf("");
	try {
		const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
		return keys.flatMap((key) => settingsDraftOf(key.slice(prefix.length)) ?? []);
	} catch {
		return [];
	}
}
