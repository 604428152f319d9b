import { copy } from "./clipboard";
import { byId } from "./element";
import { panelOf, tabs } from "./tabs";

/** How long "Copied" stays, in milliseconds. */
const COPIED_FOR = 4000;

/** The permanent link in each way of writing it. The address is ours: it needs no escaping. */
const SNIPPETS = {
	url: (url: string) => url,
	html: (url: string) => `<img src="${url}" alt="My avatar" width="128" height="128">`,
	markdown: (url: string) => `![My avatar](${url})`,
	bbcode: (url: string) => `[img]${url}[/img]`,
};

/** Fills in the texts to copy, and makes the tabs and the button work. */
export function showEmbed(url: string): void {
	for (const [kind, write] of Object.entries(SNIPPETS)) {
		const field = fieldOf(byId(`snippet-${kind}`));
		field.value = write(url);
		field.addEventListener("click", () => field.select());
	}
	const list = byId("embed").querySelector<HTMLElement>("[role=tablist]");
	const button = byId("copy");
	const copied = byId("copied");
	if (!list) return;
	tabs(list, (tab) => {
		copied.textContent = "";
		button.textContent = tab.id === "tab-url" ? "Copy link" : `Copy ${tab.textContent}`;
	});

	let timer: ReturnType<typeof setTimeout> | undefined;
	button.addEventListener("click", async () => {
		const tab = list.querySelector<HTMLElement>("[aria-selected=true]");
		if (!tab) return;
		clearTimeout(timer);
		// Emptied first: a screen reader says only what changes.
		copied.textContent = "";
		const done = await copy(fieldOf(panelOf(tab)));
		copied.textContent = done ? "Copied" : "It is selected: copy it with your keyboard or the menu";
		if (done) timer = setTimeout(() => (copied.textContent = ""), COPIED_FOR);
	});
}

function fieldOf(panel: HTMLElement): HTMLTextAreaElement {
	const field = panel.querySelector("textarea");
	if (!field) throw new Error(`#${panel.id} has no text`);
	return field;
}
