import type { Person } from "../avatar/look";
import type { WireUser } from "../wire";
import { byId } from "./element";

const STRANGER = "Submit & log in with Discord";
const LOGGED_IN = "Make my avatar";

/** Who the pictures are of before login: the two seeds differ, so that the choice between them can be seen. */
export function samplePerson(form: HTMLFormElement): Person {
	const username = form.dataset.sampleName ?? "";
	return { username, avatar: `${username}-picture` };
}

/** What is said before it is known who is here: an answer may take seconds. */
export function expectPerson(is: boolean): void {
	byId("account").hidden = !is;
	byId("send").textContent = is ? LOGGED_IN : STRANGER;
	byId("sample").hidden = is;
}

/** Says on the page what it means that this person is logged in. */
export function welcome(user: WireUser): void {
	expectPerson(true);
	byId("seed-username").textContent = user.username;
	if (user.avatar === null) byId("seed-avatar").textContent = "you have none at Discord";
}
