import { avatarOf, svgOf } from "./drawing";
import definitions from "./generated/definitions.ndjson";
import { type Avatar, Style } from "./generated/engine";
import { type CoreOptions, optionsFrom } from "./options";
import { type Options, toQuery } from "./query";
import { STYLES, type StyleName } from "./styles";

/** A style's place in the text is its place in the catalogue: build/build.ts writes both in one go. */
const places = new Map([...STYLES.keys()].map((name, line) => [name, line]));
let lines: string[] | undefined;
const styles = new Map<StyleName, Style>();

/** A style's definition as JSON, as its package ships it. */
export function definitionOf(name: StyleName): string {
	lines ??= definitions.split("\n");
	const definition = lines[places.get(name) ?? -1];
	if (definition === undefined) throw new RangeError(`No style is called ${name}`);
	return definition;
}

/** A style's drawing instructions; parsed when it is first asked for, then kept. */
export function styleOf(name: StyleName): Style {
	let style = styles.get(name);
	if (!style) {
		style = new Style(JSON.parse(definitionOf(name)));
		styles.set(name, style);
	}
	return style;
}

/**
 * Draws an avatar in the Worker.
 * @throws OptionError for an option with a value that DiceBear does not take
 */
export function draw(style: StyleName, options: CoreOptions): Avatar {
	return avatarOf(styleOf(style), options);
}

/** The picture that `/10.x` has for the same seed and options. */
export function render(style: StyleName, seed: string, options: Options): string {
	const read = optionsFrom(styleOf(style), toQuery(seed, options));
	return svgOf(draw(style, read), read);
}
