import type { SettingField, SettingMember, SettingRole } from "../../../wire";
import { ask } from "../../ask";
import { debounce } from "../../debounce";
import { dot, make } from "../../make";
import { memberAvatar, roleIcon } from "../cdn";
import type { Control, Place } from "./control";
import { channelsFor, channelTitle, colourOf, rolesFor, type Surroundings } from "./guild_lists";

export function channelControl(field: SettingField, { id, around }: Place): Control {
	if (!around.channels) return idControl(id, "channels");
	const groups = channelsFor(field, around.channels).map(({ category, channels }) => {
		const options = channels.map((channel) => new Option(channelTitle(channel), channel.id));
		if (category === null) return options;
		const group = make("optgroup", { label: category }, ...options);
		return [group];
	});
	return pickControl(
		id,
		groups.flat(),
		(gone) => new Option(`A channel that is not there any more (${gone})`, gone),
	);
}

/** Only the roles that the person may have the bot give; and the one that is set, whatever it is. */
export function roleControl(_: SettingField, { id, around }: Place): Control {
	const offered = around.roles?.filter(({ choosable }) => choosable);
	const control = rolePicker(id, around, offered);
	if (!around.roles || offered?.length === rolesFor(around.guild.id, around.roles).length) return control;
	const note = make("p", { className: "note" }, OUT_OF_REACH);
	return { ...control, element: make("div", { className: "setting-parts" }, control.element, note) };
}

const OUT_OF_REACH =
	"Only roles within your reach are here: below your highest role and the bot’s, and with no right that you do not have.";

/** One of the guild's roles. @param offered those to choose from; undefined where the list did not come */
export function rolePicker(
	id: string,
	{ guild, roles = [] }: Surroundings,
	offered: readonly SettingRole[] | undefined,
): Control {
	if (!offered) return idControl(id, "roles");
	return pickControl(id, rolesFor(guild.id, offered).map(roleOption), (set) => {
		const role = roles.find((each) => each.id === set);
		if (!role) return new Option(`A role that is not there any more (${set})`, set);
		return roleOption({ ...role, name: `${role.name} (out of your reach)` });
	});
}

/** Where a browser shows more than text in a list, its icon or a spot of its colour stands before the name. */
function roleOption(role: SettingRole): HTMLOptionElement {
	const { id, name, icon, unicode_emoji } = role;
	const mark = icon
		? make("img", { src: roleIcon(id, icon), alt: "", width: 16, height: 16, className: "round" })
		: dot(colourOf(role) ?? "#99aab5");
	return make("option", { value: id }, mark, `${unicode_emoji ? `${unicode_emoji} ` : ""}${name}`);
}

/**
 * One of a list, as the browser's own: with its keyboard, and on a phone with its wheel.
 * @param unlisted makes the option of a saved id that is not in the list
 */
function pickControl(
	id: string,
	options: readonly Node[],
	unlisted: (set: string) => HTMLOptionElement,
): Control {
	const select = make("select", { id, className: "text-field rich" });
	// The button shows the chosen option with its mark, where a browser knows how: else there is nothing to see of it.
	const shown = make("button", { type: "button" }, document.createElement("selectedcontent"));
	select.append(shown, new Option("None", ""), ...options);
	return {
		element: select,
		main: select,
		read: () => select.value || null,
		write: (value) => {
			const wanted = String(value ?? "");
			const isThere = [...select.options].some((option) => option.value === wanted);
			if (!isThere) select.append(unlisted(wanted));
			select.value = wanted;
		},
	};
}

/** Where there is no list to choose from. */
function idControl(id: string, list: string): Control {
	const input = make("input", { id, type: "text", className: "text-field", inputMode: "numeric" });
	Object.assign(input, { autocomplete: "off", spellcheck: false });
	const note = make("p", { className: "note" }, `The list of ${list} did not come: enter an id.`);
	return {
		element: make("div", { className: "setting-parts" }, input, note),
		main: input,
		read: () => input.value.trim() || null,
		write: (value) => {
			input.value = String(value ?? "");
		},
	};
}

/** Long enough to type another letter: each search is a call to Discord. */
const TYPING = 400;

/** A member, found by name. What is kept is the id, and that can be typed too. */
export function memberControl({ label }: SettingField, { id, around, changed }: Place): Control {
	const path = `/guilds/${around.guild.id}/settings/members`;
	const input = make("input", {
		id,
		type: "search",
		className: "text-field",
		placeholder: "A name, or an id",
	});
	Object.assign(input, { autocomplete: "off", spellcheck: false });
	const list = make("ul", { className: "found", ariaLabel: `Members found for ${label}` });
	const said = make("p", { className: "note" });
	said.role = "status";
	let chosen = "";

	const say = (text: string) => {
		list.replaceChildren();
		said.textContent = text;
	};
	const choose = ({ id, name, username }: SettingMember) => {
		chosen = id;
		input.value = name;
		say(`${username}, ${id}`);
	};
	const search = async () => {
		const query = input.value.trim();
		// Meanwhile somebody has chosen, or there is nothing to look for.
		if (query === "" || chosen !== "") return;
		const answer = await ask<SettingMember[]>(`${path}?query=${encodeURIComponent(query)}`, "GET");
		// Meanwhile somebody has typed on, or chosen.
		if (input.value.trim() !== query || chosen !== "") return;
		if ("trouble" in answer) return say("Members cannot be searched just now: enter an id.");
		say(answer.data.length === 0 ? "Nobody of that name is here." : "");
		list.replaceChildren(
			...answer.data.map((found) =>
				memberItem(found, () => {
					choose(found);
					input.focus();
					changed();
				}),
			),
		);
	};
	const searchSoon = debounce(() => void search());
	input.addEventListener("input", () => {
		// Until one is chosen, what is typed is what is meant: an id is right, and anything else is not.
		chosen = input.value.trim();
		if (/^\d*$/.test(chosen)) say("");
		else {
			chosen = "";
			searchSoon(TYPING);
		}
	});
	return {
		element: make("div", { className: "setting-parts" }, input, said, list),
		main: input,
		read: () => chosen || null,
		write: (value) => {
			const wanted = String(value ?? "");
			// Each name that is looked up is a call to Discord.
			if (wanted !== "" && wanted === chosen) return;
			chosen = wanted;
			input.value = wanted;
			say("");
			if (wanted === "") return;
			void ask<SettingMember>(`${path}/${encodeURIComponent(wanted)}`, "GET").then((answer) => {
				if ("data" in answer && input.value === answer.data.id) choose(answer.data);
			});
		},
	};
}

function memberItem({ id, name, username, avatar }: SettingMember, chosen: () => void): HTMLElement {
	const face = avatar
		? [make("img", { src: memberAvatar(id, avatar), alt: "", width: 24, height: 24, className: "round" })]
		: [];
	const names = [make("b", {}, name), ` ${username}`];
	const button = make("button", { type: "button", className: "quiet" }, ...face, make("span", {}, ...names));
	button.addEventListener("click", chosen);
	return make("li", {}, button);
}
