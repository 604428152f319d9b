import { make } from "../make";
import { foldOf, questionOf } from "./controls";
import type { Editing } from "./editing";
import { chosenIn, motionOf } from "./topics";

const MOVES = "moves";

/** Whether and how fast it moves, for a style that can. */
export function motionTopic(editing: Editing): HTMLElement[] {
	const { own, text, change } = editing;
	const part = motionOf(own);
	if (!part) return [];
	const option = `${part.name}Variant`;
	const chosen = () => chosenIn(text(), option) || (chosenIn(text(), "tags") ? MOVES : "");
	const speeds = part.variants.filter(({ tags }) => tags.length > 0);
	const state = make("span", { className: "thin" });
	editing.follow(() => {
		state.textContent = chosen() ? "on" : "";
	});
	return [
		foldOf("Moves", state, () => [
			questionOf(
				editing,
				{ legend: "Does it move?", className: "picks", name: MOVES },
				[
					{ value: "", label: "Still" },
					{ value: MOVES, label: "Moves" },
					...speeds.map(({ name, label }) => ({ value: name, label })),
				],
				chosen,
				(value) =>
					change({
						tags: value === MOVES ? "animation" : undefined,
						[option]: value === MOVES ? undefined : value || undefined,
					}),
			),
			make("p", { className: "note" }, motionNote()),
		]),
	];
}

function motionNote(): string {
	const here = matchMedia("(prefers-reduced-motion: reduce)").matches
		? "Your device asks for less motion: here it stands still, for others it moves."
		: "It stands still for those who ask their device for less motion.";
	return `${here} Only the SVG moves: PNG and the others stand still.`;
}
