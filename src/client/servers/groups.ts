import type { WireGuild } from "../../wire";
import { byId } from "../element";
import { cardOf } from "./card";
import { type GroupName, groupOf, type Known } from "./known";

const GROUPS: readonly GroupName[] = ["manage", "invite", "unknown", "others"];

/** What is on the page: each guild's card, and what it was drawn from. */
const drawn = new Map<string, { card: HTMLLIElement; from: string }>();

/** The card of a guild that is on the page. */
export function drawnCard(id: string): HTMLLIElement | undefined {
	return drawn.get(id)?.card;
}

/** Shows the guilds in their groups, by name. Only what has changed is touched, so that the focus stays where it is. */
export function drawGroups(known: Known, invite: string, shown: (guild: WireGuild) => boolean): void {
	const { compare } = new Intl.Collator(undefined, { numeric: true });
	const guilds = [...known.values()].sort((a, b) => compare(a.name, b.name));
	for (const [id, { card }] of drawn) {
		if (known.has(id)) continue;
		card.remove();
		drawn.delete(id);
	}
	for (const group of GROUPS) {
		const members = guilds.filter((guild) => groupOf(guild) === group);
		const list = byId(group).querySelector("ul");
		for (const [at, guild] of members.entries()) {
			const card = upToDate(guild, invite);
			if (list && list.children[at] !== card) move(card, list, at);
			card.hidden = !shown(guild);
		}
		const left = members.filter(shown).length;
		const count = byId(group).querySelector(".thin");
		if (count) count.textContent = `(${left})`;
		byId(group).hidden = left === 0;
	}
}

function upToDate(guild: WireGuild, invite: string): HTMLLIElement {
	const { name, icon, owner, manage, bot, settings } = guild;
	const from = JSON.stringify([name, icon, owner, manage, bot, settings, invite]);
	const before = drawn.get(guild.id);
	if (before?.from === from) return before.card;
	const card = cardOf(guild, invite);
	const hadFocus = before?.card.contains(document.activeElement);
	before?.card.replaceWith(card);
	drawn.set(guild.id, { card, from });
	if (hadFocus) card.querySelector("a")?.focus({ preventScroll: true });
	return card;
}

/** Moving an element takes the focus away from it: it gets it back. */
function move(card: HTMLLIElement, list: Element, at: number): void {
	const focused = card.contains(document.activeElement) ? document.activeElement : null;
	list.insertBefore(card, list.children[at] ?? null);
	if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}
