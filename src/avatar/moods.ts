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
