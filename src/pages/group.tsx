import type { Child, PropsWithChildren } from "hono/jsx";
import { ProblemOf, wrong } from "./field_problem";

/** One question of a form with its answers as radios, as a group that can be marked as wrong. */
export function Group({
	id,
	title,
	message,
	children,
}: PropsWithChildren<{ id: string; title: string; message?: string | undefined }>) {
	return (
		// biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: only as a radiogroup may it be marked invalid
		<fieldset id={id} class="group" role="radiogroup" {...wrong(id, message)}>
			<legend>
				<h2>{title}</h2>
			</legend>
			<ProblemOf field={id} message={message} />
			{children as Child}
		</fieldset>
	);
}
