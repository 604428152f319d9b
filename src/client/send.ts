import type { Choices } from "../avatar/choices";
import type { Next } from "../wire";
import { type Answer, ask } from "./ask";

/** Sends what was chosen, and says where to go next. */
export function sendChoices(choices: Choices): Promise<Answer<Next>> {
	return ask("/get_avatar", "POST", choices);
}
