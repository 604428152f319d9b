import { version } from "../../package.json";

/**
 * What Discord asks every caller to say of itself; without it, Cloudflare in front of Discord may refuse the call.
 * @param origin where this site is
 * Source: https://docs.discord.com/developers/reference#user-agent
 */
export function userAgent(origin: string): string {
	return `DiscordBot (${origin}, ${version})`;
}
