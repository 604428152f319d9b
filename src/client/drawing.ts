import { svgDataUrl } from "../avatar/data_url";
import { type Options, toQuery } from "../avatar/query";
import type { StyleOptions } from "../avatar/style_options";
import later from "./generated/later.json";
import { whenNeeded } from "./when_needed";

type Engine = typeof import("./engine");

const engine = whenNeeded<Engine>(later["engine.js"]);
let isHere = false;

async function loaded(): Promise<Engine> {
	const module = await engine();
	isHere = true;
	return module;
}

/** Whether the engine has been loaded. */
export function canDraw(): boolean {
	return isHere;
}

/**
 * Loads what draws a style, where it is not here yet.
 * @throws Error where it does not come; the next time it is asked for again
 */
export async function readyToDraw(style: string): Promise<void> {
	await (await loaded()).styleOf(style);
}

/**
 * An avatar, drawn here: byte for byte what `/10.x/{style}/svg` answers. Nobody is told the seed.
 * @returns an address that an `<img>` can show
 * @throws Error where the engine or the style's definition cannot be loaded, or an option is not right
 */
export async function drawingOf(style: string, seed: string, options: Options): Promise<string> {
	const { svgFor } = await loaded();
	return svgDataUrl(await svgFor(style, toQuery(seed, options)));
}

/**
 * What of a style may be chosen, from its definition.
 * @throws Error where the engine or the definition cannot be loaded
 */
export async function choosableIn(style: string): Promise<StyleOptions> {
	return (await loaded()).choosableIn(style);
}
