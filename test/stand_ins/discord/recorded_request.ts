import { bodyText } from "./body";

/** A request as it came, as plain data: nothing in it belongs to the request's own lifetime. */
export interface RecordedRequest {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	/** The last value of each name. */
	readonly query: Readonly<Record<string, string>>;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

export async function recordRequest(request: Request): Promise<RecordedRequest> {
	const url = new URL(request.url);
	return {
		method: request.method,
		path: url.pathname,
		query: Object.fromEntries(url.searchParams),
		headers: Object.fromEntries(request.headers),
		body: await bodyText(request.clone()),
	};
}
