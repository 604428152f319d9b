import { TRANSPARENT } from "../../../avatar/background";
import { maxlengthFor, SEED_MAX } from "../../../avatar/fields";
import type { Mood } from "../../../avatar/moods";
import type { AvatarSetting, SettingField, SettingValue } from "../../../wire";
import { byId } from "../../element";
import { radiosOf } from "../../fields";
import { make } from "../../make";
import type { Control, Place } from "./control";
import { drawExample } from "./draw_example";

const MOODS: Readonly<Record<Mood, [title: string, reason: string]>> = {
	happy: ["Happy", "noHappy"],
	sad: ["Sad", "noSad"],
};

/** An avatar of ours in four parts, beside its picture. The styles are those of the profile's gallery. */
export function avatarControl({ label, default: begins }: SettingField, { id, around }: Place): Control {
	const styles = radiosOf(byId<HTMLFormElement>("editor"), "style");
	const style = make("select", { className: "text-field" });
	if (begins === null) style.append(new Option("None", ""));
	style.append(...styles.map(({ value, dataset }) => new Option(dataset.title, value)));
	const mood = make("select", { className: "text-field" });
	const colour = make("input", { type: "color", className: "colour-field", value: "#ffcf5c" });
	const clear = make("input", { type: "checkbox" });
	const seed = make("input", {
		type: "text",
		className: "text-field",
		maxLength: maxlengthFor(SEED_MAX),
		autocomplete: "off",
		dir: "auto",
	});
	const picture = make("img", {
		alt: "",
		width: 128,
		height: 128,
		className: "example-picture",
		hidden: true,
	});

	/** Offers the moods that the style can show; a wished one that it cannot falls to another. */
	const offerMoods = (wish: string) => {
		const facts = styles.find(({ value }) => value === style.value)?.dataset ?? {};
		const possible = Object.entries(MOODS).filter(([, [, reason]]) => facts[reason] === undefined);
		const options = possible.map(([value, [title]]) => new Option(title, value));
		mood.replaceChildren(...(options.length > 0 ? options : [new Option("No mood", "")]));
		mood.value = wish;
		if (mood.selectedIndex < 0) mood.selectedIndex = 0;
	};
	const read = (): SettingValue =>
		style.value && {
			style: style.value,
			mood: mood.value,
			backgroundColor: clear.checked ? TRANSPARENT : colour.value.slice(1),
			seed: seed.value,
		};
	const show = () => {
		const is = read() as AvatarSetting | "";
		drawExample(picture, is && { ...is, seed: is.seed || around.guild.name });
	};
	style.addEventListener("change", () => offerMoods(mood.value));
	colour.addEventListener("input", () => {
		clear.checked = false;
	});

	const part = (title: string, control: HTMLElement, n: number) => {
		control.id = `${id}-${n}`;
		const label = make("label", { className: "small", htmlFor: control.id }, title);
		return make("div", { className: "part" }, label, control);
	};
	const parts = [
		part("Style", style, 0),
		part("Mood", mood, 1),
		make(
			"div",
			{ className: "setting-row at-foot" },
			part("Background", colour, 2),
			make("label", { className: "box" }, clear, make("span", {}, "Transparent")),
		),
		part("What it grows from", seed, 3),
	];
	const element = make(
		"div",
		{ className: "avatar-parts", role: "group", id },
		picture,
		make("div", { className: "setting-parts" }, ...parts),
	);
	element.ariaLabel = label;
	for (const event of ["input", "change"]) element.addEventListener(event, show);
	return {
		element,
		main: element,
		read: () => read() || null,
		write: (value) => {
			const is = value !== null && typeof value === "object" && !Array.isArray(value) ? value : undefined;
			style.value = is?.style ?? "";
			offerMoods(is?.mood ?? "");
			clear.checked = is?.backgroundColor === TRANSPARENT;
			if (is && !clear.checked) colour.value = `#${is.backgroundColor}`;
			seed.value = is?.seed ?? "";
			show();
		},
	};
}
