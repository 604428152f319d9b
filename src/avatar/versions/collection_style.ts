import type { Properties } from "./schema";

/** Who drew a style, as its package says it. */
export interface Meta {
	title: string;
	creator?: string;
	source?: string;
	homepage?: string;
	license?: { name?: string; url?: string };
}

export interface Schema {
	properties: Properties;
}

/** A component that is picked: from a group, by the option with the names of variants. */
export interface Pick {
	group: string;
	option: string;
	/** The options by which it is turned and moved, where it can be: rotation, then sidewards and down. */
	turn?: readonly (string | null)[];
	/** What it is turned about. */
	centre?: string;
}

/** A component by the name that texts have for it: which pick it is, and the option with its chance to be there. */
export type Part = readonly [name: string, pick: number, chance?: string];

/** What a style is drawn by. In texts `$` and a colour's name, or `#` and a part's, stand between line breaks. */
export interface Drawing {
	attributes: object;
	body: string;
	picks: readonly Pick[];
	parts: readonly Part[];
	/** The colours, with the options that they are picked from. */
	colours: readonly (readonly [name: string, option: string])[];
	/** The texts of the variants, by group and name. */
	components: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A style's file, as build/collection_style.ts writes it. */
export interface StyleFile {
	meta: Meta;
	schema: Schema;
	/** None for a style that is code. */
	drawing?: Drawing | undefined;
}

/** What people wrote for a style: all that draws it, or what comes before and after. */
export interface StyleCode {
	create?: Draw;
	onPreCreate?(input: object): void;
	onPostCreate?(input: object): void;
}

/** The generator of the library, which says the same for the same seed. */
interface Prng {
	pick(from: readonly string[], fallback?: string): string | undefined;
	bool(likelihood: unknown): boolean;
	integer(min: number, max: number): number;
}

type Options = Readonly<Record<string, unknown>>;

/** What draws a style, as its package has it: the library puts what it gives into a picture. */
export type Draw = (input: { prng: Prng; options: Options }) => {
	attributes: object;
	body: string;
	extra(): object;
};

type Colours = Readonly<Record<string, unknown>>;
type Components = Readonly<Record<string, Component | undefined>>;

/** A component that was picked. What a style's own code changes of it, counts. */
interface Component {
	name: string;
	value(components: Components, colours: Colours): string;
	rotation?: number;
	offsetX?: number;
	offsetY?: number;
}

type Escape = (text: string) => string;

/** Makes what draws a style out of what was written down of it: the generator is asked the same, in the same order. */
export function createFrom(drawing: Drawing, code: StyleCode, escaped: Escape): Draw {
	const { attributes, body, picks, parts, colours: colourOptions } = drawing;
	return ({ prng, options }) => {
		code.onPreCreate?.({ prng, options });
		const picked = picks.map((pick) => picker(pick, prng, options, drawing.components, escaped));
		const components: Components = Object.fromEntries(
			parts.map(([name, pick, chance]) => [
				name,
				chance === undefined || prng.bool(options[chance]) ? picked[pick] : undefined,
			]),
		);
		const colours: Colours = Object.fromEntries(
			colourOptions.map(([name, option]) => [
				name,
				colour(prng.pick(listIn(options, option), "transparent")),
			]),
		);
		code.onPostCreate?.({ prng, options, components, colors: colours });
		return {
			attributes: { ...attributes },
			body: filled(body, components, colours, escaped),
			extra: () => ({
				...mapped(components, (component) => component?.name),
				...Object.fromEntries(Object.entries(colours).map(([name, value]) => [`${name}Color`, value])),
			}),
		};
	};
}

const colour = (value: string | undefined) => (value === "transparent" ? value : `#${value}`);

const listIn = <T>(options: Options, name: string) => (options[name] ?? []) as readonly T[];

function picker(
	{ group, option, turn, centre }: Pick,
	prng: Prng,
	options: Options,
	components: Drawing["components"],
	escaped: Escape,
): Component | undefined {
	const name = prng.pick(listIn(options, option));
	const turns = turn?.map((by) => {
		const numbers = by === null ? [] : listIn<number>(options, by);
		const given = numbers.length > 0 ? numbers : [0];
		return prng.integer(Math.min(...given), Math.max(...given));
	});
	const text = name === undefined ? undefined : components[group]?.[name];
	if (name === undefined || text === undefined) return undefined;
	const value = (all: Components, colours: Colours) => filled(text, all, colours, escaped);
	if (!turns) return { name, value };
	const [rotation = 0, offsetX = 0, offsetY = 0] = turns;
	return {
		name,
		rotation,
		offsetX,
		offsetY,
		value(all, colours) {
			const { rotation = 0, offsetX = 0, offsetY = 0 } = this;
			const turned = value(all, colours);
			if (!rotation && !offsetX && !offsetY) return turned;
			return `<g transform="translate(${offsetX}, ${offsetY}) rotate(${rotation} ${centre})">${turned}</g>`;
		},
	};
}

/** A text with its colours and components. */
function filled(text: string, components: Components, colours: Colours, escaped: Escape): string {
	return text
		.split("\n")
		.map((piece, i) => {
			if (i % 2 === 0) return piece;
			const name = piece.slice(1);
			if (piece.startsWith("$")) return escaped(String(colours[name]));
			return components[name]?.value(components, colours) ?? "";
		})
		.join("");
}

function mapped<T, U>(record: Readonly<Record<string, T>>, to: (item: T) => U): Record<string, U> {
	return Object.fromEntries(Object.entries(record).map(([name, item]) => [name, to(item)]));
}
