import { TRANSPARENT } from "../avatar/background";
import { type Entered, FIELDS } from "../avatar/fields";
import type { Person } from "../avatar/look";
import { busy } from "./busy";
import { showCredit } from "./credit";
import { debounce } from "./debounce";
import { byId } from "./element";
import { clearFieldProblem, showTrouble } from "./field_problems";
import { check, chosenStyle, radiosOf, readFields } from "./fields";
import { filterStyles } from "./filter";
import { linkedChoices, linkTo } from "./linked";
import { pictureOf } from "./look";
import { fetchMe, wasLoggedIn } from "./me";
import { drawMoods, offerMoods } from "./mood_choice";
import { clearNotice } from "./notice";
import { chooseBackground, followPicker } from "./own_colour";
import { draftsAreOf } from "./own_drafts";
import { expectPerson, samplePerson, welcome } from "./person";
import { showPicture } from "./preview";
import { remember, remembered } from "./remember";
import { sendChoices } from "./send";
import { showInGallery } from "./show_in_gallery";
import { surprise } from "./surprise";
import { tell } from "./tell";

/** Long enough to type another letter, short enough to feel at once after the last one. */
const TYPING = 300;
/** Arrow keys run through the styles faster than anybody looks. */
const CHOOSING = 60;

const form = byId<HTMLFormElement>("studio");
const button = byId<HTMLButtonElement>("send");
const extra = byId<HTMLInputElement>("extra-field");
const undo = byId<HTMLButtonElement>("undo");

let person: Person = samplePerson(form);
/** The mood last chosen, also while the style cannot show it. */
let wish = readFields(form).mood as string;
/** What was chosen before the surprise. */
let before: Entered = {};
/** The choices that came with a link: they are kept in the page's address, and the person's own stay as they are. */
const linked = linkedChoices(
	// The Worker's answer to a plain form knows better what was filled in.
	form.dataset.filled ? "" : location.search,
	radiosOf(form, "style").map(({ value }) => value),
);

const drawSoon = debounce(() => {
	// Not at each letter: browsers limit how often.
	if (linked) history.replaceState(history.state, "", linkTo(chosen()));
	void draw();
});

/** With the mood that was wished for: the next style may be able to show it. */
function chosen(): Entered {
	return { ...readFields(form), mood: wish };
}

async function draw() {
	const choices = readFields(form);
	const preview = byId<HTMLImageElement>("preview");
	drawMoods(form, (mood) => pictureOf({ ...choices, mood }, person));
	preview.parentElement?.classList.toggle("chequered", choices.backgroundColor === TRANSPARENT);
	const came = await showPicture(preview, pictureOf(choices, person));
	if (came === undefined) return;
	byId("preview-problem").textContent = came ? "" : "The picture did not come. It will with the next change.";
	const mood = choices.mood && `, ${choices.mood}`;
	if (came) preview.alt = `Preview of your avatar: ${chosenStyle(form).dataset.title}${mood}`;
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

function changed(wait: number) {
	settle();
	undo.hidden = true;
	if (!linked) remember(chosen());
	drawSoon(wait);
}

/** What was not chosen by hand is brought into view, and said. */
function showChosen() {
	const style = chosenStyle(form);
	const { mood } = readFields(form);
	showInGallery(style);
	tell([style.dataset.title, mood].filter(Boolean).join(", "));
}

function fillIn({ seed = "", style = "", mood, backgroundColor = "", extra: text }: Entered) {
	check(form, "seed", seed);
	check(form, "style", style);
	chooseBackground(form, backgroundColor);
	if (text !== undefined) extra.value = text.slice(0, extra.maxLength);
	if (mood !== undefined) wish = mood;
}

let sending = new AbortController();

async function send() {
	if (button.ariaBusy === "true") return;
	busy(button, true);
	clearNotice();
	sending = new AbortController();
	const sent = await sendChoices(() => readFields(form), { place: "send-waiting", signal: sending.signal });
	if (sent && "data" in sent) {
		remember(chosen());
		location.assign(sent.data.location);
		return;
	}
	busy(button, false);
	if (sent) showTrouble(form, sent.trouble, FIELDS);
}

form.addEventListener("change", ({ target }) => {
	if (!(target instanceof HTMLInputElement)) return;
	if (target.name === "mood") wish = target.value;
	clearFieldProblem(form, target.name, FIELDS);
	changed(CHOOSING);
});
extra.addEventListener("input", () => {
	clearFieldProblem(form, extra.name, FIELDS);
	changed(TYPING);
});
followPicker(() => changed(CHOOSING));
const surpriseButton = byId("surprise");
surpriseButton.addEventListener("click", () => {
	before = chosen();
	wish = surprise(form);
	changed(0);
	showChosen();
	undo.hidden = false;
});
undo.addEventListener("click", () => {
	fillIn(before);
	changed(0);
	showChosen();
	// The button is gone, and the focus with it.
	surpriseButton.focus();
});
byId("send-waiting")
	.querySelector("button")
	?.addEventListener("click", () => sending.abort());
form.addEventListener("submit", (event) => {
	event.preventDefault();
	void send();
});
// Back from Discord, the browser may show the page as it was when it left.
window.addEventListener("pageshow", () => busy(button, false));

filterStyles(form);
if (wasLoggedIn()) expectPerson(true);
if (!form.dataset.filled) {
	const own = remembered();
	fillIn(linked ?? own);
	byId("linked").hidden = !linked || Object.keys(own).length === 0;
}
settle();
// The picture that the page came with may be of other choices: it is not seen for a moment.
byId<HTMLImageElement>("preview").src = pictureOf(readFields(form), person);
showInGallery(chosenStyle(form));
void draw();
void fetchMe()
	.then(({ user }) => {
		if (!user) return expectPerson(false);
		person = user;
		draftsAreOf(user.id);
		welcome(user);
		settle();
		return draw();
	})
	// Who cannot be asked for is a stranger: the form works for them too.
	.catch(() => {});
