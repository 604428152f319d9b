/**
 * The styles of DiceBear 5 to 9 as data, for build.ts. All but `initials` are the work of a plugin for Figma, and alike: they
 * pick components, then some by chance, then colours, and put texts together. So they are run once, with marks in the place
 * of all that depends on a seed and on options, and what they ask for is written down (src/avatar/versions/collection_style.ts
 * draws by it). A style that does anything else stops the build.
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { build } from "esbuild";
import type { Part, Pick, StyleFile } from "../src/avatar/versions/collection_style.ts";
import { handwritten } from "./collections.ts";

/** What stands for a colour, and for another component, in a text. */
const COLOUR = (name: string) => `\n$${name}\n`;
const COMPONENT = (name: string) => `\n#${name}\n`;

/** A style's own file, as JSON. @throws Error for a style that cannot be written down so */
export async function styleFile(folder: string): Promise<string> {
	const { meta, schema } = await import(join(folder, "lib/index.js"));
	const isHandmade = (await handwritten(folder)).includes("index.js");
	const file: StyleFile = { meta, schema, ...(!isHandmade && { drawing: await drawingOf(folder) }) };
	return JSON.stringify(file);
}

/** What `pickComponent` is told. The numbers of a turn are those of an option, or none. */
interface Picked {
	group: string;
	values: unknown;
	rotation?: unknown;
	offsetX?: unknown;
	offsetY?: unknown;
	width?: number;
	height?: number;
}

type Extra = Record<string, string | undefined>;

/** A style's function that draws, with what it picks written down. */
type Create = (
	pickComponent: (told: Picked) => unknown,
) => (input: { prng: object; options: object }) => { attributes: object; body: string; extra(): Extra };

