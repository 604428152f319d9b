import { CodeChallengeMethod, OAuth2Client, OAuth2RequestError, UnexpectedResponseError } from "arctic";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CALLBACK, CLIENT, discord, getMe, logIn, ORIGIN, VERIFIER } from "./application.fixture";
import type { StandIn } from "./stand_in";

const TOKEN = `${ORIGIN}/api/oauth2/token`;

describe("with arctic, a client we did not write", () => {
	afterEach(() => vi.restoreAllMocks());

	function connect() {
		const { standIn } = discord();
		vi.spyOn(globalThis, "fetch").mockImplementation((input, init) =>
			standIn.fetch(new Request(input, init)),
		);
		const client = new OAuth2Client(CLIENT.clientId, CLIENT.clientSecret, CALLBACK);
		const url = client.createAuthorizationURLWithPKCE(
			`${ORIGIN}/oauth2/authorize`,
			"st4te",
			CodeChallengeMethod.S256,
			VERIFIER,
			["identify", "guilds"],
		);
		return { standIn, client, url: url.href };
	}

	it("exchanges, refreshes and revokes", async () => {
		const { standIn, client, url } = connect();
		const code = new URL(await standIn.authorize(url, "nova_nitro")).searchParams.get("code") ?? "";
		const first = await client.validateAuthorizationCode(TOKEN, code, VERIFIER);
		expect(first.scopes()).toEqual(["identify", "guilds"]);
		expect(first.accessTokenExpiresInSeconds()).toBe(604_800);

		const second = await client.refreshAccessToken(TOKEN, first.refreshToken(), []);
		expect(await (await getMe(standIn, second.accessToken())).json()).toMatchObject({
			username: "nova_nitro",
		});

		await client.revokeToken(`${TOKEN}/revoke`, second.accessToken());
		expect((await getMe(standIn, second.accessToken())).status).toBe(401);
		const refused = client.refreshAccessToken(TOKEN, second.refreshToken(), []);
		await expect(refused).rejects.toMatchObject({ code: "invalid_grant" });
		await expect(refused).rejects.toBeInstanceOf(OAuth2RequestError);
	});

	it("fails as it does with Discord", async () => {
		const { standIn, client } = connect();
		standIn.fail({ path: "/api/oauth2/token", cloudflare: true });
		await expect(client.validateAuthorizationCode(TOKEN, "any", VERIFIER)).rejects.toBeInstanceOf(
			UnexpectedResponseError,
		);
	});
});

describe("what was received", () => {
	it("is kept in order with method, path, query, headers and body", async () => {
		const { standIn } = discord();
		await logIn(standIn);
		const [opened, pressed, exchanged] = standIn.requests;
		expect(opened).toMatchObject({
			method: "GET",
			path: "/oauth2/authorize",
			query: { state: "st4te" },
			body: "",
		});
		expect(pressed?.body).toMatch(/^as=\d+&choice=accept$/);
		expect(exchanged).toMatchObject({ method: "POST", path: "/api/oauth2/token", query: {} });
		expect(exchanged?.headers.authorization).toMatch(/^Basic /);
		expect(exchanged?.body).toContain("grant_type=authorization_code");
	});
});

describe("reset", () => {
	it("makes it as new", async () => {
		const { standIn } = discord();
		const { access_token } = await logIn(standIn);
		standIn.fail({ path: "/api/v10/users/@me", status: 500 });
		Object.assign(standIn.people.get("mira.dances") ?? {}, { avatar: null });
		standIn.reset();
		expect(standIn.requests).toEqual([]);
		expect(standIn.people.get("mira.dances")?.avatar).toBe("8342729096ea3675442027381ff50dfe");
		expect((await getMe(standIn, access_token)).status).toBe(401);
	});

	it("brings back the people it was given, and another stand-in never sees the changes", () => {
		const people = [{ id: "1", username: "ann", global_name: null, avatar: null }];
		const [one, other] = [discord({ people }).standIn, discord({ people }).standIn];
		Object.assign(one.people.get("ann") ?? {}, { username: "anna" });
		expect(other.people.get("ann")?.username).toBe("ann");
		one.reset();
		expect([...one.people.values()]).toEqual(people);
	});
});

describe("the control door", () => {
	const knock = (standIn: StandIn, path: string, body?: unknown) =>
		standIn.fetch(
			new Request(
				`${ORIGIN}/_standin/${path}`,
				body === undefined ? {} : { method: "POST", body: JSON.stringify(body) },
			),
		);
	const me = (standIn: StandIn) => getMe(standIn, "guess").then(({ status }) => status);

	it.each([
		{ status: 500, body: { message: "500: Internal Server Error", code: 0 } },
		{ broken: true },
		{ wrong: {} },
		{ cloudflare: true },
		{ limit: { retryAfter: 0.3, header: false, body: true, scope: "shared" } },
		{ delay: 0 },
		{ drop: true, times: 3 },
		{ status: 503, times: "always" },
	])("takes the failure %j", async (kind) => {
		expect((await knock(discord().standIn, "fail", { path: "/api/v10/users/@me", ...kind })).status).toBe(
			204,
		);
	});

	it.each([
		{},
		{ path: "/api" },
		{ path: "/api", broken: false },
		{ path: "/api", status: 99 },
		{ path: "/api", drop: true, delay: 1 },
	])("refuses %j", async (failure) => {
		expect((await knock(discord().standIn, "fail", failure)).status).toBe(400);
	});

	it("makes calls fail until a reset, and lists the calls but not itself", async () => {
		const { standIn } = discord();
		await knock(standIn, "fail", { path: "/api/v10/users/@me", status: 503, times: "always" });
		expect([await me(standIn), await me(standIn)]).toEqual([503, 503]);
		const listed = await (await knock(standIn, "requests")).json<unknown[]>();
		expect(listed).toHaveLength(2);
		await knock(standIn, "reset", {});
		expect(await me(standIn)).toBe(401);
	});

	it("changes a person within Discord's rules", async () => {
		const { standIn } = discord();
		const change = async (username: string, changes: unknown) =>
			(await knock(standIn, `people/${username}`, changes)).status;
		expect(await change("plainpaul", { username: "paul", global_name: "Paul 🐻" })).toBe(200);
		expect(standIn.people.get("plainpaul")).toMatchObject({
			username: "paul",
			global_name: "Paul 🐻",
			avatar: null,
		});
		expect(await change("nobody", {})).toBe(404);
		for (const wrong of [{ avatar: "x" }, { username: "UP" }, { global_name: "" }, { id: "1" }, "text"])
			expect([wrong, await change("paul", wrong)]).toEqual([wrong, 400]);
	});
});
