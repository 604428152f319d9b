import { type Entered, studioPath } from "../avatar/fields";
import { debounce } from "./debounce";

/** Browsers limit how often, and arrow keys run through many choices. In milliseconds. */
const QUIET = 300;

/**
 * Keeps the choices in the page's address, so that it can be shared, kept and gone back through.
 * @param choices what is chosen now
 * @returns says that it has changed, and whether Back leads to what was before
 */
export function keepInAddress(choices: () => Entered): (step: boolean) => void {
	let isStep = false;
	const write = debounce(() => {
		const address = studioPath(choices());
		if (address !== location.pathname + location.search)
			history[isStep ? "pushState" : "replaceState"](null, "", address);
		isStep = false;
	});
	return (step) => {
		isStep ||= step;
		write(QUIET);
	};
}
