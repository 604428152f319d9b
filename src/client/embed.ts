import { type Picture, SNIPPETS } from "../avatar/snippets";
import { copy } from "./clipboard";
import { byId } from "./element";
import { panelOf, tabs } from "./tabs";

/** How long "Copied" stays, in milliseconds. */
const COPIED_FOR = 4000;

/** Fills in the texts to copy. */
export function writeSnippets(picture: Picture): void {
	for (const [kind, write] of Object.entries(SNIPPETS)) {
		fieldOf(byId(`snippet-${kind}`)).value = write(picture);
	}
	byId("copied").textContent = "";
}

/** Makes the tabs and the button work. */
export function followEmbed(): void {
	const list = byId("embed").querySelector<HTMLElement>("[role=tablist]");
	const button = byId("copy");
	const copied = byId("copied");
	if (!list) return;
	for (const field of byId("embed").querySelectorAll("textarea")) {
		field.addEventListener("click", () => field.select());
	}
	tabs(list, (tab) => {
		copied.textContent = "";
		button.textContent = tab.id === "tab-url" ? "Copy link" : `Copy ${tab.textContent}`;
	});

	let timer: ReturnType<typeof setTimeout> | undefined;
	button.addEventListener("click", async () => {
		const tab = list.querySelector<HTMLElement>("[aria-selected=true]");
		if (!tab) return;
		clearTimeout(timer);
		const done = await copy(fieldOf(panelOf(tab)), copied);
		clearTimeout(timer);
		if (done) timer = setTimeout(() => (copied.textContent = ""), COPIED_FOR);
	});
}

function fieldOf(panel: HTMLElement): HTMLTextAreaElement {
	const field = panel.querySelector("textarea");
	if (!field) throw new Error(`#${panel.id} has no text`);
	return field;
}
