import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { PROBLEMS, type ProblemCode } from "../errors";
import { type HeaderName, headers } from "./headers";

/**
 * How a route tells an error: as a problem, and to who asks for a page as one; always as a problem; as DiceBear does; as a
 * problem that Discord's clients can read, beside Discord's own errors.
 */
export type Teller = "problem" | "json" | "dicebear" | "botapi";

const JSON_PROBLEM = "application/problem+json";
const PAGE = { "text/html": { schema: { type: "string" } } } as const;

/** What has to be waited out. */
const WAITS: readonly ProblemCode[] = ["too_many_requests", "bot_limited", "discord_limited"];

/** What else an error says. */
const HEADERS_OF: Partial<Record<ProblemCode, HeaderName>> = {
	...Object.fromEntries(WAITS.map((code) => [code, "Retry-After"])),
	bot_key_invalid: "WWW-Authenticate",
	upgrade_required: "Upgrade",
};

/** Each response once: what is one object here, is one component there. */
const known = new Map<string, ZodOpenApiResponseObject>();

/** The responses to all that can go wrong, by status. */
export function problems(codes: readonly ProblemCode[], told: Teller): ZodOpenApiResponsesObject {
	const byStatus = Map.groupBy(new Set(codes), (code) => statusOf(code, told));
	return Object.fromEntries(
		[...byStatus].map(([status, those]) => [String(status), responseOf(those.toSorted(), told)]),
	);
}

/** Discord's clients take any wait for a 429. */
function statusOf(code: ProblemCode, told: Teller): number {
	return told === "botapi" && WAITS.includes(code) ? 429 : PROBLEMS[code].status;
}

function responseOf(codes: readonly ProblemCode[], told: Teller): ZodOpenApiResponseObject {
	const id = [told, ...codes].join(".");
	const there = known.get(id);
	if (there) return there;
	const named: readonly HeaderName[] = [
		...(told === "dicebear" ? (["Access-Control-Allow-Origin"] as const) : []),
		...codes.flatMap((code) => HEADERS_OF[code] ?? []),
	];
	const response = {
		id,
		description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join("\n\n"),
		...(named.length > 0 && { headers: headers(...named) }),
		content: contentOf(codes, told),
	};
	known.set(id, response);
	return response;
}

function contentOf(
	codes: readonly ProblemCode[],
	told: Teller,
): NonNullable<ZodOpenApiResponseObject["content"]> {
	const code = { code: { enum: [...codes] } };
	const as = (name: string) => ({
		allOf: [{ $ref: `#/components/schemas/${name}` }, { type: "object" as const, properties: code }],
	});
	switch (told) {
		case "problem":
			return { [JSON_PROBLEM]: { schema: as("Problem") }, ...PAGE };
		case "json":
			return { [JSON_PROBLEM]: { schema: as("Problem") } };
		case "dicebear":
			return { "application/json": { schema: as("DiceBearError") } };
		case "botapi":
			return {
				"application/json": {
					schema: { anyOf: [as("MiddlemanProblem"), { $ref: "#/components/schemas/DiscordError" }] },
				},
			};
	}
}
