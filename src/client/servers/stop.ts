import type { Trouble } from "../ask";
import { byId } from "../element";
import { show } from "./parts";
import { comeBackTo } from "./return";

interface Way {
	/** In the place of the problem's own words. */
	title?: string;
	detail?: string;
	action: string;
	/** Where the button leads; without it, to this same page again. */
	href?: string;
	/** Nothing is wrong: no sad face. */
	friendly?: boolean;
}

const LOGIN = "/login?return=/servers";

/** What to do where the servers cannot be shown, by the code of the problem. */
const WAYS: Readonly<Record<string, Way>> = {
	not_logged_in: {
		title: "Log in to see your servers",
		detail: "Discord will ask whether we may see which servers you are in. We can change nothing of yours.",
		action: "Log in with Discord",
		href: LOGIN,
		friendly: true,
	},
	scope_missing: {
		title: "One more permission",
		detail:
			"You are logged in for an avatar only. Discord will ask whether we may also see which servers you are in.",
		action: "Let us see your servers",
		href: LOGIN,
		friendly: true,
	},
	guild_unknown: { action: "Back to your servers", href: "/servers" },
	bot_missing: { title: "The bot is not set up correctly", action: "Go to the first page", href: "/" },
	bot_misconfigured: { action: "Go to the first page", href: "/" },
};

/** Instead of what was wanted: what happened, what to do, and the button that does it. */
export function stop(trouble: Trouble, guildId: string | null): void {
	const way: Way = WAYS[trouble.code ?? ""] ?? { action: "Try again" };
	const action = byId<HTMLAnchorElement>("stop-action");
	const picture = byId<HTMLImageElement>("stop-picture");
	picture.className = way.friendly ? "mark" : "portrait";
	picture.src = way.friendly ? "/favicon.svg" : "/sad.svg";
	byId("stop-title").textContent = way.title ?? trouble.title;
	byId("stop-detail").textContent = way.detail ?? trouble.detail;
	action.textContent = way.action;
	action.href = way.href ?? location.href;
	if (way.href === LOGIN) comeBackTo(action, guildId);
	show("stop");
}

/** A link to log in that comes back to the guild. */
export function loginLink(guildId: string): HTMLElement {
	const link = document.createElement("a");
	link.className = "rescued-link";
	link.textContent = "Log in with Discord";
	link.href = LOGIN;
	comeBackTo(link, guildId);
	return link;
}
