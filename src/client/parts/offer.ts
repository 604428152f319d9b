import { byId } from "../element";
import later from "../generated/later.json";
import { whenNeeded } from "../when_needed";
import type { Editor, Studio } from "./editing";

const editor = whenNeeded<typeof import("./editor")>(later["editor.js"]);

/** Offers the editor of parts: it is loaded when its group is first unfolded. */
export function offerParts(studio: Studio): Editor {
	const group = byId<HTMLDetailsElement>("options");
	const said = byId("parts-said");
	let opened: Editor | undefined;

	async function open() {
		if (!group.open) return;
		try {
			const { editParts } = await editor();
			if (!opened) said.textContent = "";
			opened ??= editParts(byId("parts"), studio);
			opened.refresh();
		} catch {
			said.textContent = "This could not be loaded. Fold it and unfold it to try again.";
		}
	}

	group.addEventListener("toggle", open);
	return {
		refresh: () => opened?.refresh(),
		restyle: (before) => opened?.restyle(before),
		shuffleAround: () => opened?.shuffleAround() ?? false,
	};
}
