import type { Choices } from "../avatar/choices";
import { lookOf, type Person, seedOf } from "../avatar/look";
import { svgPath } from "../avatar/query";

/** The picture of what is chosen, for who it is. */
export function pictureOf(choices: Choices, person: Person): string {
	return svgPath(choices.style, seedOf(choices, person), lookOf(choices));
}
