import { describe, expect, it } from "vitest";
import { KINDS } from "../../src/avatar/kinds";
import { SWATCHES } from "../../src/avatar/swatches";
import { COMMANDS } from "../../src/interactions/commands";
import { LOCALES, say, secondsIn, translations, WORDS, type WordKey } from "../../src/interactions/words";

const KEYS = Object.keys(WORDS) as WordKey[];

/** The words that are the same in English and elsewhere, by key: all others have to be translated. */
const COGNATES: Partial<Record<WordKey, readonly string[]>> = {
	name_avatar: ["de", "es-ES", "es-419", "fr", "pt-BR"],
	name_style: ["fr"],
	name_extra: ["es-ES", "es-419", "fr", "pt-BR"],
	link: ["de", "pt-BR"],
	kind_robots: ["es-ES", "es-419", "fr"],
	kind_pixels: ["fr", "pt-BR"],
	transparent: ["de", "fr"],
	swatch_rose: ["fr"],
	swatch_coral: ["es-ES", "es-419", "pt-BR"],
};

const textsOf = (key: WordKey) => Object.values(translations(key));
const holesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe("the words in Discord", () => {
	it.each(KEYS)("has %s in every language, and nothing in English by accident", (key) => {
		const same = LOCALES.filter((locale) => translations(key)[locale] === undefined);
		expect(same).toEqual(COGNATES[key] ?? []);
		for (const text of WORDS[key]) expect(text.trim()).toBe(text);
		for (const text of WORDS[key]) expect(text).not.toBe("");
	});

	it.each(KEYS)("leaves the same places to fill in %s", (key) => {
		for (const text of textsOf(key)) expect(holesIn(text)).toEqual(holesIn(WORDS[key][0]));
	});

	it("ends a sentence in every language where it ends in English", () => {
		for (const key of KEYS) {
			const ends = (text: string) => /[.。]$/.test(text);
			for (const text of textsOf(key)) expect([text, ends(text)]).toEqual([text, ends(WORDS[key][0])]);
		}
	});

	it("speaks somebody's language, and English where it has not learnt it", () => {
		expect(say("de", "another")).toBe("Noch einer");
		expect(say("es-419", "another")).toBe(say("es-ES", "another"));
		for (const locale of [undefined, "en-US", "en-GB", "pl", "constructor", ""])
			expect(say(locale, "another")).toBe("Another");
	});

	it("fills in what it is given as it is, once", () => {
		const values = { style: "$& {artist}", artist: "{style}" };
		expect(say("fr", "drawn", values)).toBe("$& {artist} par {style}");
	});

	it("counts seconds as a language does", () => {
		// French has a space that does not break.
		const inWords = (locale: string | undefined, n: number) => secondsIn(locale, n).replace("\u00a0", " ");
		const counted = [undefined, ...LOCALES].map((locale) => [inWords(locale, 1), inWords(locale, 12)]);
		expect(counted).toEqual([
			["1 second", "12 seconds"],
			["1 Sekunde", "12 Sekunden"],
			["1 segundo", "12 segundos"],
			["1 segundo", "12 segundos"],
			["1 seconde", "12 secondes"],
			["1 segundo", "12 segundos"],
			["1 秒", "12 秒"],
		]);
	});

	it("calls no two swatches, kinds or moods by the same word", () => {
		for (const start of ["swatch_", "kind_", "mood_"]) {
			const byWord = new Map<string, string>();
			const keys = KEYS.filter(
				(key) => key.startsWith(start) || (start === "swatch_" && key === "transparent"),
			);
			for (const key of keys)
				for (const word of WORDS[key].map((text) => text.toLowerCase())) {
					expect([word, byWord.get(word) ?? key]).toEqual([word, key]);
					byWord.set(word, key);
				}
		}
	});

	it("calls the swatches and kinds in English as the studio does", () => {
		const swatches = Object.keys(SWATCHES).map((name) => [`swatch_${name.toLowerCase()}`, name]);
		const kinds = Object.entries(KINDS).map(([kind, title]) => [`kind_${kind}`, title]);
		for (const [key, title] of [...swatches, ...kinds]) expect(WORDS[key as WordKey][0]).toBe(title);
	});
});

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const CHAT_INPUT_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

interface Named {
	name: string;
	name_localizations?: object | null;
}
interface Described extends Named {
	description: string;
	description_localizations?: object | null;
}
const namesOf = ({ name, name_localizations }: Named) => [name, ...Object.values(name_localizations ?? {})];
const aboutOf = (each: Described) => [
	each.description,
	...Object.values(each.description_localizations ?? {}),
];

describe("the commands", () => {
	const [avatar, draw, use] = COMMANDS;
	const options = avatar && "options" in avatar ? avatar.options : [];

	it("has the names and places that are promised", () => {
		const places = COMMANDS.map(({ type, name, integration_types, contexts }) => ({
			type,
			name,
			integration_types,
			contexts,
		}));
		expect(places).toEqual([
			{ type: 1, name: "avatar", integration_types: [0, 1], contexts: [0, 1, 2] },
			{ type: 2, name: "Draw this person", integration_types: [0, 1], contexts: [0, 1, 2] },
			{ type: 3, name: "Use for the bot here", integration_types: [0], contexts: [0] },
		]);
		expect(use).toHaveProperty("default_member_permissions", "32");
		expect(options.map(({ name }) => name)).toEqual(["style", "mood", "background", "seed", "extra", "show"]);
		const values = options.map((option) =>
			"choices" in option ? option.choices?.map(({ value }) => value) : [],
		);
		expect(values).toEqual([[], ["happy", "sad"], [], ["username", "avatar"], [], ["me", "everybody"]]);
	});

	it("has names that Discord takes, in every language", () => {
		for (const name of [avatar, ...options].flatMap((each) => namesOf(each as Named))) {
			expect(name).toMatch(CHAT_INPUT_NAME);
			expect(name).toBe(name.toLowerCase());
		}
		for (const name of [draw, use].flatMap((each) => namesOf(each as Named)))
			expect([...name].length).toBeLessThanOrEqual(32);
		const choices = options.flatMap((option) => ("choices" in option ? (option.choices ?? []) : []));
		for (const name of choices.flatMap(namesOf)) expect([...name].length).toBeLessThanOrEqual(100);
	});

	it("calls no two options alike in a language", () => {
		for (const locale of LOCALES) {
			const names = options.map(({ name, name_localizations }) => name_localizations?.[locale] ?? name);
			expect(new Set(names).size).toBe(names.length);
		}
	});

	it("describes itself in at most 100 characters, and in 8,000 altogether", () => {
		const texts = [avatar, ...options].flatMap((each) => aboutOf(each as Described));
		for (const text of texts) expect([text, [...text].length <= 100]).toEqual([text, true]);
		// Names, descriptions and values of a command together, the longest of each text's languages.
		const longest = (all: string[]) => Math.max(...all.map((text) => text.length));
		const parts = [avatar, ...options].flatMap((each) => [
			namesOf(each as Named),
			aboutOf(each as Described),
		]);
		expect(parts.map(longest).reduce((a, b) => a + b)).toBeLessThan(8000);
	});
});
