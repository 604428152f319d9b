import typos from "damerau-levenshtein";
import { kindsOf } from "./kinds";
import { STYLE_TAGS, SYNONYMS } from "./style_tags";
import type { StyleName } from "./styles";

/** A style as far as it is searched for by itself; what it is like stands in its tags. */
export interface Searched {
	name: StyleName;
	title: string;
	creator: string;
	/** More that it is called. */
	also?: string;
}

/** How well a word fits: as the style's name, as what it is like, as what some of its drawings have. */
const RANKS = { title: 3, is: 2, has: 1 } as const;

/** Words that say nothing of a style. */
const EMPTY_WORDS = new Set([
	"a",
	"an",
	"and",
	"the",
	"with",
	"of",
	"in",
	"for",
	"my",
	"style",
	"avatar",
	"pfp",
]);

/** More words, and longer ones, are nobody's search: what they cost is bounded. */
const WORDS_MAX = 8;
const WORD_MAX = 32;

interface Entry {
	name: StyleName;
	/** What it is found by, in the singular, each with its rank. */
	words: Map<string, number>;
	/** Artists are found by their whole names only: many styles are DiceBear's, and none of them is a bear's for that. */
	artist: ReadonlySet<string>;
}

/**
 * Makes a search of styles. It takes what somebody types, and gives the styles that fit all of its words, the best first
 * and else in their own order. A word fits as it is; where nothing has it, by how it begins; and where nothing begins so
 * either, as the nearest word, with a letter too many, missing, wrong or swapped (two from seven letters on).
 */
export function styleSearch(styles: Iterable<Searched>): (query: string) => StyleName[] {
	const entries = [...styles].map(entryOf);
	const vocabulary = [...new Set(entries.flatMap(({ words }) => [...words.keys()]))];

	const fitting = (word: string) => {
		const one = singular(word);
		const exact = entries.map(({ words, artist }) =>
			artist.has(word) ? RANKS.title : (words.get(one) ?? 0),
		);
		if (exact.some(Boolean)) return exact;
		const meant = new Set(meantBy(word, vocabulary));
		return entries.map(({ words }) => {
			let best = 0;
			for (const [known, rank] of words) if (rank > best && meant.has(known)) best = rank;
			return best;
		});
	};

	return (query) => {
		const ranks = searchedWords(query).map(fitting);
		return entries
			.map(({ name }, n) => ({ name, each: ranks.map((rank) => rank[n] ?? 0) }))
			.filter(({ each }) => each.every(Boolean))
			.map(({ name, each }) => ({ name, sum: each.reduce((sum, rank) => sum + rank, 0) }))
			.sort((one, other) => other.sum - one.sum)
			.map(({ name }) => name);
	};
}

function entryOf({ name, title, creator, also = "" }: Searched): Entry {
	const { is = "", has = "" } = STYLE_TAGS[name] ?? {};
	const words = new Map<string, number>();
	// The best rank comes last, and stays.
	for (const word of withSynonyms(wordsOf(has))) words.set(word, RANKS.has);
	for (const word of withSynonyms(wordsOf([is, also, ...kindsOf(name)].join(" ")))) words.set(word, RANKS.is);
	const called = wordsOf(title);
	// "bigears" is found as well, and so is "bigears neutral".
	const inOne = called.map((_, n) => called.slice(0, n + 1).join(""));
	for (const word of [...called, ...inOne]) words.set(singular(word), RANKS.title);
	return { name, words, artist: new Set(wordsOf(creator)) };
}

function withSynonyms(words: readonly string[]): string[] {
	// "glasses" stands in the table as it is: it is no plural.
	return words
		.flatMap((word) => [word, ...wordsOf(SYNONYMS[word] ?? SYNONYMS[singular(word)] ?? "")])
		.map(singular);
}

/** The words that begin so, else the nearest ones, if they are near. */
function meantBy(word: string, vocabulary: readonly string[]): readonly string[] {
	const one = singular(word);
	const begun = vocabulary.filter((known) => known.startsWith(one));
	if (begun.length > 0 || word.length < 4 || word.length > WORD_MAX) return begun;
	const most = word.length < 7 ? 1 : 2;
	const near = vocabulary
		.filter((known) => Math.abs(known.length - word.length) <= most)
		.map((known) => ({ known, off: typos(word, known).steps }));
	const least = Math.min(most, ...near.map(({ off }) => off));
	return near.filter(({ off }) => off === least).map(({ known }) => known);
}

function searchedWords(query: string): string[] {
	return wordsOf(query)
		.filter((word) => !EMPTY_WORDS.has(singular(word)))
		.slice(0, WORDS_MAX);
}

/** In small letters without accents; "8 bit" and "8-bit" are one word. */
function wordsOf(text: string): string[] {
	const plain = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
	return plain.replace(/(\d)[ -]bit/g, "$1bit").match(/[\p{L}\p{N}]+/gu) ?? [];
}

function singular(word: string): string {
	return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}
