import { showsLetters } from "../avatar/look";
import { optionsIn } from "../avatar/option_text";
import { subjectOf } from "../avatar/style_options";
import type { WireAvatar, WireUser } from "../wire";

/** What the picture shows, for those who do not see it. */
export function altOf(user: WireUser, { title, choices }: WireAvatar): string {
	const mood = choices.mood && `, looking ${choices.mood}`;
	return `Avatar of ${user.globalName ?? user.username}, drawn in the style ${title}${mood}`;
}

/** What it grew from, and why not from what was chosen. */
export function originOf(user: WireUser, { choices, source }: WireAvatar): string {
	const extra = choices.extra && " and your extra seed";
	const parts = partsOf(choices);
	if (source === "avatar")
		return `Grew from the code that Discord gives your picture${extra}: it does not resemble it.${parts}`;
	const reason = showsLetters(choices.style)
		? " Its style shows letters, which a picture has not."
		: " You had no picture at Discord when it was made.";
	const instead = choices.seed === "avatar" ? reason : "";
	return `Grew from your Discord name, ${user.username}${extra && `,${extra}`}.${instead}${parts}`;
}

/** How many of the parts are named that somebody has chosen. */
const MOST_NAMED = 6;

/** What of it is not the seed's doing. */
function partsOf({ options }: WireAvatar["choices"]): string {
	const subjects = [...new Set(Object.keys(optionsIn(options)).map(subjectOf))].map((subject) =>
		subject.toLowerCase(),
	);
	if (subjects.length === 0) return "";
	const more = subjects.length - MOST_NAMED;
	return ` You chose: ${subjects.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

/** The day an old avatar was made. */
export function dayOf(madeAt: string): string {
	return new Date(madeAt).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
