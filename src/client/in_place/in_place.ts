import type { Choices } from "../../avatar/choices";
import { faintOn } from "../../avatar/faint";
import { byId, say } from "../element";
import { type Picture, showPicture } from "../preview";

/** What is shown in place. */
export interface Placed {
	choices: Choices;
	picture: Picture;
	/** Of whom it is. */
	name: string;
}

const GROUNDS = { light: "Discord’s light look", dark: "Discord’s dark look" } as const;

/**
 * Shows the avatar as Discord does, once that is unfolded.
 * @returns draws it anew
 */
export function showInPlace(current: () => Placed): () => void {
	const folded = byId<HTMLDetailsElement>("in-place");
	const images = [...folded.querySelectorAll("img")];
	const names = [...folded.querySelectorAll(".in-place-name")];
	const draw = () => {
		if (!folded.open) return;
		const { choices, picture, name } = current();
		for (const image of images) void showPicture(image, picture);
		for (const place of names) place.textContent = name;
		const ground = faintOn(choices);
		say(
			"faint",
			ground && `Hard to see in ${GROUNDS[ground]}: this drawing has no background. Choose one above.`,
		);
	};
	folded.addEventListener("toggle", draw);
	return draw;
}
