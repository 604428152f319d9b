/** The latest picture asked for, by the element that shall show it. At first it is what the page came with. */
const wanted = new WeakMap<HTMLElement, string>();

/** Whether a picture is the one that was asked for last. */
export function isWanted(place: HTMLElement, name: string): boolean {
	return (wanted.get(place) ?? place.dataset.picture) === name;
}

/** Asks for a picture by name: false where it is the one that was asked for last, and there is nothing to do. */
export function want(place: HTMLElement, name: string): boolean {
	if (isWanted(place, name)) return false;
	wanted.set(place, name);
	return true;
}

/**
 * Waits for a picture that is wanted.
 * @param address where it is not its name
 * @returns whether it came; undefined where another was asked for meanwhile: then it is not to be shown
 */
export async function arrival(
	place: HTMLElement,
	name: string,
	address = name,
): Promise<boolean | undefined> {
	const picture = new Image();
	const came = await new Promise<boolean>((resolve) => {
		picture.onload = () => resolve(true);
		picture.onerror = () => resolve(false);
		picture.src = address;
	});
	if (wanted.get(place) !== name) return undefined;
	// The same wish may be tried again later.
	if (!came) wanted.set(place, "");
	return came;
}
