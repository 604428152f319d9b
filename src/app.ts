import { Hono } from "hono";
import { TrieRouter } from "hono/router/trie-router";
import { AppError } from "./errors";
import { avatar } from "./routes/avatar";
import { botapi } from "./routes/botapi";
import type { AppEnv } from "./routes/browser";
import { dicebear } from "./routes/dicebear";
import { getAvatar } from "./routes/get_avatar";
import { guilds } from "./routes/guilds";
import { login } from "./routes/login";
import { me } from "./routes/me";
import { problemResponse } from "./routes/problem";
import { safeHeaders } from "./routes/safe_headers";
import { notCrossSite, sameOrigin } from "./routes/same_origin";
import { studio } from "./routes/studio";

// Hono would first try a router that cannot hold these routes: a millisecond of each isolate's first request.
export const app = new Hono<AppEnv>({ router: new TrieRouter() })
	.use(safeHeaders)
	.use(sameOrigin)
	.use("/guilds/*", notCrossSite)
	.use("/botapi/*", notCrossSite)
	.route("/", getAvatar)
	.route("/", avatar)
	.route("/", me)
	.route("/", login)
	.route("/", guilds)
	.route("/", botapi)
	.route("/", studio)
	.route("/", dicebear)
	.notFound(() => {
		throw new AppError("file_not_found");
	})
	.onError((error, c) => (c.get("problem") ?? problemResponse)(c, error));
