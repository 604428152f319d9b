/** Makes tabs behave: one is chosen, the arrow keys lead round, Home and End to the ends. */
export function tabs(list: HTMLElement, chosen: (tab: HTMLElement) => void): void {
	const all = [...list.querySelectorAll<HTMLElement>("[role=tab]")];
	const choose = (tab: HTMLElement | undefined) => {
		if (!tab) return;
		for (const each of all) {
			const is = each === tab;
			each.ariaSelected = String(is);
			each.tabIndex = is ? 0 : -1;
			panelOf(each).hidden = !is;
		}
		chosen(tab);
	};
	for (const tab of all) tab.addEventListener("click", () => choose(tab));
	list.addEventListener("keydown", (event) => {
		const at = all.findIndex((tab) => tab.ariaSelected === "true");
		const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
		if (to === undefined) return;
		event.preventDefault();
		const tab = all.at(to % all.length);
		choose(tab);
		tab?.focus();
	});
}

/** The part of the page that a tab opens. */
export function panelOf(tab: HTMLElement): HTMLElement {
	const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
	if (!panel) throw new Error(`No panel belongs to #${tab.id}`);
	return panel;
}
