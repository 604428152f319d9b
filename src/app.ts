import { Hono } from "hono";
import { AppError } from "./errors";
import { avatar } from "./routes/avatar";
import type { AppEnv } from "./routes/browser";
import { dicebear } from "./routes/dicebear";
import { getAvatar } from "./routes/get_avatar";
import { me } from "./routes/me";
import { problemResponse } from "./routes/problem";
import { safeHeaders } from "./routes/safe_headers";
import { sameOrigin } from "./routes/same_origin";
import { studio } from "./routes/studio";

export const app = new Hono<AppEnv>()
	.use(safeHeaders)
	.use(sameOrigin)
	.route("/", getAvatar)
	.route("/", avatar)
	.route("/", me)
	.route("/", studio)
	.route("/", dicebear)
	.notFound(() => {
		throw new AppError("file_not_found");
	})
	.onError((error, c) => problemResponse(c, error));
