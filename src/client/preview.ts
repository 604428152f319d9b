import { arrival, want } from "./latest_picture";

/** A picture that is made or fetched when it is wanted. */
export interface Picture {
	/** The same for the same picture. */
	name: string;
	/** Its address, for an `<img>`. */
	address(): Promise<string>;
}

/** The class of what is old, while another picture is coming. */
export const COMING = "coming";

/** A picture that has an address. */
export function pictureAt(address: string): Picture {
	return { name: address, address: async () => address };
}

/**
 * Shows a picture once it has come: what is there stays until then, seen to be old, and stays where it does not come. An
 * answer that another wish has overtaken is dropped.
 * @returns whether the picture came; undefined where it was overtaken
 */
export async function showPicture(image: HTMLImageElement, picture: Picture): Promise<boolean | undefined> {
	if (!want(image, picture.name)) return undefined;
	image.classList.add(COMING);
	const address = await picture.address().catch(() => "");
	const came = await arrival(image, picture.name, address);
	if (came === undefined) return undefined;
	image.classList.remove(COMING);
	if (came) image.src = address;
	return came;
}
