import { byId } from "../element";

/** The parts of the page of which one is shown. */
const PARTS = ["loading", "stop", "list", "server"] as const;
type Part = (typeof PARTS)[number];

/** Shows a part, and takes the focus to its heading, unless it is somewhere already. */
export function show(part: Part): void {
	for (const id of PARTS) byId(id).hidden = id !== part;
	const nowhere = document.activeElement === null || document.activeElement === document.body;
	if (nowhere && part !== "loading")
		byId(part === "stop" ? "stop-title" : "title").focus({ preventScroll: true });
}
