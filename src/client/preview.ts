/** The latest picture asked for, by the element that shall show it. */
const wanted = new WeakMap<HTMLImageElement, string>();

/**
 * Shows a picture once it has come: what is there stays until then, and stays where it does not come. An answer that
 * another wish has overtaken is dropped.
 * @returns whether the picture came; undefined where it was overtaken
 */
export async function showPicture(image: HTMLImageElement, url: string): Promise<boolean | undefined> {
	if (wanted.get(image) === url) return undefined;
	wanted.set(image, url);
	const next = new Image();
	const came = await new Promise<boolean>((resolve) => {
		next.onload = () => resolve(true);
		next.onerror = () => resolve(false);
		next.src = url;
	});
	if (wanted.get(image) !== url) return undefined;
	if (came) image.src = url;
	// The same wish may be tried again later.
	else wanted.delete(image);
	return came;
}
