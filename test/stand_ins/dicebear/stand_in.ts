import { Avatar, Style } from "@dicebear/core";
import definitions from "../../../src/avatar/generated/definitions.ndjson";

/** How the stand-in DiceBear answers in place of an avatar. */
export type DiceBearFailure = (request: Request) => Response | Promise<Response>;

/** A DiceBear HTTP API, as far as the Worker asks it: `/10.x/{style}/svg?…`, drawn by the real core. */
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
			const definition = definitions.split("\n").find((line) => line.includes(`/dist/${name}.min.json`));
			if (!definition) return Response.json({ statusCode: 404 }, { status: 404 });
			const svg = new Avatar(new Style(JSON.parse(definition)), optionsIn(url.searchParams)).toString();
			return new Response(svg, { headers: { "Content-Type": "image/svg+xml" } });
		},
	};
}

/** A second reading of the query, on purpose not the product's own. */
function optionsIn(query: URLSearchParams) {
	const options: Record<string, unknown> = {};
	for (const [name, value] of query) {
		if (name === "seed") options[name] = value;
		else options[name] = name.endsWith("Probability") ? Number(value) : value.split(",");
	}
	return options;
}
