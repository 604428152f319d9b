import type { Env } from "../config";
import { keptOf } from "./ask_guild";
import { settingsHub } from "./settings_hub";

/**
 * What was being saved as somebody left may have come a little later, in milliseconds: their right had been read at Discord
 * before. Nobody leaves, comes back and saves as quickly.
 */
export const SAVE_GRACE = 30_000;

/**
 * Takes the name of somebody who has left from all that they saved until then, in whichever guild.
 * @param tag what stands for them: see `storage/person_tag.ts`
 * @param leftAt in milliseconds since 1970
 * @returns in how many guilds it could not be taken
 */
export async function forgetSaves(env: Env, tag: string, leftAt: number): Promise<number> {
	const guilds = await settingsHub(env).guildsOf(tag);
	const until = leftAt + SAVE_GRACE;
	const asked = await Promise.allSettled(
		guilds.map(({ guild }) => keptOf(env, guild).forgetSaver(tag, until)),
	);
	const done = guilds.filter((_, n) => asked[n]?.status === "fulfilled" && !asked[n].value);
	if (done.length > 0) await settingsHub(env).forgetSaver(tag, done);
	return asked.filter(({ status }) => status === "rejected").length;
}
