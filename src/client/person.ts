import type { Person } from "../avatar/look";
import type { WireUser } from "../wire";
import { byId } from "./element";

/** Who the pictures are of before login: the two seeds differ, so that the choice between them can be seen. */
export function samplePerson(form: HTMLFormElement): Person {
	const username = form.dataset.sampleName ?? "";
	return { username, avatar: `${username}-picture` };
}

/** Says on the page what it means that this person is logged in. */
export function welcome(user: WireUser): void {
	byId("account").hidden = false;
	byId("sample").hidden = true;
	byId("send").textContent = "Make my avatar";
	byId("seed-username").textContent = user.username;
	if (user.avatar === null) byId("seed-avatar").textContent = "you have none at Discord";
}
