import { byId, say } from "./element";
import { make } from "./make";
import { type Picture, showPicture } from "./preview";

const HOW_MANY = 12;
/** Forty bits: nobody tries them all to find out whose picture it is. */
const LETTERS = 8;

/**
 * Offers the chosen style with a dozen extra seeds side by side, and then with another dozen.
 * @param pictureWith the picture with an extra seed
 * @param take takes an extra seed
 * @returns draws them anew, for other choices; to be told the extra seed that is chosen
 */
export function offerVariations(
	pictureWith: (extra: string) => Picture,
	take: (extra: string) => void,
): (chosen: string) => void {
	const place = byId("variations");
	const more = byId("vary");
	const buttons = new Map<string, HTMLButtonElement>();

	const draw = async (chosen: string) => {
		for (const [extra, button] of buttons) button.ariaPressed = String(extra === chosen);
		const came = await Promise.all(
			[...buttons].map(([extra, button]) => {
				const image = button.querySelector("img");
				return image && showPicture(image, pictureWith(extra));
			}),
		);
		if (came.some((each) => each !== undefined))
			say(
				"variations-problem",
				came.includes(false)
					? "The variations could not be drawn: we could not be reached. Please try again."
					: undefined,
			);
	};
	more.addEventListener("click", () => {
		buttons.clear();
		for (let n = 1; n <= HOW_MANY; n++) {
			const extra = anyExtra();
			const button = make("button", { type: "button", className: "tile" });
			button.ariaLabel = `Variation ${n}`;
			button.append(make("img", { alt: "", width: 96, height: 96 }));
			button.addEventListener("click", () => take(extra));
			buttons.set(extra, button);
		}
		place.replaceChildren(...buttons.values());
		place.hidden = false;
		more.textContent = "More";
		void draw("");
	});
	return (chosen) => void draw(chosen);
}

/** Letters and digits by chance. */
function anyExtra(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(LETTERS));
	return [...bytes].map((byte) => (byte % 32).toString(32)).join("");
}
