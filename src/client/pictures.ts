import { TRANSPARENT } from "../avatar/background";
import type { Person } from "../avatar/look";
import { sharedOptions } from "../avatar/option_text";
import { debounce } from "./debounce";
import { canDraw, readyToDraw } from "./drawing";
import { byId } from "./element";
import { chosenStyle, radiosOf, readFields } from "./fields";
import { drawGallery } from "./gallery";
import { isWanted } from "./latest_picture";
import { drawnAnywhere, drawnHere, type Subject, subjectOf } from "./look";
import { drawMoods, moodIn } from "./mood_choice";
import { isNamed, sayDrawn, shownPerson } from "./name";
import { COMING, type Picture, showPicture } from "./preview";
import { offerVariations } from "./variations";

/**
 * All the pictures of the studio: preview, moods, gallery, variations.
 * @param now who is at the page, and the mood that is wished for
 * @param take takes an extra seed
 */
export function drawPictures(
	form: HTMLFormElement,
	now: () => { person: Person; wish: string },
	take: (extra: string) => void,
) {
	const preview = byId<HTMLImageElement>("preview");
	const whom = () => shownPerson(now().person);
	/** A name that somebody typed is told to nobody. */
	const pictureOf = (subject: Subject): Picture =>
		whom() === now().person ? drawnAnywhere(subject) : drawnHere(subject);
	const gallery = drawGallery(radiosOf(form, "style"), sayDrawn);
	const drawVariations = offerVariations(
		(extra) => drawnHere(subjectOf({ ...readFields(form), extra }, whom())),
		take,
	);

	/** What is there is old from when another is wished for, which may be before that is asked for. */
	function showComing() {
		const { name } = pictureOf(subjectOf(readFields(form), whom()));
		preview.classList.toggle(COMING, !isWanted(preview, name));
	}

	async function draw() {
		const choices = readFields(form);
		const { title } = chosenStyle(form).dataset;
		drawMoods(form, (mood) => pictureOf(subjectOf({ ...choices, mood }, whom())));
		drawVariations(choices.extra);
		preview.parentElement?.classList.toggle("chequered", choices.backgroundColor === TRANSPARENT);
		const came = await showPicture(preview, pictureOf(subjectOf(choices, whom())));
		if (came === undefined) return;
		if (came) showComing();
		byId("preview-problem").textContent = came
			? ""
			: "The picture did not come. It will with the next change.";
		const mood = choices.mood && `, ${choices.mood}`;
		if (came) preview.alt = `Preview of your avatar: ${title}${mood}`;
	}
	const shown = () => {
		const choices = readFields(form);
		return { choices, person: whom(), picture: pictureOf(subjectOf(choices, whom())) };
	};
	const drawSoon = debounce(() => void draw());

	/** Every style of who is named, with the mood, as far as it has it, and the background. */
	function drawAll() {
		byId("of-nobody").hidden = isNamed();
		byId("of-name").hidden = !isNamed();
		if (!isNamed()) return gallery.draw(undefined);
		const [choices, person, { wish }] = [readFields(form), whom(), now()];
		// The parts of the chosen style are no other's.
		const shared = sharedOptions(choices.options);
		gallery.draw((radio) => {
			const style = radio.value;
			const options = style === choices.style ? choices.options : shared;
			return subjectOf({ ...choices, style, mood: moodIn(radio, wish), options }, person);
		});
	}

	return {
		/** What the preview shows, or will in a moment. */
		shown,
		/** Where the page came with pictures of other choices, they are not seen for a moment. */
		begin() {
			const { name } = drawnHere(subjectOf(readFields(form), whom()));
			if (!isWanted(preview, name)) {
				if (whom() === now().person) preview.src = name;
				else preview.removeAttribute("src");
			}
			void draw();
			drawAll();
		},
		/** @param wait how long the Worker's pictures may wait, in milliseconds; one that is drawn here need not */
		redraw(wait: number) {
			showComing();
			drawAll();
			drawSoon(canDraw() ? 0 : wait);
		},
		/** The picture with other options of the style. */
		withOptions: (options: string) => drawnHere(subjectOf({ ...readFields(form), options }, whom())),
		/** Loads what draws. It may fail: then it is tried again with what is drawn. */
		prepare() {
			readyToDraw(chosenStyle(form).value).catch(() => {});
		},
		/** Loads what draws the tiles in view. */
		prepareAll: gallery.prepare,
	};
}
