import { TRANSPARENT } from "../../avatar/background";
import { charactersIn } from "../../avatar/fields";
import { lookOf } from "../../avatar/look";
import { svgPath } from "../../avatar/query";
import { BIO_MAX, NICK_MAX, PROFILE_FIELDS } from "../../discord/profile";
import type { BotAvatar, BotInGuild } from "../../wire";
import { busy } from "../busy";
import { debounce } from "../debounce";
import { byId } from "../element";
import { clearFieldProblem, showTrouble } from "../field_problems";
import { check, chosenStyle } from "../fields";
import { filterStyles } from "../filter";
import { drawMoods, offerMoods } from "../mood_choice";
import { clearNotice } from "../notice";
import { chooseBackground, followPicker } from "../own_colour";
import { askPatiently } from "../patience";
import { pictureAt } from "../preview";
import { remembered } from "../remember";
import { showInGallery } from "../show_in_gallery";
import { avatarThere, ownAvatar } from "./cdn";
import { draftOf, dropDraft, keepDraft } from "./drafts";
import { showFace } from "./face";
import { changesOf, type Filled } from "./profile";
import { tellTrouble } from "./settings/trouble";
import { NEWER } from "./settings/words";

/** Discord's answer to a change of the bot's profile, as far as it is used. */
interface Member {
	nick?: string | null;
	avatar?: string | null;
}

/** Long enough to type another letter, short enough to feel at once after the last one. */
const TYPING = 250;

const form = byId<HTMLFormElement>("editor");
const saveButton = byId<HTMLButtonElement>("save");
const nick = byId<HTMLInputElement>("nick-field");
const bio = byId<HTMLTextAreaElement>("bio-field");
const seed = byId<HTMLInputElement>("seed-field");

let there: BotInGuild;
/** What was last saved here from this page: Discord's own picture of it may take a while to come. */
let savedPicture: string | null = null;
let bioReset = false;
/** The mood last chosen, also while the style cannot show it. */
let wish = "happy";

/** Fills the profile's form. The form is in view by then. */
export function openEditor(here: BotInGuild): void {
	there = here;
	const { guild, bot } = there;
	nick.placeholder = bot.username;
	const draft = draftOf(guild.id);
	fill(draft ?? saved());
	byId("restored").hidden = !draft;
	follow();
	settle();
	showInGallery(chosenStyle(form));
}

/** The fields as they are where nothing is changed; an avatar starts with what was last chosen in the studio. */
function saved(): Filled {
	const { style = "", mood = "happy", backgroundColor = "" } = remembered();
	return {
		nick: there.member.nick ?? "",
		bio: there.bio ?? "",
		bioReset: false,
		avatar: "keep",
		made: { seed: there.guild.name, style, mood: mood as BotAvatar["mood"], backgroundColor },
	};
}

function fill(filled: Filled) {
	nick.value = filled.nick;
	bio.value = filled.bio;
	bioReset = filled.bioReset;
	check(form, "avatar", filled.avatar);
	seed.value = filled.made.seed;
	check(form, "style", filled.made.style);
	chooseBackground(form, filled.made.backgroundColor);
	wish = filled.made.mood;
	offerMoods(form, wish);
}

function read(): Filled {
	const data = new FormData(form);
	const text = (name: string) => String(data.get(name) ?? "");
	return {
		nick: nick.value,
		bio: bio.value,
		bioReset,
		avatar: text("avatar") as Filled["avatar"],
		made: {
			seed: seed.value.trim() || there.guild.name,
			style: text("style"),
			mood: text("mood") as BotAvatar["mood"],
			backgroundColor: text("backgroundColor"),
		},
	};
}

function pictureOf(made: BotAvatar): string {
	return svgPath(made.style, made.seed, lookOf(made));
}

const drawSoon = debounce(draw);

function draw() {
	const { made, avatar } = read();
	const { bot, member } = there;
	drawMoods(form, (mood) => pictureAt(pictureOf({ ...made, mood })));
	const pictures = {
		keep: savedPicture ?? avatarThere(there),
		own: ownAvatar(there),
		made: pictureOf(made),
	};
	for (const [name, url] of Object.entries(pictures)) {
		const face = byId(`face-${name}`);
		void showFace(face, { id: bot.id, name: bot.username, url });
	}
	byId("bot-face").classList.toggle("chequered", avatar === "made" && made.backgroundColor === TRANSPARENT);
	void showFace(byId("bot-face"), { id: bot.id, name: bot.username, url: pictures[avatar] }).then((came) => {
		// Of a picture that another has overtaken nothing is said.
		if (came === undefined && avatar === "made") return;
		const missing = came === false && avatar === "made";
		byId("preview-problem").textContent = missing
			? "The picture did not come. It will with the next change."
			: "";
	});
	const own = form.querySelector<HTMLElement>("label:has(#face-own)");
	if (own) own.hidden = member.avatar === null;
}

