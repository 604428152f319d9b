import { describe, expect, it } from "vitest";
import { answer, authorizeUrl, codeForm, discord, getMe, logIn, ORIGIN, post } from "./application.fixture";
import { madeUpPeople } from "./people";

const UNAUTHORIZED = { status: 401, body: { message: "401: Unauthorized", code: 0 } };

describe("GET /users/@me", () => {
	it.each(madeUpPeople())(
		"gives $username, without an e-mail address",
		async ({ id, username, global_name, avatar }) => {
			const { standIn } = discord();
			const response = await getMe(standIn, (await logIn(standIn, username)).access_token);
			expect(response.status).toBe(200);
			const user = await response.json();
			expect(user).toMatchObject({ id, username, global_name, avatar, discriminator: "0" });
			expect(user).not.toHaveProperty("email");
		},
	);

	it("says how much of the rate limit is left", async () => {
		const { standIn } = discord();
		const { headers } = await getMe(standIn, (await logIn(standIn)).access_token);
		expect(Object.fromEntries(headers)).toMatchObject({
			"x-ratelimit-limit": "10",
			"x-ratelimit-remaining": "9",
			"x-ratelimit-reset": String(Date.UTC(2026, 0, 1) / 1000 + 1).concat(".000"),
			"x-ratelimit-reset-after": "1.000",
			"x-ratelimit-bucket": "users-me",
		});
	});

	it.each(["", "Bearer", "Bearer guess", "Bot guess"])(
		"answers 401 to Authorization %j",
		async (Authorization) => {
			const headers: Record<string, string> = Authorization ? { Authorization } : {};
			const response = await discord().standIn.fetch(new Request(`${ORIGIN}/api/v10/users/@me`, { headers }));
			expect(await answer(response)).toEqual(UNAUTHORIZED);
		},
	);

	it("answers 401 once the access token expired", async () => {
		const { standIn, pass } = discord();
		const { access_token } = await logIn(standIn);
		pass(604_799);
		expect((await getMe(standIn, access_token)).status).toBe(200);
		pass(1);
		expect(await answer(await getMe(standIn, access_token))).toEqual(UNAUTHORIZED);
	});

	it("answers 401 without the scope identify", async () => {
		const { standIn } = discord();
		const callback = new URL(await standIn.authorize(authorizeUrl({ scope: "guilds" }), "mira.dances"));
		const form = { ...(await codeForm(standIn)), code: callback.searchParams.get("code") ?? "" };
		const { body } = await post(standIn, "/api/oauth2/token", form);
		expect(await answer(await getMe(standIn, String(body.access_token)))).toEqual(UNAUTHORIZED);
	});

	it("answers 401 after the person deauthorised the application", async () => {
		const { standIn } = discord();
		const { access_token } = await logIn(standIn);
		standIn.deauthorize("mira.dances");
		expect(await answer(await getMe(standIn, access_token))).toEqual(UNAUTHORIZED);
	});

	it("shows a changed name and picture to tokens that are out already", async () => {
		const { standIn } = discord();
		const { access_token } = await logIn(standIn);
		Object.assign(standIn.people.get("mira.dances") ?? {}, { username: "mira.sings", avatar: null });
		expect(await (await getMe(standIn, access_token)).json()).toMatchObject({
			username: "mira.sings",
			avatar: null,
		});
		await expect(standIn.authorize(authorizeUrl(), "mira.sings")).resolves.toContain("code=");
	});
});

describe("the API", () => {
	it.each(["/api/v10/users/@you", "/api/v10/", "/api/users/@me"])("answers %s with 404", async (path) => {
		const response = await discord().standIn.fetch(new Request(ORIGIN + path));
		expect(await answer(response)).toEqual({ status: 404, body: { message: "404: Not Found", code: 0 } });
	});
});

describe("the made-up people", () => {
	const people = madeUpPeople();

	it("have snowflakes, usernames and avatars of Discord's form", () => {
		for (const { id, username, avatar, global_name } of people) {
			expect(id).toMatch(/^\d{17,20}$/);
			expect(username).toMatch(/^[a-z0-9_.]{2,32}$/);
			expect(avatar ?? "0".repeat(32)).toMatch(/^(a_)?[0-9a-f]{32}$/);
			expect([...(global_name ?? "")].length).toBeLessThanOrEqual(32);
		}
		expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
	});

	it("include one whose display name is as long as it can be", () => {
		expect(people.some(({ global_name }) => [...(global_name ?? "")].length === 32)).toBe(true);
	});
});
