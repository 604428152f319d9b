import type { Style } from "./generated/engine";
import type { Descriptor, Field } from "./option_values";

/** An option that may be chosen. */
export type ChoosableField = Field & {
	/** What a person calls it. */
	readonly label: string;
	/** Its value in the style itself, as `readOptions` writes it. */
	readonly own: string;
};

/** A part that is drawn in several ways: `{name}Variant` and `{name}Probability`. */
export interface Part {
	readonly name: string;
	readonly label: string;
	readonly variants: readonly PartVariant[];
	/** How often it is there, in per cent. */
	readonly probability: number;
}

export interface PartVariant {
	readonly name: string;
	readonly label: string;
	/** How often it is drawn, compared with the others. */
	readonly weight: number;
	/** What it is one of, such as `animation`. */
	readonly tags: readonly string[];
}

/** What is painted with one of some colours: `{name}Color`, and `{name}ColorFill` and others for gradients. */
export interface Colour {
	readonly name: string;
	readonly label: string;
	/** The style's own: six or eight hex digits. */
	readonly values: readonly string[];
	/** The colour that it is to stand out from: the one that does so most is taken. */
	readonly contrastTo?: string | undefined;
	/** Colours that it is never the same as. */
	readonly notEqualTo: readonly string[];
}

/** What of a style may be chosen, as data. */
export interface StyleOptions {
	/** Every option, by its name in DiceBear's HTTP API. */
	readonly fields: Readonly<Record<string, ChoosableField>>;
	/** In the style's own order. */
	readonly parts: readonly Part[];
	/** Without the background, which is a field of the form. */
	readonly colours: readonly Colour[];
}

interface Own {
	label: string;
	/** What it is where nothing is chosen. */
	own: string;
}

/** Options of the whole picture. */
const WHOLE: Readonly<Record<string, Own>> = {
	flip: { label: "Flip", own: "none" },
	rotate: { label: "Turn", own: "0" },
	scale: { label: "Size in the picture", own: "1" },
	borderRadius: { label: "Rounded corners", own: "0" },
	translateX: { label: "Position from side to side", own: "0" },
	translateY: { label: "Position up and down", own: "0" },
	// Of a background of two colours: `lookOf` makes a gradient of it.
	backgroundColorFill: { label: "Kind of gradient", own: "linear" },
	backgroundColorAngle: { label: "Angle of the gradient", own: "0" },
};

/** Whether an option is of the whole picture, and so means the same in every style. */
export function isShared(option: string): boolean {
	return Object.hasOwn(WHOLE, option);
}

const TAGS: Own = { label: "Tags", own: "" };

/** What the names of a colour's options end in, and what each is where nothing is chosen, but for the colours themselves. */
export const OF_COLOURS: Readonly<Record<string, Own>> = {
	ColorFill: { label: "colour: kind of gradient", own: "solid" },
	ColorFillStops: { label: "colour: steps of the gradient", own: "2" },
	ColorAngle: { label: "colour: angle of the gradient", own: "0" },
	ColorOrder: { label: "colour: order", own: "random" },
};

/**
 * What of a style may be chosen: everything that its own descriptor names, but for what other fields of the form say, and
 * what is no matter of looks (size, seed). All of it is read from the definition.
 * @param descriptor of the same style: `new OptionsDescriptor(style).toJSON()`
 */
export function optionsOf(style: Style, descriptor: Descriptor): StyleOptions {
	const parts = [...style.components()]
		.filter(([, component]) => component.extendsName() === undefined)
		.map(([name, component]) => ({
			name,
			label: wordsOf(name),
			variants: [...component.variants()].map(([name, variant]) => ({
				name,
				label: wordsOf(name),
				weight: variant.weight(),
				tags: variant.tags(),
			})),
			probability: component.probability(),
		}));
	const colours = [...style.colors()]
		.filter(([name]) => name !== "background")
		.map(([name, colour]) => ({
			name,
			label: wordsOf(name),
			values: colour.values().map(hexOf),
			contrastTo: colour.contrastTo(),
			notEqualTo: colour.notEqualTo(),
		}));
	const described = new Map([
		...Object.entries({ ...WHOLE, tags: TAGS }),
		...parts.flatMap(describedPart),
		...colours.flatMap(describedColour),
	]);
	const fields = Object.entries(descriptor).flatMap(([name, field]) => {
		const known = described.get(name);
		return known ? [[name, { ...field, ...known, ...narrowed(name, field) }]] : [];
	});
	return { fields: Object.fromEntries(fields), parts, colours };
}

type Described = [name: string, own: Own];

function describedPart({ name, label, variants, probability }: Part): Described[] {
	return [
		[`${name}Variant`, { label, own: weightsText(variants.map(({ name, weight }) => [name, weight])) }],
		[`${name}Probability`, { label: `${label}: how often`, own: String(probability) }],
	];
}

function describedColour({ name, label, values }: Colour): Described[] {
	const colours = { label: "colour", own: values.join(",") };
	return Object.entries({ Color: colours, ...OF_COLOURS }).map(([ending, { label: of, own }]) => [
		name + ending,
		{ label: `${label} ${of}`, own },
	]);
}

/** What an option is about, in words, from its name alone: a part, its colour, or the whole picture. */
export function subjectOf(option: string): string {
	const { part, colour } =
		/^(?<part>.+?)(?:Variant|Probability|(?<colour>Color(?:Fill|FillStops|Angle|Order)?))$/.exec(option)
			?.groups ?? {};
	return WHOLE[option]?.label ?? `${wordsOf(part ?? option)}${colour ? " colour" : ""}`;
}

/** A background of two colours is always a gradient. */
function narrowed(name: string, field: Field): Partial<Field> {
	return name === "backgroundColorFill" && field.type === "enum"
		? { values: field.values.filter((fill) => fill !== "solid") }
		: {};
}

/** Variants and their weights as a query has them: by name, and 1 is not said. */
export function weightsText(weights: readonly (readonly [variant: string, weight: number])[]): string {
	return weights
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([variant, weight]) => (weight === 1 ? variant : `${variant}:${numberText(weight)}`))
		.join(",");
}

/** A number without the plus that would be a space in a query: `1e21`. */
export function numberText(number: number): string {
	return String(number).replace("+", "");
}

/** A colour as six or eight small hex digits. */
export function hexOf(colour: string): string {
	const digits = colour.replace("#", "").toLowerCase();
	return digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
}

/** A name of a part, a colour or a variant in words: `facialHair` is "Facial hair", `long01` "Long 1". */
export function wordsOf(name: string): string {
	const words = name.match(/\d+|[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]/g) ?? [name];
	const [first = "", ...others] = words.map((word) =>
		/^\d/.test(word) ? word.replace(/^0+(?=\d)/, "") : /^[A-Z]+$/.test(word) ? word : word.toLowerCase(),
	);
	return [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(" ");
}
