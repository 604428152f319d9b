import { byId } from "./element";
import { radiosOf } from "./fields";

/** Puts the picked colour into its radio, and chooses it. */
export function followPicker(changed: () => void): void {
	const picker = byId<HTMLInputElement>("own-colour-picker");
	picker.addEventListener("input", () => {
		setOwnColour(picker.value.slice(1));
		byId<HTMLInputElement>("own-colour").checked = true;
		changed();
	});
}

/** Chooses a background, as a swatch or as the own colour; what is no colour is left alone. */
export function chooseBackground(form: HTMLFormElement, value: string): void {
	const swatch = radiosOf(form, "backgroundColor").find((radio) => radio.value === value);
	if (swatch) swatch.checked = true;
	else if (/^[0-9a-f]{6}(?:,[0-9a-f]{6})?$/.test(value)) {
		setOwnColour(value);
		byId<HTMLInputElement>("own-colour").checked = true;
	}
}

function setOwnColour(value: string): void {
	const radio = byId<HTMLInputElement>("own-colour");
	radio.value = value;
	// Of a gradient, the first.
	const [colour = value] = value.split(",");
	radio.parentElement?.querySelector("rect")?.setAttribute("fill", `#${colour}`);
	byId<HTMLInputElement>("own-colour-picker").value = `#${colour}`;
}
