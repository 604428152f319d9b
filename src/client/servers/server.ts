import type { BotInGuild, Guilds } from "../../wire";
import { ask, type Trouble } from "../ask";
import { byId } from "../element";
import { noticeOf } from "../notice";
import { draftsAreOf } from "../own_drafts";
import { askPatiently } from "../patience";
import { tabs } from "../tabs";
import { openEditor } from "./editor";
import { show } from "./parts";
import { askForSettings, openSettings, surroundingsOf } from "./settings/open";
import { settingsDraftOf } from "./settings/settings_draft";
import { stop } from "./stop";

/** What the address goes on with where the settings are shown: this alone, or a group of them. */
const SETTINGS = "#settings";

/** Shows the bot in a guild: its profile and its settings, or the settings alone to who may change nothing else. */
export async function openServer(guildId: string): Promise<void> {
	const answer = await askPatiently<BotInGuild>(
		{ place: "page-waiting" },
		`/guilds/${encodeURIComponent(guildId)}`,
		"GET",
	);
	if (!answer) return;
	if ("data" in answer) return openBoth(answer.data);
	if (answer.trouble.code !== "guild_unknown") return stop(answer.trouble, guildId);
	await openSettingsOnly(guildId);
}

function openBoth(here: BotInGuild) {
	const { person, guild, bot } = here;
	begin(person, guild.name, `${bot.username} in ${guild.name}`);
	byId("server-tabs").hidden = false;
	show("server");
	openEditor(here);
	let asked = false;
	const onSettings = location.hash.startsWith(SETTINGS);
	const settingsTab = byId("tab-settings");
	tabs(byId("server-tabs"), (tab) => {
		if (tab !== settingsTab) return history.replaceState(null, "", location.pathname + location.search);
		if (!location.hash) history.replaceState(null, "", SETTINGS);
		if (asked) return;
		asked = true;
		void fillSettings(guild);
	});
	if (onSettings || settingsDraftOf(guild.id)) settingsTab.click();
}

/** Asked for only when they are looked at. */
async function fillSettings(guild: BotInGuild["guild"]) {
	const answer = await askForSettings(guild.id);
	if (!answer) return;
	if ("trouble" in answer) {
		const { status = 500 } = answer.trouble;
		return status < 500 ? stop(answer.trouble, guild.id) : showStop(answer.trouble, guild);
	}
	openSettings(answer.data, await surroundingsOf(guild, answer.data));
	byId("settings-loading").hidden = true;
	byId("settings").hidden = false;
}

/** It is not about the person: the profile stays usable, and only this part says what happened. */
function showStop(trouble: Trouble, guild: BotInGuild["guild"]) {
	const place = byId("settings-stop");
	const again = byId<HTMLButtonElement>("settings-again");
	byId("settings-loading").hidden = true;
	place.hidden = false;
	place.querySelector("p")?.replaceChildren(...noticeOf(trouble));
	again.onclick = () => {
		place.hidden = true;
		byId("settings-loading").hidden = false;
		byId("tab-settings").focus();
		void fillSettings(guild);
	};
}

async function openSettingsOnly(guildId: string) {
	const answer = await askForSettings(guildId);
	if (!answer) return;
	if ("trouble" in answer) return stop(answer.trouble, guildId);
	// Only the list says what it is called: the bot's own page there is not theirs to see.
	const list = await ask<Guilds>("/guilds", "GET");
	const name = "data" in list ? list.data.guilds.find(({ id }) => id === guildId)?.name : undefined;
	const guild = { id: guildId, name: name ?? "this server" };
	begin(answer.data.person, guild.name, `The bot’s settings in ${guild.name}`);
	const around = await surroundingsOf(guild, answer.data);
	byId("profile").hidden = true;
	const panel = byId("settings-panel");
	panel.hidden = false;
	for (const attribute of ["role", "aria-labelledby"]) panel.removeAttribute(attribute);
	byId("settings-loading").hidden = true;
	byId("settings").hidden = false;
	show("server");
	openSettings(answer.data, around);
}

function begin(person: string, name: string, heading: string) {
	draftsAreOf(person);
	byId("account").hidden = false;
	document.title = `${name} · Discobear`;
	byId("title").textContent = heading;
}
