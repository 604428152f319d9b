import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { json } from "./answers";
import { operation } from "./operation";

/** The site itself. */
export const site: ZodOpenApiPathsObject = {
	"/health": {
		get: operation({
			tag: "Site",
			id: "getHealth",
			summary: "Whether the Worker answers",
			who: "anyone",
			answers: { "200": json("It does.", z.object({ status: z.literal("ok") }).meta({ id: "Health" })) },
			fails: [],
		}),
	},
};
