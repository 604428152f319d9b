import * as z from "zod";
import type { $ZodType } from "zod/v4/core";
import type {
	ZodOpenApiPathsObject,
	ZodOpenApiRequestBodyObject,
	ZodOpenApiResponseObject,
} from "zod-openapi";
import { ENDPOINTS, type Endpoint, type QueryValue } from "../control_room/endpoint_table";
import { PARTS } from "../control_room/endpoints";
import { MOST_FILES } from "../control_room/message_files";
import { changeSchema, messageSchema } from "../control_room/messages";
import { profileSchema } from "../control_room/profile";
import { whoMay } from "../control_room/who_may";
import { BODY, MEMBER } from "./fails";
import { headers } from "./headers";
import { operation } from "./operation";
import { sameOrigin, snowflake } from "./parameters";
import type { SchemaObject } from "./types";

/** What the middleman itself says. */
export const middlemanProblem = {
	description: "A problem that clients of Discord's API can read, too.",
	allOf: [
		{ $ref: "#/components/schemas/Problem" },
		{
			type: "object",
			required: ["message"],
			properties: {
				message: { type: "string", description: "What happened, in one sentence." },
				global: { type: "boolean", description: "There where one has to wait." },
			},
		},
	],
} satisfies SchemaObject;

/** What Discord says where it refuses: https://docs.discord.com/developers/reference#error-messages */
export const discordErrorSchema = z.looseObject({ message: z.string(), code: z.int().exactOptional() }).meta({
	id: "DiscordError",
	description: "Discord's own refusal, as Discord says it.",
	externalDocs: { url: "https://docs.discord.com/developers/reference#error-messages" },
});

const ANSWER: ZodOpenApiResponseObject = {
	id: "DiscordAnswer",
	description: "Discord's answer, without what the person would not see.",
	headers: headers("Cache-Control"),
	content: { "application/json": {} },
};
const DONE: ZodOpenApiResponseObject = {
	id: "Done",
	description: "Discord has done it.",
	headers: headers("Cache-Control"),
};
const REFUSED: ZodOpenApiResponseObject = {
	id: "DiscordRefusal",
	description: "Discord's own refusal.",
	content: { "application/json": { schema: discordErrorSchema } },
};

const SENT: ZodOpenApiRequestBodyObject = {
	required: true,
	content: {
		"application/json": { schema: messageSchema, example: { content: "Good evening." } },
		"multipart/form-data": {
			schema: {
				type: "object",
				properties: {
					payload_json: { type: "string", description: "The message as JSON." },
					...Object.fromEntries(
						Array.from({ length: MOST_FILES }, (_, n) => [
							`files[${n}]`,
							{ type: "string", format: "binary" } as const,
						]),
					),
				},
			},
		},
	},
};
const asJson = (schema: $ZodType, example: object): ZodOpenApiRequestBodyObject => ({
	required: true,
	content: { "application/json": { schema, example } },
});

/** What each write takes. */
const BODIES: Readonly<Record<string, ZodOpenApiRequestBodyObject>> = {
	"PATCH guilds/{guild}/members/@me": asJson(profileSchema, { nick: "Bear" }),
	"POST channels/{channel}/messages": SENT,
	"PATCH channels/{channel}/messages/{message}": asJson(changeSchema, { content: "Good night." }),
};

/** Discord's answers to writes that have nothing to say. */
const SILENT = ["PUT", "DELETE"];

/** What stands in a path for something else than a snowflake. */
const EXAMPLES: Readonly<Record<string, string>> = { answer: "1", code: "bears", emoji: "%F0%9F%90%BB" };

function part(name: string) {
	const pattern = PARTS[name];
	if (!pattern) return snowflake(`The ${name}'s id.`);
	return z
		.string()
		.regex(new RegExp(`^(?:${pattern})$`))
		.meta({
			description: name === "emoji" ? "Percent-encoded, or `name:id`." : `The ${name}.`,
			examples: [EXAMPLES[name]],
		});
}

/** A kind of query values as a schema. */
function schemaOf(kind: QueryValue): z.ZodType {
	if (kind.type === "boolean") return z.boolean();
	if (kind.type === "integer") return z.int().min(kind.minimum).max(kind.maximum);
	if ("enum" in kind) return z.enum(kind.enum);
	if ("pattern" in kind) return z.string().regex(kind.pattern);
	return z.string().min(kind.minLength).max(kind.maxLength);
}

/** `GET guilds/{guild}/bans` → `getGuildsGuildBans` */
function idOf({ method, pattern }: Endpoint): string {
	const words = pattern.match(/[a-z]+/gi) ?? [];
	return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join(
		"",
	);
}

function hiddenIn({ hidden }: Endpoint): string {
	const fields = Object.entries(hidden).map(
		([field, need]) => `\`${field}\`${need ? ` (but to who has ${need.replace("|", " or ")})` : ""}`,
	);
	return fields.length > 0 ? ` Not passed on: ${fields.join(", ")}.` : "";
}

function described(row: Endpoint) {
	const { method, pattern, query } = row;
	const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
	const body = BODIES[`${method} ${pattern}`];
	const isWrite = method !== "GET";
	return operation({
		id: idOf(row),
		tag: "Middleman",
		summary: `Discord's ${method} ${pattern}`,
		description: `For ${whoMay(row)}.${hiddenIn(row)}`,
		who: "session",
		told: "botapi",
		requestParams: {
			...(names.length > 0 && {
				path: z.object(Object.fromEntries(names.map((name) => [name, part(name)]))),
			}),
			...(Object.keys(query).length > 0 && {
				query: z.object(
					Object.fromEntries(Object.entries(query).map(([name, kind]) => [name, schemaOf(kind).optional()])),
				),
			}),
			...(isWrite && { header: z.object({ Origin: sameOrigin }) }),
		},
		...(body && { body }),
		answers: SILENT.includes(method) ? { "204": DONE } : { "200": ANSWER },
		fails: [
			...MEMBER,
			"endpoint_not_allowed",
			...(isWrite ? [...BODY, "field_invalid" as const] : []),
			...(row.files ? ["body_too_slow" as const] : []),
			...(pattern.includes("{role}") ? ["role_out_of_reach" as const] : []),
			...(pattern.includes("{message}") && isWrite ? ["message_of_others" as const] : []),
		],
		others: { "4XX": REFUSED },
	});
}

const open = ENDPOINTS.filter(({ right }: Endpoint) => typeof right === "string" || !("never" in right));

/** The rows of the table, but for those that are closed to everybody. */
export const middleman: ZodOpenApiPathsObject = Object.fromEntries(
	[...Map.groupBy(open, ({ pattern }) => pattern)].map(([pattern, rows]) => [
		`/botapi/v10/${pattern}`,
		Object.fromEntries(rows.map((row) => [row.method.toLowerCase(), described(row)])),
	]),
);
