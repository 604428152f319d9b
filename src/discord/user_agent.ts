import { version } from "../../package.json";

/**
 * The `User-Agent` that Discord asks for: https://docs.discord.com/developers/reference#user-agent
 * @param address where this site is
 */
export function userAgent(address: string): string {
	return `DiscordBot (${address}, ${version})`;
}
