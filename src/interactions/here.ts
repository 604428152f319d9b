import { TRANSPARENT } from "../avatar/background";
import { type Choices, DEFAULT_CHOICES } from "../avatar/choices";
import { MOODS } from "../avatar/moods";
import { STYLES, type StyleName } from "../avatar/styles";
import type { Env } from "../config";
import { keptOf } from "../control_room/ask_guild";
import { filledIn, settingFields } from "../control_room/settings";
import { within } from "./within";

/** What `/avatar` does where it is asked for. */
export interface Here {
	enabled: boolean;
	/** What an avatar is made of where nobody chooses anything else. */
	defaults: Choices;
	/** The styles that may be chosen, at least one. */
	styles: readonly StyleName[];
	/** Whether everybody may see the answer, or only who asked. */
	isPublic: boolean;
}

const ALL_STYLES = [...STYLES.keys()];

/** Where nobody has set anything: as in the studio. */
const ANYWHERE: Here = { enabled: true, defaults: DEFAULT_CHOICES, styles: ALL_STYLES, isPublic: true };

/** How long a guild's object is waited for, in milliseconds: of Discord's three seconds, the picture needs its part, too. */
const PATIENCE = 1000;

/**
 * What a guild has set in the control room.
 * @param guild undefined for where the application is not installed; then, and where the settings cannot be had, it is as
 * in the studio
 */
export async function hereIn(env: Env, guild: string | undefined): Promise<Here> {
	if (guild === undefined) return ANYWHERE;
	try {
		return (await within(PATIENCE, settingsOf(env, guild))) ?? ANYWHERE;
	} catch (error) {
		console.warn("A guild's settings could not be read:", error instanceof Error ? error.message : "");
		return ANYWHERE;
	}
}

async function settingsOf(env: Env, guild: string): Promise<Here> {
	const { values } = await keptOf(env, guild).current();
	const set = filledIn(settingFields(env), values);
	const styles = set.get("avatarStyles");
	const allowed = Array.isArray(styles) && styles.length > 0 ? styles : ALL_STYLES;
	const style = String(set.get("avatarStyle"));
	const background = set.get("avatarBackground");
	return {
		enabled: set.get("avatarEnabled") === true,
		isPublic: set.get("avatarPublic") === true,
		styles: allowed,
		defaults: {
			...DEFAULT_CHOICES,
			style: allowed.includes(style) ? style : (allowed[0] ?? style),
			mood: MOODS.find((mood) => mood === set.get("avatarMood")) ?? "",
			backgroundColor: typeof background === "string" ? background.slice("#".length) : TRANSPARENT,
		},
	};
}
