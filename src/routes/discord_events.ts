import { Hono } from "hono";
import { depart } from "../departure/departure";
import { departureIn } from "../departure/event";
import { type AppEnv, siteOf } from "../http/browser";
import { readSigned } from "../http/signed";

/**
 * What Discord tells the application: https://docs.discord.com/developers/events/webhook-events. It wants 204 within three
 * seconds, whatever it was; else it tells it again, for ten minutes. So what we cannot take in is an error, and all else is
 * taken in first and done afterwards.
 */
export const discordEvents = new Hono<AppEnv>().post("/discord-events", async (c) => {
	const event = await readSigned(c);
	const left = departureIn(event, siteOf(c).config.DISCORD_CLIENT_ID, Date.now());
	if (left) await depart(c.env, left.person, left.leftAt);
	// Discord wants a type, though there is nothing of it.
	return c.body(null, 204, { "Content-Type": "application/json" });
});