async function drawingOf(folder: string): Promise<StyleFile["drawing"]> {
	const create = await createOf(folder);
	const refuse = (what: string): never => {
		throw new Error(`Not known how this style is drawn, for ${what}: ${folder}`);
	};
	// An option is known again by its value, which is a list because lists are what is asked about their lengths.
	const names = new Map<unknown, string>();
	const values = new Map<string, unknown>();
	const options = new Proxy(
		{},
		{
			get: (_, key) => {
				const name = String(key);
				if (!values.has(name)) values.set(name, [name]);
				names.set(values.get(name), name);
				return values.get(name);
			},
		},
	);
	const optionOf = (value: unknown) => names.get(value);
	/** Draws, with the answer to each question of chance. */
	const run = (answer: (asked: number) => boolean) => {
		const picks: Pick[] = [];
		const chances: string[] = [];
		const colours: string[] = [];
		const pickComponent = (told: Picked) => {
			picks.push(pickOf(told, optionOf) ?? refuse(told.group));
			const name = String(picks.length - 1);
			return { name, value: () => COMPONENT(name) };
		};
		const prng = {
			bool: (likelihood: unknown) => answer(chances.push(optionOf(likelihood) ?? refuse("a chance")) - 1),
			pick: (from: unknown, fallback: unknown) => {
				if (fallback !== "transparent") refuse("a colour");
				return COLOUR(String(colours.push(optionOf(from) ?? refuse("a colour")) - 1));
			},
		};
		const result = create(pickComponent)({ prng, options });
		return { picks, chances, colours, ...result, told: Object.entries(result.extra()) };
	};
	const always = run(() => true);
	const without = always.chances.map((_, chance) => run((asked) => asked !== chance).told);
	const parts: Part[] = [];
	const colours: [string, string][] = [];
	for (const [i, [name, value = ""]] of always.told.entries()) {
		const [, colour] = /^#\n\$(\d+)\n$/.exec(value) ?? [];
		if (colour !== undefined) {
			colours.push([name.replace(/Color$/, ""), always.colours[Number(colour)] ?? ""]);
			continue;
		}
		const chance = without.findIndex((told) => told[i]?.[1] === undefined);
		const option = always.chances[chance];
		parts.push(option === undefined ? [name, Number(value)] : [name, Number(value), option]);
	}
	const inOrder = [parts.flatMap(([, , chance]) => chance ?? []), colours.map(([, option]) => option)];
	if (!isDeepStrictEqual(inOrder, [always.chances, always.colours])) refuse("the order");
	const body = always.body
		.replace(/#\n\$(\d+)\n/g, (_, i) => COLOUR(colours[i]?.[0] ?? ""))
		.replace(/\n#(\d+)\n/g, (_, i) => COMPONENT(parts.find(([, pick]) => pick === Number(i))?.[0] ?? ""));
	const groups: Record<string, Record<string, Draw>> = await import(join(folder, "lib/components/index.js"));
	return {
		attributes: always.attributes,
		body,
		picks: always.picks,
		parts,
		colours,
		components: mapped(groups, (variants) => mapped(variants, textOf)),
	};
}

/** Where a component is picked from, and by which options it is turned. */
function pickOf(told: Picked, optionOf: (value: unknown) => string | undefined): Pick | undefined {
	const { group, values, rotation, offsetX, offsetY, width = 100, height = 100 } = told;
	const option = optionOf(values);
	if (option === undefined) return undefined;
	if (!("rotation" in told)) return { group, option };
	const turn = [rotation, offsetX, offsetY].map((value) => optionOf(value) ?? null);
	return { group, option, turn, centre: `${width / 2} ${height / 2}` };
}

/** The style's `create`, without what people wrote to come before and after, and with another `pickComponent`. */
async function createOf(folder: string): Promise<Create> {
	const { outputFiles } = await build({
		entryPoints: [join(folder, "lib/index.js")],
		bundle: true,
		write: false,
		format: "iife",
		globalName: "style",
		logLevel: "warning",
		plugins: [
			{
				name: "marks",
				setup({ onLoad }) {
					onLoad({ filter: /pickComponent\.js$/ }, async ({ path }) => {
						const code = await readFile(path, "utf8");
						// Turned about the middle that it was told, or of the square that all of these styles are.
						if (/rotate\((?!.*(?:\$\{width \/ 2\} \$\{height \/ 2\}| 50 50)\))/.test(code))
							throw new Error(`Not known how this is turned: ${path}`);
						return { contents: "export const pickComponent = told;" };
					});
					// Of the core they use what escapes.
					onLoad({ filter: /[\\/]core[\\/]lib[\\/]core\.js$/ }, () => ({ contents: "" }));
					onLoad({ filter: /hooks[\\/]\w+\.js$/ }, ({ path }) => {
						const [, name] = /(\w+)\.js$/.exec(path) ?? [];
						return { contents: `export const ${name} = () => {};` };
					});
				},
			},
		],
	});
	return new Function("told", `${outputFiles[0]?.text}; return style.create;`) as Create;
}

type Draw = (components: object, colours: object) => string;

/**
 * A component's text. All of them are templates, with the colours escaped and the components that are not there left out.
 * @throws Error for one that is more than that
 */
function textOf(draw: Draw): string {
	const each = (of: (name: string) => unknown) => new Proxy({}, { get: (_, name) => of(String(name)) });
	const components = each((name) => ({ value: () => COMPONENT(name) }));
	const text = draw(components, each(COLOUR));
	const asked = text.split("\n").length;
	const alone = draw(
		each(() => undefined),
		each(() => "\"&'"),
	);
	const filled = text.replaceAll(/\n\$\w+\n/g, "&quot;&amp;&apos;").replaceAll(/\n#\w+\n/g, "");
	if (asked % 2 === 0 || filled !== alone) throw new Error(`Not a template: ${draw}`);
	return text;
}

function mapped<T, U>(record: Readonly<Record<string, T>>, to: (item: T) => U): Record<string, U> {
	return Object.fromEntries(Object.entries(record).map(([name, item]) => [name, to(item)]));
}
