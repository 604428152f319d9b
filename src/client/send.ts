import type { Choices } from "../avatar/choices";
import type { Next } from "../wire";
import type { Answer } from "./ask";
import { askPatiently, type Patience } from "./patience";

/**
 * Sends what is chosen, and says where to go next.
 * @param choices are asked for each time it is sent: while one waits, one may choose something else
 * @returns undefined once the wait was cancelled
 */
export function sendChoices(choices: () => Choices, patience: Patience): Promise<Answer<Next> | undefined> {
	return askPatiently(patience, "/get_avatar", "POST", { toJSON: choices });
}
