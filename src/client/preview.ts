import { arrival, want } from "./latest_picture";

/**
 * Shows a picture once it has come: what is there stays until then, and stays where it does not come. An answer that
 * another wish has overtaken is dropped.
 * @returns whether the picture came; undefined where it was overtaken
 */
export async function showPicture(image: HTMLImageElement, url: string): Promise<boolean | undefined> {
	if (!want(image, url)) return undefined;
	const came = await arrival(image, url);
	if (came) image.src = url;
	return came;
}
