import { TRANSPARENT } from "../avatar/background";
import { type Entered, FIELDS, isField } from "../avatar/fields";
import type { Person } from "../avatar/look";
import { sharedOptions } from "../avatar/option_text";
import { keepInAddress } from "./address";
import { busy } from "./busy";
import { showCredit } from "./credit";
import { debounce } from "./debounce";
import { canDraw, readyToDraw } from "./drawing";
import { byId } from "./element";
import { clearFieldProblem, showTrouble } from "./field_problems";
import { check, chosenStyle, radiosOf, readFields } from "./fields";
import { filterStyles } from "./filter";
import { drawGallery } from "./gallery";
import { isWanted } from "./latest_picture";
import { linkedChoices, linkedName } from "./linked";
import { drawnAnywhere, drawnHere, type Subject, subjectOf } from "./look";
import { fetchMe } from "./me";
import { drawMoods, moodIn, offerMoods } from "./mood_choice";
import { fillInName, followName, isNamed, sayDrawn, sayWhose, shownPerson } from "./name";
import { clearNotice } from "./notice";
import { chooseBackground, followPicker } from "./own_colour";
import { draftsAreOf } from "./own_drafts";
import { samplePerson, welcome } from "./person";
import { COMING, type Picture, showPicture } from "./preview";
import { remember, remembered } from "./remember";
import { sendChoices } from "./send";
import { showInGallery } from "./show_in_gallery";
import { surprise } from "./surprise";
import { offerVariations } from "./variations";

/** While the Worker draws: long enough to type another letter, short enough to feel at once after the last one. */
const TYPING = 300;
/** Arrow keys run through the styles faster than anybody looks. */
const CHOOSING = 60;

const form = byId<HTMLFormElement>("studio");
const button = byId<HTMLButtonElement>("send");
const extra = byId<HTMLInputElement>("extra-field");
const preview = byId<HTMLImageElement>("preview");
const options = byId<HTMLInputElement>("options-field");

let person: Person = samplePerson(form);
/** The mood last chosen, also while the style cannot show it. */
let wish = readFields(form).mood as string;

/** What the page came with, before anything of the person's. */
const first: Entered = readFields(form);
const own = remembered();
/** The choices that came with a link: they are kept in the page's address, and the person's own stay as they are. */
const linked = linkedFrom(location.search);

function linkedFrom(query: string): Entered | undefined {
	// The Worker's answer to a plain form knows better what was filled in.
	if (form.dataset.filled) return undefined;
	const brought = linkedChoices(
		query,
		radiosOf(form, "style").map(({ value }) => value),
	);
	// The address of one's own choices is no link of somebody else's.
	return brought && FIELDS.some((name) => (brought[name] ?? "") !== (own[name] ?? "")) ? brought : undefined;
}

/** With the mood that was wished for: the next style may be able to show it. */
function chosen(): Entered {
	return { ...readFields(form), mood: wish };
}

/** A picture of whom the page shows. A name that somebody typed is told to nobody. */
function pictureOf(subject: Subject): Picture {
	return shownPerson(person) === person ? drawnAnywhere(subject) : drawnHere(subject);
}

const drawTiles = drawGallery(radiosOf(form, "style"), sayDrawn);
const drawVariations = offerVariations(
	(text) => drawnHere(subjectOf({ ...readFields(form), extra: text }, shownPerson(person))),
	(text) => {
		extra.value = text;
		changed(0);
	},
);
const toAddress = keepInAddress(chosen);

async function draw() {
	const choices = readFields(form);
	const shown = shownPerson(person);
	drawMoods(form, (mood) => pictureOf(subjectOf({ ...choices, mood }, shown)));
	drawVariations(choices.extra);
	preview.parentElement?.classList.toggle("chequered", choices.backgroundColor === TRANSPARENT);
	const came = await showPicture(preview, pictureOf(subjectOf(choices, shown)));
	if (came === undefined) return;
	byId("preview-problem").textContent = came ? "" : "The picture did not come. It will with the next change.";
	const mood = choices.mood && `, ${choices.mood}`;
	if (came) preview.alt = `Preview of your avatar: ${chosenStyle(form).dataset.title}${mood}`;
}

const drawSoon = debounce(() => void draw());

/** Every style of who is named, with the mood, as far as it has it, and the background. */
function drawAll() {
	if (!isNamed()) return drawTiles(undefined);
	const choices = readFields(form);
	const shown = shownPerson(person);
	const mood = wish;
	drawTiles((style) => subjectOf({ ...choices, style: style.value, mood: moodIn(style, mood) }, shown));
}

