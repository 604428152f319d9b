import { byId } from "../../element";
import { radiosOf } from "../../fields";
import { make } from "../../make";
import { drawExample } from "./draw_example";
import { exampleOf } from "./example";
import type { Values } from "./values";

const MOODS = [
	{ mood: "happy", title: "Happy", reason: "noHappy" },
	{ mood: "sad", title: "Sad", reason: "noSad" },
] as const;

/** What `/avatar` would answer, as somebody in a chat sees it: it follows the settings while one sets them. */
export function answerExample(): { element: HTMLElement; show(values: Values): void } {
	const gallery = radiosOf(byId<HTMLFormElement>("editor"), "style");
	const styles = new Map(gallery.map(({ value, dataset }) => [value, dataset]));
	const { sampleName = "" } = byId("settings-groups").dataset;

	const who = make("span");
	const asked = make("b", {}, sampleName);
	const title = make("b");
	const artist = make("span");
	const licence = make("span", { className: "small" });
	const picture = make("img", { className: "example-picture", alt: "", width: 96, height: 96 });
	const buttons = make("p", { className: "answer-buttons", ariaHidden: "true" });
	const words = make("div", { className: "answer-words" }, make("p", {}, title, artist), licence, buttons);
	const drawn = make("div", { className: "answer-card" }, picture, words);
	const off = make("p", { className: "answer-card" }, "Avatars are switched off here.");
	const notes = make("p", { className: "answer-notes", role: "status" });
	const element = make(
		"figure",
		{ className: "answer" },
		make("figcaption", { className: "small" }, asked, " uses ", make("b", {}, "/avatar"), ". ", who),
		drawn,
		off,
		notes,
	);

	return {
		element,
		show(values) {
			const example = exampleOf(values, styles, sampleName);
			const { avatar, facts } = example.drawn ?? {};
			drawn.hidden = !avatar;
			off.hidden = Boolean(avatar);
			title.textContent = facts?.title ?? "";
			artist.textContent = ` by ${facts?.creator}`;
			licence.textContent = `Licence: ${facts?.licence}`;
			drawExample(picture, avatar);
			const other = MOODS.find(({ mood, reason }) => mood !== avatar?.mood && !facts?.[reason]);
			const names = ["Another", ...(other ? [other.title] : []), "Link", "Open in the studio"];
			buttons.replaceChildren(...names.map((name) => make("span", { className: "answer-button" }, name)));
			who.textContent = example.forAll ? "Everybody sees it." : "Only they see it.";
			const text = example.notes.join(" ");
			if (notes.textContent !== text) notes.textContent = text;
		},
	};
}
