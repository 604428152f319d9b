import { Avatar, Style } from "@dicebear/core";
import definitions from "../../../src/avatar/generated/definitions.ndjson";
import { QueryError, type QueryLimits, readQuery } from "./query";

/** How the stand-in DiceBear answers in place of an avatar. */
export type DiceBearFailure = (request: Request) => Response | Promise<Response>;

/**
 * A DiceBear HTTP API, as far as the Worker asks it: `/10.x/{style}/svg?…`, drawn by the real core, whose own schema says
 * what an option may be. It takes and refuses what DiceBear's own server does, https://github.com/dicebear/api, version
 * 4.14.0-rc.3 (which has no list of variants to compare with: one that there is not draws nothing); only the initials
 * that the server does not like are drawn here all the same.
 */
export function createDiceBear() {
	const requests: URL[] = [];
	let failure: DiceBearFailure | undefined;
	return {
		requests,
		fail(next: DiceBearFailure) {
			failure = next;
		},
		reset() {
			requests.length = 0;
			failure = undefined;
		},
		async fetch(request: Request): Promise<Response> {
			const url = new URL(request.url);
			requests.push(url);
			if (failure) return failure(request);
			const name = url.pathname.match(/^\/10\.x\/([a-z-]+)\/svg$/)?.[1];
			const definition = DEFINITIONS.find((line) => line.includes(`/dist/${name}.min.json`));
			if (!definition) return notFound(`Route ${request.method}:${url.pathname} not found`);
			const style = new Style(JSON.parse(definition));
			try {
				const options = readQuery(url.search.slice(1), limits());
				const svg = new Avatar(style, { seed: "", ...options }).toString();
				return new Response(svg, { headers: { "Content-Type": "image/svg+xml" } });
			} catch (error) {
				if (error instanceof QueryError) return badRequest(error.message);
				if (error instanceof Error && error.name === "OptionsValidationError")
					return badRequest(`querystring ${error.message}`);
				throw error;
			}
		},
	};
}

const DEFINITIONS = definitions.split("\n");

/** Fastify's shape of an error, which is what this server answers with. */
function badRequest(message: string): Response {
	const body = { statusCode: 400, code: "FST_ERR_VALIDATION", error: "Bad Request", message };
	return Response.json(body, { status: 400 });
}

function notFound(message: string): Response {
	return Response.json({ message, error: "Not Found", statusCode: 404 }, { status: 404 });
}

interface Definition {
	readonly components?: Readonly<Record<string, { readonly variants?: object }>>;
	readonly colors?: Readonly<Record<string, { readonly values?: readonly string[] }>>;
}

let known: QueryLimits | undefined;

/** As much as the richest style may need: `src/utils/schema.ts` of the server. */
function limits(): QueryLimits {
	known ??= DEFINITIONS.map((line) => JSON.parse(line) as Definition).reduce<QueryLimits>(
		({ items, parameters }, { components = {}, colors = {} }) => ({
			items: Math.max(
				items,
				...Object.values(components).map(({ variants = {} }) => Object.keys(variants).length),
				...Object.values(colors).map(({ values = [] }) => values.length),
			),
			parameters: Math.max(
				parameters,
				12 + Object.keys(components).length * 5 + (Object.keys(colors).length + 1) * 4,
			),
		}),
		{ items: 20, parameters: 100 },
	);
	return known;
}
