import { arrival, want } from "../latest_picture";
import { initialsOf, tintOf } from "./initials";

/** The name of no picture: another one than that of a picture that did not come. */
const NONE = "none";

/**
 * Fills a round: the picture once it has come, and until then, or where it does not come, initials on a tint.
 * A picture of ours replaces the one before it only when it has come, so that nothing flickers while choosing.
 * @param id decides the tint
 * @returns whether the picture came; undefined where there was none to come, or another was asked for meanwhile
 */
export async function showFace(
	place: HTMLElement,
	{ id, name, url }: { id: string; name: string; url: string | null },
): Promise<boolean | undefined> {
	const [initials, image] = [place.querySelector("span"), place.querySelector("img")];
	if (!initials || !image || !want(place, url ?? NONE)) return undefined;
	place.dataset.tint = String(tintOf(id));
	initials.textContent = initialsOf(name);
	if (!url?.startsWith("/")) image.hidden = true;
	if (url === null) return undefined;
	const came = await arrival(place, url);
	if (came) Object.assign(image, { src: url, hidden: false });
	return came;
}
