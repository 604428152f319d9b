import { Hono } from "hono";
import { enteredIn } from "../avatar/choices";
import { Studio } from "../pages/studio";
import type { AppEnv } from "./browser";
import { readBody, smallBody } from "./form";
import { limited } from "./limits";
import { answerPage } from "./page";

/** The form filled in with what was sent: the way back from an error page, with or without script. */
export const studio = new Hono<AppEnv>()
	.post("/studio", limited("READ_LIMIT"), smallBody, async (c) =>
		answerPage(c, <Studio choices={enteredIn(await readBody(c))} />),
	)
	.get("/studio", (c) => c.redirect("/"));
