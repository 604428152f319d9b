import { describe, expect, it } from "vitest";
import {
	answer,
	authorizeUrl,
	basic,
	CLIENT,
	codeForm,
	discord,
	getMe,
	logIn,
	ORIGIN,
	post,
} from "./application.fixture";

const TOKEN = "/api/oauth2/token";
const REVOKE = "/api/oauth2/token/revoke";
const inBody = { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret };

describe("the access token exchange", () => {
	it.each(["/api/oauth2/token", "/api/v10/oauth2/token"])(
		"%s gives Bearer tokens for a week",
		async (path) => {
			const { standIn } = discord();
			expect(await post(standIn, path, await codeForm(standIn))).toEqual({
				status: 200,
				body: {
					token_type: "Bearer",
					access_token: expect.any(String),
					expires_in: 604_800,
					refresh_token: expect.any(String),
					scope: "identify",
				},
			});
		},
	);

	it("takes the client's credentials in the body too", async () => {
		const { standIn } = discord();
		expect((await post(standIn, TOKEN, { ...(await codeForm(standIn)), ...inBody }, {})).status).toBe(200);
	});

	it.each([
		["no credentials", {}],
		["another secret", basic(CLIENT.clientId, "guess")],
		["another application", basic("42")],
		["Basic that is not base64", { Authorization: "Basic ???" }],
	])("refuses %s as invalid_client", async (_, headers) => {
		const { standIn } = discord();
		const refused = { status: 401, body: { error: "invalid_client" } };
		expect(await post(standIn, TOKEN, await codeForm(standIn), headers)).toEqual(refused);
		expect(await post(standIn, REVOKE, { token: "any" }, headers)).toEqual(refused);
	});

	const INVALID_CODE = { error: "invalid_grant", error_description: 'Invalid "code" in request.' };
	it.each([
		["an unknown code", { code: "guess" }, INVALID_CODE],
		["no code", { code: "" }, { error: "invalid_request", error_description: 'Missing "code" in request.' }],
		[
			"another redirect_uri",
			{ redirect_uri: "https://bear.example/" },
			{ error: "invalid_grant", error_description: 'Invalid "redirect_uri" in request.' },
		],
		[
			"another verifier",
			{ code_verifier: "x".repeat(43) },
			{ error: "invalid_grant", error_description: "Code challenge failed." },
		],
		[
			"a verifier under 43 characters",
			{ code_verifier: "x".repeat(42) },
			{ error: "invalid_request", error_description: 'Invalid "code_verifier"' },
		],
		["another grant", { grant_type: "password" }, { error: "unsupported_grant_type" }],
	])("refuses %s", async (_, changes, body) => {
		const { standIn } = discord();
		const form = { ...(await codeForm(standIn)), ...changes };
		expect(await post(standIn, TOKEN, form)).toEqual({ status: 400, body });
	});

	it("makes the verifier mandatory once a challenge was sent", async () => {
		const { standIn } = discord();
		const { code_verifier: _, ...form } = await codeForm(standIn);
		expect(await post(standIn, TOKEN, form)).toMatchObject({
			status: 400,
			body: { error_description: 'Missing "code_verifier"' },
		});
	});

	it("needs no verifier without a challenge", async () => {
		const { standIn } = discord();
		const url = authorizeUrl({ code_challenge: undefined, code_challenge_method: undefined });
		const code = new URL(await standIn.authorize(url, "plainpaul")).searchParams.get("code") ?? "";
		const { code_verifier: _, ...form } = await codeForm(standIn);
		expect((await post(standIn, TOKEN, { ...form, code })).status).toBe(200);
	});

	it("takes a code once", async () => {
		const { standIn } = discord();
		const form = await codeForm(standIn);
		const twice = await Promise.all([post(standIn, TOKEN, form), post(standIn, TOKEN, form)]);
		expect(twice.map(({ status }) => status).sort()).toEqual([200, 400]);
		expect(await post(standIn, TOKEN, form)).toEqual({ status: 400, body: INVALID_CODE });
	});

	it("takes a code for a minute", async () => {
		const { standIn, pass } = discord();
		const [soon, late] = [await codeForm(standIn), await codeForm(standIn)];
		pass(59);
		expect((await post(standIn, TOKEN, soon)).status).toBe(200);
		pass(1);
		expect(await post(standIn, TOKEN, late)).toEqual({ status: 400, body: INVALID_CODE });
	});

	it("accepts only a form: JSON is an unsupported_grant_type, and no token to revoke", async () => {
		const { standIn } = discord();
		const sendJson = async (path: string, body: object) => {
			const headers = { ...basic(), "Content-Type": "application/json" };
			return answer(
				await standIn.fetch(
					new Request(ORIGIN + path, { method: "POST", headers, body: JSON.stringify(body) }),
				),
			);
		};
		const unsupported = { status: 400, body: { error: "unsupported_grant_type" } };
		expect(await sendJson(TOKEN, await codeForm(standIn))).toEqual(unsupported);
		expect(await sendJson(REVOKE, { token: "any" })).toEqual({
			status: 400,
			body: { error: "invalid_request" },
		});
		const inQuery = `${TOKEN}?${new URLSearchParams(await codeForm(standIn))}`;
		expect(await post(standIn, inQuery, {})).toEqual(unsupported);
	});

	it.each([TOKEN, REVOKE])("answers GET %s with 405", async (path) => {
		expect((await discord().standIn.fetch(new Request(ORIGIN + path))).status).toBe(405);
	});
});

