import { svgDataUrl } from "../avatar/data_url";
import { type Options, toQuery } from "../avatar/query";
import engineFile from "./generated/engine.json";

type Engine = typeof import("./engine");

let engine: Promise<Engine> | undefined;
let isHere = false;
let failures = 0;

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

function loaded(): Promise<Engine> {
	engine ??= load();
	return engine;
}

async function load(): Promise<Engine> {
	const address = engineFile["engine.js"];
	try {
		// Under the same address a browser may remember that it did not come.
		const module: Engine = await import(failures === 0 ? address : `${address}?${failures}`);
		isHere = true;
		return module;
	} catch (error) {
		failures++;
		engine = undefined;
		throw error;
	}
}
