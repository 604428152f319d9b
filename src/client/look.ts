import type { Choices } from "../avatar/choices";
import { lookOf, type Person, seedOf } from "../avatar/look";
import { type Options, svgPath } from "../avatar/query";
import { canDraw, drawingOf } from "./drawing";
import { type Picture, pictureAt } from "./preview";

/** What a picture is of. */
export interface Subject {
	style: string;
	seed: string;
	options: Options;
}

export function subjectOf(choices: Choices, person: Person): Subject {
	return { style: choices.style, seed: seedOf(choices, person), options: lookOf(choices) };
}

/** A picture that is drawn here, whatever that takes: nobody is told the seed. */
export function drawnHere({ style, seed, options }: Subject): Picture {
	return { name: svgPath(style, seed, options), address: () => drawingOf(style, seed, options) };
}

/** A picture that is drawn here as soon as the engine is; until then, and where it cannot be, the Worker draws it. */
export function drawnAnywhere(subject: Subject): Picture {
	const { name, address } = drawnHere(subject);
	return canDraw() ? { name, address: () => address().catch(() => name) } : pictureAt(name);
}
