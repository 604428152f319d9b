import type { BotInGuild, WireGuild } from "../../wire";

/** Where Discord keeps pictures: https://docs.discord.com/developers/reference#image-formatting */
const CDN = "https://cdn.discordapp.com";

export function guildIcon({ id, icon }: Pick<WireGuild, "id" | "icon">): string | null {
	return icon && `${CDN}/icons/${id}/${icon}.png?size=64`;
}

/** The bot's avatar as it is everywhere. */
export function ownAvatar({ bot }: Pick<BotInGuild, "bot">): string | null {
	return bot.avatar && `${CDN}/avatars/${bot.id}/${bot.avatar}.png?size=128`;
}

/** The bot's avatar as it is in a guild: one for there alone, else its own. */
export function avatarThere(here: BotInGuild): string | null {
	const { guild, bot, member } = here;
	if (member.avatar === null) return ownAvatar(here);
	return `${CDN}/guilds/${guild.id}/users/${bot.id}/avatars/${member.avatar}.png?size=128`;
}

export function roleIcon(id: string, icon: string): string {
	return `${CDN}/role-icons/${id}/${icon}.png?size=32`;
}

/** A person's avatar as it is everywhere. */
export function memberAvatar(id: string, avatar: string): string {
	return `${CDN}/avatars/${id}/${avatar}.png?size=32`;
}
