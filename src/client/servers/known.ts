import type { WireGuild } from "../../wire";

/** What is known of the person's guilds, by id. */
export type Known = ReadonlyMap<string, WireGuild>;

/** What an answer adds to what is known: an answer that does not know where the bot is takes nothing away. */
export function learn(known: Known, answer: readonly WireGuild[]): Known {
	const next = new Map(known);
	for (const guild of answer)
		next.set(guild.id, { ...guild, bot: guild.bot ?? known.get(guild.id)?.bot ?? null });
	return next;
}

/** The guilds that the bot has joined between two looks. */
export function joined(before: Known, after: Known): WireGuild[] {
	return [...after.values()].filter(({ id, bot }) => bot && before.get(id)?.bot === false);
}

/** Where a guild stands on the page. */
export type GroupName = "manage" | "invite" | "unknown" | "others";

export function groupOf({ manage, bot, settings }: WireGuild): GroupName {
	if (settings) return "manage";
	if (!manage) return "others";
	if (bot === null) return "unknown";
	return bot ? "manage" : "invite";
}
