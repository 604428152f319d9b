import { answerOf } from "../answer_of";
import { byId, say } from "../element";
import { radiosOf } from "../fields";
import { drawnHere, subjectOf } from "../look";
import { make } from "../make";
import { showPicture } from "../preview";
import { tell } from "../tell";
import { type Favourite, favouritesIn, MOST_KEPT, textOf } from "./kept";
import { followKept, readKept, writeKept } from "./storage";

/**
 * The heart beside the preview, and the row of what is kept in this browser.
 * @param current what the preview shows
 * @param take takes a favourite back
 * @returns `refresh` is to be called whenever the preview shows another avatar; `styles` are those of what is kept, the
 *   latest first
 */
export function offerFavourites(
	form: HTMLFormElement,
	current: () => Favourite,
	take: (favourite: Favourite) => void,
) {
	const heart = byId<HTMLButtonElement>("keep");
	const row = byId<HTMLDetailsElement>("kept");
	const place = byId("kept-list");
	const styles = new Map(radiosOf(form, "style").map((radio) => [radio.value, radio.dataset.title ?? ""]));
	const names = [...styles.keys()];
	const read = () => favouritesIn(readKept(), names);
	let kept = read();
	/** Whether this browser keeps what it is given. */
	let isWritten = true;
	let shown = "";

	const indexOf = (one: Favourite) => {
		const { name } = pictureOf(one);
		return kept.findIndex((each) => pictureOf(each).name === name);
	};
	const showHeart = () => {
		heart.ariaPressed = String(indexOf(current()) !== -1);
	};
	const show = () => {
		row.hidden = kept.length === 0;
		byId("kept-count").textContent = `(${kept.length})`;
		showHeart();
		const text = textOf(kept);
		// What draws comes when there is something to see.
		if (!row.open || text === shown) return;
		shown = text;
		place.replaceChildren(...kept.map(itemOf));
	};
	/** Another tab may have kept something meanwhile. */
	const change = (changed: (now: readonly Favourite[]) => Favourite[], said: string) => {
		kept = changed(isWritten ? read() : kept);
		isWritten = writeKept(textOf(kept));
		say("keep-problem", isWritten ? undefined : "This browser keeps nothing: it is gone with this page.");
		tell(said);
		show();
	};
	const remove = (one: Favourite) => {
		const { name } = pictureOf(one);
		change((now) => now.filter((each) => pictureOf(each).name !== name), "Not kept any more.");
	};
	const wordsOf = ({ choices, person }: Favourite) =>
		[styles.get(choices.style), choices.mood, person.username].filter(Boolean).join(", ");
	const itemOf = (one: Favourite) => {
		const image = make("img", { alt: "", width: 96, height: 96 });
		void showPicture(image, pictureOf(one));
		const back = make("button", { type: "button", className: "tile", title: wordsOf(one) }, image);
		back.ariaLabel = `Take back ${wordsOf(one)}`;
		back.addEventListener("click", () => take(one));
		const away = make("button", { type: "button", className: "quiet" }, "Remove");
		away.ariaLabel = `Remove ${wordsOf(one)}`;
		away.addEventListener("click", () => {
			const at = kept.indexOf(one);
			remove(one);
			// The button is gone, and the focus with it.
			const next = place.children[Math.min(at, place.children.length - 1)]?.querySelector("button");
			(next ?? heart).focus();
		});
		return make("li", {}, back, away);
	};

	heart.addEventListener("click", () => {
		const one = current();
		if (indexOf(one) !== -1) remove(one);
		else if (kept.length >= MOST_KEPT)
			say("keep-problem", `${MOST_KEPT} are kept, and no more fit: remove one first.`);
		else change((now) => [one, ...now].slice(0, MOST_KEPT), "Kept in this browser only.");
	});
	byId("forget-all").addEventListener("click", async () => {
		if ((await answerOf(byId<HTMLDialogElement>("forget-dialog"))) !== "yes") return;
		change(() => [], "All forgotten.");
		heart.focus();
	});
	row.addEventListener("toggle", show);
	followKept(() => {
		kept = read();
		show();
	});
	show();
	return { refresh: showHeart, styles: () => kept.map(({ choices }) => choices.style) };
}

function pictureOf({ choices, person }: Favourite) {
	return drawnHere(subjectOf(choices, person));
}
