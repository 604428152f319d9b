import { describe, expect, it } from "vitest";
import { KINDS } from "../../src/avatar/kinds";
import { SWATCHES } from "../../src/avatar/swatches";
import { COMMANDS } from "../../src/interactions/commands";
import { LOCALES, say, secondsIn, translations, WORDS, type WordKey } from "../../src/interactions/words";
import { registrationProblems } from "../stand_ins/discord/openapi/commands";

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

describe("the commands", () => {
	const [avatar, , use] = COMMANDS;
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

	it.each(["global", "guild"] as const)("are as Discord documents them: %s", (scope) => {
		const placed = COMMANDS.map((command) =>
			scope === "guild" ? { ...command, contexts: undefined, integration_types: undefined } : command,
		);
		expect(registrationProblems(placed, scope)).toEqual([]);
	});

	it("calls no two options alike in a language", () => {
		for (const locale of LOCALES) {
			const names = options.map(({ name, name_localizations }) => name_localizations?.[locale] ?? name);
			expect(new Set(names).size).toBe(names.length);
		}
	});
});
