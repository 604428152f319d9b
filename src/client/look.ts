import type { Choices } from "../avatar/choices";
import { moodOptions } from "../avatar/moods";
import { svgPath } from "../avatar/query";
import type { Person } from "../avatar/recipe";

/** The picture of what is chosen, for who it is. The rules are those of `avatar/recipe.ts`, without its schema. */
export function pictureOf(choices: Choices, person: Person): string {
	const { seed, extra, style, mood, backgroundColor } = choices;
	const source = (seed === "avatar" && person.avatar) || person.username;
	const background = backgroundColor === "transparent" ? {} : { backgroundColor: [backgroundColor] };
	return svgPath(style, [source, extra.trim()].filter(Boolean).join(":"), {
		...moodOptions(style, mood),
		...background,
	});
}
