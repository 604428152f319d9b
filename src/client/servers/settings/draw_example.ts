import { TRANSPARENT } from "../../../avatar/background";
import { lookOf } from "../../../avatar/look";
import type { Mood } from "../../../avatar/moods";
import { svgPath } from "../../../avatar/query";
import type { AvatarSetting } from "../../../wire";
import { pictureAt, showPicture } from "../../preview";

/** Shows an avatar once it has come; none is hidden. */
export function drawExample(image: HTMLImageElement, avatar: AvatarSetting | undefined | ""): void {
	image.hidden = !avatar;
	if (!avatar) return;
	const { style, backgroundColor, seed } = avatar;
	image.classList.toggle("chequered", backgroundColor === TRANSPARENT);
	const look = lookOf({ style, backgroundColor, mood: avatar.mood as Mood | "" });
	void showPicture(image, pictureAt(svgPath(style, seed, look)));
}
