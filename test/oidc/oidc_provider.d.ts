/** What the tests use of oidc-provider, which brings no types of its own. */
declare module "oidc-provider" {
	import type { IncomingMessage, ServerResponse } from "node:http";

	interface Token {
		readonly accountId: string;
		readonly scopes: ReadonlySet<string>;
	}
	interface TokenModel {
		/** Undefined where there is no such token (any more). */
		find(value: string): Promise<Token | undefined>;
	}
	/** Of the token endpoint. */
	interface Context {
		readonly oidc: { readonly params?: Readonly<Record<string, string | undefined>> };
		readonly body?: unknown;
	}

	export default class Provider {
		readonly AccessToken: TokenModel;
		readonly RefreshToken: TokenModel;
		constructor(issuer: string, configuration: Record<string, unknown>);
		callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
		on(event: string, listener: (context: Context, ...more: unknown[]) => void): this;
	}
}
