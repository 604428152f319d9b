import type { APIApplicationCommandOptionChoice } from "discord-api-types/v10";
import { kindsOf } from "../avatar/kinds";
import { styleSearch } from "../avatar/style_search";
import { type StyleName, styleCard } from "../avatar/styles";
import type { Env } from "../config";
import { BACKGROUNDS, backgroundCalled } from "./backgrounds";
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

/** The styles that fit, the best first, by their kind in the person's language too. */
function styles(text: string, here: Here, locale: string | undefined): Suggestion[] {
	if (!here.enabled) return [];
	const kindsIn = (style: StyleName) => kindsOf(style).map((kind) => say(locale, `kind_${kind}`));
	const search = styleSearch(
		here.styles.map((name) => ({ name, ...styleCard(name), also: kindsIn(name).join(" ") })),
	);
	return search(text).map((style) => {
		const { title, creator } = styleCard(style);
		const shown = [title, kindsIn(style).join(", "), creator].join(" · ");
		return { name: shown.slice(0, NAME_MAX), value: style };
	});
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
