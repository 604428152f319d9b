import type { SettingField, SettingType } from "../../../wire";
import { make } from "../../make";
import { avatarControl } from "./avatar_control";
import type { Control, Place } from "./control";
import { channelControl, memberControl, roleControl } from "./guild_controls";
import { textControl } from "./text_controls";

/** The control of each type of setting. */
export const CONTROLS: Readonly<Record<SettingType, (field: SettingField, place: Place) => Control>> = {
	text: textControl,
	longText: textControl,
	number: numberControl,
	boolean: switchControl,
	choice: choiceControl,
	choices: choicesControl,
	color: colourControl,
	channel: channelControl,
	role: roleControl,
	member: memberControl,
	avatar: avatarControl,
};

function numberControl({ min, max, step }: SettingField, { id }: Place): Control {
	const [least, most, steps] = [min, max, step ?? "any"].map((limit) => String(limit ?? ""));
	const input = make("input", { id, type: "number", className: "text-field number-field" });
	Object.assign(input, { min: least, max: most, step: steps, autocomplete: "off" });
	return {
		element: input,
		main: input,
		read: () => (input.value === "" ? null : Number(input.value)),
		write: (value) => {
			input.value = String(value ?? "");
		},
	};
}

function switchControl(_: SettingField, { id }: Place): Control {
	const input = make("input", { id, type: "checkbox", className: "switch" });
	input.setAttribute("role", "switch");
	return {
		element: input,
		main: input,
		read: () => input.checked,
		write: (value) => {
			input.checked = value === true;
		},
	};
}

function choiceControl({ choices = [], default: begins }: SettingField, { id }: Place): Control {
	const select = make("select", { id, className: "text-field" });
	if (begins === null) select.append(new Option("None", ""));
	select.append(...choices.map(({ value, label }) => new Option(label, value)));
	return {
		element: select,
		main: select,
		read: () => select.value || null,
		write: (value) => {
			select.value = String(value ?? "");
		},
	};
}

function choicesControl({ choices = [], most = choices.length }: SettingField, { id }: Place): Control {
	const boxes = choices.map(({ value }, n) =>
		make("input", { id: `${id}-${n}`, type: "checkbox", name: id, value }),
	);
	const list = make(
		"div",
		{ className: "boxes" },
		...choices.map(({ label }, n) =>
			make("label", { className: "box" }, boxes[n] as Node, make("span", {}, label)),
		),
	);
	const count = make("p", { className: "count" });
	const chosen = () => boxes.filter(({ checked }) => checked).map(({ value }) => value);
	const say = () => {
		const limit = most < choices.length ? ` of at most ${most}` : "";
		count.textContent = `${chosen().length}${limit} chosen`;
	};
	list.addEventListener("change", say);
	const element = make("div", { className: "setting-parts", role: "group" }, list, count);
	return {
		element,
		main: element,
		read: chosen,
		write: (value) => {
			for (const box of boxes) box.checked = Array.isArray(value) && value.includes(box.value);
			say();
		},
	};
}

/** What a colour is picked from where there was none. */
const FIRST_COLOUR = "#ffcf5c";

function colourControl({ label, default: begins }: SettingField, { id }: Place): Control {
	const input = make("input", { id, type: "color", value: FIRST_COLOUR, className: "colour-field" });
	const none = make("input", { type: "checkbox", id: `${id}-none` });
	none.ariaLabel = `${label}: none`;
	// Who picks a colour wants it.
	input.addEventListener("input", () => {
		none.checked = false;
	});
	const element = make("div", { className: "setting-row" }, input);
	if (begins === null) element.append(make("label", { className: "box" }, none, make("span", {}, "None")));
	return {
		element,
		main: input,
		read: () => (none.checked ? null : input.value),
		write: (value) => {
			none.checked = !value;
			if (typeof value === "string" && value !== "") input.value = value;
		},
	};
}