describe("the refresh token exchange", () => {
	const refresh = (refresh_token: string) => ({ grant_type: "refresh_token", refresh_token });
	const INVALID = { status: 400, body: { error: "invalid_grant" } };

	it("gives new tokens and ends both old ones", async () => {
		const { standIn } = discord();
		const first = await logIn(standIn);
		const second = await post(standIn, TOKEN, refresh(first.refresh_token));
		expect(second).toMatchObject({ status: 200, body: { scope: "identify", expires_in: 604_800 } });
		expect((await getMe(standIn, String(second.body.access_token))).status).toBe(200);
		expect((await getMe(standIn, first.access_token)).status).toBe(401);
		expect(await post(standIn, TOKEN, refresh(first.refresh_token))).toEqual(INVALID);
	});

	it("takes a refresh token once, however many ask at once", async () => {
		const { standIn } = discord();
		const { refresh_token } = await logIn(standIn);
		const five = await Promise.all(
			Array.from({ length: 5 }, () => post(standIn, TOKEN, refresh(refresh_token))),
		);
		expect(five.filter(({ status }) => status === 200)).toHaveLength(1);
		expect(five.filter(({ status }) => status !== 200)).toEqual(Array(4).fill(INVALID));
	});

	it("always fails as a bare invalid_grant", async () => {
		const { standIn } = discord();
		for (const token of ["guess", "", (await logIn(standIn)).access_token])
			expect(await post(standIn, TOKEN, refresh(token))).toEqual(INVALID);
	});

	it("works after the access token expired", async () => {
		const { standIn, pass } = discord({ accessTokenSeconds: 10 });
		const { access_token, refresh_token } = await logIn(standIn);
		pass(10);
		expect((await getMe(standIn, access_token)).status).toBe(401);
		expect(await post(standIn, TOKEN, refresh(refresh_token))).toMatchObject({
			status: 200,
			body: { expires_in: 10 },
		});
	});
});

describe("token revocation", () => {
	it.each(["access_token", "refresh_token"] as const)(
		"of any %s ends all tokens of that person, and the consent",
		async (kind) => {
			const { standIn } = discord();
			const [phone, laptop, other] = [
				await logIn(standIn),
				await logIn(standIn),
				await logIn(standIn, "plainpaul"),
			];
			expect(await post(standIn, REVOKE, { token: phone[kind] })).toEqual({ status: 200, body: {} });
			expect((await getMe(standIn, phone.access_token)).status).toBe(401);
			expect((await getMe(standIn, laptop.access_token)).status).toBe(401);
			expect((await getMe(standIn, other.access_token)).status).toBe(200);
			const cookie = `standin_login=${standIn.people.get("mira.dances")?.id}`;
			const page = await standIn.fetch(
				new Request(authorizeUrl({ prompt: "none" }), { headers: { Cookie: cookie } }),
			);
			expect(page.status).toBe(200);
		},
	);

	it("succeeds for a token that is unknown (RFC 7009)", async () => {
		expect(await post(discord().standIn, "/api/v10/oauth2/token/revoke", { token: "gone" })).toEqual({
			status: 200,
			body: {},
		});
	});
});
