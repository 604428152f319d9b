import type { GuildSettings } from "../../../wire";
import { busy } from "../../busy";
import { byId, say } from "../../element";
import { askPatiently } from "../../patience";
import { rolePicker } from "./guild_controls";
import type { Surroundings } from "./guild_lists";
import { tellTrouble } from "./trouble";

/** Shows who else may enter; the owner may change it. */
export function showManagers({ managers }: GuildSettings, around: Surroundings): void {
	const { role, mayChange } = managers;
	byId("settings-managers").hidden = false;
	byId("managers-form").hidden = !mayChange;
	say("managers-are", mayChange ? undefined : sentenceOf(role, around));
	if (mayChange) letOwnerChoose(role, around);
}

function sentenceOf(role: string | null, { roles }: Surroundings): string {
	const owner = "Only the owner of the server can change that.";
	if (role === null) return `Nobody else is let in. ${owner}`;
	const name = roles?.find(({ id }) => id === role)?.name;
	return `${name ? `Whoever has the role ${name}` : "A role of this server"} is let in. ${owner}`;
}

function letOwnerChoose(role: string | null, around: Surroundings) {
	const form = byId<HTMLFormElement>("managers-form");
	const button = byId<HTMLButtonElement>("managers-save");
	const state = byId("managers-state");
	// Whoever may be let in: the bot gives them nothing.
	const control = rolePicker("managers-role", around, around.roles);
	control.write(role);
	byId("managers-place").replaceChildren(control.element);
	let saved = role;
	const settle = () => {
		state.textContent = "";
		button.ariaDisabled = String(control.read() === saved);
	};
	control.main.setAttribute("aria-describedby", "managers-note");
	control.main.addEventListener("change", settle);
	control.main.addEventListener("input", settle);
	settle();
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void save();
	});

	async function save() {
		const wanted = control.read() as string | null;
		if (wanted === saved || button.ariaBusy === "true") return;
		busy(button, true);
		byId("managers-notice").replaceChildren();
		const answer = await askPatiently<GuildSettings>(
			{ place: "managers-waiting" },
			`/guilds/${around.guild.id}/settings/managers`,
			"PUT",
			{ role: wanted },
		);
		busy(button, false);
		if (answer && "data" in answer) saved = answer.data.managers.role;
		settle();
		if (answer && "data" in answer) state.textContent = "Changed";
		else if (answer) tellTrouble(byId("managers-notice"), answer.trouble, around.guild.id, false);
	}
}
