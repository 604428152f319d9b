import { type FieldName, isField } from "../avatar/fields";
import type { FieldProblem } from "../errors";

/** What a group of the form is called in the list of what is wrong. */
export const FIELD_TITLES: Readonly<Record<FieldName, string>> = {
	seed: "What it grows from",
	style: "Style",
	mood: "Mood",
	backgroundColor: "Background",
	extra: "Extra seed",
	options: "Parts",
};

/** The place for a sentence next to its field; the script finds it by its id too. */
export function ProblemOf({ field, message }: { field: string; message?: string | undefined }) {
	return (
		<p id={`${field}-problem`} class="field-problem" hidden={message === undefined}>
			{message}
		</p>
	);
}

/** What marks a field as wrong for those who do not see it; nothing where it is right. */
export function wrong(field: string, message: string | undefined, otherIds = "") {
	const ids = [otherIds, message && `${field}-problem`].filter(Boolean).join(" ");
	return {
		...(message !== undefined && { "aria-invalid": "true" as const }),
		...(ids && { "aria-describedby": ids }),
	};
}

/** Everything that is wrong, on top of the form, each leading to its field. */
export function ProblemSummary({ fields }: { fields: readonly FieldProblem[] }) {
	if (fields.length === 0) return null;
	return (
		<div class="summary" role="alert">
			<h2>Something in the form is not right</h2>
			<ul>
				{fields.map(({ field, message }) => (
					<li>
						{isField(field) ? (
							<a href={`#${field}`}>{`${FIELD_TITLES[field]}: ${message}`}</a>
						) : (
							`${field}: ${message}`
						)}
					</li>
				))}
			</ul>
		</div>
	);
}
