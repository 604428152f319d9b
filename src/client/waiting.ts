import { inWords } from "../duration";
import { byId } from "./element";
import { tell } from "./tell";

/**
 * Shows how long there is to wait, and comes back when it is over. Screen readers hear of the start and the end only.
 * @param id of the place on the page
 * @param why in a few words, without a full stop
 * @param signal ends the wait early
 */
export async function wait(id: string, seconds: number, why: string, signal?: AbortSignal): Promise<void> {
	const place = byId(id);
	const words = place.querySelector("p");
	const bar = place.querySelector<HTMLElement>(".bar-left");
	const until = Date.now() + seconds * 1000;
	const show = () => {
		const left = Math.max(until - Date.now(), 0) / 1000;
		if (words) words.textContent = `${why}. Going on in ${inWords(Math.ceil(left))}.`;
		// Where the bar will be when the next second has gone: style.css takes it there, or puts it there at once.
		if (bar) bar.style.scale = `${Math.max(left - 1, 0) / seconds} 1`;
	};
	if (bar) bar.style.scale = "1 1";
	place.hidden = false;
	tell(`${why}. This page goes on by itself in ${inWords(seconds)}.`);
	// The clock decides, not the number of ticks: a page in the background ticks seldom.
	while (Date.now() < until && !signal?.aborted) {
		show();
		await tick(Math.min(1000, until - Date.now()), signal);
	}
	place.hidden = true;
	if (!signal?.aborted) tell("Going on.");
}

function tick(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, milliseconds);
		signal?.addEventListener("abort", () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
