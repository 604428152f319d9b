/** The latest picture asked for, by the element that shall show it. */
const wanted = new WeakMap<Element, string>();

/** Asks for a picture: false where it is the one that was asked for last, and there is nothing to do. */
export function want(place: Element, url: string): boolean {
	if (wanted.get(place) === url) return false;
	wanted.set(place, url);
	return true;
}

/**
 * Waits for a picture that is wanted.
 * @returns whether it came; undefined where another was asked for meanwhile: then it is not to be shown
 */
export async function arrival(place: Element, url: string): Promise<boolean | undefined> {
	// What is there is of an earlier wish: style.css shows that another is coming.
	place.classList.add("coming");
	const picture = new Image();
	const came = await new Promise<boolean>((resolve) => {
		picture.onload = () => resolve(true);
		picture.onerror = () => resolve(false);
		picture.src = url;
	});
	if (wanted.get(place) !== url) return undefined;
	place.classList.remove("coming");
	// The same wish may be tried again later.
	if (!came) wanted.delete(place);
	return came;
}
