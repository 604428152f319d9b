import type { FieldProblem } from "../errors";
import type { Trouble } from "./ask";
import { say } from "./element";
import { showNotice } from "./notice";
import { tell } from "./tell";

/**
 * Says what is wrong: next to its field where it is about one of the form's fields, and else beside the button.
 * @param fields the names of the form's fields, in the order of the page
 * @param sentFrom where the focus was as the form was sent
 */
export function showTrouble(
	form: HTMLFormElement,
	trouble: Trouble,
	fields: readonly string[],
	sentFrom: Element | null,
): void {
	const elsewhere = showFieldProblems(form, trouble.errors ?? [], fields, sentFrom);
	if (!trouble.errors) showNotice(trouble);
	else if (elsewhere.length > 0) {
		showNotice({
			title: trouble.title,
			detail: elsewhere.map(({ field, message }) => `${field}: ${message}`).join(" "),
		});
	}
}

/**
 * Puts each sentence next to its field and the focus on the first field that is wrong: whoever has gone on meanwhile keeps
 * the focus, and is told.
 * @returns the problems that belong to no field of the form
 */
function showFieldProblems(
	form: HTMLFormElement,
	problems: readonly FieldProblem[],
	fields: readonly string[],
	sentFrom: Element | null,
): FieldProblem[] {
	// What the Worker wrote on top of the form was about the form as it was.
	document.querySelector(".summary")?.remove();
	const wrong = fields.filter((field) => showFieldProblem(form, field, problems));
	for (const field of wrong) unfold(form, field);
	if (wrong[0] && document.activeElement === sentFrom) focusTarget(form, wrong[0])?.focus();
	else if (wrong[0]) tell(problems.find(({ field }) => field === wrong[0])?.message ?? "");
	return problems.filter(({ field }) => !fields.includes(field));
}

/** Takes the sentence away from a field that is being put right. */
export function clearFieldProblem(form: HTMLFormElement, field: string, fields: readonly string[]): void {
	if (fields.includes(field)) showFieldProblem(form, field, []);
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
	return form.querySelector(`fieldset#${field}, input[type=text][name=${field}], textarea[name=${field}]`);
}

/** A field that is folded away is shown with what is wrong with it. */
function unfold(form: HTMLFormElement, field: string): void {
	let folded = form.querySelector(`[name=${field}]`)?.closest("details");
	while (folded) {
		folded.open = true;
		folded = folded.parentElement?.closest("details");
	}
}

function focusTarget(form: HTMLFormElement, field: string): HTMLElement | null {
	return (
		form.querySelector<HTMLElement>(`[name=${field}]:checked:not(:disabled)`) ??
		form.querySelector<HTMLElement>(`[name=${field}]:not(:disabled)`)
	);
}
