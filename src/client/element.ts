/** The element that a page of ours is known to have. */
export function byId<Type extends Element = HTMLElement>(id: string): Type {
	const found = document.getElementById(id);
	if (!found) throw new Error(`The page has no #${id}`);
	return found as Element as Type;
}

/** Says something in a place that is hidden while there is nothing to say. */
export function say(id: string, text: string | undefined): void {
	const place = byId(id);
	place.textContent = text ?? "";
	place.hidden = !text;
}
