import type { Colour, Part } from "../../avatar/style_options";
import { make } from "../make";
import { type Changes, presenceChanges, shuffled, takenBack, variantChanges } from "./changes";
import { type Answer, actionOf, foldOf, ownColourOf, questionOf } from "./controls";
import type { Editing } from "./editing";
import { chosenIn, decided, freeOf, type Presence, presenceIn, sayChosen, type Topic } from "./topics";

/** A part with its pictures, its colours, and what is done with them. */
export function partTopic(editing: Editing, topic: Topic): HTMLElement {
	const { part, colours } = topic;
	const state = make("span", { className: "thin" });
	editing.follow(() => {
		const lock = editing.locked.has(topic.name) && "locked";
		state.textContent = [sayChosen(editing.text(), topic), lock].filter(Boolean).join(", ");
	});
	return foldOf(topic.label, state, () => [
		...(part ? partQuestions(editing, topic, part) : []),
		...colours.map((colour) => colourQuestion(editing, topic, colour)),
		topicActions(editing, topic),
	]);
}

const BY_CHANCE = "By chance";

const PRESENCES = [
	["", BY_CHANCE],
	["always", "Always"],
	["never", "Never"],
] as const;

function partQuestions(editing: Editing, { label }: Topic, part: Part): HTMLElement[] {
	const { pictures, text, change, pictureWith } = editing;
	const pictured =
		(changes: Changes): Answer["picture"] =>
		(image) => {
			pictures.watch(image, () => pictureWith(changes));
		};
	const there = questionOf(
		editing,
		{ legend: `${label}: is it there?`, className: "part-tiles", name: `${part.name}-there` },
		PRESENCES.map(([value, label]) => ({ value, label, picture: pictured(presenceChanges(part, value)) })),
		() => presenceIn(text(), part),
		(value) => change(presenceChanges(part, value as Presence)),
	);
	const which = questionOf(
		editing,
		{ legend: `${label}: which one?`, className: "part-tiles", name: part.name },
		[{ name: "", label: BY_CHANCE }, ...part.variants].map(({ name, label }) => ({
			value: name,
			label,
			picture: pictured(variantChanges(part, name)),
		})),
		() => chosenIn(text(), `${part.name}Variant`),
		(value) => change(variantChanges(part, value)),
	);
	const note = make("p", { className: "note" }, `The mood decides the ${label.toLowerCase()}.`);
	editing.follow(() => {
		const { style, mood } = editing.choices();
		const { variant, presence } = decided(style, mood, part);
		note.hidden = !variant && !presence;
		there.hidden = presence || part.probability === 100;
		which.hidden = variant || part.variants.length === 1;
	});
	return [note, there, which];
}

function colourQuestion(
	editing: Editing,
	{ name }: Topic,
	{ name: colour, label, values }: Colour,
): HTMLElement {
	const { text, change } = editing;
	const option = `${colour}Color`;
	const chosen = () => chosenIn(text(), option);
	const choose = (value: string) => change({ [option]: value || undefined });
	const [first = ""] = values;
	// A style with one colour has no chance to speak of.
	const answers: Answer[] =
		values.length > 1
			? [
					{ value: "", label: BY_CHANCE },
					...[...new Set(values)].map((value) => ({ value, label: `#${value}`, colour: value })),
				]
			: [{ value: "", label: "As it is", colour: first }];
	const question = questionOf(
		editing,
		{ legend: `${label}: colour`, className: "swatches", name: `${name}-${option}` },
		answers,
		chosen,
		choose,
	);
	question.append(ownColourOf(editing, "Own colour", () => chosen() || first, choose));
	return question;
}

function topicActions(editing: Editing, topic: Topic): HTMLElement {
	const { locked, text, change } = editing;
	const free = () => {
		const { style, mood } = editing.choices();
		return freeOf(style, mood, topic);
	};
	const shuffle = actionOf("Shuffle", () => change(shuffled(text(), free())));
	const back = actionOf("Take back", () => change(takenBack([topic])));
	const lock = actionOf("Lock", () => {
		if (!locked.delete(topic.name)) locked.add(topic.name);
		editing.resync();
	});
	for (const button of [shuffle, back, lock]) button.ariaLabel = `${button.textContent}: ${topic.label}`;
	editing.follow(() => {
		const isLocked = locked.has(topic.name);
		lock.ariaPressed = String(isLocked);
		const { part, colours } = free();
		shuffle.disabled = isLocked || !(part || colours.some(({ values }) => values.length > 1));
	});
	return make("div", { className: "actions" }, shuffle, lock, back);
}
