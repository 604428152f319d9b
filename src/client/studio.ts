import { TRANSPARENT } from "../avatar/background";
import { type Entered, FIELDS, isField } from "../avatar/fields";
import type { Person } from "../avatar/look";
import { sharedOptions } from "../avatar/option_text";
import { busy } from "./busy";
import { showCredit } from "./credit";
import { debounce } from "./debounce";
import { canDraw, readyToDraw } from "./drawing";
import { byId } from "./element";
import { offerFavourites } from "./favourites/favourites";
import { clearFieldProblem, showTrouble } from "./field_problems";
import { check, chosenStyle, radiosOf, readFields } from "./fields";
import { filterStyles } from "./filter";
import { drawGallery } from "./gallery";
import { keepHistory } from "./history/history";
import { showInPlace } from "./in_place/in_place";
import { isWanted } from "./latest_picture";
import { linkedChoices, linkedName } from "./linked";
import { drawnAnywhere, drawnHere, type Subject, subjectOf } from "./look";
import { fetchMe } from "./me";
import { drawMoods, moodIn, offerMoods } from "./mood_choice";
import { fillInName, followName, isNamed, sayDrawn, sayWhose, showName, shownPerson } from "./name";
import { clearNotice } from "./notice";
import { chooseBackground, followPicker } from "./own_colour";
import { draftsAreOf, followLogouts } from "./own_drafts";
import { samplePerson, welcome } from "./person";
import { COMING, type Picture, showPicture } from "./preview";
import { remember, remembered } from "./remember";
import { sendChoices } from "./send";
import { showInGallery } from "./show_in_gallery";
import { surprise } from "./surprise";
import { tell } from "./tell";
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

followLogouts();
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
const drawInPlace = showInPlace(() => {
	const [choices, shown] = [readFields(form), shownPerson(person)];
	return { choices, picture: pictureOf(subjectOf(choices, shown)), name: shown.username };
});

async function draw() {
	const choices = readFields(form);
	const shown = shownPerson(person);
	drawMoods(form, (mood) => pictureOf(subjectOf({ ...choices, mood }, shown)));
	drawVariations(choices.extra);
	drawInPlace();
	preview.parentElement?.classList.toggle("chequered", choices.backgroundColor === TRANSPARENT);
	const came = await showPicture(preview, pictureOf(subjectOf(choices, shown)));
	if (came === undefined) return;
	byId("preview-problem").textContent = came ? "" : "The picture did not come. It will with the next change.";
	if (came) preview.alt = `Preview of your avatar: ${inWords()}`;
}

/** What the preview shows. */
function inWords(): string {
	return [chosenStyle(form).dataset.title, readFields(form).mood].filter(Boolean).join(", ");
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
 * @param typed whether it is one of many that belong together: a letter, a colour on the way to another
 */
function changed(wait: number, typed = false) {
	settle();
	if (!linked) remember(chosen());
	toHistory(typed);
	redraw(wait);
}

function redraw(wait: number) {
	const { name } = pictureOf(subjectOf(readFields(form), shownPerson(person)));
	preview.classList.toggle(COMING, !isWanted(preview, name));
	drawAll();
	showHeart();
	drawSoon(canDraw() ? 0 : wait);
}

/** What was not chosen by hand is brought into view. */
function putBack(choices: Entered) {
	fillIn({ ...first, ...choices });
	if (!linked) remember(chosen());
	settle();
	redraw(0);
	showInGallery(chosenStyle(form));
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
	changed(TYPING, true);
});
followName(() => redraw(0));
followPicker(() => changed(CHOOSING, true));
byId("surprise").addEventListener("click", () => {
	wish = surprise(form);
	keepSharedOptions();
	changed(0);
	showInGallery(chosenStyle(form));
	tell(inWords());
});
form.addEventListener("submit", (event) => {
	event.preventDefault();
	void send();
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
const toHistory = keepHistory({
	choices: chosen,
	fillIn: putBack,
	choicesAt: (query) => linkedFrom(query) ?? own,
	words: inWords,
});
const showHeart = offerFavourites(
	form,
	() => ({ choices: readFields(form), person: shownPerson(person) }),
	(favourite) => {
		showName(favourite.person.username, person);
		fillIn(favourite.choices);
		changed(0);
		showInGallery(chosenStyle(form));
		tell(`Taken back: ${inWords()}.`);
	},
);
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
		showHeart();
		return draw();
	})
	// Who cannot be asked for is a stranger: the form works for them too.
	.catch(() => {});
