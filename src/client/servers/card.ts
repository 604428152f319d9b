import type { WireGuild } from "../../wire";
import { guildIcon } from "./cdn";
import { initialsOf, tintOf } from "./initials";
import { type GroupName, groupOf } from "./known";
import { settingsDraftOf } from "./settings/settings_draft";
import { listed } from "./settings/words";

/** A guild as an item of its list: icon, name and one clear action; only its name where there is nothing to do. */
export function cardOf(guild: WireGuild, invite: string): HTMLLIElement {
	const item = document.createElement("li");
	item.dataset.group = groupOf(guild);
	if (groupOf(guild) === "others") {
		item.textContent = guild.name;
		return item;
	}
	item.className = "guild";
	item.append(iconOf(guild), nameOf(guild), actionOf(guild, invite));
	return item;
}

function nameOf({ id, name, owner }: WireGuild): HTMLElement {
	const place = document.createElement("span");
	place.className = "guild-name";
	place.textContent = name;
	const draft = settingsDraftOf(id);
	const notes = [owner ? "Owner" : "", draft ? `Not saved: ${listed(draft.labels)}` : ""].filter(Boolean);
	if (notes.length === 0) return place;
	const both = document.createElement("span");
	both.className = "guild-who";
	// A blank: what reads aloud goes from the one to the other.
	both.append(place, ...notes.flatMap((note) => [" ", noteOf(note)]));
	return both;
}

function noteOf(text: string): HTMLElement {
	const note = document.createElement("span");
	note.className = "guild-note small";
	note.textContent = text;
	return note;
}

/** Initials on a tint, and over them the icon, where there is one and it comes. */
function iconOf(guild: WireGuild): HTMLElement {
	const face = document.createElement("span");
	face.className = "face";
	face.ariaHidden = "true";
	face.dataset.tint = String(tintOf(guild.id));
	const initials = document.createElement("span");
	initials.textContent = initialsOf(guild.name);
	face.append(initials);
	const url = guildIcon(guild);
	if (url === null) return face;
	const image = document.createElement("img");
	image.className = "face-picture";
	Object.assign(image, { alt: "", width: 64, height: 64, loading: "lazy", decoding: "async" });
	// Icons may be transparent: the initials go when theirs has come.
	image.onload = () => initials.remove();
	image.onerror = () => image.remove();
	image.src = url;
	face.append(image);
	return face;
}

const ACTIONS: Readonly<Record<GroupName, string>> = {
	manage: "Manage",
	invite: "Invite",
	unknown: "Looking for the bot",
	others: "",
};

function actionOf(guild: WireGuild, invite: string): HTMLElement {
	const group = groupOf(guild);
	if (group === "unknown") {
		const looking = document.createElement("span");
		looking.className = "small";
		looking.textContent = ACTIONS.unknown;
		return looking;
	}
	const link = document.createElement("a");
	link.className = "second guild-action";
	const name = document.createElement("span");
	name.className = "for-readers";
	name.textContent =
		group === "manage"
			? `${guild.settings ? " in" : ""} ${guild.name}`
			: ` the bot to ${guild.name} (opens Discord)`;
	link.append(guild.settings ? "Settings" : ACTIONS[group], name);
	if (group === "manage") link.href = `/servers?guild=${guild.id}`;
	else {
		// In another tab: this one stays, and looks again when somebody comes back to it.
		link.href = `${invite}&guild_id=${guild.id}`;
		link.target = "_blank";
		link.rel = "noopener";
	}
	return link;
}
