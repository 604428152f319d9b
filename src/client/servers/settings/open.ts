import type { GuildSettings, SettingChannel, SettingField, SettingRole } from "../../../wire";
import { type Answer, ask, type Trouble } from "../../ask";
import { busy } from "../../busy";
import { byId } from "../../element";
import { askPatiently } from "../../patience";
import { choose, mayThrowAway, newsOf } from "./dialogs";
import { makeForm, type SettingsForm } from "./form";
import type { Surroundings } from "./guild_lists";
import { showHistory } from "./history";
import { showManagers } from "./managers";
import { keepSettings, settingsDraftOf } from "./settings_draft";
import { tellTrouble } from "./trouble";
import { differIn, editsIn, editsLeft, editsToKeep, meet, only, type Values } from "./values";
import { listed, NEWER } from "./words";

type Guild = Surroundings["guild"];

/** Asks for a guild's settings. Undefined where somebody would not wait. */
export function askForSettings(guildId: string): Promise<Answer<GuildSettings> | undefined> {
	return askPatiently<GuildSettings>({ place: "page-waiting" }, pathOf(guildId), "GET");
}

const pathOf = (guildId: string) => `/guilds/${encodeURIComponent(guildId)}/settings`;

/** The channels and roles that the pickers offer, where there are such pickers. A list that does not come is done without. */
export async function surroundingsOf(
	guild: Guild,
	{ fields, managers }: GuildSettings,
): Promise<Surroundings> {
	const has = (type: SettingField["type"]) => fields.some((field) => field.type === type);
	const listOf = async <Item>(what: string, wanted: boolean) => {
		const answer = wanted ? await ask<Item[]>(`${pathOf(guild.id)}/${what}`, "GET") : undefined;
		return answer && "data" in answer ? answer.data : undefined;
	};
	const [channels, roles] = await Promise.all([
		listOf<SettingChannel>("channels", has("channel")),
		listOf<SettingRole>("roles", has("role") || managers.mayChange || managers.role !== null),
	]);
	return { guild, channels, roles };
}

const saveButton = byId<HTMLButtonElement>("settings-save");
const discard = byId<HTMLButtonElement>("settings-discard");
const state = byId("settings-state");
const said = byId("settings-saved");
const undo = byId("settings-undo");

let around: Surroundings;
let fields: ReadonlyMap<string, SettingField>;
let form: SettingsForm;
/** As they are saved, as far as we know. */
let saved: GuildSettings;
/** The version that the edits are based on: older than what is saved where they were kept from an earlier visit. */
let version = 0;
let edits: Values = {};
/** The edits as this tab last kept them. */
let kept: Values = {};
/** There are edits, and the browser does not keep them. */
let unkept = false;
let cancelling = new AbortController();

/** Fills the page with a guild's settings. */
export function openSettings(settings: GuildSettings, surroundings: Surroundings): void {
	around = surroundings;
	saved = settings;
	fields = new Map(settings.fields.map((field) => [field.name, field]));
	form = makeForm(settings.fields, around, {
		edited,
		takeBack: (name) => {
			form.write(only(saved.values, [name]));
			edited();
		},
	});
	const draft = settingsDraftOf(around.guild.id);
	kept = draft?.edits ?? {};
	const restored = editsIn(saved.values, kept);
	const hasDraft = Object.keys(restored).length > 0;
	version = hasDraft && draft ? Math.min(draft.version, saved.version) : saved.version;
	form.write({ ...saved.values, ...restored });
	byId("settings-restored").hidden = !hasDraft;
	settle();
	showHistory(saved, fields, around, (values) => void putBack(values));
	showManagers(saved, around);
	follow();
}

/** What follows from the fields at once. */
function settle() {
	edits = editsIn(saved.values, form.read());
	const labels = labelsOf(edits);
	if (labels.length === 0) version = saved.version;
	const isKept = keep();
	if (isKept) kept = edits;
	unkept = !isKept && labels.length > 0;
	form.mark(edits);
	if (saveButton.ariaBusy !== "true") saveButton.ariaDisabled = String(labels.length === 0);
	discard.hidden = labels.length === 0;
	const text = labels.length > 0 ? `Not saved: ${listed(labels)}` : "";
	if (state.textContent !== text) state.textContent = text;
}

/** @returns whether the edits are kept, beside those of another tab */
function keep(): boolean {
	const { guild } = around;
	const draft = settingsDraftOf(guild.id);
	const all = editsToKeep(draft?.edits ?? {}, kept, edits);
	const labels = labelsOf(all);
	if (labels.length === 0) return keepSettings(guild.id, undefined);
	const isOwn = !Object.keys(all).some((name) => differIn(name, all, edits));
	const since = isOwn || !draft ? version : Math.min(draft.version, version);
	return keepSettings(guild.id, { version: since, edits: all, guild: guild.name, labels });
}

function labelsOf(values: Values): string[] {
	return [...fields.values()].filter(({ name }) => name in values).map(({ label }) => label);
}

function edited() {
	clearSaid();
	settle();
}

/**
 * Saves some settings, whatever else is edited. Where somebody else has saved meanwhile, what they changed comes into the
 * form, and of what both changed it is asked which to keep.
 * @param done what to say then
 */
