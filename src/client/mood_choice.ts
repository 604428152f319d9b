import type { Mood } from "../avatar/moods";
import { byId } from "./element";
import { check, chosenStyle, radiosOf } from "./fields";
import { showPicture } from "./preview";

const REASONS: Readonly<Record<Mood, string>> = { happy: "noHappy", sad: "noSad" };

/**
 * Offers the moods that the chosen style can show, and says why not the others. Where the wished mood is impossible it
 * falls to a possible one; the wish itself is kept by the caller.
 */
export function offerMoods(form: HTMLFormElement, wish: string): void {
	const style = chosenStyle(form);
	const reasonOf = (mood: string) => style.dataset[REASONS[mood as Mood] ?? ""];
	const possible = radiosOf(form, "mood").filter(({ value }) => value !== "" && !reasonOf(value));
	for (const radio of radiosOf(form, "mood")) {
		radio.disabled = radio.value === "" ? possible.length > 0 : reasonOf(radio.value) !== undefined;
		// "No mood" is not a choice of its own: a style has it or has it not.
		if (radio.value === "" && radio.parentElement) radio.parentElement.hidden = possible.length > 0;
	}
	const reachable = possible.find(({ value }) => value === wish) ?? possible[0];
	check(form, "mood", reachable?.value ?? "");
	const note = byId("mood-note");
	const reason = reasonOf("happy") ?? reasonOf("sad") ?? "";
	if (note.textContent !== reason) note.textContent = reason;
}

/** Shows each mood's tile as the avatar would look; a mood that the style cannot show is drawn without one. */
export function drawMoods(form: HTMLFormElement, pictureIn: (mood: Mood | "") => string): void {
	for (const radio of radiosOf(form, "mood")) {
		const mood = radio.disabled ? "" : (radio.value as Mood | "");
		const image = radio.parentElement?.querySelector("img");
		if (image && !radio.parentElement?.hidden) void showPicture(image, pictureIn(mood));
	}
}
