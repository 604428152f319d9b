import { type Entered, enteredIn } from "../avatar/fields";

const KEY = "choices";

/** Keeps what is chosen for the next visit. A browser that keeps nothing is fine. */
export function remember(choices: Entered): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(choices));
	} catch {
		// Private windows and full disks: the form still works.
	}
}

/** What was chosen last time, as far as it is text; whoever uses it checks it. */
export function remembered(): Entered {
	try {
		return enteredIn(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
	} catch {
		return {};
	}
}
