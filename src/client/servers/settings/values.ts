import type { SettingDifference, SettingField, SettingValue } from "../../../wire";

/** Settings by name. */
export type Values = Readonly<Record<string, SettingValue>>;

/** Whether two values are the same: none is none however it is written, and an avatar's parts come in any order. */
export function isSame(a: SettingValue | undefined, b: SettingValue | undefined): boolean {
	return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: SettingValue | undefined): unknown {
	if (value === undefined || value === "") return null;
	if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
	return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Of what somebody has filled in, what is another value than the saved one. A setting that there is not is left out. */
export function editsIn(saved: Values, filled: Values): Values {
	return Object.fromEntries(
		Object.entries(filled).filter(([name, value]) => name in saved && !isSame(value, saved[name])),
	);
}

/** The values of the settings that another set names. */
export function only(values: Values, names: Iterable<string>): Values {
	return Object.fromEntries([...names].map((name) => [name, values[name] ?? null]));
}

export interface Group {
	title: string;
	fields: SettingField[];
}

/** The fields in their groups, in the order of each group's first field. */
export function groupsOf(fields: readonly SettingField[]): Group[] {
	return [...Map.groupBy(fields, ({ group }) => group)].map(([title, members]) => ({
		title,
		fields: members,
	}));
}

/** All the words by which a field is found. */
export function wordsOf({ label, explanation, group, choices = [] }: SettingField): string {
	return [label, explanation, group, ...choices.map((choice) => choice.label)].join(" ");
}

/** A setting that two people have changed to different values. */
export interface Conflict {
	theirs: SettingDifference;
	yours: SettingValue;
}

/**
 * What somebody sent, beside what others have saved since.
 * @returns what is to be chosen between, and what only the others have changed
 */
export function meet(
	sent: Values,
	differences: readonly SettingDifference[],
): { conflicts: Conflict[]; news: SettingDifference[] } {
	const conflicts: Conflict[] = [];
	const news: SettingDifference[] = [];
	for (const theirs of differences) {
		const yours = sent[theirs.name];
		if (yours === undefined) news.push(theirs);
		else if (!isSame(yours, theirs.to)) conflicts.push({ theirs, yours });
	}
	return { conflicts, news };
}

/**
 * What stays unsaved when other values are saved now.
 * @param before the values as they were saved, and as the form shows them
 * @param sent what was just saved: it stays only where it was edited once more meanwhile
 * @param givenUp the settings whose edits are not wanted any more
 */
export function editsLeft(
	before: { saved: Values; filled: Values },
	{ sent = {}, givenUp = [] }: { sent?: Values; givenUp?: readonly string[] },
): Values {
	const edits = Object.entries(editsIn(before.saved, before.filled));
	const isSent = (name: string, value: SettingValue) => name in sent && isSame(sent[name], value);
	return Object.fromEntries(edits.filter(([name, value]) => !givenUp.includes(name) && !isSent(name, value)));
}

/** Whether a setting is edited in another way in two sets of edits: to empty one is an edit, too. */
export function differIn(name: string, a: Values, b: Values): boolean {
	return name in a !== name in b || !isSame(a[name], b[name]);
}

/**
 * What is to be kept of what is not saved, where several tabs edit: of each setting what was done last, in whichever tab.
 * @param kept what is kept so far
 * @param before a tab's own edits as it last kept them
 * @param now its own edits now
 */
export function editsToKeep(kept: Values, before: Values, now: Values): Values {
	const from = (name: string) => (differIn(name, before, now) ? now : kept);
	const names = new Set([kept, now].flatMap(Object.keys));
	const left = [...names].filter((name) => name in from(name));
	return Object.fromEntries(left.map((name) => [name, from(name)[name] ?? null]));
}

/** What has to be saved so that a change of the history is undone: nothing where it is so already. */
export function puttingBack(changes: readonly { name: string; from: SettingValue }[], saved: Values): Values {
	return editsIn(saved, Object.fromEntries(changes.map(({ name, from }) => [name, from])));
}
