import { type Entered, FIELDS, isField } from "../avatar/fields";
import { type Person, showsLetters } from "../avatar/look";
import { sharedOptions } from "../avatar/option_text";
import { busy } from "./busy";
import { showCredit } from "./credit";
import { choosableIn } from "./drawing";
import { setBack } from "./early";
import { byId } from "./element";
import { offerFavourites } from "./favourites/favourites";
import { clearFieldProblem, showTrouble } from "./field_problems";
import { check, chosenStyle, radiosOf, readFields } from "./fields";
import { filterStyles } from "./filter";
import { keepHistory } from "./history/history";
import { showInPlace } from "./in_place/in_place";
import { linkedChoices, linkedName } from "./linked";
import { fetchMe, lastLoggedIn } from "./me";
import { offerMoods } from "./mood_choice";
import { fillInName, followName, showName, typedName } from "./name";
import { clearNotice } from "./notice";
import { chooseBackground, followPicker } from "./own_colour";
import { draftsAreOf, followLogouts } from "./own_drafts";
import { offerParts } from "./parts/offer";
import { expectPerson, samplePerson, welcome } from "./person";
import { drawPictures } from "./pictures";
import { remember, remembered } from "./remember";
import { sendChoices } from "./send";
import { showInGallery } from "./show_in_gallery";
import { surprise } from "./surprise";
import { tell } from "./tell";

/** While the Worker draws: long enough to type another letter, short enough to feel at once after the last one. */
const TYPING = 300;
/** Arrow keys run through the styles faster than anybody looks. */
const CHOOSING = 60;

const form = byId<HTMLFormElement>("studio");
const button = byId<HTMLButtonElement>("send");
const extra = byId<HTMLInputElement>("extra-field");
const options = byId<HTMLInputElement>("options-field");

followLogouts();
const chooseAgain = setBack(form);
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

const pictures = drawPictures(
	form,
	() => ({ person, wish }),
	(text) => {
		extra.value = text;
		changed(0);
	},
);
const parts = offerParts({
	choices: () => readFields(form),
	title: () => chosenStyle(form).dataset.title ?? "",
	choosableIn,
	pictureWith: pictures.withOptions,
	take: (choices, step) => {
		fillIn(choices);
		clearFieldProblem(form, options.name, FIELDS);
		changed(CHOOSING, !step);
	},
});
const drawInPlace = showInPlace(() => {
	const { choices, picture, person: shown } = pictures.shown();
	return { choices, picture, name: shown.username };
});

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
	pictures.redraw(wait);
	parts.refresh();
	drawInPlace();
	favourites.refresh();
}

/** What the picture shows. */
function inWords(): string {
	return [chosenStyle(form).dataset.title, readFields(form).mood].filter(Boolean).join(", ");
}

/** What was not chosen by hand is brought into view. */
function putBack(choices: Entered) {
	fillIn({ ...first, ...choices });
	if (!linked) remember(chosen());
	settle();
	redraw(0);
	showInGallery(chosenStyle(form));
}

function fillIn({
	seed = "",
	style = "",
	mood,
	backgroundColor = "",
	extra: text,
	options: ofStyle,
}: Entered) {
	check(form, "seed", seed);
	check(form, "style", style);
	chooseBackground(form, backgroundColor);
	if (text !== undefined) extra.value = text.slice(0, extra.maxLength);
	if (ofStyle !== undefined) showOptions(ofStyle);
	if (mood !== undefined) wish = mood;
}

/** Unfolded where there is something to see. */
function showOptions(text: string) {
	options.value = text.slice(0, options.maxLength);
	if (text) byId<HTMLDetailsElement>("options").open = true;
}

/** Another style has other parts. */
function keepSharedOptions() {
	const before = options.value;
	options.value = sharedOptions(before);
	parts.restyle(before);
}

let sending = new AbortController();

async function send() {
	if (button.ariaBusy === "true") return;
	busy(button, true);
	clearNotice();
	const sentFrom = document.activeElement;
	sending = new AbortController();
	const sent = await sendChoices(() => readFields(form), { place: "send-waiting", signal: sending.signal });
	if (sent && "data" in sent) {
		remember(chosen());
		location.assign(sent.data.location);
		// Somebody may stop the browser on its way. Not every browser says so.
		window.navigation?.addEventListener("navigateerror", () => busy(button, false), { once: true });
		return;
	}
	busy(button, false);
	if (sent) showTrouble(form, sent.trouble, FIELDS, sentFrom);
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
followName(pictures.prepareAll, () => redraw(0));
followPicker(() => changed(CHOOSING, true));
byId("surprise").addEventListener("click", () => {
	// What is locked is the style's own: then that stays, too.
	const stays = parts.shuffleAround();
	wish = surprise(form, stays);
	if (!stays) keepSharedOptions();
	changed(0);
	showInGallery(chosenStyle(form));
	tell(inWords());
});
byId("send-waiting")
	.querySelector("button")
	?.addEventListener("click", () => sending.abort());
form.addEventListener("submit", (event) => {
	event.preventDefault();
	void send();
});
// What draws comes while somebody is about to choose, not with the page.
form.addEventListener("pointerdown", pictures.prepare, { once: true });
form.addEventListener("focusin", pictures.prepare, { once: true });
// Back from Discord, the browser may show the page as it was when it left.
window.addEventListener("pageshow", ({ persisted }) => {
	if (persisted) busy(button, false);
});

if (lastLoggedIn() !== null) expectPerson(true);
if (!form.dataset.filled) {
	fillIn(linked ?? own);
	fillInName(linkedName(location.search) || typedName());
	byId("linked").hidden = !linked || Object.keys(own).length === 0;
}
settle();
const toHistory = keepHistory({
	choices: chosen,
	fillIn: putBack,
	choicesAt: (query) => linkedFrom(query) ?? own,
	words: inWords,
});
const favourites = offerFavourites(form, pictures.shown, (favourite) => {
	showName(favourite.person.username, person);
	fillIn(favourite.choices);
	changed(0);
	showInGallery(chosenStyle(form));
	tell(`Taken back: ${inWords()}.`);
});
filterStyles(form, favourites.styles);
chooseAgain();
showInGallery(chosenStyle(form));
pictures.begin();
void fetchMe()
	.then(({ user }) => {
		if (!user) return expectPerson(false);
		person = user;
		draftsAreOf(user.id);
		welcome(user);
		fillInName(user.username);
		settle();
		redraw(0);
	})
	// Who cannot be asked for is a stranger: the form works for them too.
	.catch(() => {});
