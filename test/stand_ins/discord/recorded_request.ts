import { bodyText } from "./body";
import { isMultipart, type Part, partsOf } from "./form";

/** A request as it came, as plain data: nothing in it belongs to the request's own lifetime. */
export interface RecordedRequest {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	/** The last value of each name. */
	readonly query: Readonly<Record<string, string>>;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Empty for a form with files. */
	readonly body: string;
	/** Of a form with files; undefined where it is none after all. */
	readonly parts?: readonly Part[] | undefined;
}

export async function recordRequest(request: Request): Promise<RecordedRequest> {
	const url = new URL(request.url);
	return {
		method: request.method,
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		headers: Object.fromEntries(request.headers),
		...(isMultipart(request.headers)
			? { body: "", parts: await partsOf(request.clone()) }
			: { body: await bodyText(request.clone()) }),
	};
}
