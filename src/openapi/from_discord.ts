import * as z from "zod";
import type { ZodOpenApiPathsObject, ZodOpenApiRequestBodyObject } from "zod-openapi";
import { json } from "./answers";
import { operation } from "./operation";

const FROM = { tag: "From Discord", who: "discord" } as const;

const sent = (description: string, url: string, example: object): ZodOpenApiRequestBodyObject => ({
	required: true,
	content: {
		"application/json": {
			schema: z.looseObject({ type: z.int() }).meta({ description, externalDocs: { url } }),
			example,
		},
	},
});

/** To a signature that is wrong Discord wants a bare 401. */
const UNSIGNED = { "401": { description: "It is not signed by Discord." } } as const;

export const fromDiscord: ZodOpenApiPathsObject = {
	"/interactions": {
		post: operation({
			...FROM,
			id: "interact",
			summary: "What somebody does with the application in Discord",
			body: sent(
				"An interaction.",
				"https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object",
				{ type: 1 },
			),
			answers: {
				"200": json(
					"The answer, of Discord's shape.",
					z.looseObject({ type: z.int() }).meta({
						externalDocs: {
							url: "https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object",
						},
					}),
				),
			},
			fails: ["body_malformed", "file_not_found", "not_configured"],
			others: UNSIGNED,
		}),
	},
	"/discord-events": {
		post: operation({
			...FROM,
			id: "hear",
			summary: "What Discord tells the application: who has left",
			body: sent("An event.", "https://docs.discord.com/developers/events/webhook-events", { type: 0 }),
			answers: { "204": { description: "It is taken in." } },
			fails: ["body_malformed", "file_not_found", "not_configured", "storage_unavailable"],
			others: UNSIGNED,
		}),
	},
};
