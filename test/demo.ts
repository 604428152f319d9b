/**
 * The whole product on one machine, without the internet: the Worker as it is, and beside it, under another host name
 * (so that cookies and redirects cross sites as they do with the real one), the stand-in Discord. `npm start` runs it.
 */
import { app } from "../src/app";
import type { Env } from "../src/config";
import { COMMANDS } from "../src/interactions/commands";
import { createStandIn } from "./stand_ins/discord/stand_in";

export { GuildKeeper } from "../src/control_room/guild_keeper";
export { SettingsHub } from "../src/control_room/settings_hub";
export { Departure } from "../src/departure/departure";
export { Bot } from "../src/discord/bot/bot";
export { PersonalLink } from "../src/journey/personal_link";
export { SessionKeeper } from "../src/journey/session_keeper";

/** Where the product is. */
const SITE_HOST = "localhost";

/** Where the stand-in answers. */
const STAND_IN_HOST = "127.0.0.1";

let standIn: ReturnType<typeof createStandIn> | undefined;

/** An address of the product's: the same server is the product under its other name. */
function addressAt(path: string, standInUrl: string): string {
	const url = new URL(path, standInUrl);
	url.hostname = SITE_HOST;
	return url.href;
}

export default {
	async fetch(request, env, ctx) {
		if (new URL(request.url).hostname !== STAND_IN_HOST) return app.fetch(request, env, ctx);
		standIn ??= createStandIn({
			clientId: env.DISCORD_CLIENT_ID ?? "",
			clientSecret: env.DISCORD_CLIENT_SECRET ?? "",
			...(env.DISCORD_BOT_TOKEN !== undefined && { botToken: env.DISCORD_BOT_TOKEN }),
			redirectUris: [addressAt("/get_avatar", request.url)],
			commands: COMMANDS,
			site: addressAt("/", request.url),
			onViolation: ({ call, of, problem }) =>
				console.error(`Not as Discord documents it: the ${of} of ${call}: ${problem}`),
		});
		return standIn.fetch(request);
	},
} satisfies ExportedHandler<Env>;
