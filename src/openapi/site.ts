import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { NEEDED } from "../routes/health";
import { json } from "./answers";
import { operation } from "./operation";

const outcome = z.enum(["ok", "failed"]);

const readinessSchema = z
	.object({
		status: outcome.describe("Whether all of it answers."),
		...Object.fromEntries(Object.keys(NEEDED).map((name) => [name, outcome])),
	})
	.meta({ id: "Readiness", description: "What the site needs, and whether it answers." });

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
	"/health/ready": {
		get: operation({
			tag: "Site",
			id: "getReadiness",
			summary: "Whether all is there that the Worker needs",
			description: "It is looked at anew every ten seconds.",
			who: "anyone",
			answers: { "200": json("It is.", readinessSchema) },
			fails: [],
			others: { "503": json("Something of it does not answer.", readinessSchema) },
		}),
	},
};
