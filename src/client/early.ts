/** Navigations after which a browser fills a form in as it was: that is nobody's choice. */
const FILLED_IN: readonly string[] = ["reload", "back_forward"] satisfies NavigationTimingType[];

/**
 * Sets a form back to what the page came with: on a slow network somebody may have chosen and typed before its script came.
 * @returns does once more what they did, for the script to hear of it
 */
export function setBack(form: HTMLFormElement): () => void {
	const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
	if (navigation && FILLED_IN.includes(navigation.type)) return () => {};
	const inputs = [...form.elements].filter((each) => each instanceof HTMLInputElement);
	const theirs = inputs
		.filter((input) => (input.checked && !input.defaultChecked) || input.value !== input.defaultValue)
		.map((input) => ({ input, value: input.value }));
	form.reset();
	return () => {
		for (const { input, value } of theirs) {
			if (input.type === "radio") input.checked = true;
			else input.value = value;
			for (const event of ["input", "change"]) input.dispatchEvent(new Event(event, { bubbles: true }));
		}
	};
}
