import { charactersIn } from "../../../avatar/fields";
import type { SettingField } from "../../../wire";
import { forReaders, make } from "../../make";
import type { Control, Place } from "./control";
import { listed, previewOf } from "./words";

/** A text, with how much of it there may be; a long one with placeholders also as it will read. */
export function textControl(field: SettingField, { id, around }: Place): Control {
	const { type, maxLength, placeholders = [] } = field;
	const input =
		type === "longText"
			? make("textarea", { id, rows: 4, className: "text-field" })
			: make("input", { id, type: "text", className: "text-field" });
	Object.assign(input, { autocomplete: "off", dir: "auto", spellcheck: type === "longText" });
	const count = make("p", { className: "count" });
	const preview = make("p", { className: "message" });
	const note = make("p", { className: "note" });
	note.role = "status";
	const samples = { user: "@Newcomer", server: around.guild.name };
	const show = () => {
		const used = charactersIn(input.value);
		count.textContent = `${used} of ${maxLength} characters`;
		count.classList.toggle("too-many", used > (maxLength ?? used));
		if (placeholders.length === 0) return;
		const pieces = previewOf(input.value, placeholders, samples);
		preview.replaceChildren(...pieces.map(({ text, is }) => (is === "filled" ? make("b", {}, text) : text)));
		const unknown = [...new Set(pieces.filter(({ is }) => is === "unknown").map(({ text }) => text))];
		const text = unknown.length > 0 ? `Nothing is filled in for ${listed(unknown)}.` : "";
		if (note.textContent !== text) note.textContent = text;
	};
	input.addEventListener("input", show);
	const element = make("div", { className: "setting-parts" }, input);
	if (maxLength !== undefined) element.append(count);
	if (placeholders.length > 0) {
		const buttons = placeholders.map((name) => insertButton(name, input));
		const heading = make("p", { className: "small" }, "How it will read");
		element.append(make("div", { className: "setting-row" }, ...buttons), heading, preview, note);
	}
	return {
		element,
		main: input,
		read: () => input.value,
		write: (value) => {
			input.value = String(value ?? "");
			show();
		},
	};
}

/** Puts a placeholder where the cursor is. */
function insertButton(name: string, input: HTMLInputElement | HTMLTextAreaElement): HTMLElement {
	const button = make("button", { type: "button", className: "chip" }, forReaders("Insert "), `{${name}}`);
	button.addEventListener("click", () => {
		const { selectionStart, selectionEnd } = input;
		const end = input.value.length;
		input.setRangeText(`{${name}}`, selectionStart ?? end, selectionEnd ?? end, "end");
		input.focus();
		input.dispatchEvent(new Event("input", { bubbles: true }));
	});
	return button;
}
