import { TRANSPARENT } from "../avatar/background";
import { DEFAULT_CHOICES } from "../avatar/choices";
import type { Entered, FieldName } from "../avatar/fields";
import { lookOf } from "../avatar/look";
import { fittingOptions } from "../avatar/option_text";
import { styleOptionsOf } from "../avatar/options";
import { svgPath } from "../avatar/query";
import { styleOf } from "../avatar/render";
import { STYLES } from "../avatar/styles";

/** Who the pictures are of until somebody has logged in: a name as Discord has them, in small letters. */
export const SAMPLE_NAME = "discobear";

export type FilledIn = Readonly<Record<FieldName, string>>;

/** What was filled in, made whole with the defaults, so that the form can show it. */
export function filledIn(entered: Entered): FilledIn {
	return { ...DEFAULT_CHOICES, ...entered };
}

/** The example's avatar for what was filled in; a wrong value is drawn as the default. */
export function examplePath(entered: Entered): string {
	const { style: name, mood, backgroundColor, options } = filledIn(entered);
	const style = STYLES.has(name) ? name : DEFAULT_CHOICES.style;
	const look = {
		style,
		mood: mood === "happy" || mood === "sad" ? mood : "",
		backgroundColor: /^[0-9a-f]{6}(?:,[0-9a-f]{6})?$/i.test(backgroundColor)
			? backgroundColor.toLowerCase()
			: TRANSPARENT,
		options: options && fittingOptions(styleOptionsOf(styleOf(style)), options),
	} as const;
	return svgPath(look.style, SAMPLE_NAME, lookOf(look));
}
