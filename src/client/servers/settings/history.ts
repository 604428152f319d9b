import type { SettingChange, SettingField } from "../../../wire";
import { byId } from "../../element";
import { forReaders, make } from "../../make";
import type { Surroundings } from "./guild_lists";
import { puttingBack, type Values } from "./values";
import { inWords, when } from "./words";

/** How many saves are shown at first, and with each click on "Show more". */
const AT_A_TIME = 10;

let shown = AT_A_TIME;

/** Shows who changed what from what to what, and when, with the way back. */
export function showHistory(
	{ history, values }: { history: readonly SettingChange[]; values: Values },
	fields: ReadonlyMap<string, SettingField>,
	around: Surroundings,
	putBack: (values: Values) => void,
): void {
	const place = byId("settings-history");
	const count = place.querySelector(".thin");
	if (count) count.textContent = `(${history.length})`;
	byId("no-history").hidden = history.length > 0;
	const more = byId("more-history");
	const draw = () => {
		const items = history.slice(0, shown).map((save) => itemOf(save, values, fields, around, putBack));
		place.querySelector("ol")?.replaceChildren(...items);
		more.hidden = history.length <= shown;
	};
	more.onclick = () => {
		const first = shown;
		shown += AT_A_TIME;
		draw();
		place.querySelectorAll<HTMLElement>("ol > li")[first]?.focus();
	};
	draw();
}

function itemOf(
	{ at, by, changes }: SettingChange,
	values: Values,
	fields: ReadonlyMap<string, SettingField>,
	around: Surroundings,
	putBack: (values: Values) => void,
): HTMLElement {
	const moment = make("time", { dateTime: at, className: "small" }, when(at));
	const head = make("p", {}, make("b", {}, by.name), " ", moment);
	const lines = changes.map(({ name, from, to }) => {
		const field = fields.get(name);
		// A setting that an operator has taken away has no words any more.
		if (!field) return make("li", {}, name);
		const [before, after] = [from, to].map((value) => inWords(field, value, around));
		return make("li", {}, make("b", {}, field.label), `: from ${before} to ${after}`);
	});
	const item = make("li", { tabIndex: -1, className: "save" }, head, make("ul", {}, ...lines));
	const back = puttingBack(changes, values);
	if (Object.keys(back).length === 0) return item;
	const button = make("button", { type: "button", className: "second" }, "Put back");
	button.append(forReaders(` what ${by.name} changed on ${when(at)}`));
	button.addEventListener("click", () => putBack(back));
	item.append(button);
	return item;
}
