/** What one test uses of @discordjs/rest. Its own types bring Node's along, which are not those of a Worker. */

export interface RESTOptions {
	api: string;
	version: string;
	headers: Record<string, string>;
	retries: number;
	rejectOnRateLimit: (() => boolean) | null;
	makeRequest(url: string, init: unknown): Promise<Response>;
}

export class REST {
	readonly options: RESTOptions;
	constructor(options: RESTOptions);
	setToken(token: string): this;
	get(path: string): Promise<unknown>;
	patch(path: string, request: { body: unknown; reason?: string }): Promise<unknown>;
}

export class DiscordAPIError extends Error {
	readonly status: number;
	readonly code: number | string;
}

export class RateLimitError extends Error {
	/** In milliseconds. */
	readonly retryAfter: number;
}
