import { TRANSPARENT } from "../avatar/background";
import { FIELDS, studioPath } from "../avatar/fields";
import { avatarPath, fileName } from "../avatar/formats";
import type { WireAvatar, WireUser } from "../wire";
import { altOf, dayOf, originOf } from "./avatar_words";
import { showCredit } from "./credit";
import { byId, say } from "./element";
import { fetchMe } from "./me";
import { draftsAreOf, followLogouts } from "./own_drafts";
import { offerDownload, offerPictures } from "./picture_choice";

/** The parts of the page of which one is shown. */
type Part = "loading" | "empty" | "failed" | "plinth";

function show(part: Part) {
	for (const id of ["loading", "empty", "failed", "plinth"] satisfies Part[]) byId(id).hidden = id !== part;
}

function showAvatar(user: WireUser, avatar: WireAvatar) {
	const { choices, key, stored } = avatar;
	// Without the permanent link there is still the person's own, which is drawn again where it has to be.
	const address = stored ? avatarPath(key) : "/avatar";
	const image = byId<HTMLImageElement>("avatar");
	image.parentElement?.classList.toggle("chequered", choices.backgroundColor === TRANSPARENT);
	image.alt = altOf(user, avatar);
	image.src = address;
	showCredit(avatar);
	say("grew-from", originOf(user, avatar));
	for (const id of ["embed", "picture-choice"]) byId(id).hidden = !stored;
	byId("link-missing").hidden = stored;
	if (stored) offerPictures(avatar);
	else offerDownload(address, fileName(choices.style, "svg"));
	showAge(avatar);
	byId<HTMLAnchorElement>("another").href = studioPath(choices);
	show("plinth");
}

/** Nothing old is passed off as new: an old avatar says its day, and a changed person is offered a new one. */
function showAge({ madeAt, old, changed, choices }: WireAvatar) {
	byId("renewal").hidden = !old;
	say("made-at", `Made on ${dayOf(madeAt)}.`);
	const form = byId<HTMLFormElement>("renew");
	form.hidden = !changed;
	say("renew-reason", `Your Discord ${changed === "avatar" ? "picture" : "name"} is another one by now.`);
	for (const field of FIELDS) {
		const input = form.elements.namedItem(field);
		if (input instanceof HTMLInputElement) input.value = choices[field];
	}
}

async function start() {
	try {
		const me = await fetchMe("?check");
		if (me.user) draftsAreOf(me.user.id);
		if (!me.user) show("empty");
		else if (me.avatar) showAvatar(me.user, me.avatar);
		else {
			say("empty-title", "You have no avatar yet");
			say(
				"empty-detail",
				`You are logged in as ${me.user.globalName ?? me.user.username}. Make one: it takes a minute.`,
			);
			show("empty");
		}
	} catch {
		show("failed");
	}
}

followLogouts();
void start();
