import { OPTIONS_MAX } from "../avatar/fields";
import { FIELD_TITLES, ProblemOf, wrong } from "./field_problem";

/**
 * What is the style's own, folded away, for most need none of it: the script makes pictures of it, and without the script
 * there is the text that they come to.
 */
export function Parts({
	value,
	message,
	aside,
}: {
	value: string;
	message: string | undefined;
	/** What else there is to say of them. */
	aside?: string;
}) {
	return (
		<details id="options" class="group" open={value !== "" || message !== undefined}>
			<summary class="legend">
				{FIELD_TITLES.options} <span class="thin">(optional)</span>
			</summary>
			<ProblemOf field="options" message={message} />
			<p class="note needs-script">
				Hair, eyes, colours: whatever this style has, chosen one by one. {aside}
			</p>
			<div id="parts" class="parts needs-script" aria-busy="true" />
			<p id="parts-said" class="note" role="status" />
			<details class="topic" open={message !== undefined}>
				<summary>As text</summary>
				<div class="topic-body">
					<input
						id="options-field"
						class="text-field"
						type="text"
						name="options"
						value={value}
						maxlength={OPTIONS_MAX}
						autocomplete="off"
						autocapitalize="off"
						spellcheck={false}
						dir="auto"
						aria-label="Parts, as text"
						{...wrong("options", message, "options-hint")}
					/>
					<p id="options-hint" class="note">
						The style’s own options, as DiceBear’s addresses have them: rotate=10&amp;flip=horizontal. The
						mood wins over what contradicts it.
					</p>
				</div>
			</details>
		</details>
	);
}
