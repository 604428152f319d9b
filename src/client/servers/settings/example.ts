import { TRANSPARENT } from "../../../avatar/background";
import type { AvatarSetting } from "../../../wire";
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
