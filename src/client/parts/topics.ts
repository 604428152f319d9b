import { contradictions, type Mood, moodOptions } from "../../avatar/moods";
import { optionsIn } from "../../avatar/option_text";
import { type Colour, type Part, type StyleOptions, subjectOf } from "../../avatar/style_options";

/** One thing about a face that may be chosen: a part, the colours that have its name, or both. */
export interface Topic {
	readonly name: string;
	readonly label: string;
	readonly part?: Part | undefined;
	readonly colours: readonly Colour[];
	/** The names of all its options. */
	readonly options: readonly string[];
}

/** The tag of the variants that move. */
export const MOVING = "animation";

/** What makes a style move: a part of its own, with a variant for each speed; undefined where it cannot. */
export function motionOf(own: StyleOptions): Part | undefined {
	return own.parts.find(isMotion);
}

function isMotion({ variants }: Part): boolean {
	return variants.some(({ tags }) => tags.includes(MOVING));
}

/** The topics of a style: its parts in its own order, each with its colours, then the other colours. */
export function topicsOf(own: StyleOptions): Topic[] {
	const still = own.parts.filter((part) => !isMotion(part));
	const ofParts = still.map((part) => {
		const colours = own.colours.filter(({ name }) => name === part.name);
		return { name: part.name, label: part.label, part, colours, options: optionsOf(own, part.name) };
	});
	const others = own.colours.filter(({ name }) => !still.some((part) => part.name === name));
	const ofColours = others.map((colour) => ({
		name: `${colour.name}Color`,
		label: subjectOf(`${colour.name}Color`),
		colours: [colour],
		options: optionsOf(own, colour.name),
	}));
	return [...ofParts, ...ofColours];
}

/** What the names of the options of a part and its colour begin and end with. */
function optionsOf({ fields }: StyleOptions, name: string): string[] {
	const endings = /^(?:Variant|Probability|Color(?:Fill|FillStops|Angle|Order)?)$/;
	return Object.keys(fields).filter(
		(option) => option.startsWith(name) && endings.test(option.slice(name.length)),
	);
}

/** What of a part a mood decides, whatever is chosen (see `contradictions`): which one it is, and whether it is there. */
export function decided(
	style: string,
	mood: Mood | "",
	{ name }: Part,
): { variant: boolean; presence: boolean } {
	const [variant, presence] = [`${name}Variant`, `${name}Probability`];
	const overridden = contradictions(style, mood, { [variant]: [], [presence]: ["0"] });
	const isHidden = moodOptions(style, mood)[presence] === 0;
	return { variant: isHidden || overridden.includes(variant), presence: overridden.includes(presence) };
}

/** A topic without a part that is the mood's. */
export function freeOf(style: string, mood: Mood | "", topic: Topic): Topic {
	const isTaken = topic.part && decided(style, mood, topic.part).variant;
	return isTaken ? { ...topic, part: undefined } : topic;
}

/** The one value that is chosen for an option; empty where nothing is, undefined where it is more than one. */
export function chosenIn(text: string, option: string): string | undefined {
	const value = optionsIn(text)[option];
	const items = [value ?? ""].flat().map(String);
	return items.length === 1 && !items[0]?.includes(":") ? items[0] : undefined;
}

/** Whether a part is there: always, never, or by chance. */
export type Presence = "" | "always" | "never";

const PRESENCES: Readonly<Record<string, Presence>> = { "": "", 100: "always", 0: "never" };

/** @returns undefined where it is another chance than the style's own */
export function presenceIn(text: string, { name }: Part): Presence | undefined {
	return PRESENCES[chosenIn(text, `${name}Probability`) ?? "some"];
}

/** What is chosen of a topic, in words; empty where nothing is. */
export function sayChosen(text: string, { part, options }: Topic): string {
	const chosen = Object.keys(optionsIn(text)).filter((name) => options.includes(name));
	if (chosen.length === 0) return "";
	if (!part) return "chosen";
	if (presenceIn(text, part) === "never") return "none";
	const variant = chosenIn(text, `${part.name}Variant`);
	const label = part.variants.find(({ name }) => name === variant)?.label;
	return label ?? (presenceIn(text, part) === "always" && chosen.length === 1 ? "always" : "chosen");
}
