import type { StyleOptions } from "../../avatar/style_options";
import { make } from "../make";
import type { Changes } from "./changes";
import { foldOf, questionOf } from "./controls";
import type { Editing } from "./editing";
import { chosenIn, MOVING, motionOf } from "./topics";

const MOVES = "moves";

/** What makes a style stand still. */
export function stillness(own: StyleOptions): Changes {
	return { tags: undefined, [`${motionOf(own)?.name}Variant`]: undefined };
}

/** Whether and how fast it moves, for a style that can. */
export function motionTopic(editing: Editing): HTMLElement[] {
	const { own, text, change } = editing;
	const part = motionOf(own);
	if (!part) return [];
	const option = `${part.name}Variant`;
	const chosen = () => chosenIn(text(), option) || (chosenIn(text(), "tags") === MOVING ? MOVES : "");
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
						...stillness(own),
						...(value === MOVES ? { tags: MOVING } : { [option]: value || undefined }),
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
