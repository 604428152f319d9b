import type { Mood } from "../avatar/moods";
import { byId } from "./element";
import { check, chosenStyle, radiosOf } from "./fields";
import { type Picture, showPicture } from "./preview";

const REASONS: Readonly<Record<Mood, string>> = { happy: "noHappy", sad: "noSad" };

/** Why a style cannot have a mood; undefined where it can. */
function reasonOf(style: HTMLInputElement, mood: string): string | undefined {
	return style.dataset[REASONS[mood as Mood] ?? ""];
}

/** The mood that a style shows where this one is wished for: another one that it has, or none. */
export function moodIn(style: HTMLInputElement, wish: string): Mood | "" {
	const possible = (Object.keys(REASONS) as Mood[]).filter((mood) => !reasonOf(style, mood));
	return possible.find((mood) => mood === wish) ?? possible[0] ?? "";
}

/**
 * Offers the moods that the chosen style can show, and says why not the others. Where the wished mood is impossible it
 * falls to a possible one; the wish itself is kept by the caller.
 */
export function offerMoods(form: HTMLFormElement, wish: string): void {
	const style = chosenStyle(form);
	const mood = moodIn(style, wish);
	for (const radio of radiosOf(form, "mood")) {
		radio.disabled = radio.value === "" ? mood !== "" : reasonOf(style, radio.value) !== undefined;
		// "No mood" is not a choice of its own: a style has it or has it not.
		if (radio.value === "" && radio.parentElement) radio.parentElement.hidden = mood !== "";
	}
	check(form, "mood", mood);
	const note = byId("mood-note");
	const reason = reasonOf(style, "happy") ?? reasonOf(style, "sad") ?? "";
	if (note.textContent !== reason) note.textContent = reason;
}

/** Shows each mood's tile as the avatar would look; a mood that the style cannot show is drawn without one. */
export function drawMoods(form: HTMLFormElement, pictureIn: (mood: Mood | "") => Picture): void {
	for (const radio of radiosOf(form, "mood")) {
		const mood = radio.disabled ? "" : (radio.value as Mood | "");
		const image = radio.parentElement?.querySelector("img");
		if (image && !radio.parentElement?.hidden) void showPicture(image, pictureIn(mood));
	}
}
