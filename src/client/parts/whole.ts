import { TRANSPARENT } from "../../avatar/background";
import type { Choices } from "../../avatar/choices";
import { wordsOf } from "../../avatar/style_options";
import { make } from "../make";
import { actionOf, foldOf, ownColourOf, questionOf, sliderOf } from "./controls";
import type { Editing } from "./editing";
import { chosenIn } from "./topics";

/** How far the sliders go: less far than DiceBear, where nothing would be left to see. */
const SLIDERS = {
	rotate: { min: -180, max: 180, step: 5, unit: "°" },
	scale: { min: 0.5, max: 2, step: 0.05, unit: " ×" },
	translateX: { min: -50, max: 50, step: 1, unit: " %" },
	translateY: { min: -50, max: 50, step: 1, unit: " %" },
} as const;

/** Shapes as `borderRadius`, in per cent. */
const SHAPES = [
	["", "Square"],
	["20", "Rounded"],
	["50", "Circle"],
] as const;

/** The whole picture: shape, flip, turn, size, place. */
export function wholeTopic(editing: Editing): HTMLElement {
	const { own, text, change, pictures, pictureWith } = editing;
	const { flip } = own.fields;
	const flips = flip?.type === "enum" ? flip.values : [];
	const options = ["borderRadius", "flip", ...Object.keys(SLIDERS)];
	const state = make("span", { className: "thin" });
	const isChosen = () => options.some((name) => chosenIn(text(), name) !== "");
	editing.follow(() => {
		state.textContent = isChosen() ? "chosen" : "";
	});
	const asked = (option: string, legend: string, answers: readonly (readonly [string, string])[]) =>
		questionOf(
			editing,
			{ legend, className: "part-tiles", name: option },
			answers.map(([value, label]) => ({
				value,
				label,
				picture: (image) => pictures.watch(image, () => pictureWith({ [option]: value || undefined })),
			})),
			() => chosenIn(text(), option),
			(value) => change({ [option]: value || undefined }),
		);
	return foldOf("Shape and place", state, () => [
		asked("borderRadius", "Shape", SHAPES),
		asked(
			"flip",
			"Flip",
			flips.map((value) => [value === flip?.own ? "" : value, wordsOf(value)]),
		),
		...Object.entries(SLIDERS).map(([name, slider]) =>
			sliderOf(
				editing,
				{ ...slider, label: own.fields[name]?.label ?? name },
				() => chosenIn(text(), name) || (own.fields[name]?.own ?? ""),
				(value) => change({ [name]: value }),
			),
		),
		backOf(editing, options),
	]);
}

const KINDS = { "": "Straight", radial: "From the middle" } as const;
/** The colours it starts with, as far as there are none. */
const START = { first: "ffcf5c", second: "f2a91f" };

/** The colours of a background: two of a gradient, none where it is transparent. */
export function coloursOf({ backgroundColor }: Pick<Choices, "backgroundColor">): string[] {
	return backgroundColor === TRANSPARENT ? [] : backgroundColor.split(",");
}

/** A background that goes from one colour into another. */
export function backgroundTopic(editing: Editing): HTMLElement {
	const { choices, text, take, change, own } = editing;
	const colours = () => coloursOf(choices());
	const state = make("span", { className: "thin" });
	editing.follow(() => {
		state.textContent = colours().length > 1 ? "on" : "";
	});
	const [fill, angle] = ["backgroundColorFill", "backgroundColorAngle"];
	return foldOf("Gradient", state, () => {
		const isOn = make("input", { type: "checkbox" });
		isOn.addEventListener("change", () => {
			const [first = START.first, second = START.second] = colours();
			if (isOn.checked) take({ backgroundColor: `${first},${second}` }, true);
			else change({ [fill]: undefined, [angle]: undefined }, first);
		});
		const at = (place: 0 | 1) =>
			ownColourOf(
				editing,
				place === 0 ? "From" : "To",
				() => colours()[place],
				(colour) => take({ backgroundColor: colours().with(place, colour).join(",") }, true),
			);
		const more = make(
			"div",
			{ className: "topic-body" },
			make("div", { className: "picks" }, at(0), at(1)),
			questionOf(
				editing,
				{ legend: "Kind", className: "picks", name: fill },
				Object.entries(KINDS).map(([value, label]) => ({ value, label })),
				() => chosenIn(text(), fill),
				(value) => change({ [fill]: value || undefined }),
			),
			sliderOf(
				editing,
				{ label: own.fields[angle]?.label ?? "Angle", min: 0, max: 360, step: 15, unit: "°" },
				() => chosenIn(text(), angle) || "0",
				(value) => change({ [angle]: value }),
			),
		);
		editing.follow(() => {
			isOn.checked = colours().length > 1;
			more.hidden = !isOn.checked;
		});
		return [make("label", { className: "pick" }, isOn, "Two colours"), more, backOf(editing, [fill, angle])];
	});
}

function backOf(editing: Editing, options: readonly string[]): HTMLElement {
	const back = actionOf("Take back", () => {
		editing.change(Object.fromEntries(options.map((name) => [name, undefined])));
	});
	return make("div", { className: "actions" }, back);
}
