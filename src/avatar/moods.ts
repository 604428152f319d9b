import { MOOD_TABLE } from "./mood_table";
import type { Options } from "./query";

export const MOODS = ["happy", "sad"] as const;
export type Mood = (typeof MOODS)[number];

/** The moods a style can show. */
export function moodsOf(style: string): Mood[] {
	return MOODS.filter((mood) => MOOD_TABLE[style]?.[mood]);
}

/** The options of a mood in a style; none for no mood. */
export function moodOptions(style: string, mood: Mood | ""): Options {
	const row = (mood && MOOD_TABLE[style]?.[mood]) || {};
	const entries = Object.entries(row);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, typeof value === "string" ? value.split(" ") : value]),
	);
}

/**
 * Which of some options a mood overrides: it wins over what contradicts it. Those are the options that it sets itself, and a
 * part of the face that would not always be there. What is the same in both moods is no part of the face but may cover it.
 */
export function contradictions(style: string, mood: Mood | "", options: Options): string[] {
	const set = moodOptions(style, mood);
	const { happy = {}, sad = {} } = MOOD_TABLE[style] ?? {};
	const face = Object.keys(set).filter((name) => happy[name] !== sad[name]);
	const needed = face.map((name) => name.replace(/Variant$/, "Probability"));
	return Object.keys(options).filter(
		(name) => Object.hasOwn(set, name) || (needed.includes(name) && String(options[name]) !== "100"),
	);
}
