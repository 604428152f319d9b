import { showsLetters } from "../avatar/look";
import type { WireAvatar, WireUser } from "../wire";

/** What the picture shows, for those who do not see it. */
export function altOf(user: WireUser, { title, choices }: WireAvatar): string {
	const mood = choices.mood && `, looking ${choices.mood}`;
	return `Avatar of ${user.globalName ?? user.username}, drawn in the style ${title}${mood}`;
}

/** What it grew from, and why not from what was chosen. */
export function originOf(user: WireUser, { choices, source }: WireAvatar): string {
	const extra = choices.extra && " and your extra seed";
	if (source === "avatar")
		return `Grew from the code that Discord gives your picture${extra}: it does not resemble it.`;
	const reason = showsLetters(choices.style)
		? " Its style shows letters, which a picture has not."
		: " You had no picture at Discord when it was made.";
	const instead = choices.seed === "avatar" ? reason : "";
	return `Grew from your Discord name, ${user.username}${extra && `,${extra}`}.${instead}`;
}

/** The day an old avatar was made. */
export function dayOf(madeAt: string): string {
	return new Date(madeAt).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
