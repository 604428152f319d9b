/**
 * A stand-in of Cloudflare's API, as far as `npm run deploy` and wrangler's `deploy`, `secret` and `versions` ask it: at an address of its
 * own on this machine, which `CLOUDFLARE_API_BASE_URL` tells them.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Account } from "./account.ts";
import { CloudflareError } from "./errors.ts";
import { ROUTES } from "./routes.ts";

export const TOKEN = "not-a-token-of-cloudflare";

export interface Cloudflare {
	account: Account;
	/** What was asked, as `GET /workers/subdomain 404`, without the account. */
	calls: string[];
	/** What tells a program that this is where Cloudflare is, and who asks. */
	environment: Record<string, string>;
	close(): Promise<void>;
}

export async function startCloudflare(): Promise<Cloudflare> {
	const account = new Account();
	const calls: string[] = [];
	const server = createServer(async (request, response) => {
		const url = new URL(request.url ?? "", "http://cloudflare.test");
		const path = url.pathname.replace("/client/v4", "").replace(`/accounts/${account.id}`, "");
		const pieces: Buffer[] = [];
		for await (const piece of request) pieces.push(piece);
		const asked = {
			url,
			body: Buffer.concat(pieces),
			contentType: request.headers["content-type"] ?? "",
			token: request.headers.authorization?.replace("Bearer ", "") ?? "",
		};
		const answer = (status: number, json: object) => {
			calls.push(`${request.method} ${path} ${status}`);
			response.writeHead(status, { "Content-Type": "application/json" });
			response.end(JSON.stringify({ messages: [], ...json }));
		};
		try {
			const found = handlerOf(request.method ?? "", path);
			if (!found) throw new CloudflareError("route_missing", `The stand-in has no ${request.method} ${path}`);
			// What uploads static files says so with the token of the upload.
			if (asked.token !== TOKEN && !account.sessions.has(asked.token))
				throw new CloudflareError("authentication");
			const result = await found.handle(account, asked, ...found.names);
			const info = Array.isArray(result) && {
				result_info: { page: 1, per_page: 1000, count: result.length },
			};
			answer(200, { success: true, errors: [], result, ...info });
		} catch (error) {
			if (!(error instanceof CloudflareError)) console.error(error);
			const { status, errors } =
				error instanceof CloudflareError
					? error
					: { status: 500, errors: [{ code: 1, message: String(error) }] };
			answer(status, { success: false, errors, result: null });
		}
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		account,
		calls,
		environment: {
			CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`,
			CLOUDFLARE_API_TOKEN: TOKEN,
			CLOUDFLARE_ACCOUNT_ID: account.id,
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function handlerOf(method: string, path: string) {
	for (const [route, handle] of Object.entries(ROUTES)) {
		const [of, pattern = ""] = route.split(" ");
		const names = new RegExp(`^${pattern.replaceAll("*", "([^/]+)")}$`).exec(path)?.slice(1);
		if (of === method && names) return { handle, names: names.map(decodeURIComponent) };
	}
}
