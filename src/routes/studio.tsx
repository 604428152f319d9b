import { Hono } from "hono";
import { enteredIn } from "../avatar/fields";
import type { AppEnv } from "../http/browser";
import { readBody, smallBody } from "../http/form";
import { answerPage, studioFacts } from "../http/page";
import { Studio } from "../pages/studio";

/** The form filled in with what was sent: the way back from an error page, with or without script. */
export const studio = new Hono<AppEnv>()
	.post("/studio", smallBody, async (c) =>
		answerPage(c, <Studio choices={enteredIn(await readBody(c))} {...studioFacts(c)} />),
	)
	.get("/studio", (c) => c.redirect("/"));
