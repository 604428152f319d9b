/** The names of the form's fields, in the order of the page. */
export const FIELDS = ["seed", "style", "mood", "backgroundColor", "extra", "options"] as const;

export type FieldName = (typeof FIELDS)[number];

/** Whether a name is one of the form's fields. */
export function isField(name: string): name is FieldName {
	return FIELDS.some((field) => field === name);
}

/** A form as it was filled in, right or wrong. */
export type Entered = { readonly [field in FieldName]?: string };

/** The form's own fields out of anything, as far as they are text. */
export function enteredIn(body: unknown): Entered {
	const entries = Object.entries(body ?? {});
	return Object.fromEntries(entries.filter(([name, value]) => isField(name) && typeof value === "string"));
}

/** The studio with these choices filled in, as a path. */
export function studioPath(choices: Entered): string {
	const query = FIELDS.flatMap((name) => (choices[name] ? [[name, choices[name]]] : []));
	return `/?${new URLSearchParams(query)}`;
}

/** The longest seed that DiceBear's core takes, in characters. */
export const CORE_SEED_MAX = 1024;

/** The longest extra seed, in characters. */
export const EXTRA_MAX = 100;

/** The longest text of a style's own options, in characters: a login takes it through Discord in a cookie. */
export const OPTIONS_MAX = 1500;

/** The longest seed that is any text, in characters: a guild's name has at most 100. */
export const SEED_MAX = 200;

/** How long a text is in characters, as people count them and Discord does: a bear is one, and two in UTF-16. */
export function charactersIn(text: string): number {
	return [...text].length;
}

/** A browser's `maxlength` counts UTF-16: this one never cuts off what may be sent. */
export function maxlengthFor(characters: number): number {
	return 2 * characters;
}
