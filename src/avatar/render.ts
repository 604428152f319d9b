import { Avatar, Style } from "@dicebear/core";
import definitions from "./generated/definitions.ndjson";
import type { Options } from "./query";
import { STYLES, type StyleName } from "./styles";

/** A style's place in the text is its place in the catalogue: build.ts writes both in one go. */
const lines = new Map([...STYLES.keys()].map((name, line) => [name, line]));
let texts: string[] | undefined;
const styles = new Map<StyleName, Style>();

/** A style's drawing instructions; parsed when it is first asked for, then kept. */
export function styleOf(name: StyleName): Style {
	let style = styles.get(name);
	if (!style) {
		texts ??= definitions.split("\n");
		const text = texts[lines.get(name) ?? -1];
		if (text === undefined) throw new RangeError(`No style is called ${name}`);
		style = new Style(JSON.parse(text));
		styles.set(name, style);
	}
	return style;
}

/**
 * Draws an avatar in the Worker. The same input always gives the same SVG.
 * Source: https://www.dicebear.com/how-to-use/js-library/
 */
export function render(style: StyleName, seed: string, options: Options | Record<string, unknown>): string {
	return new Avatar(styleOf(style), { ...options, seed }).toString();
}
