import { type Entered, FIELDS, type FieldName } from "../../avatar/fields";

/** What the browser keeps with each of a page's entries in its history. */
export interface Step {
	/** How many steps lead here from where the page began: only those can be undone. */
	readonly step: number;
	readonly choices: Entered;
}

/** What a browser kept, as far as it is one of ours. */
export function stepIn(state: unknown): Step | undefined {
	const { step, choices } = (state ?? {}) as Partial<Step>;
	return Number.isSafeInteger(step) && typeof choices === "object" && choices !== null
		? ({ step, choices } as Step)
		: undefined;
}

/** The fields that two forms differ in. A field that is not there is empty. */
export function differences(before: Entered, after: Entered): FieldName[] {
	return FIELDS.filter((name) => (before[name] ?? "") !== (after[name] ?? ""));
}

/** What to do with a change. */
export interface Way {
	/** `push` is a step of its own, `replace` more of the last one; undefined where nothing is another. */
	readonly write?: "push" | "replace";
	/** The field of which more is the same step: letters that are typed one after another, arrow keys through the styles. */
	readonly run?: FieldName | undefined;
}

/**
 * Whether a change is a step of its own.
 * @param run what `run` was after the last change, while it may go on
 */
export function wayOf(before: Entered, after: Entered, run: FieldName | undefined): Way {
	const [first, ...others] = differences(before, after);
	if (first === undefined) return { run };
	const one = others.length === 0 ? first : undefined;
	return { write: one !== undefined && one === run ? "replace" : "push", run: one };
}

/** What each field is about, in a sentence. */
const SUBJECTS: Readonly<Record<FieldName, string>> = {
	seed: "what it grows from",
	style: "the style",
	mood: "the mood",
	backgroundColor: "the background",
	extra: "the extra seed",
	options: "its parts",
};

/**
 * What an undone or redone step has done, for those who do not see it.
 * @param now what the picture shows, in words
 */
export function sayStep(back: boolean, before: Entered, after: Entered, now: string): string {
	const subjects = differences(before, after).map((name) => SUBJECTS[name]);
	const [last = "nothing", ...others] = subjects.toReversed();
	const all = others.length > 0 ? `${others.toReversed().join(", ")} and ${last}` : last;
	return `${back ? "Undone" : "Redone"}: ${all}. Now: ${now}.`;
}

/** What is known of keys pressed together: see `KeyboardEvent`. */
interface Keys {
	readonly key: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly shiftKey: boolean;
	readonly altKey: boolean;
}

/** What keys ask for, as in any editor. */
export function keysAskFor(keys: Keys): "undo" | "redo" | undefined {
	if (keys.altKey || keys.ctrlKey === keys.metaKey) return undefined;
	const key = keys.key.toLowerCase();
	if (key === "z") return keys.shiftKey ? "redo" : "undo";
	return key === "y" && keys.ctrlKey && !keys.shiftKey ? "redo" : undefined;
}