/** What follows from the choices beside the pictures. */
function settle() {
	offerMoods(form, wish);
	const {
		title = "",
		creator = "",
		creatorUrl = "",
		licence = "",
		licenceUrl = "",
	} = chosenStyle(form).dataset;
	showCredit({ title, creator, creatorUrl, licence, licenceUrl });
	byId("no-picture").hidden = !(person.avatar === null && readFields(form).seed === "avatar");
}

/**
 * @param wait how long the Worker's pictures may wait, in milliseconds; one that is drawn here need not
 * @param step whether Back leads to what was before
 */
function changed(wait: number, step = true) {
	settle();
	if (!linked) remember(chosen());
	toAddress(step);
	redraw(wait);
}

function redraw(wait: number) {
	const { name } = pictureOf(subjectOf(readFields(form), shownPerson(person)));
	preview.classList.toggle(COMING, !isWanted(preview, name));
	drawAll();
	drawSoon(canDraw() ? 0 : wait);
}

function fillIn({ seed = "", style = "", mood, backgroundColor = "", extra: text, options: parts }: Entered) {
	check(form, "seed", seed);
	check(form, "style", style);
	chooseBackground(form, backgroundColor);
	if (text !== undefined) extra.value = text.slice(0, extra.maxLength);
	if (parts !== undefined) showOptions(parts);
	if (mood !== undefined) wish = mood;
}

/** Unfolded where there is something to see. */
function showOptions(text: string) {
	options.value = text.slice(0, options.maxLength);
	const folded = options.closest("details");
	if (folded && text) folded.open = true;
}

/** Another style has other parts. */
function keepSharedOptions() {
	options.value = sharedOptions(options.value);
}

async function send() {
	if (button.ariaBusy === "true") return;
	busy(button, true);
	clearNotice();
	const sent = await sendChoices(readFields(form));
	if ("data" in sent) {
		remember(chosen());
		location.assign(sent.data.location);
		return;
	}
	busy(button, false);
	const { trouble: problem } = sent;
	showTrouble(form, problem, FIELDS);
}

form.addEventListener("change", ({ target }) => {
	if (!(target instanceof HTMLInputElement && isField(target.name))) return;
	if (target.name === "mood") wish = target.value;
	if (target.name === "style") keepSharedOptions();
	clearFieldProblem(form, target.name, FIELDS);
	changed(CHOOSING);
});
extra.addEventListener("input", () => {
	clearFieldProblem(form, extra.name, FIELDS);
	changed(TYPING, false);
});
followName(() => redraw(0));
followPicker(() => changed(CHOOSING));
byId("surprise").addEventListener("click", () => {
	wish = surprise(form);
	keepSharedOptions();
	changed(0);
	showInGallery(chosenStyle(form));
});
form.addEventListener("submit", (event) => {
	event.preventDefault();
	void send();
});
window.addEventListener("popstate", () => {
	fillIn({ ...first, ...(linkedFrom(location.search) ?? own) });
	if (!linked) remember(chosen());
	settle();
	redraw(0);
	showInGallery(chosenStyle(form));
});
// What draws comes while somebody is about to choose, not with the page.
form.addEventListener("pointerdown", prepare, { once: true });
form.addEventListener("focusin", prepare, { once: true });
// Back from Discord, the browser may show the page as it was when it left.
window.addEventListener("pageshow", () => busy(button, false));

/** It may fail: then it is tried again with what is drawn. */
function prepare() {
	readyToDraw(chosenStyle(form).value).catch(() => {});
}

filterStyles(form);
if (!form.dataset.filled) {
	fillIn(linked ?? own);
	fillInName(linkedName(location.search));
	byId("linked").hidden = !linked || Object.keys(own).length === 0;
}
settle();
// The picture that the page came with may be of other choices: it is not seen for a moment.
const { name } = drawnAnywhere(subjectOf(readFields(form), person));
if (!isWanted(preview, name)) preview.src = name;
showInGallery(chosenStyle(form));
void draw();
drawAll();
void fetchMe()
	.then(({ user }) => {
		if (!user) return;
		person = user;
		draftsAreOf(user.id);
		welcome(user);
		fillInName(user.username);
		sayWhose(user.username);
		settle();
		drawAll();
		return draw();
	})
	// Who cannot be asked for is a stranger: the form works for them too.
	.catch(() => {});