/** What follows from the fields at once, without any picture. */
function settle() {
	const filled = read();
	const changes = changesOf(there, filled);
	const changed = Object.keys(changes).length > 0;
	if (changed)
		keepDraft(there.guild.id, { ...filled, made: { ...filled.made, mood: wish as BotAvatar["mood"] } });
	else dropDraft(there.guild.id);
	if (saveButton.ariaBusy !== "true") saveButton.ariaDisabled = String(!changed);
	byId("bot-name").textContent = filled.nick.trim() || there.bot.username;
	// Its own name goes under a nickname, as at Discord.
	byId("bot-username").textContent = filled.nick.trim() ? there.bot.username : "";
	byId("bot-bio").textContent = filled.bio.trim();
	byId("made").hidden = filled.avatar !== "made";
	showCount("nick", filled.nick, NICK_MAX);
	showCount("bio", filled.bio, BIO_MAX);
	byId<HTMLButtonElement>("nick-own").disabled = nick.value === "";
	byId<HTMLButtonElement>("bio-own").disabled = bioReset;
	noteOnBio(changes.bio === null);
	drawSoon(0);
}

/** How much of a text there may be, as Discord counts. */
function showCount(field: string, text: string, most: number) {
	const count = byId(`${field}-count`);
	const used = charactersIn(text);
	count.textContent = `${used} of ${most}`;
	count.classList.toggle("too-many", used > most);
}

function noteOnBio(resets: boolean) {
	const known = there.bio === null ? "nothing was set here yet" : "this is what was last set here";
	const text = resets
		? "The bot’s own biography comes back when you save."
		: `Discord does not give the biography back: ${known}.`;
	const note = byId("bio-note");
	if (note.textContent !== text) note.textContent = text;
}

function edited() {
	byId("save-state").textContent = "";
	settle();
}

let cancelling = new AbortController();

async function save() {
	const filled = read();
	const changes = changesOf(there, filled);
	if (saveButton.ariaBusy === "true" || Object.keys(changes).length === 0) return;
	busy(saveButton, true);
	clearNotice();
	const sentFrom = document.activeElement;
	byId("restored").hidden = true;
	byId("save-state").textContent = "";
	cancelling = new AbortController();
	const answer = await askPatiently<Member>(
		{ place: "save-waiting", signal: cancelling.signal },
		`/botapi/guilds/${there.guild.id}/members/@me`,
		"PATCH",
		changes,
	);
	busy(saveButton, false);
	if (answer && "data" in answer) keep(filled, changes.avatar, answer.data);
	else if (answer?.trouble.status === 401)
		tellTrouble(byId("notice"), answer.trouble, there.guild.id, draftOf(there.guild.id) !== null);
	else if (answer) showTrouble(form, answer.trouble, PROFILE_FIELDS, sentFrom);
	else byId("save-state").textContent = "Not saved. Everything you chose is still here.";
	settle();
}

/** What was sent is what the bot has now; what was typed meanwhile stays as it is, unsaved. */
function keep(sent: Filled, avatar: BotAvatar | null | undefined, member: Member) {
	const { nick: name = sent.nick.trim() || null, avatar: hash = there.member.avatar } = member;
	there = { ...there, member: { nick: name, avatar: hash }, bio: sent.bio.trim() || null };
	for (const field of PROFILE_FIELDS) clearFieldProblem(form, field, PROFILE_FIELDS);
	if (sent.bioReset) bioReset = false;
	if (avatar !== undefined) savedPicture = avatar && pictureOf(avatar);
	const { avatar: choice, made } = read();
	if (choice === sent.avatar && JSON.stringify(made) === JSON.stringify(sent.made))
		check(form, "avatar", "keep");
	const isNewer = Object.keys(changesOf(there, read())).length > 0;
	byId("save-state").textContent = isNewer ? `Saved. ${NEWER}` : "Saved";
}

function follow() {
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		void save();
	});
	form.addEventListener("change", ({ target }) => {
		if (!(target instanceof HTMLInputElement) || target.type !== "radio") return;
		if (target.name === "mood") wish = target.value;
		if (target.name === "style") offerMoods(form, wish);
		if (target.name !== "nick" && target.name !== "bio") clearFieldProblem(form, "avatar", PROFILE_FIELDS);
		edited();
		if (target.value === "made") showInGallery(chosenStyle(form));
	});
	for (const field of [nick, bio]) {
		field.addEventListener("input", () => {
			if (field === bio) bioReset = false;
			clearFieldProblem(form, field.name, PROFILE_FIELDS);
			edited();
		});
		byId(`${field.name}-own`).addEventListener("click", () => {
			field.value = "";
			if (field === bio) bioReset = true;
			clearFieldProblem(form, field.name, PROFILE_FIELDS);
			edited();
			field.focus();
		});
	}
	seed.addEventListener("input", () => {
		edited();
		drawSoon(TYPING);
	});
	byId("restored")
		.querySelector("button")
		?.addEventListener("click", () => {
			fill(saved());
			byId("restored").hidden = true;
			edited();
			byId("title").focus();
		});
	byId("save-waiting")
		.querySelector("button")
		?.addEventListener("click", () => {
			cancelling.abort();
			saveButton.focus();
		});
	followPicker(edited);
	filterStyles(form);
}
