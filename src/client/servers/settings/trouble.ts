import type { Trouble } from "../../ask";
import { noticeOf } from "../../notice";
import { loginLink } from "../stop";

/** Says beside a button what went wrong, and how to log in again where that is what it takes. */
export function tellTrouble(place: HTMLElement, trouble: Trouble, guildId: string): void {
	if (trouble.status === 401) {
		const ended = { title: "You are not logged in any more", detail: "What you changed is kept." };
		place.replaceChildren(...noticeOf(ended), loginLink(guildId));
	} else place.replaceChildren(...noticeOf(trouble));
}
