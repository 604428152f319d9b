import { faintOn } from "../avatar/faint";
import { avatarPath, FORMATS, type FormatName } from "../avatar/formats";
import type { WireAvatar } from "../wire";
import { byId, say } from "./element";
import { followEmbed, writeSnippets } from "./embed";

/** How wide a picture without a size of its own is shown, in pixels. */
const SVG_WIDTH = 128;

/** Of a drawing that is white itself. */
const ON_WHITE = " On its white ground this drawing cannot be seen: choose a background, or PNG.";

/** Offers a stored avatar in every format and size: to download, and as the link to copy. */
export function offerPictures({ key, address, choices }: WireAvatar, name: string): void {
	const format = byId<HTMLSelectElement>("format");
	const size = byId<HTMLSelectElement>("size");
	const show = () => {
		const chosen = format.value as FormatName;
		const path = avatarPath(key, chosen, Number(size.value));
		const isSvg = chosen === "svg";
		byId("size-choice").hidden = isSvg;
		const white = chosen === "jpg" && faintOn(choices) === "light" ? ON_WHITE : "";
		say("format-use", `${FORMATS[chosen].title} is ${FORMATS[chosen].use}.${white}`);
		offerDownload(path, `${name}.${chosen}`);
		writeSnippets({ url: address + path, width: isSvg ? SVG_WIDTH : Number(size.value) });
	};
	format.addEventListener("change", show);
	size.addEventListener("change", show);
	byId<HTMLAnchorElement>("shared").href = `/avatar/${key}`;
	followEmbed();
	show();
}

export function offerDownload(address: string, name: string): void {
	const link = byId<HTMLAnchorElement>("download");
	link.href = address;
	link.download = name;
}
