import { Hono } from "hono";
import { AppError } from "../errors";
import { type AppEnv, siteOf } from "../http/browser";

/**
 * To Discord's page for adding the application to a server or to oneself: with nothing but the client's id it offers what the
 * application's own settings allow. https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow
 */
export const install = new Hono<AppEnv>().get("/install", (c) => {
	const { DISCORD_PUBLIC_KEY, DISCORD_CLIENT_ID, DISCORD_URL } = siteOf(c).config;
	// Without the key nothing answers in Discord.
	if (!DISCORD_PUBLIC_KEY) throw new AppError("file_not_found");
	return c.redirect(
		`${DISCORD_URL}/oauth2/authorize?${new URLSearchParams({ client_id: DISCORD_CLIENT_ID })}`,
	);
});
