import { dot, make } from "../make";
import type { Editing } from "./editing";

/** The size of a tile's drawing, in CSS pixels: its place is kept before it comes. */
const TILE = 96;

export function actionOf(text: string, act: () => void): HTMLButtonElement {
	const button = make("button", { type: "button", className: "second" }, text);
	button.addEventListener("click", act);
	return button;
}

/** A thing that folds away; what is in it is made when it is first unfolded. */
export function foldOf(label: string, state: HTMLElement, inside: () => HTMLElement[]): HTMLDetailsElement {
	const body = make("div", { className: "topic-body" });
	const fold = make("details", { className: "topic" }, make("summary", {}, label, " ", state), body);
	fold.addEventListener("toggle", () => {
		if (fold.open && !body.hasChildNodes()) body.append(...inside());
	});
	return fold;
}

/** One answer of several. */
export interface Answer {
	readonly value: string;
	readonly label: string;
	/** The face with it. */
	readonly picture?: ((image: HTMLImageElement) => void) | undefined;
	/** What is painted with it: hex digits. */
	readonly colour?: string;
}

/**
 * A question with its answers as radios: tiles with pictures, swatches, or words.
 * @param legend what a screen reader says of it
 * @param chosen the value that is chosen now; undefined for none of these
 */
export function questionOf(
	editing: Editing,
	{ legend, className, name }: { legend: string; className: string; name: string },
	answers: readonly Answer[],
	chosen: () => string | undefined,
	choose: (value: string) => void,
): HTMLFieldSetElement {
	const radios = answers.map(({ value, label, picture, colour }) => {
		const radio = make("input", { type: "radio", name: `part-${name}`, value });
		radio.addEventListener("change", () => choose(value));
		const text = make("span", colour === undefined ? {} : { className: "for-readers" }, label);
		return [
			radio,
			make("label", { className: kindOf(picture, colour) }, radio, ...shown(picture, colour), text),
		] as const;
	});
	editing.follow(() => {
		const value = chosen();
		for (const [radio] of radios) radio.checked = radio.value === value;
	});
	const title = make("legend", { className: "small" }, legend);
	return make("fieldset", { className: `question ${className}` }, title, ...radios.map(([, label]) => label));
}

function kindOf(picture: Answer["picture"], colour: string | undefined): string {
	return picture ? "tile" : colour === undefined ? "pick" : "swatch";
}

function shown(picture: Answer["picture"], colour: string | undefined): Element[] {
	if (picture) {
		const image = make("img", { alt: "", width: TILE, height: TILE });
		picture(image);
		return [image];
	}
	if (colour === undefined) return [];
	const patch = dot(`#${colour}`, 8);
	patch.setAttribute("class", "patch chequered");
	return [patch];
}

/** A colour of one's own, beside a question of colours. */
export function ownColourOf(
	editing: Editing,
	label: string,
	chosen: () => string | undefined,
	choose: (colour: string) => void,
): HTMLLabelElement {
	const picker = make("input", { type: "color", autocomplete: "off" });
	picker.addEventListener("input", () => choose(picker.value.slice(1)));
	editing.follow(() => {
		const colour = chosen()?.slice(0, 6);
		if (colour) picker.value = `#${colour}`;
	});
	return make("label", { className: "own-colour" }, picker, label);
}

/** A number to slide to. */
export function sliderOf(
	editing: Editing,
	{ label, min, max, step, unit }: { label: string; min: number; max: number; step: number; unit: string },
	chosen: () => string,
	choose: (value: string) => void,
): HTMLLabelElement {
	const slider = make("input", { type: "range", min: String(min), max: String(max), step: String(step) });
	const said = make("output");
	slider.addEventListener("input", () => choose(slider.value));
	editing.follow(() => {
		slider.value = chosen();
		said.textContent = `${chosen()}${unit}`;
	});
	return make("label", { className: "slider" }, make("span", {}, label), said, slider);
}
