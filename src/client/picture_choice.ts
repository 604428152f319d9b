import { faintOn } from "../avatar/faint";
import { avatarPath, FORMATS, type FormatName, fileName, personalPath } from "../avatar/formats";
import type { WireAvatar } from "../wire";
import { byId, say } from "./element";
import { followEmbed, writeSnippets } from "./embed";
import { isFollowing, offerOwnLink, ownAddress } from "./own_link";

/** How wide a picture without a size of its own is shown, in pixels. */
const SVG_WIDTH = 128;

/** Of a drawing that is white itself. */
const ON_WHITE = " On its white ground this drawing cannot be seen: choose a background, or PNG.";

/** Offers a stored avatar in every format and size: to download, and as the link to copy. */
export function offerPictures(avatar: WireAvatar): void {
	const { key, address, original: source, originalUrl: sourceUrl } = avatar;
	const card = { ...avatar, source, sourceUrl };
	const format = byId<HTMLSelectElement>("format");
	const size = byId<HTMLSelectElement>("size");
	const show = () => {
		const chosen = format.value as FormatName;
		const path = avatarPath(key, chosen, Number(size.value));
		const isSvg = chosen === "svg";
		byId("size-choice").hidden = isSvg;
		const white = chosen === "jpg" && faintOn(avatar.choices) === "light" ? ON_WHITE : "";
		say("format-use", `${FORMATS[chosen].title} is ${FORMATS[chosen].use}.${white}`);
		offerDownload(path, fileName(avatar.choices.style, chosen, Number(size.value)));
		const width = isSvg ? SVG_WIDTH : Number(size.value);
		const own = isFollowing() && ownAddress();
		const picture = own
			? { path: personalPath(own, chosen, Number(size.value)), card: { page: `${address}/me/${own}` } }
			: { path, card };
		writeSnippets({ url: address + picture.path, width, card: picture.card });
	};
	format.addEventListener("change", show);
	size.addEventListener("change", show);
	byId<HTMLAnchorElement>("shared").href = `/avatar/${key}`;
	followEmbed();
	offerOwnLink(show);
}

export function offerDownload(address: string, name: string): void {
	const link = byId<HTMLAnchorElement>("download");
	link.href = address;
	link.download = name;
}
