import {
	fittingOptions,
	optionsIn,
	type ReadOptions,
	readOptions,
	withoutOptions,
} from "../../avatar/option_text";
import { type Part, type StyleOptions, subjectOf } from "../../avatar/style_options";
import type { Presence, Topic } from "./topics";

/** What to set options to, by name; undefined for the style's own. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** A text of options with some changed, as it is kept; what the style does not have goes. */
export function changedOptions(own: StyleOptions, text: string, changes: Changes): ReadOptions {
	const set = Object.entries(changes).flatMap(([name, value]) =>
		value === undefined ? [] : [`${name}=${value}`],
	);
	const kept = withoutOptions(fittingOptions(own, text), Object.keys(changes));
	return readOptions(own, [kept, ...set].filter(Boolean).join("&"));
}

/** One variant of a part, and then the part is there; or whichever the seed comes to. */
export function variantChanges({ name, probability }: Part, variant: string): Changes {
	const shown = variant !== "" && probability < 100;
	return { [`${name}Variant`]: variant || undefined, ...(shown && { [`${name}Probability`]: "100" }) };
}

export function presenceChanges({ name }: Part, presence: Presence): Changes {
	return { [`${name}Probability`]: { "": undefined, always: "100", never: "0" }[presence] };
}

/** All of some topics as the style has them. */
export function takenBack(topics: readonly Topic[]): Changes {
	return Object.fromEntries(topics.flatMap(({ options }) => options.map((name) => [name, undefined])));
}

/** A number from 0 up to, but not, 1. */
export type Chance = () => number;

/** Another variant and another colour, and the part is there: whoever shuffles one wants to see it. */
export function shuffled(text: string, topic: Topic, chance: Chance = Math.random): Changes {
	const { part } = topic;
	const before = optionsIn(text);
	const isNew = (option: string) => (value: string) => String(before[option]) !== value;
	const variants = part?.variants.filter(({ weight }) => weight > 0).map(({ name }) => name) ?? [];
	return {
		...(part && variantChanges(part, oneOf(variants.filter(isNew(`${part.name}Variant`)), chance))),
		...colourChanges(topic, chance, isNew),
	};
}

/** Some topics by chance, each as often as the style itself has it. */
export function allShuffled(topics: readonly Topic[], chance: Chance = Math.random): Changes {
	const each = topics.map((topic) => {
		const { part } = topic;
		const isThere = part && chance() * 100 < part.probability;
		return {
			...takenBack([topic]),
			...(part && (isThere ? variantChanges(part, weighted(part, chance)) : presenceChanges(part, "never"))),
			...colourChanges(topic, chance),
		};
	});
	return Object.assign({}, ...each);
}

function colourChanges(
	{ colours }: Topic,
	chance: Chance,
	isNew = (_: string) => (_: string) => true,
): Changes {
	return Object.fromEntries(
		colours.map(({ name, values }) => {
			const option = `${name}Color`;
			return [option, oneOf(values.filter(isNew(option)), chance) || undefined];
		}),
	);
}

function oneOf(values: readonly string[], chance: Chance): string {
	return values[Math.floor(chance() * values.length)] ?? "";
}

function weighted({ variants }: Part, chance: Chance): string {
	const ends: number[] = [];
	for (const { weight } of variants) ends.push((ends.at(-1) ?? 0) + weight);
	const at = chance() * (ends.at(-1) ?? 0);
	return variants[ends.findIndex((end) => at < end)]?.name ?? "";
}

/** How many subjects are named: a style may lose twenty. */
const MOST_NAMED = 4;

/** What of a text a style does not have, in words: each subject once. */
export function sayLost(before: string, after: string): string {
	const lost = Object.keys(optionsIn(before)).filter((name) => !(name in optionsIn(after)));
	const subjects = [...new Set(lost.map((name) => subjectOf(name).toLowerCase()))];
	const more = subjects.length - MOST_NAMED;
	return subjects.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
