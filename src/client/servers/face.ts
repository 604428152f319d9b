import { initialsOf, tintOf } from "./initials";

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
	if (!initials || !image || place.dataset.url === (url ?? "")) return undefined;
	place.dataset.url = url ?? "";
	place.dataset.tint = String(tintOf(id));
	initials.textContent = initialsOf(name);
	if (!url?.startsWith("/")) image.hidden = true;
	if (url === null) return undefined;
	const next = new Image();
	next.src = url;
	const came = await next.decode().then(
		() => true,
		() => false,
	);
	if (place.dataset.url !== url) return undefined;
	if (came) image.src = url;
	if (came) image.hidden = false;
	else delete place.dataset.url;
	return came;
}
