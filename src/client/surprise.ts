import { TRANSPARENT } from "../avatar/background";
import { check, chosenStyle, radiosOf } from "./fields";

/** Chooses another of the styles that the filter shows, a background and a mood by chance, and returns the mood. */
export function surprise(form: HTMLFormElement): string {
	const chosen = chosenStyle(form);
	const styles = radiosOf(form, "style").filter((radio) => radio !== chosen && !radio.parentElement?.hidden);
	const backgrounds = radiosOf(form, "backgroundColor").filter(({ value }) => value !== TRANSPARENT);
	if (styles.length > 0) check(form, "style", oneOf(styles).value);
	check(form, "backgroundColor", oneOf(backgrounds).value);
	return oneOf(["happy", "sad"]);
}

function oneOf<Value>(values: readonly Value[]): Value {
	return values[Math.floor(Math.random() * values.length)] as Value;
}
