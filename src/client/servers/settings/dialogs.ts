import type { SettingDifference, SettingField } from "../../../wire";
import { answerOf } from "../../answer_of";
import { byId } from "../../element";
import { make } from "../../make";
import type { Surroundings } from "./guild_lists";
import type { Conflict } from "./values";
import { inWords, listed, when } from "./words";

/**
 * Names what would be thrown away, and asks whether it is to be.
 * @param what in words, a line each
 */
export async function mayThrowAway(id: "discard-dialog" | "logout-dialog", what: readonly string[]) {
	const dialog = byId<HTMLDialogElement>(id);
	dialog.querySelector("ul")?.replaceChildren(...what.map((each) => make("li", {}, each)));
	return (await answerOf(dialog)) === "yes";
}

/**
 * Shows what two people have changed to different values, and lets somebody choose, one by one.
 * @param news what only the others have changed
 * @returns the names of the settings where their own value is to stay; undefined where they would rather not save
 */
export async function choose(
	{ conflicts, news }: { conflicts: readonly Conflict[]; news: readonly SettingDifference[] },
	fields: ReadonlyMap<string, SettingField>,
	around: Surroundings,
): Promise<ReadonlySet<string> | undefined> {
	const dialog = byId<HTMLDialogElement>("conflict-dialog");
	const rows = conflicts.flatMap(({ theirs, yours }, n) => {
		const field = fields.get(theirs.name);
		if (!field) return [];
		const radio = (value: string, title: string, words: string, checked: boolean) =>
			make(
				"label",
				{ className: "card" },
				make("input", { type: "radio", name: `conflict-${n}`, value, checked }),
				make("span", {}, make("b", {}, title), make("span", { className: "card-is" }, words)),
			);
		return make(
			"fieldset",
			{ className: "conflict" },
			make("legend", {}, field.label),
			radio("theirs", `${theirs.by.name}, ${when(theirs.at)}`, inWords(field, theirs.to, around), false),
			radio("yours", "You, now", inWords(field, yours, around), true),
		);
	});
	dialog.querySelector(".conflicts")?.replaceChildren(...rows);
	const note = dialog.querySelector<HTMLElement>(".news");
	if (note) {
		note.hidden = news.length === 0;
		note.textContent = newsOf(news, fields);
	}
	if ((await answerOf(dialog)) !== "save") return undefined;
	const chosen = new FormData(dialog.querySelector("form") ?? undefined);
	const yours = conflicts.filter((_, n) => chosen.get(`conflict-${n}`) === "yours");
	return new Set(yours.map(({ theirs }) => theirs.name));
}

/** What only others have changed, in a sentence; empty where there is nothing. */
export function newsOf(
	news: readonly SettingDifference[],
	fields: ReadonlyMap<string, SettingField>,
): string {
	const labels = news.flatMap(({ name }) => fields.get(name)?.label ?? []);
	const people = [...new Set(news.map(({ by }) => by.name))];
	return labels.length > 0 ? `${listed(people)} also changed: ${listed(labels)}.` : "";
}
