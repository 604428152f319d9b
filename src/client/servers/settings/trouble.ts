import type { Trouble } from "../../ask";
import { noticeOf } from "../../notice";
import { loginLink } from "../stop";

/**
 * Says beside a button what went wrong, and how to log in again where that is what it takes.
 * @param isKept whether what was changed will be there after that
 */
export function tellTrouble(place: HTMLElement, trouble: Trouble, guildId: string, isKept: boolean): void {
	const isOver = trouble.status === 401;
	const title = "You are not logged in any more";
	const detail = `What you changed is ${isKept ? "kept." : "not kept: it is gone when you leave this page."}`;
	place.replaceChildren(...noticeOf(isOver ? { title, detail } : trouble));
	if (isOver) place.append(loginLink(guildId));
}
