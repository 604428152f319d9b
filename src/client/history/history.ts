import { type Entered, type FieldName, studioPath } from "../../avatar/fields";
import { debounce } from "../debounce";
import { byId } from "../element";
import { tell } from "../tell";
import { differences, keysAskFor, type Step, sayStep, stepIn, wayOf } from "./steps";

/** Browsers limit how often, and what follows sooner in the same field is the same step. In milliseconds. */
const QUIET = 300;

/** What has text of its own to undo. */
const TEXT = "textarea, input:not([type=radio], [type=checkbox], [type=color], [type=range], [type=button])";

interface Studio {
	/** What is chosen now. */
	choices(): Entered;
	/** Fills in what was chosen then. */
	fillIn(choices: Entered): void;
	/** What an address of the page says, where the browser keeps no more of it. */
	choicesAt(query: string): Entered;
	/** What the picture shows, in words. */
	words(): string;
}

/**
 * Keeps the choices in the page's address, and each step of them in the browser's history: to undo is to go back, and Back
 * undoes. The address can be shared and kept.
 * @returns says that something has changed; to be told whether by a letter typed
 */
export function keepHistory(studio: Studio): (typed: boolean) => void {
	const undo = byId("undo");
	const redo = byId("redo");
	/** What is in the history where the browser stands. */
	let current: Step = stepIn(history.state) ?? { step: 0, choices: studio.choices() };
	/** The last step that is known to be still there. */
	let last = current.step;
	/** What was chosen last: the history may come a little later. */
	let seen = current.choices;
	let run: FieldName | undefined;
	/** Whether the last change was a letter typed: typing goes on until the field is left. */
	let typing = false;
	/** What the browser was asked for and has not done yet: it takes a moment, and keys that are held down do not wait. */
	let asked: "undo" | "redo" | undefined;

	const show = () => {
		undo.ariaDisabled = String(current.step === 0);
		redo.ariaDisabled = String(current.step >= last);
	};
	const write = (way: "push" | "replace") => {
		const step = current.step + (way === "push" ? 1 : 0);
		current = { step, choices: seen };
		if (way === "push") last = step;
		history[`${way}State`](current, "", studioPath(current.choices));
		show();
	};
	const catchUp = () => {
		if (differences(current.choices, seen).length > 0) write("replace");
	};
	const later = debounce(() => {
		catchUp();
		if (!typing) run = undefined;
	});
	const go = (to: "undo" | "redo") => {
		if (asked || (to === "undo" ? current.step === 0 : current.step >= last)) return;
		catchUp();
		asked = to;
		history.go(to === "undo" ? -1 : 1);
	};

	undo.addEventListener("click", () => go("undo"));
	redo.addEventListener("click", () => go("redo"));
	document.addEventListener("keydown", (event) => {
		const to = keysAskFor(event);
		const { target } = event;
		if (!to || (target instanceof Element && target.closest(`${TEXT}, dialog`))) return;
		event.preventDefault();
		go(to);
	});
	window.addEventListener("popstate", ({ state }) => {
		const before = current;
		const wish = asked;
		asked = undefined;
		run = undefined;
		const landed = stepIn(state);
		// A link within the page is no step: there is nothing to undo, and the next one may be.
		if (!landed && location.hash) {
			history.replaceState(before, "");
			return wish && go(wish);
		}
		current = landed ?? { step: 0, choices: studio.choicesAt(location.search) };
		if (wish && current.step === before.step) return go(wish);
		last = Math.max(last, current.step);
		seen = current.choices;
		studio.fillIn(seen);
		show();
		tell(sayStep(current.step < before.step, before.choices, current.choices, studio.words()));
	});
	// Whoever comes back from another page has gone on from here: what was to be redone is not there any more.
	window.addEventListener("pageshow", ({ persisted }) => {
		if (persisted) last = current.step;
		asked = undefined;
		show();
	});
	history.replaceState(current, "");
	show();

	return (typed) => {
		const now = studio.choices();
		const way = wayOf(seen, now, run);
		asked = undefined;
		run = way.write || typed ? way.run : undefined;
		typing = typed;
		if (!way.write) return;
		if (way.write === "push") catchUp();
		seen = now;
		if (way.write === "push") write("push");
		later(QUIET);
	};
}
