import type { PersonalLink } from "../wire";
import { answerOf } from "./answer_of";
import { type Answer, ask, type Trouble } from "./ask";
import { busy } from "./busy";
import { byId } from "./element";
import { noticeOf } from "./notice";

/** What is asked before a link that may stand in profiles is taken away, and what is said after. */
const LOSSES = {
	change: {
		method: "POST",
		question: "Change the link?",
		yes: "Change",
		done: "Changed. The old link is gone.",
	},
	delete: { method: "DELETE", question: "Delete the link?", yes: "Delete", done: "Deleted." },
} as const;

/** The random part of the person's link; null where there is none, undefined while that is not known. */
let address: string | null | undefined;

/** The person's own link, where there is one. */
export function ownAddress(): string | null {
	return address ?? null;
}

/** Whether the texts are to be of the link that follows, and not of this one picture. */
export function isFollowing(): boolean {
	return byId<HTMLInputElement>("link-following").checked;
}

/**
 * Offers the link that follows beside the permanent one: to make, change or delete it. To ask for it has it follow, too, where
 * it could not as the avatar was made.
 * @param redraw is told whenever the texts to copy are to be others
 */
export function offerOwnLink(redraw: () => void): void {
	const show = () => {
		const following = isFollowing();
		byId("about-permanent").hidden = following;
		byId("about-following").hidden = !following;
		if (address !== undefined) byId("link-unknown").hidden = true;
		byId("link-none").hidden = address !== null;
		byId("link-there").hidden = typeof address !== "string";
		byId("snippets").hidden = following && !address;
		redraw();
	};
	const take = async (button: HTMLButtonElement, asked: Promise<Answer<PersonalLink>>, done: string) => {
		say("");
		// One thing at a time: of two, the answers may come in another order than they were done in.
		for (const each of buttons()) busy(each, true);
		const answer = await asked;
		const hasFocus = document.activeElement === button;
		for (const each of buttons()) busy(each, false);
		if ("trouble" in answer) {
			byId("link-unknown").hidden = address !== undefined;
			return say("", answer.trouble);
		}
		address = answer.data.address;
		show();
		say(done);
		// The button is gone, and the focus with it; whoever has gone on is left alone.
		if (hasFocus && address === null) byId("link-make").focus();
	};
	const look = (button: HTMLButtonElement) => take(button, ask<PersonalLink>("/me/link", "GET"), "");
	for (const radio of byId("link-kinds").querySelectorAll("input"))
		radio.addEventListener("change", () => {
			if (address !== undefined) say("");
			show();
		});
	onPress("link-look", look);
	onPress("link-make", (button) =>
		take(
			button,
			ask<PersonalLink>("/me/link", "POST"),
			"Made. It shows this avatar, and then your next ones.",
		),
	);
	for (const loss of ["change", "delete"] as const)
		onPress(`link-${loss}`, async (button) => {
			const { method, question, yes, done } = LOSSES[loss];
			const dialog = byId<HTMLDialogElement>("link-dialog");
			byId("link-dialog-title").textContent = question;
			byId("link-dialog-yes").textContent = yes;
			if ((await answerOf(dialog)) !== "yes") return;
			await take(button, ask<PersonalLink>("/me/link", method), done);
		});
	show();
	void look(byId("link-look"));
}

const buttons = () => byId("about-following").querySelectorAll<HTMLButtonElement>("button");

function onPress(id: string, act: (button: HTMLButtonElement) => Promise<void>): void {
	const button = byId<HTMLButtonElement>(id);
	button.addEventListener("click", () => {
		if (button.ariaBusy !== "true") void act(button);
	});
}

function say(text: string, trouble?: Trouble): void {
	byId("link-said").textContent = text;
	byId("link-trouble").replaceChildren(...(trouble ? noticeOf(trouble) : []));
}
