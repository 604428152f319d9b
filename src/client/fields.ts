import type { Choices } from "../avatar/choices";
import { FIELDS } from "../avatar/fields";

/** What the form says now. */
export function readFields(form: HTMLFormElement): Choices {
	const data = new FormData(form);
	return Object.fromEntries(FIELDS.map((name) => [name, String(data.get(name) ?? "")])) as Choices;
}

/** The radios of a field. */
export function radiosOf(form: HTMLFormElement, field: string): HTMLInputElement[] {
	return [...form.querySelectorAll<HTMLInputElement>(`input[type=radio][name=${field}]`)];
}

/** Checks the radio with a value; false where there is none. */
export function check(form: HTMLFormElement, field: string, value: string): boolean {
	const radio = radiosOf(form, field).find((input) => input.value === value);
	if (radio) radio.checked = true;
	return radio !== undefined;
}

/** The radio of the chosen style, which knows everything about it. */
export function chosenStyle(form: HTMLFormElement): HTMLInputElement {
	const radios = radiosOf(form, "style");
	const chosen = radios.find((input) => input.checked) ?? radios[0];
	if (!chosen) throw new Error("The form has no styles");
	return chosen;
}
