import { TRANSPARENT } from "../avatar/background";
import { DEFAULT_CHOICES } from "../avatar/choices";
import { svgDataUrl } from "../avatar/data_url";
import type { Entered, FieldName } from "../avatar/fields";
import { lookOf } from "../avatar/look";
import { fittingOptions } from "../avatar/option_text";
import { styleOptionsOf } from "../avatar/options";
import { svgPath } from "../avatar/query";
import { render, styleOf } from "../avatar/render";
import { STYLES } from "../avatar/styles";

/** Who the pictures are of until somebody has logged in: a name as Discord has them, in small letters. */
export const SAMPLE_NAME = "discobear";

export type FilledIn = Readonly<Record<FieldName, string>>;

/** What was filled in, made whole with the defaults, so that the form can show it. */
export function filledIn(entered: Entered): FilledIn {
	return { ...DEFAULT_CHOICES, ...entered };
}

/**
 * The example's avatar for what was filled in, as the attributes of an `<img>`: the picture itself, so that it comes with
 * the page, and what the script calls it. A wrong value is drawn as the default.
 */
export function example(entered: Entered): { src: string; "data-picture": string } {
	const { style: name, mood, backgroundColor, options: text } = filledIn(entered);
	const style = STYLES.has(name) ? name : DEFAULT_CHOICES.style;
	const look = {
		style,
		mood: mood === "happy" || mood === "sad" ? mood : "",
		backgroundColor: /^[0-9a-f]{6}(?:,[0-9a-f]{6})?$/i.test(backgroundColor)
			? backgroundColor.toLowerCase()
			: TRANSPARENT,
		options: text && fittingOptions(styleOptionsOf(styleOf(style)), text),
	} as const;
	const options = lookOf(look);
	return {
		src: svgDataUrl(render(look.style, SAMPLE_NAME, options)),
		"data-picture": svgPath(look.style, SAMPLE_NAME, options),
	};
}
