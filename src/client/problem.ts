import { inWords } from "../duration";
import { byId } from "./element";
import { tell } from "./tell";

/** The page of an error that says how long to wait: it counts down, and keeps its button back until it is over. */
const place = byId("again-in");
const button = document.querySelector<HTMLElement>("main .primary");
const until = Date.now() + Number(place.dataset.seconds) * 1000;
const secondsLeft = () => Math.ceil((until - Date.now()) / 1000);

function show() {
	const left = secondsLeft();
	if (button) button.ariaDisabled = String(left > 0);
	place.textContent = left > 0 ? `You can try again in ${inWords(left)}.` : "You can try again now.";
	if (left > 0) setTimeout(show, 1000);
	else tell("You can try again now.");
}

button?.addEventListener("click", (event) => {
	if (secondsLeft() > 0) event.preventDefault();
});
show();
