import { fittingOptions } from "../../avatar/option_text";
import type { StyleOptions } from "../../avatar/style_options";
import { byId } from "../element";
import { make } from "../make";
import { allShuffled, type Changes, changedOptions, sayLost } from "./changes";
import { actionOf } from "./controls";
import type { Editing, Editor, Studio } from "./editing";
import { motionTopic, stillness } from "./motion";
import { type Pictures, picturesInView } from "./pictures";
import { partTopic } from "./topic";
import { freeOf, type Topic, topicsOf } from "./topics";
import { backgroundTopic, coloursOf, wholeTopic } from "./whole";

const NOT_LOADED = "What draws could not be loaded. Fold this and unfold it to try again.";

/** Makes the controls of the chosen style, and then of each other that is chosen. */
export function editParts(place: HTMLElement, studio: Studio): Editor {
	const locked = new Set<string>();
	let edited:
		| { style: string; own: StyleOptions; topics: Topic[]; sync(): void; pictures: Pictures }
		| undefined;
	/** What the person has chosen, also what the style at hand does not have: the next one may. */
	let wish = studio.choices().options;
	let written = wish;

	const say = (text: string) => {
		byId("parts-said").textContent = text;
	};

	/** What may be shuffled: neither what is locked nor what the mood decides. */
	function free(topics: readonly Topic[]): Topic[] {
		const { style, mood } = studio.choices();
		return topics.filter(({ name }) => !locked.has(name)).map((topic) => freeOf(style, mood, topic));
	}

	function change(own: StyleOptions, changes: Changes, backgroundColor = studio.choices().backgroundColor) {
		const { options, problem } = changedOptions(own, studio.choices().options, changes);
		if (problem !== undefined) return say("That is more than can be kept. Take something back first.");
		say("");
		wish = written = options;
		studio.take({ options, backgroundColor }, true);
	}

	async function refresh() {
		const { style, options } = studio.choices();
		if (options !== written) wish = written = options;
		if (edited?.style === style) {
			place.inert = false;
			edited.sync();
			edited.pictures.redraw();
			return;
		}
		// Until then these are another style's.
		place.inert = edited !== undefined;
		const own = await choosable(style);
		if (own && studio.choices().style === style && edited?.style !== style) show(style, own);
	}

	async function choosable(style: string): Promise<StyleOptions | undefined> {
		try {
			const own = await studio.choosableIn(style);
			if (byId("parts-said").textContent === NOT_LOADED) say("");
			return own;
		} catch {
			if (studio.choices().style === style) say(NOT_LOADED);
			return undefined;
		}
	}

	function show(style: string, own: StyleOptions) {
		edited?.pictures.end();
		const pictures = picturesInView((came) => {
			if (!came) say("Some pictures did not come. They will with the next change.");
		});
		const syncs: (() => void)[] = [];
		const topics = topicsOf(own);
		for (const name of locked) if (!topics.some((topic) => topic.name === name)) locked.delete(name);
		const editing: Editing = {
			...studio,
			own,
			pictures,
			locked,
			text: () => studio.choices().options,
			change: (...changes) => change(own, ...changes),
			pictureWith: (changes) => {
				const { options } = studio.choices();
				const still = changedOptions(own, options, { ...changes, ...stillness(own) });
				return studio.pictureWith(still.options ?? options);
			},
			follow(sync) {
				syncs.push(sync);
				sync();
			},
			resync() {
				for (const sync of syncs) sync();
			},
		};
		edited = { style, own, topics, pictures, sync: editing.resync };
		place.replaceChildren(
			allActions(editing, () => allShuffled(free(topics))),
			...topics.map((topic) => partTopic(editing, topic)),
			...motionTopic(editing),
			wholeTopic(editing),
			backgroundTopic(editing),
		);
		place.ariaBusy = "false";
		place.inert = false;
	}

	async function restyle(before: string) {
		if (before !== written) wish = before;
		const { style, options } = studio.choices();
		written = options;
		const own = await choosable(style);
		// Another style has been chosen meanwhile, or something else.
		if (!own || studio.choices().style !== style || studio.choices().options !== options) return;
		const fitting = fittingOptions(own, wish);
		const lost = sayLost(wish, fitting);
		say(lost && `${studio.title()} cannot show your ${lost}: kept for a style that can.`);
		written = fitting;
		if (fitting !== options) studio.take({ options: fitting }, false);
	}

	return {
		refresh: () => void refresh(),
		restyle: (before) => void restyle(before),
		shuffleAround() {
			if (!edited || locked.size === 0) return false;
			change(edited.own, allShuffled(free(edited.topics)));
			return true;
		},
	};
}

/** What is done with all topics at once. */
function allActions(editing: Editing, shuffled: () => Changes): HTMLElement {
	const { own, change } = editing;
	const shuffle = actionOf("Shuffle all", () => change(shuffled()));
	const back = actionOf("Take all back", () => {
		const [first] = coloursOf(editing.choices());
		change(Object.fromEntries(Object.keys(own.fields).map((name) => [name, undefined])), first);
	});
	return make("div", { className: "actions" }, shuffle, back);
}
