/** Where somebody was in the list: kept by the browser with the page's place in its history, and nowhere else. */
export interface PlaceInList {
	/** What was searched for. */
	query: string;
	/** How far down the page, in pixels. */
	top: number;
}

/** Keeps the place when the page is left, for who comes back to it. */
export function keepPlace(now: () => PlaceInList): void {
	window.addEventListener("pagehide", () => history.replaceState({ ...history.state, list: now() }, ""));
}

/** Where somebody was when they left; the browser itself cannot bring them there before the list has come. */
export function keptPlace(): PlaceInList | undefined {
	return history.state?.list;
}

/** Makes a link to the list go back to it as it was, where it is the page before this one. */
export function backToList(link: HTMLAnchorElement): void {
	link.addEventListener("click", (event) => {
		const { navigation } = window;
		// Not every browser says what the page before was: the link leads to the list anyhow.
		const before = navigation?.entries()[(navigation.currentEntry?.index ?? 0) - 1];
		if (before?.url !== link.href || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.back();
	});
}
