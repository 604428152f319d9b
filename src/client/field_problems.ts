import type { FieldProblem } from "../errors";
import { say } from "./element";
import { FIELDS } from "./fields";

/**
 * Puts each sentence next to its field and the focus on the first field that is wrong.
 * @returns the problems that belong to no field of the form
 */
export function showFieldProblems(form: HTMLFormElement, problems: readonly FieldProblem[]): FieldProblem[] {
	// What the Worker wrote on top of the form was about the form as it was.
	document.querySelector(".summary")?.remove();
	const wrong = FIELDS.filter((field) => showFieldProblem(form, field, problems));
	if (wrong[0]) focusTarget(form, wrong[0])?.focus();
	return problems.filter(({ field }) => !FIELDS.some((name) => name === field));
}

/** Takes the sentence away from a field that is being put right. */
export function clearFieldProblem(form: HTMLFormElement, field: string): void {
	if (FIELDS.some((name) => name === field)) showFieldProblem(form, field, []);
}

function showFieldProblem(form: HTMLFormElement, field: string, problems: readonly FieldProblem[]): boolean {
	const message = problems.find((problem) => problem.field === field)?.message;
	say(`${field}-problem`, message);
	const marked = markedElement(form, field);
	const others = (marked?.getAttribute("aria-describedby") ?? "").split(" ");
	const ids = others.filter((id) => id && id !== `${field}-problem`);
	if (message) ids.push(`${field}-problem`);
	if (message) marked?.setAttribute("aria-invalid", "true");
	else marked?.removeAttribute("aria-invalid");
	if (ids.length > 0) marked?.setAttribute("aria-describedby", ids.join(" "));
	else marked?.removeAttribute("aria-describedby");
	return message !== undefined;
}

/** A group of radios is marked as a whole, a text field itself. */
function markedElement(form: HTMLFormElement, field: string): Element | null {
	return form.querySelector(`fieldset#${field}, input[type=text][name=${field}]`);
}

function focusTarget(form: HTMLFormElement, field: string): HTMLElement | null {
	return (
		form.querySelector<HTMLElement>(`[name=${field}]:checked:not(:disabled)`) ??
		form.querySelector<HTMLElement>(`[name=${field}]:not(:disabled)`)
	);
}
