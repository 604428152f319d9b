import { descriptorOf, optionsFrom } from "../options";
import { definitionOf, draw, styleOf } from "../render";
import { DICEBEAR_VERSION, STYLES, styleCard } from "../styles";
import { pictureOf } from "./definition";
import type { Version } from "./version";

/** DiceBear 10, which everything else here is drawn with, too: all of it is in the Worker. */
export const v10: Version = {
	packages: DICEBEAR_VERSION,
	styles: new Set(STYLES.keys()),
	files: {
		"options.json": (style) => JSON.stringify(descriptorOf(styleOf(style))),
		"definition.json": definitionOf,
	},
	picture(style, query) {
		const options = optionsFrom(styleOf(style), query);
		return pictureOf(draw(style, options), options, styleCard(style));
	},
};
