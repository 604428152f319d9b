/** https://docs.discord.com/developers/reference#user-agent */
export function isDiscordBot(userAgent: string | undefined): boolean {
	return /^DiscordBot \(\S+, \S+\)/.test(userAgent ?? "");
}
