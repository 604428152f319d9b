import { createServer } from "node:http";
import Provider from "oidc-provider";

export interface TestProvider {
	/** What takes the place of https://discord.com. */
	readonly origin: string;
	/** The query of each visit to the authorise endpoint, in order. */
	readonly visits: URLSearchParams[];
	/** The grant type of each token request that was answered with tokens, in order. */
	readonly grants: string[];
	/** How many grants have been revoked, with all that was issued for them. */
	readonly revoked: number;
	/** Whether a token, of either kind, is still good. */
	isGood(token: string): Promise<boolean>;
	/** The refresh token that was issued last. */
	readonly refreshToken: string;
	/** Seconds that access tokens live from now on. */
	accessTokenSeconds: number;
	reset(): void;
	stop(): Promise<void>;
}

const CLIENT_PATHS = {
	authorization: "/oauth2/authorize",
	token: "/api/v10/oauth2/token",
	revocation: "/api/v10/oauth2/token/revoke",
};

/**
 * oidc-provider, a certified authorisation server, at Discord's paths and with its own behaviour: PKCE is required, a
 * refresh token is good once, and used again it takes the whole grant with it. The one thing it does not have is
 * Discord's `/users/@me`.
 */
export async function startProvider(
	port: number,
	client: { id: string; secret: string; redirectUri: string },
): Promise<TestProvider> {
	const origin = `http://127.0.0.1:${port}`;
	const state = { accessTokenSeconds: 604_800, revoked: 0, refreshToken: "" };
	const visits: URLSearchParams[] = [];
	const grants: string[] = [];

	const provider = new Provider(origin, {
		clients: [
			{
				client_id: client.id,
				client_secret: client.secret,
				redirect_uris: [client.redirectUri],
				grant_types: ["authorization_code", "refresh_token"],
				response_types: ["code"],
				token_endpoint_auth_method: "client_secret_basic",
			},
		],
		routes: CLIENT_PATHS,
		scopes: ["identify", "guilds"],
		pkce: { required: () => true },
		rotateRefreshToken: true,
		issueRefreshToken: async () => true,
		findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
		features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
		cookies: { keys: ["not a secret"] },
		ttl: {
			AccessToken: () => state.accessTokenSeconds,
			RefreshToken: 86_400,
			Grant: 86_400,
			Session: 86_400,
			Interaction: 600,
		},
	});
	provider.on("grant.revoked", () => {
		state.revoked += 1;
	});
	provider.on("grant.success", ({ oidc, body }) => {
		grants.push(oidc.params?.grant_type ?? "");
		state.refreshToken = (body as { refresh_token: string }).refresh_token;
	});

	const answer = provider.callback();
	const server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? "", origin);
		if (pathname === CLIENT_PATHS.authorization) visits.push(searchParams);
		if (pathname !== "/api/v10/users/@me") return void answer(request, response);
		void userOf(provider, request.headers.authorization).then((user) => {
			response.writeHead(user ? 200 : 401, { "Content-Type": "application/json" });
			response.end(JSON.stringify(user ?? { message: "401: Unauthorized", code: 0 }));
		});
	});
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));

	return {
		origin,
		visits,
		grants,
		get revoked() {
			return state.revoked;
		},
		get refreshToken() {
			return state.refreshToken;
		},
		get accessTokenSeconds() {
			return state.accessTokenSeconds;
		},
		set accessTokenSeconds(seconds) {
			state.accessTokenSeconds = seconds;
		},
		isGood: async (token) =>
			Boolean((await provider.AccessToken.find(token)) ?? (await provider.RefreshToken.find(token))),
		reset() {
			Object.assign(state, { accessTokenSeconds: 604_800, revoked: 0, refreshToken: "" });
			visits.length = 0;
			grants.length = 0;
		},
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Discord's user object of whoever a Bearer token with the scope `identify` acts for. */
async function userOf(provider: Provider, authorization = ""): Promise<object | undefined> {
	const token = await provider.AccessToken.find(authorization.replace(/^Bearer /, ""));
	if (!token?.scopes.has("identify")) return undefined;
	return { id: "190320984123768832", username: token.accountId, global_name: null, avatar: null };
}
