import { byId } from "./element";
import { radiosOf } from "./fields";
import { searchFor } from "./search";

/** Lets the chips and the search narrow the gallery, and says how many styles are left. */
export function filterStyles(form: HTMLFormElement): void {
	const filter = byId("filter");
	const chips = [...filter.querySelectorAll<HTMLButtonElement>("[data-kind]")];
	const search = filter.querySelector<HTMLInputElement>("input[type=search]");
	const count = filter.querySelector("[role=status]");
	if (!search || !count) return;

	const apply = () => {
		const kind = chips.find((chip) => chip.ariaPressed === "true")?.dataset.kind ?? "";
		const fitsSearch = searchFor(search.value);
		let left = 0;
		for (const radio of radiosOf(form, "style")) {
			const { title = "", creator = "", kinds = "" } = radio.dataset;
			const fits =
				(kind === "" || kinds.split(" ").includes(kind)) && fitsSearch(`${title} ${creator} ${kinds}`);
			if (radio.parentElement) radio.parentElement.hidden = !fits;
			if (fits) left++;
		}
		count.textContent = left === 1 ? "1 style" : `${left} styles`;
		byId("no-styles").hidden = left > 0;
	};
	const press = (pressed: HTMLButtonElement | undefined) => {
		for (const chip of chips) chip.ariaPressed = String(chip === pressed);
		apply();
	};

	for (const chip of chips) chip.addEventListener("click", () => press(chip));
	search.addEventListener("input", apply);
	// Enter in the search is not meant for the form.
	search.addEventListener("keydown", (event) => {
		if (event.key === "Enter") event.preventDefault();
	});
	byId("no-styles")
		.querySelector("button")
		?.addEventListener("click", () => {
			search.value = "";
			press(chips[0]);
			search.focus();
		});
	// A browser may bring back what was searched for before a reload.
	if (search.value) apply();
}
