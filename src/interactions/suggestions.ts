import type { APIApplicationCommandOptionChoice } from "discord-api-types/v10";
import { kindsOf } from "../avatar/kinds";
import { type StyleName, styleCard } from "../avatar/styles";
import type { Env } from "../config";
import { BACKGROUNDS, backgroundCalled } from "./chosen";
import { AVATAR } from "./commands";
import { type Here, hereIn } from "./here";
import type { Autocomplete } from "./interaction";
import { say } from "./words";

type Suggestion = APIApplicationCommandOptionChoice<string>;

/** How many there may be, and how long the name of one, in characters. */
const MOST = 25;
const NAME_MAX = 100;

/** What to choose from, for what somebody is typing into an option of `/avatar`. */
export async function suggestions(env: Env, { data, home, locale }: Autocomplete): Promise<Suggestion[]> {
	const { name, value = "" } = data.options.find(({ focused }) => focused) ?? {};
	if (data.name !== AVATAR) return [];
	if (name === "background") return backgrounds(value, locale).slice(0, MOST);
	if (name !== "style") return [];
	return styles(value, await hereIn(env, home), locale).slice(0, MOST);
}

/** The styles that have all of the words in their name, kind or artist; first those whose name begins with them. */
function styles(text: string, here: Here, locale: string | undefined): Suggestion[] {
	if (!here.enabled) return [];
	const wanted = text.trim().toLowerCase();
	const words = wanted.split(/\s+/);
	const found = here.styles
		.map((style) => ({ style, ...wordsOf(style, locale) }))
		.filter(({ all }) => words.every((word) => all.includes(word)));
	const [first, rest] = [true, false].map((begins) =>
		found.filter(({ title }) => title.toLowerCase().startsWith(wanted) === begins),
	);
	return [...(first ?? []), ...(rest ?? [])].map(({ style, shown }) => ({
		name: shown.slice(0, NAME_MAX),
		value: style,
	}));
}

function wordsOf(style: StyleName, locale: string | undefined) {
	const { title, creator } = styleCard(style);
	const kinds = kindsOf(style);
	const shown = [title, kinds.map((kind) => say(locale, `kind_${kind}`)).join(", "), creator].join(" · ");
	return { title, shown, all: [shown, style, ...kinds].join(" ").toLowerCase() };
}

/** The colours by name, in the person's language; a colour in hex digits is there as it is. */
function backgrounds(text: string, locale: string | undefined): Suggestion[] {
	const wanted = text.trim().toLowerCase();
	const named = BACKGROUNDS.filter(({ names }) => names.some((name) => name.includes(wanted)));
	const own = named.length === 0 ? backgroundCalled(text) : undefined;
	return [
		...(own ? [{ name: `#${own}`, value: own }] : []),
		...named.map(({ key, value }) => ({ name: say(locale, key), value })),
	];
}
