import { TRANSPARENT } from "./background";
import type { Choices } from "./choices";
import { optionsIn } from "./option_text";

/** What is behind a picture where it is shown: as good as white, or as dark as Discord at night. */
export type Ground = "light" | "dark";

/** Styles that draw in white alone, and in black alone: found by looking at the pixels of a dozen drawings of each. */
export const FAINT: Readonly<Record<Ground, readonly string[]>> = {
	light: [
		"blobs",
		"constellation",
		"disco",
		"glass",
		"icons",
		"initial-face",
		"initials",
		"loops",
		"shape-grid",
		"squircles",
		"stripes",
		"triangles",
		"waves",
	],
	dark: ["line-face"],
};

/**
 * The ground on which a drawing can hardly be seen, having none of its own. Where somebody has chosen a colour of its parts
 * nobody knows, and nothing is said.
 */
export function faintOn({
	style,
	backgroundColor,
	options,
}: Pick<Choices, "style" | "backgroundColor" | "options">): Ground | undefined {
	if (backgroundColor !== TRANSPARENT) return undefined;
	if (Object.keys(optionsIn(options)).some((name) => name.endsWith("Color"))) return undefined;
	return (["light", "dark"] as const).find((ground) => FAINT[ground].includes(style));
}
