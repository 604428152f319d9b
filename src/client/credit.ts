import type { StyleCard } from "../avatar/styles";
import { byId } from "./element";

/** Puts another style's name, artist and licence in. */
export function showCredit(
	card: Pick<StyleCard, "title" | "creator" | "creatorUrl" | "licence" | "licenceUrl">,
): void {
	byId("credit-title").textContent = card.title;
	link("credit-creator", card.creator, card.creatorUrl);
	link("credit-licence", card.licence, card.licenceUrl);
}

function link(id: string, text: string, href: string): void {
	const element = byId<HTMLAnchorElement>(id);
	element.textContent = text;
	element.href = href;
}
