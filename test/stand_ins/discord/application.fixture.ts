import { expect, onTestFinished } from "vitest";
import { s256 } from "./pkce";
import { createStandIn, type StandIn, type StandInOptions } from "./stand_in";

export const ORIGIN = "https://discord.com";
export const CALLBACK = "https://bear.example/get_avatar";
export const CLIENT = { clientId: "1100000000000000001", clientSecret: "not really a secret" };
/** https://docs.discord.com/developers/reference#user-agent */
export const AGENT = { "User-Agent": "DiscordBot (https://bear.example, 1)" };
export const VERIFIER = "a-verifier-of-at-least-forty-three-characters";
export const CHALLENGE = await s256(VERIFIER);

/**
 * A stand-in with one registered redirect URI and a clock that only moves when told. Whatever a test sends it, each of
 * its answers must be one that Discord could give.
 */
export function discord(options: Partial<StandInOptions> = {}): {
	standIn: StandIn;
	pass(seconds: number): void;
} {
	let now = Date.UTC(2026, 0, 1);
	const standIn = createStandIn({ ...CLIENT, redirectUris: [CALLBACK], now: () => now, ...options });
	onTestFinished(() =>
		expect(standIn.violations.filter((violation) => violation.of === "answer")).toEqual([]),
	);
	return {
		standIn,
		pass(seconds) {
			now += seconds * 1000;
		},
	};
}

/** A valid authorise URL; a change of `undefined` leaves the parameter out. */
export function authorizeUrl(changes: Record<string, string | undefined> = {}): string {
	const url = new URL("/oauth2/authorize", ORIGIN);
	const query = {
		response_type: "code",
		client_id: CLIENT.clientId,
		redirect_uri: CALLBACK,
		scope: "identify",
		state: "st4te",
		code_challenge: CHALLENGE,
		code_challenge_method: "S256",
		...changes,
	};
	for (const [name, value] of Object.entries(query))
		if (value !== undefined) url.searchParams.set(name, value);
	return url.href;
}

export interface Answer {
	status: number;
	body: Record<string, unknown>;
}

/** A POST of a form with the application's Basic credentials; `headers` go over those. */
export async function post(
	standIn: StandIn,
	path: string,
	form: Record<string, string>,
	headers: Record<string, string> = basic(),
): Promise<Answer> {
	const request = new Request(ORIGIN + path, { method: "POST", headers, body: new URLSearchParams(form) });
	return answer(await standIn.fetch(request));
}

export async function answer(response: Response): Promise<Answer> {
	return { status: response.status, body: await response.json<Record<string, unknown>>() };
}

export function basic(id = CLIENT.clientId, secret = CLIENT.clientSecret): Record<string, string> {
	return { Authorization: `Basic ${btoa(`${id}:${secret}`)}` };
}

/** The form that exchanges a fresh code of this person's. */
export async function codeForm(standIn: StandIn, as = "mira.dances"): Promise<Record<string, string>> {
	const callback = new URL(await standIn.authorize(authorizeUrl(), as));
	return {
		grant_type: "authorization_code",
		code: callback.searchParams.get("code") ?? "",
		redirect_uri: CALLBACK,
		code_verifier: VERIFIER,
	};
}

export interface TokenAnswer {
	access_token: string;
	refresh_token: string;
	[name: string]: unknown;
}

export async function logIn(standIn: StandIn, as?: string): Promise<TokenAnswer> {
	const { body } = await post(standIn, "/api/oauth2/token", await codeForm(standIn, as));
	return body as TokenAnswer;
}

export function getMe(standIn: StandIn, accessToken: string): Promise<Response> {
	return standIn.fetch(
		new Request(`${ORIGIN}/api/v10/users/@me`, {
			headers: { ...AGENT, Authorization: `Bearer ${accessToken}` },
		}),
	);
}
