import { TRANSPARENT } from "../avatar/background";
import { type Entered, FIELDS, studioPath } from "../avatar/fields";
import { type Person, showsLetters } from "../avatar/look";
import { busy } from "./busy";
import { showCredit } from "./credit";
import { debounce } from "./debounce";
import { byId } from "./element";
import { clearFieldProblem, showTrouble } from "./field_problems";
import { check, chosenStyle, radiosOf, readFields } from "./fields";
import { filterStyles } from "./filter";
import { linkedChoices } from "./linked";
import { pictureOf } from "./look";
import { fetchMe } from "./me";
import { drawMoods, offerMoods } from "./mood_choice";
import { clearNotice } from "./notice";
import { chooseBackground, followPicker } from "./own_colour";
import { draftsAreOf } from "./own_drafts";
import { samplePerson, welcome } from "./person";
import { showPicture } from "./preview";
import { remember, remembered } from "./remember";
import { sendChoices } from "./send";
import { showInGallery } from "./show_in_gallery";
import { surprise } from "./surprise";

/** Long enough to type another letter, short enough to feel at once after the last one. */
const TYPING = 300;
/** Arrow keys run through the styles faster than anybody looks. */
const CHOOSING = 60;

const form = byId<HTMLFormElement>("studio");
const button = byId<HTMLButtonElement>("send");
const extra = byId<HTMLInputElement>("extra-field");

let person: Person = samplePerson(form);
/** The mood last chosen, also while the style cannot show it. */
let wish = readFields(form).mood as string;
/** The choices that came with a link: they are kept in the page's address, and the person's own stay as they are. */
const linked = linkedChoices(
	// The Worker's answer to a plain form knows better what was filled in.
	form.dataset.filled ? "" : location.search,
	radiosOf(form, "style").map(({ value }) => value),
);

const drawSoon = debounce(() => {
	// Not at each letter: browsers limit how often.
	if (linked) history.replaceState(history.state, "", studioPath(chosen()));
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
	const { seed, style } = readFields(form);
	const about = showsLetters(style) ? "by-letters" : person.avatar === null ? "no-picture" : "by-code";
	for (const id of ["by-code", "by-letters", "no-picture"])
		byId(id).hidden = !(seed === "avatar" && id === about);
}

function changed(wait: number) {
	settle();
	if (!linked) remember(chosen());
	drawSoon(wait);
}

function fillIn({ seed = "", style = "", mood, backgroundColor = "", extra: text }: Entered) {
	check(form, "seed", seed);
	check(form, "style", style);
	chooseBackground(form, backgroundColor);
	if (text !== undefined) extra.value = text.slice(0, extra.maxLength);
	if (mood !== undefined) wish = mood;
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
byId("surprise").addEventListener("click", () => {
	wish = surprise(form);
	changed(0);
	showInGallery(chosenStyle(form));
});
form.addEventListener("submit", (event) => {
	event.preventDefault();
	void send();
});
// Back from Discord, the browser may show the page as it was when it left.
window.addEventListener("pageshow", () => busy(button, false));

filterStyles(form);
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
		if (!user) return;
		person = user;
		draftsAreOf(user.id);
		welcome(user);
		settle();
		return draw();
	})
	// Who cannot be asked for is a stranger: the form works for them too.
	.catch(() => {});
