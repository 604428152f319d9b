import { TRANSPARENT } from "../avatar/background";
import { check, chosenStyle, radiosOf } from "./fields";

/**
 * Chooses another style, a background and a mood by chance, and returns the mood.
 * @param stays whether the style stays
 */
export function surprise(form: HTMLFormElement, stays: boolean): string {
	const style = chosenStyle(form).value;
	const others = (field: string) => radiosOf(form, field).map((radio) => radio.value);
	if (!stays) check(form, "style", oneOf(others("style").filter((name) => name !== style)));
	check(form, "backgroundColor", oneOf(others("backgroundColor").filter((colour) => colour !== TRANSPARENT)));
	return oneOf(["happy", "sad"]);
}

function oneOf(values: readonly string[]): string {
	return values[Math.floor(Math.random() * values.length)] ?? "";
}
