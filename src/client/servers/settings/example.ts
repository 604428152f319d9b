import { TRANSPARENT } from "../../../avatar/background";
import { lookOf } from "../../../avatar/look";
import type { Mood } from "../../../avatar/moods";
import { svgPath } from "../../../avatar/query";
import type { AvatarSetting } from "../../../wire";
import { showPicture } from "../../preview";
import type { Values } from "./values";

/** The settings of `/avatar` that change what it draws. */
const LOOK = { style: "avatarStyle", mood: "avatarMood", background: "avatarBackground" } as const;

export const EXAMPLE_FIELDS: readonly string[] = Object.values(LOOK);

/**
 * What `/avatar` would draw with these settings.
 * @param seed who for
 * @returns undefined where there are no such settings
 */
export function exampleOf(values: Values, seed: string): AvatarSetting | undefined {
	const [style, mood, background] = EXAMPLE_FIELDS.map((name) => values[name]);
	if (typeof style !== "string" || style === "") return undefined;
	return {
		style,
		mood: typeof mood === "string" ? mood : "",
		backgroundColor: typeof background === "string" && background ? background.slice(1) : TRANSPARENT,
		seed,
	};
}

/** Shows an avatar once it has come; none is hidden. */
export function drawExample(image: HTMLImageElement, avatar: AvatarSetting | undefined | ""): void {
	image.hidden = !avatar;
	if (!avatar) return;
	const { style, backgroundColor, seed } = avatar;
	image.classList.toggle("chequered", backgroundColor === TRANSPARENT);
	const look = lookOf({ style, backgroundColor, mood: avatar.mood as Mood | "" });
	void showPicture(image, svgPath(style, seed, look));
}
