import { TRANSPARENT } from "../../avatar/background";
import type { Choices } from "../../avatar/choices";
import { EXAMPLES, type ExampleKind, hasExample } from "../../avatar/examples";
import { moodsOf } from "../../avatar/moods";
import { sharedOptions } from "../../avatar/option_text";
import { copy } from "../clipboard";
import { showCredit } from "../credit";
import { debounce } from "../debounce";
import { canDraw, choosableIn } from "../drawing";
import { byId } from "../element";
import { isWanted } from "../latest_picture";
import { drawnHere } from "../look";
import { offerParts } from "../parts/offer";
import { COMING, type Picture, pictureAt, showPicture } from "../preview";
import {
	exampleOf,
	isDrawnHere,
	linkOf,
	optionsOf,
	type Played,
	pathOf,
	playedIn,
	problemOf,
} from "./played";

/** Long enough to type another letter: each raster image is drawn by the Worker. */
const TYPING = 400;
/** Arrow keys run through a list faster than anybody looks. */
const CHOOSING = 60;

/**
 * Puts the fields into the page's address. Some browsers take only so many in a while, fewer than a colour has on its way; the
 * next one that they take has all of it again. Source: https://developer.mozilla.org/docs/Web/API/History/replaceState#exceptions
 */
function keepLink(link: string): void {
	const { pathname, hash } = location;
	try {
		history.replaceState(history.state, "", `${pathname}${link && `?${link}`}${hash}`);
	} catch {
		// The picture comes all the same.
	}
}

/** Makes the playground work: what is filled in becomes a picture, its address and what to copy. */
export function play(): void {
	const form = byId<HTMLFormElement>("play");
	const image = byId<HTMLImageElement>("play-picture");
	const said = byId("play-problem");
	const field = (name: keyof Played) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
	const styleOption = () => byId<HTMLSelectElement>("play-style").selectedOptions[0]?.dataset ?? {};
	const read = () =>
		Object.fromEntries(
			[...new FormData(form)].map(([name, value]) => [name, String(value)]),
		) as unknown as Played;

	const pictureOf = (played: Played): Picture =>
		isDrawnHere(played)
			? drawnHere({ style: played.style, seed: played.seed, options: optionsOf(played) })
			: pictureAt(pathOf(played));

	const parts = offerParts({
		choices: () => {
			const { style, mood, backgroundColor, options } = read();
			const background = backgroundColor || TRANSPARENT;
			return {
				seed: "username",
				extra: "",
				style,
				mood,
				backgroundColor: background,
				options,
			} satisfies Choices;
		},
		title: () => styleOption().title ?? "",
		choosableIn,
		pictureWith: (options) => {
			const { style, seed, ...others } = read();
			return drawnHere({ style, seed, options: optionsOf({ style, seed, ...others, options }) });
		},
		take: ({ options, backgroundColor }) => {
			if (options !== undefined) field("options").value = options;
			if (backgroundColor !== undefined) field("backgroundColor").value = backgroundColor;
			changed(CHOOSING);
		},
	});

	const kind = byId<HTMLSelectElement>("play-kind");
	const example = byId<HTMLTextAreaElement>("play-example");

	function showExample() {
		const played = read();
		const {
			source = "",
			sourceUrl = "",
			creator = "",
			creatorUrl = "",
			licence = "",
			licenceUrl = "",
		} = styleOption();
		const card = { source, sourceUrl, creator, creatorUrl, licence, licenceUrl };
		for (const option of kind.options)
			option.disabled = !hasExample(option.value as ExampleKind, played.format);
		if (kind.selectedOptions[0]?.disabled) kind.value = "url";
		const picture = exampleOf(played, location.origin, card);
		const url = byId<HTMLAnchorElement>("play-url");
		url.href = pathOf(played);
		url.textContent = picture.url;
		example.value = EXAMPLES[kind.value as ExampleKind](picture);
		byId("play-copied").textContent = "";
	}

	/** What follows from the style and the fields beside the picture. False where something is not right. */
	function settle(): boolean {
		const { title = "", creator = "", creatorUrl = "", licence = "", licenceUrl = "" } = styleOption();
		showCredit({ title, creator, creatorUrl, licence, licenceUrl });
		const problem = problemOf(read());
		said.textContent = problem?.message ?? "";
		for (const name of ["seed", "size", "backgroundColor"] as const)
			field(name).ariaInvalid = problem?.field === name ? "true" : null;
		if (problem) return false;
		showExample();
		return true;
	}

	async function draw() {
		const played = read();
		if (problemOf(played)) return;
		keepLink(linkOf(played, first));
		const picture = pictureOf(played);
		const came = await showPicture(image, picture);
		if (came === undefined) return;
		if (came) image.alt = exampleOf(played, "", { page: "" }).alt ?? "";
		// Something else may be filled in meanwhile, and what is said is of that.
		if (pictureOf(read()).name === picture.name)
			said.textContent = came ? "" : "The picture did not come. Its address says why.";
		else image.classList.toggle(COMING, !problemOf(read()));
	}
	const drawSoon = debounce(() => void draw());

	function changed(wait: number) {
		const right = settle();
		parts.refresh();
		if (!right) return;
		image.classList.toggle(COMING, !isWanted(image, pictureOf(read()).name));
		drawSoon(isDrawnHere(read()) && canDraw() ? 0 : wait);
	}

	/** Another style has other parts, and other moods. */
	function restyle() {
		const options = field("options");
		const before = options.value;
		options.value = sharedOptions(before);
		offerMoods();
		parts.restyle(before);
	}

	function offerMoods() {
		const mood = field("mood") as HTMLSelectElement;
		const there: readonly string[] = moodsOf(field("style").value);
		for (const option of mood.options) option.disabled = option.value !== "" && !there.includes(option.value);
		if (mood.selectedOptions[0]?.disabled) mood.value = "";
	}

	form.addEventListener("submit", (event) => event.preventDefault());
	form.addEventListener("input", ({ target }) => {
		if (target === byId("play-colour"))
			field("backgroundColor").value = byId<HTMLInputElement>("play-colour").value.slice(1);
		if (target === field("style")) restyle();
		if (target === kind) return showExample();
		changed(target instanceof HTMLSelectElement ? CHOOSING : TYPING);
	});
	example.addEventListener("click", () => example.select());
	byId("play-copy").addEventListener("click", () => void copy(example, byId("play-copied")));

	form.reset();
	const first = read();
	for (const [name, value] of Object.entries(playedIn(location.search))) {
		const input = field(name as keyof Played);
		const before = input.value;
		input.value = value;
		// A list that has no such item shows nothing.
		if (input.value !== value && input instanceof HTMLSelectElement) input.value = before;
	}
	if (field("options").value) byId<HTMLDetailsElement>("options").open = true;
	offerMoods();
	changed(0);
}
