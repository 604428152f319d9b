import { type Choices, choiceFields } from "../avatar/choices";
import { isKind } from "../avatar/kinds";
import { MOODS, type Mood, moodsOf } from "../avatar/moods";
import { STYLES, type StyleName, styleCard } from "../avatar/styles";
import { backgroundCalled } from "./backgrounds";
import { EXTRA_MAX_BYTES, type State } from "./custom_id";
import type { Here } from "./here";
import { escaped } from "./markdown";
import { Refusal } from "./refusal";
import { say } from "./words";

type Said = string | undefined;

/**
 * What somebody chose with the command's options, made whole with what is usual here.
 * @param options as they were typed, by name
 * @throws Refusal
 */
export function chosenIn(options: ReadonlyMap<string, string>, here: Here, locale: Said): Choices {
	const option = (name: string) => options.get(name);
	const style = styleIn(option("style"), here, locale);
	return {
		style,
		mood: moodIn(option("mood"), style, here, locale),
		backgroundColor: backgroundIn(option("background"), here, locale),
		seed: choiceFields.shape.seed.safeParse(option("seed")).data ?? here.defaults.seed,
		extra: extraIn(option("extra"), locale),
		options: "",
	};
}

/**
 * What is to be shown once a component was used.
 * @param value what was picked of a select
 * @throws Refusal
 */
export function changedBy({ action, choices, kind }: State, value: string, here: Here, locale: Said): State {
	if (action === "link") return { action, choices, kind };
	if (action === "pick") return picked({ action, choices, kind }, value, here, locale);
	requireAllowed(choices.style, here, locale);
	if (action === "another") return { action, kind, choices: { ...choices, extra: newExtra() } };
	return { action, kind, choices: { ...choices, mood: otherMood(choices) ?? choices.mood } };
}

/** What the select's values begin with. After the first comes a kind, or nothing for all of them. */
export const KIND_VALUE = "kind/";
export const STYLE_VALUE = "style/";

function picked(state: State, value: string, here: Here, locale: Said): State {
	if (value.startsWith(KIND_VALUE)) {
		const name = value.slice(KIND_VALUE.length);
		return { ...state, kind: isKind(name) ? name : null };
	}
	const style = styleIn(value.slice(STYLE_VALUE.length), here, locale);
	const { mood } = state.choices;
	return { ...state, choices: { ...state.choices, style, mood: fittingMood(style, mood) } };
}

/** The mood that a button offers; undefined where the style has no other. */
export function otherMood({ style, mood }: Pick<Choices, "style" | "mood">): Mood | undefined {
	return moodsOf(style).find((each) => each !== mood);
}

function styleIn(text: Said, here: Here, locale: Said): StyleName {
	if (text === undefined) return here.defaults.style;
	const style = styleCalled(text);
	if (style === undefined) throw new Refusal(say(locale, "style_unknown"));
	requireAllowed(style, here, locale);
	return style;
}

/** By its name, as the list gives it, or by its title, as somebody may type it. */
function styleCalled(text: string): StyleName | undefined {
	const wanted = text.trim().toLowerCase();
	const [style] =
		[...STYLES].find(([name, { title }]) => wanted === name || wanted === title.toLowerCase()) ?? [];
	return style;
}

/** @throws Refusal */
export function requireAllowed(style: StyleName, { styles }: Here, locale: Said): void {
	if (styles.includes(style)) return;
	throw new Refusal(say(locale, "style_not_allowed", { style: escaped(styleCard(style).title) }));
}

function moodIn(text: Said, style: StyleName, { defaults }: Here, locale: Said): Choices["mood"] {
	if (text === undefined) return fittingMood(style, defaults.mood);
	const mood = MOODS.find((each) => each === text);
	// One chooses between them: nothing else can be typed.
	if (!mood) throw new Refusal(say(locale, "unknown"));
	const moods = moodsOf(style);
	if (moods.includes(mood)) return mood;
	const title = escaped(styleCard(style).title);
	if (moods.length === 0) throw new Refusal(say(locale, "no_face", { style: title }));
	throw new Refusal(say(locale, "mood_impossible", { style: title, mood: say(locale, `mood_${mood}`) }));
}

/** A mood as far as a style can have it. */
function fittingMood(style: StyleName, mood: Choices["mood"]): Choices["mood"] {
	const moods = moodsOf(style);
	return moods.find((each) => each === mood) ?? moods[0] ?? "";
}

function backgroundIn(text: Said, { defaults }: Here, locale: Said): string {
	if (text === undefined) return defaults.backgroundColor;
	const background = backgroundCalled(text);
	if (background === undefined) throw new Refusal(say(locale, "background_wrong"));
	return background;
}

function extraIn(text: Said, locale: Said): string {
	if (text === undefined) return "";
	const extra = choiceFields.shape.extra.safeParse(text).data;
	if (extra === undefined) throw new Refusal(say(locale, "extra_wrong"));
	if (new TextEncoder().encode(extra).length > EXTRA_MAX_BYTES)
		throw new Refusal(say(locale, "extra_too_long"));
	return extra;
}

/** Eight letters that nobody has chosen. */
function newExtra(): string {
	return crypto.getRandomValues(new Uint8Array(6)).toBase64({ alphabet: "base64url" });
}
