import { TRANSPARENT } from "../avatar/background";
import { charactersIn, type Entered, EXTRA_MAX, enteredIn, FIELDS, type FieldName } from "../avatar/fields";
import { isOptionsText } from "../avatar/option_text";

/** Whether a value that came with a link is one of its field's. */
const RIGHT: Readonly<Record<FieldName, (value: string, styles: readonly string[]) => boolean>> = {
	seed: (value) => ["username", "avatar"].includes(value),
	style: (value, styles) => styles.includes(value),
	mood: (value) => ["", "happy", "sad"].includes(value),
	backgroundColor: (value) => value === TRANSPARENT || /^[0-9a-f]{6}(?:,[0-9a-f]{6})?$/.test(value),
	extra: (value) => charactersIn(value) <= EXTRA_MAX && value.isWellFormed() && !/\p{Cc}/u.test(value),
	options: isOptionsText,
};

/**
 * The choices that a link to the studio brings in its query, under the form's own field names. What is wrong is left out.
 * @param styles the names of all styles
 * @returns undefined where there is nothing right
 */
export function linkedChoices(query: string, styles: readonly string[]): Entered | undefined {
	const { backgroundColor, ...entered } = enteredIn(Object.fromEntries(new URLSearchParams(query)));
	const colour = backgroundColor?.toLowerCase();
	const all: Entered = { ...entered, ...(colour !== undefined && { backgroundColor: colour }) };
	const right = FIELDS.filter((name) => RIGHT[name](all[name] ?? "\0", styles));
	if (right.length === 0) return undefined;
	return Object.fromEntries(right.map((name) => [name, all[name]]));
}

/** The name that a link to the studio brings; it is nobody's field. */
export function linkedName(query: string): string {
	return new URLSearchParams(query).get("name") ?? "";
}
