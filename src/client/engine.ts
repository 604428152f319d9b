/** What draws in the browser: the Worker's own engine. `drawing.ts` loads it when it is first needed. */
import { avatarOf, svgOf } from "../avatar/drawing";
import { Style } from "../avatar/generated/engine";
import { optionsFrom, styleOptionsOf } from "../avatar/options";
import type { StyleOptions } from "../avatar/style_options";
import packs from "./generated/packs.json";

/** Files of definitions that came or are coming, by address. */
const files = new Map<string, Promise<Record<string, object>>>();
const styles = new Map<string, Style>();

/**
 * A style's drawing instructions; its file is fetched when a style of it is first asked for.
 * @throws Error where it does not come; the next time it is asked for again
 */
export async function styleOf(name: string): Promise<Style> {
	let style = styles.get(name);
	if (!style) {
		const definition = (await fileOf(name))[name];
		if (!definition) throw new RangeError(`No style is called ${name}`);
		style = styles.get(name) ?? new Style(definition);
		styles.set(name, style);
	}
	return style;
}

/** What `/10.x/{style}/svg?{query}` answers. */
export async function svgFor(name: string, query: string): Promise<string> {
	const style = await styleOf(name);
	const options = optionsFrom(style, query);
	return svgOf(avatarOf(style, options), options);
}

function fileOf(style: string): Promise<Record<string, object>> {
	const address = (packs as Record<string, string>)[style] ?? "";
	let file = files.get(address);
	if (!file) {
		file = fetched(address);
		files.set(address, file);
		file.catch(() => files.delete(address));
	}
	return file;
}

async function fetched(address: string): Promise<Record<string, object>> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	return response.json();
}

/** What of a style may be chosen. */
export async function choosableIn(name: string): Promise<StyleOptions> {
	return styleOptionsOf(await styleOf(name));
}
