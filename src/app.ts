import { Hono } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { AppError } from "./errors";
import { type AppEnv, renewedCookie } from "./http/browser";
import { countedRequest } from "./http/counted";
import { limited } from "./http/limits";
import { problemResponse } from "./http/problem";
import { safeHeaders } from "./http/safe_headers";
import { notCrossSite, sameOrigin } from "./http/same_origin";
import { avatar } from "./routes/avatar";
import { bot } from "./routes/bot";
import { asDiscord, botapi } from "./routes/botapi";
import { asDiceBear, DICEBEAR_PATHS, dicebear } from "./routes/dicebear";
import { discordEvents } from "./routes/discord_events";
import { getAvatar } from "./routes/get_avatar";
import { guildSettings } from "./routes/guild_settings";
import { guilds } from "./routes/guilds";
import { health } from "./routes/health";
import { install } from "./routes/install";
import { interactions } from "./routes/interactions";
import { LIBRAVATAR_PATHS, libravatar } from "./routes/libravatar";
import { login } from "./routes/login";
import { me } from "./routes/me";
import { personalLink } from "./routes/personal_link";
import { studio } from "./routes/studio";

// Hono would first try a router that cannot hold these routes: a millisecond of each isolate's first request.
export const app = new Hono<AppEnv>({ router: new TrieRouter() })
	.use(countedRequest)
	.use(safeHeaders)
	.use(DICEBEAR_PATHS, asDiceBear)
	.use("/botapi/*", asDiscord)
	.use(LIBRAVATAR_PATHS, asDiceBear)
	// Discord sends them from a few addresses for everybody: they have limits of their own.
	.route("/", interactions)
	.route("/", discordEvents)
	.use(limited("READ_LIMIT"))
	.route("/", health)
	.route("/", dicebear)
	.route("/", libravatar)
	.use(sameOrigin)
	.use(renewedCookie)
	.use("/guilds/*", notCrossSite)
	.use("/botapi/*", notCrossSite)
	.route("/", getAvatar)
	.route("/", avatar)
	.route("/", me)
	.route("/", personalLink)
	.route("/", login)
	.route("/", guilds)
	.route("/", guildSettings)
	.route("/", botapi)
	.route("/", bot)
	.route("/", studio)
	.route("/", install)
	.notFound(() => {
		throw new AppError("file_not_found");
	})
	.onError((error, c) => (c.get("problem") ?? problemResponse)(c, error));