async function save(values: Values, done = "Saved"): Promise<void> {
	if (saveButton.ariaBusy === "true" || Object.keys(values).length === 0) return;
	const notice = byId("settings-notice");
	notice.replaceChildren();
	clearSaid();
	form.show([]);
	byId("settings-restored").hidden = true;
	busy(saveButton, true);
	const sentFrom = document.activeElement;
	cancelling = new AbortController();
	const atFirst = edits;
	let wanted = values;
	let heard = "";
	for (;;) {
		const answer = await send(wanted);
		// Only a newer version can be met: any other would be stale for ever.
		if (answer && "trouble" in answer && (answer.trouble.version ?? 0) > version) {
			const met = await meetOthers(answer.trouble, wanted);
			if (met) {
				({ wanted, heard } = met);
				continue;
			}
		}
		if (answer && "data" in answer) {
			const before = only(saved.values, Object.keys(wanted));
			learn(answer.data, { sent: wanted });
			const isSaved = Object.keys(wanted).length > 0;
			const isNewer = Object.keys(edits).some((name) => differIn(name, atFirst, edits));
			say(isSaved ? `${done}.` : "What others saved stays.", heard, isNewer ? NEWER : "");
			if (isSaved) offerUndo(before);
		} else if (answer && answer.trouble.status !== 412) {
			const { errors = [], ...trouble } = answer.trouble;
			if (errors.length === 0 || form.show(errors, sentFrom).length > 0)
				tellTrouble(notice, trouble, around.guild.id, settingsDraftOf(around.guild.id) !== undefined);
		} else say("Not saved. Everything you changed is still here.");
		break;
	}
	busy(saveButton, false);
	settle();
}

/** Where nothing is left to save, what is saved is asked for. */
function send(wanted: Values) {
	const path = pathOf(around.guild.id);
	if (Object.keys(wanted).length === 0) return askPatiently<GuildSettings>(waiting(), path, "GET");
	const match = { "If-Match": `"${version}"` };
	return askPatiently<GuildSettings>(waiting(), path, "PATCH", { values: wanted }, match);
}

const waiting = () => ({ place: "settings-waiting", signal: cancelling.signal });

/**
 * Takes over what others have saved, and asks where both have changed something.
 * @returns what is still wanted, and what to tell; undefined where somebody would rather not save
 */
async function meetOthers(
	{ version: now = saved.version, differences = [] }: Trouble,
	wanted: Values,
): Promise<{ wanted: Values; heard: string } | undefined> {
	// What is edited and not being saved just now must not go over theirs unseen later.
	const met = meet({ ...edits, ...wanted }, differences);
	const yours = met.conflicts.length > 0 ? await choose(met, fields, around) : new Set<string>();
	if (yours === undefined) return undefined;
	const givenUp = met.conflicts.map(({ theirs }) => theirs.name).filter((name) => !yours.has(name));
	const theirs = Object.fromEntries(differences.map(({ name, to }) => [name, to]));
	learn({ ...saved, values: { ...saved.values, ...theirs }, version: now }, { givenUp });
	const heard = newsOf(met.news, fields);
	const left = Object.keys(wanted).filter((name) => !givenUp.includes(name));
	return { wanted: only(wanted, left), heard: heard && `${heard} It is in the form now.` };
}

/** Takes over what is saved now; what else is edited stays as it is. */
function learn(now: GuildSettings, changes: Parameters<typeof editsLeft>[1]) {
	const left = editsLeft({ saved: saved.values, filled: form.read() }, changes);
	saved = now;
	version = now.version;
	form.write({ ...now.values, ...left });
	settle();
	showHistory(saved, fields, around, (values) => void putBack(values));
}

async function putBack(values: Values) {
	await save(values, "Put back");
	// The button is gone with the list that it was in.
	if (document.activeElement === document.body) byId("settings-history").querySelector("summary")?.focus();
}

function say(...sentences: string[]) {
	said.textContent = sentences.filter(Boolean).join(" ");
}

let undone: Values = {};

function offerUndo(before: Values) {
	undone = before;
	undo.hidden = false;
}

/** Nothing is to be undone, and nothing was said. */
function clearSaid() {
	say();
	undo.hidden = true;
}

function follow() {
	byId("settings-form").addEventListener("submit", (event) => {
		event.preventDefault();
		void save(edits);
	});
	undo.addEventListener("click", () => {
		saveButton.focus();
		void save(undone, "Undone");
	});
	discard.addEventListener("click", () => void throwAway());
	byId("settings-waiting")
		.querySelector("button")
		?.addEventListener("click", () => {
			cancelling.abort();
			saveButton.focus();
		});
	// A browser that keeps nothing loses it: it asks in its own words.
	window.addEventListener("beforeunload", (event) => {
		if (unkept) event.preventDefault();
	});
}

async function throwAway() {
	if (!(await mayThrowAway("discard-dialog", labelsOf(edits)))) return;
	byId("settings-restored").hidden = true;
	form.show([]);
	form.write(saved.values);
	edited();
	saveButton.focus();
}
