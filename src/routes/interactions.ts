import { Hono } from "hono";
import { type AppEnv, siteOf } from "../http/browser";
import { readSigned } from "../http/signed";
import { answerTo } from "../interactions/answer";

/** Where Discord sends what people do with the application's commands, buttons and selects. */
export const interactions = new Hono<AppEnv>().post("/interactions", async (c) => {
	const body = await readSigned(c);
	const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
	return c.json(await answerTo({ site: siteOf(c), later }, body));
});
