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

/** The longest extra seed, in UTF-16 code units. DiceBear takes seeds of up to 1,024. */
export const EXTRA_MAX = 100;

/** The longest text of a style's own options, in characters: a login takes it through Discord in a cookie. */
export const OPTIONS_MAX = 1500;

/** The longest seed that is any text: a guild's name at its longest, 100 characters of two code units each. */
export const SEED_MAX = 200;
