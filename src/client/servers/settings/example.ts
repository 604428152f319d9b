import { TRANSPARENT } from "../../../avatar/background";
import type { AvatarSetting } from "../../../wire";
import type { Values } from "./values";

/** What the gallery knows of a style. */
export interface StyleFacts {
	title?: string;
	creator?: string;
	licence?: string;
	/** Why it cannot look so; missing where it can. */
	noHappy?: string;
	noSad?: string;
}

/** What `/avatar` would answer. */
export interface AnswerExample {
	/** Undefined where it is switched off. */
	drawn: { avatar: AvatarSetting; facts: StyleFacts } | undefined;
	/** Who sees the answer. */
	forAll: boolean;
	/** What one would not expect of these settings, as sentences. */
	notes: string[];
}

/** The settings of `/avatar`. */
export const EXAMPLE_FIELDS: readonly string[] = [
	"avatarEnabled",
	"avatarStyle",
	"avatarMood",
	"avatarBackground",
	"avatarStyles",
	"avatarPublic",
];

/**
 * What `/avatar` would answer with these settings. A default style that is not among those to choose from gives way to the
 * first of them, as it does in Discord.
 * @param styles all that there are, by name
 * @param seed who for
 */
export function exampleOf(
	values: Values,
	styles: ReadonlyMap<string, StyleFacts>,
	seed: string,
): AnswerExample {
	const [enabled, style, mood, background, allowed, forAll] = EXAMPLE_FIELDS.map((name) => values[name]);
	// Who is told that there is nothing is told so alone.
	if (enabled === false) return { drawn: undefined, forAll: false, notes: [] };
	const wished = String(style ?? "");
	const offered = Array.isArray(allowed) && allowed.length > 0 ? allowed : [wished];
	const name = offered.includes(wished) ? wished : (offered[0] ?? wished);
	const titleOf = (each: string) => styles.get(each)?.title ?? each;
	const facts = styles.get(name) ?? {};
	const reasons: Readonly<Record<string, string | undefined>> = { happy: facts.noHappy, sad: facts.noSad };
	const impossible = reasons[String(mood)];
	const possible = [String(mood ?? ""), "happy", "sad"].find((each) => !reasons[each]) ?? "";
	const backgroundColor = typeof background === "string" && background ? background.slice(1) : TRANSPARENT;
	return {
		drawn: {
			avatar: { style: name, mood: possible, backgroundColor, seed },
			facts,
		},
		forAll: forAll === true,
		notes: [
			...(name === wished
				? []
				: [`${titleOf(wished)} is not among the styles to choose from: ${titleOf(name)} is drawn instead.`]),
			...(impossible ? [impossible] : []),
		],
	};
}
