import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { PROBLEMS } from "../../src/errors";
import { DEADLINE } from "../../src/outbound";
import type { Me, Problem } from "../../src/wire";
import { dicebear, discord, useInternet } from "../internet";
import { CHOICES, codeOf, Visitor } from "../visitor";

useInternet();

const TOKEN = "/api/v10/oauth2/token";
const ME = "/api/v10/users/@me";
const asJson = { Accept: "application/json" };

/** A visitor who has pressed Accept at Discord, and the address they are sent back to. */
async function accepted(as = "mira.dances") {
	const visitor = new Visitor();
	return { visitor, callback: await discord.authorize(await visitor.startLogin(), as) };
}

describe("the callback", () => {
	it.each([
		["no code and no state", "/get_avatar"],
		["no state", "/get_avatar?code=abc"],
		["no code", "/get_avatar?state=abc"],
		["a state nobody was given", `/get_avatar?code=abc&state=${"A".repeat(43)}`],
	])("with %s says that the token is invalid", async (_, path) => {
		const visitor = new Visitor();
		await visitor.startLogin();
		const response = await visitor.open(path, asJson);
		expect(response.status).toBe(400);
		expect(await response.json<Problem>()).toMatchObject({ code: "token_invalid", title: "Token invalid" });
	});

	it("without a code keeps what was chosen", async () => {
		const visitor = new Visitor();
		const state = new URL(await visitor.startLogin()).searchParams.get("state");
		const page = await (await visitor.open(`/get_avatar?state=${state}`)).text();
		expect(page).toContain("Token invalid");
		expect(page).toContain('value="lorelei"');
		expect(page).toContain('value="b6e3f4"');
	});

	it("used twice says that the token is invalid", async () => {
		const { visitor, callback } = await accepted();
		await visitor.open(callback);
		expect(await codeOf(await visitor.open(callback, asJson))).toBe("token_invalid");
	});

	it("says so too where somebody kept the login's cookie, because Discord takes a code only once", async () => {
		const { visitor, callback } = await accepted();
		const copy = visitor.copy();
		await visitor.open(callback);
		expect(await codeOf(await copy.open(callback, asJson))).toBe("token_invalid");
	});

	it("in another browser says that the token is invalid, and leaves it to the first one", async () => {
		const { visitor, callback } = await accepted();
		const other = new Visitor();
		await other.startLogin();
		expect(await codeOf(await other.open(callback, asJson))).toBe("token_invalid");
		expect(other.cookies.has("__Host-session")).toBe(false);
		expect((await visitor.open(callback)).headers.get("Location")).toBe("/show_avatar");
	});

	it("says that the person cancelled, and offers to start again with the same choices", async () => {
		const visitor = new Visitor();
		const callback = await discord.authorize(await visitor.startLogin(), "mira.dances", "cancel");
		const response = await visitor.open(callback);
		expect(response.status).toBe(403);
		const page = await response.text();
		expect(page).toContain("You cancelled the login");
		expect(page).toContain('action="/get_avatar"');
		expect(page).toContain('value="lorelei"');
		expect(discord.requests.filter(({ path }) => path.startsWith("/api"))).toEqual([]);
	});

	it("does not repeat what Discord says in the address", async () => {
		const visitor = new Visitor();
		const state = new URL(await visitor.startLogin()).searchParams.get("state");
		const response = await visitor.open(
			`/get_avatar?state=${state}&error=server_error&error_description=%3Cscript%3Ealert(1)%3C/script%3E`,
		);
		expect(response.status).toBe(502);
		expect(await response.text()).not.toContain("alert(1)");
	});
});

describe("Discord, after the person accepted,", () => {
	it.each([
		["failing at the token", { path: TOKEN, status: 500 }, 502, "discord_unavailable"],
		[
			"answering the token with HTML",
			{ path: TOKEN, status: 200, body: "<html>" },
			502,
			"discord_unavailable",
		],
		["answering the token with half its JSON", { path: TOKEN, broken: true }, 502, "discord_unavailable"],
		["answering the token with other JSON", { path: TOKEN, wrong: { ok: 1 } }, 502, "discord_unavailable"],
		["dropping the token's connection", { path: TOKEN, drop: true }, 502, "discord_unavailable"],
		[
			"limiting the token",
			{ path: TOKEN, limit: { retryAfter: 3, header: true, body: true } },
			503,
			"discord_limited",
		],
		["banning us at the token", { path: TOKEN, cloudflare: true }, 503, "discord_limited"],
		[
			"refusing our secret",
			{ path: TOKEN, status: 401, body: { error: "invalid_client" } },
			502,
			"discord_refused",
		],
		["failing at the person", { path: ME, status: 503 }, 502, "discord_unavailable"],
		["refusing the person's token", { path: ME, status: 401, body: {} }, 400, "token_invalid"],
		[
			"redirecting the person",
			{ path: ME, status: 302, headers: { Location: "https://evil.test/" } },
			502,
			"discord_unavailable",
		],
		[
			"answering with somebody without an id",
			{ path: ME, wrong: { username: "x" } },
			502,
			"discord_unavailable",
		],
		[
			"answering with an avatar that is no hash",
			{ path: ME, wrong: { id: "1", username: "x", avatar: "../../x" } },
			502,
			"discord_unavailable",
		],
		["answering the person with half the JSON", { path: ME, broken: true }, 502, "discord_unavailable"],
		[
			"answering the person with 1 MB",
			{ path: ME, status: 200, body: "x".repeat(1_000_000) },
			502,
			"discord_unavailable",
		],
		["dropping the person's connection", { path: ME, drop: true }, 502, "discord_unavailable"],
		[
			"limiting the person",
			{ path: ME, limit: { retryAfter: 2.4, header: false, body: true } },
			503,
			"discord_limited",
		],
	] as const)("%s is told to the person, who loses nothing", async (_, failure, status, code) => {
		const { visitor, callback } = await accepted();
		discord.fail(failure as Parameters<typeof discord.fail>[0]);
		const response = await visitor.open(callback);
		expect(response.status).toBe(status);
		expect(response.headers.get("Cache-Control")).toBe("private, no-store");
		const page = await response.text();
		expect(page).toContain('action="/get_avatar"');
		expect(page).toContain('value="lorelei"');
		expect(visitor.cookies.has("__Host-session")).toBe(false);
		expect(page).toContain(PROBLEMS[code].title);
		// The same choices, sent again by the page's own form, lead back to Discord.
		expect(await visitor.startLogin()).toMatch(/^https:\/\/discord\.test\//);
	});

	it.each([
		["a body that says 2.4 s", { retryAfter: 2.4, header: false, body: true }, "3"],
		["a header that says 7 s", { retryAfter: 7, header: true, body: false }, "7"],
		["neither", { retryAfter: 7, header: false, body: false }, "60"],
		["a header that says a month", { retryAfter: 2_592_000, header: true, body: false }, "3600"],
	])("limiting us with %s makes the person wait as long", async (_, limit, seconds) => {
		for (const path of [TOKEN, ME]) {
			const { visitor, callback } = await accepted();
			discord.fail({ path, limit });
			const response = await visitor.open(callback, asJson);
			expect(response.headers.get("Retry-After")).toBe(seconds);
			expect((await response.json<Problem>()).retry_after).toBe(Number(seconds));
		}
	});

	it.each([302, 307, 308])(
		"redirecting the token with %i is not followed: the code stays here",
		async (status) => {
			const { visitor, callback } = await accepted();
			discord.fail({ path: TOKEN, status, headers: { Location: "https://evil.test/token" } });
			expect(await codeOf(await visitor.open(callback, asJson))).toBe("discord_unavailable");
			// A call to any other host would fail this test by itself.
		},
	);

	it("answering the token without end is not read to the end", async () => {
		const { visitor, callback } = await accepted();
		discord.fail({ path: TOKEN, status: 200, body: `{"access_token":"${"x".repeat(1_000_000)}"}` });
		expect(await codeOf(await visitor.open(callback, asJson))).toBe("discord_unavailable");
	});

	it.each([
		{ access_token: "token-marker" },
		["token-marker"],
		{ error: { access_token: "token-marker" } },
		{ error: "token-marker" },
		{ error: "invalid_request", error_description: "token-marker" },
		"token-marker",
	])("refusing the token with %j logs nothing of it", async (body) => {
		const log = (["log", "info", "warn", "error"] as const).map((level) =>
			vi.spyOn(console, level).mockImplementation(() => {}),
		);
		const { visitor, callback } = await accepted();
		discord.fail({ path: TOKEN, status: 400, body: JSON.stringify(body) });
		expect((await visitor.open(callback, asJson)).status).toBe(502);
		const logged = JSON.stringify(
			log.flatMap((spy) => spy.mock.calls),
			(_, value) => (value instanceof Error ? Object.getOwnPropertyDescriptors(value) : value),
		);
		expect(logged).not.toContain("token-marker");
	});

	it.each([
		["a refresh", { expires_in: 1e308 }],
		["a date", { expires_in: "soon" }],
		["no tokens", { access_token: 1 }],
	])("answering the token with %s of no sense is no answer", async (_, change) => {
		const { visitor, callback } = await accepted();
		const answer = {
			token_type: "Bearer",
			access_token: "a",
			refresh_token: "r",
			expires_in: 604800,
			scope: "identify",
		};
		discord.fail({ path: TOKEN, wrong: { ...answer, ...change } });
		expect(await codeOf(await visitor.open(callback, asJson))).toBe("discord_unavailable");
	});

	it.each([
		["at the token", TOKEN],
		["at the person", ME],
	])("being slow %s is given up on", async (_, path) => {
		const { visitor, callback } = await accepted();
		discord.fail({ path, delay: 60_000 });
		const started = Date.now();
		const response = await visitor.open(callback, asJson);
		expect(response.status).toBe(504);
		expect(await codeOf(response)).toBe("discord_timeout");
		expect(Date.now() - started).toBeGreaterThanOrEqual(DEADLINE - 100);
	});
});

describe("Discord, while a session lives,", () => {
	it.each([
		["failing", { status: 500 }, 502, "discord_unavailable"],
		["limiting us", { limit: { retryAfter: 4, header: true, body: true } }, 503, "discord_limited"],
	])("%s does not end the session", async (_, failure, status, code) => {
		const visitor = new Visitor();
		await visitor.logIn();
		discord.fail({ path: ME, ...failure } as Parameters<typeof discord.fail>[0]);
		const response = await visitor.submit();
		expect(response.status).toBe(status);
		expect(await codeOf(response)).toBe(code);
		expect((await visitor.submit()).status).toBe(200);
		expect((await visitor.json<Me>("/me")).user).not.toBeNull();
	});
});

describe("DiceBear", () => {
	const svg = { headers: { "Content-Type": "image/svg+xml" } };
	it.each([
		["failing", () => new Response("no", { status: 500 })],
		["limiting us", () => new Response("slow down", { status: 429 })],
		[
			"answering with HTML",
			() => new Response("<html></html>", { headers: { "Content-Type": "text/html" } }),
		],
		["answering with nothing", () => new Response("", svg)],
		[
			"answering with 1 MB",
			() => new Response(`<svg xmlns="http://www.w3.org/2000/svg">${" ".repeat(1_000_000)}</svg>`, svg),
		],
		[
			"answering with a script",
			() => new Response('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', svg),
		],
		["redirecting", () => new Response(null, { status: 302, headers: { Location: "https://evil.test/" } })],
		["dropping the connection", () => Promise.reject(new TypeError("Network connection lost."))],
	])("%s is not noticed: the avatar is drawn in the Worker", async (_, failure) => {
		const normal = new Visitor();
		await normal.logIn();
		const picture = await (await normal.ask("/avatar")).text();
		const [stored] = (await env.AVATARS.list()).objects;
		await env.AVATARS.delete(stored?.key ?? "");

		dicebear.fail(failure);
		const visitor = new Visitor();
		expect((await visitor.logIn()).headers.get("Location")).toBe("/show_avatar");
		expect(await (await visitor.ask("/avatar")).text()).toBe(picture);
		expect(await (await env.AVATARS.get(stored?.key ?? ""))?.text()).toBe(picture);
	});

	it("being slow is not waited for longer than its deadline", async () => {
		dicebear.fail(() => new Promise(() => {}));
		const visitor = new Visitor();
		expect((await visitor.logIn()).headers.get("Location")).toBe("/show_avatar");
		expect((await visitor.ask("/avatar")).status).toBe(200);
	});
});

describe("storage", () => {
	const broken = () => Promise.reject(new Error("internal error"));

	it("that does not take the avatar still lets the person see it, and is told", async () => {
		vi.spyOn(env.AVATARS, "put").mockImplementation(broken);
		const visitor = new Visitor();
		expect((await visitor.logIn()).headers.get("Location")).toBe("/show_avatar");
		const { avatar } = await visitor.json<Extract<Me, { avatar: unknown }>>("/me");
		expect(avatar?.stored).toBe(false);
		expect(await (await visitor.ask("/avatar")).text()).toContain("<svg");
	});

	it("makes up for it the next time the avatar is seen", async () => {
		const put = vi.spyOn(env.AVATARS, "put").mockImplementationOnce(broken);
		const visitor = new Visitor();
		await visitor.logIn();
		put.mockRestore();
		await visitor.ask("/avatar");
		const { avatar } = await visitor.json<Extract<Me, { avatar: unknown }>>("/me");
		expect(avatar?.stored).toBe(true);
	});

	it("that cannot be read still lets the person see the avatar", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		vi.spyOn(env.AVATARS, "get").mockImplementation(broken as never);
		vi.spyOn(env.AVATARS, "head").mockImplementation(broken);
		expect(await (await visitor.ask("/avatar")).text()).toContain("<svg");
		expect((await visitor.json<Extract<Me, { avatar: unknown }>>("/me")).avatar?.stored).toBe(false);
		const link = await visitor.ask(`/avatar/${"A".repeat(43)}.svg`);
		expect(link.status).toBe(503);
		expect(link.headers.get("Cache-Control")).toBe("private, no-store");
	});

	it("that does not take the session gives the person their avatar all the same", async () => {
		const { visitor, callback } = await accepted();
		vi.spyOn(env.SESSIONS, "put").mockImplementation(broken);
		const response = await visitor.open(callback);
		expect(response.status).toBe(503);
		const page = await response.text();
		expect(page).toContain("data:image/svg+xml");
		expect(page).toContain('value="lorelei"');
		expect(visitor.cookies.has("__Host-session")).toBe(false);
	});

	it("that refuses a session for being too quick is asked again", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		vi.spyOn(env.SESSIONS, "put").mockImplementationOnce(broken);
		expect((await visitor.submit({ ...CHOICES, style: "micah" })).status).toBe(200);
		expect(await visitor.json("/me")).toMatchObject({ avatar: { title: "Micah" } });
	});

	it("that does not end the session ends it at Discord and in the browser all the same", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		vi.spyOn(env.SESSIONS, "delete").mockImplementation(broken);
		discord.requests.length = 0;
		expect((await visitor.submitForm([], "/logout")).status).toBe(303);
		expect(discord.requests.map(({ path }) => path)).toEqual(["/api/v10/oauth2/token/revoke"]);
		expect(visitor.cookies.has("__Host-session")).toBe(false);
	});

	it("that takes nothing does not stop a login from beginning: that needs none", async () => {
		for (const method of ["get", "put", "delete"] as const)
			vi.spyOn(env.SESSIONS, method).mockImplementation(broken as never);
		expect((await new Visitor().submit()).status).toBe(200);
	});

	it("that does not give the session back says so, and does not log anybody out", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const get = vi.spyOn(env.SESSIONS, "get").mockImplementation(broken as never);
		expect(await codeOf(await visitor.ask("/avatar"))).toBe("storage_unavailable");
		get.mockRestore();
		expect((await visitor.ask("/avatar")).status).toBe(200);
	});

	it("with a record that is not ours is as good as empty", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const [record] = (await env.SESSIONS.list()).keys;
		await env.SESSIONS.put(record?.name ?? "", "garbage");
		expect(await visitor.json("/me")).toEqual({ user: null });
	});
});

describe("an unknown path", () => {
	it("is a file that was not found, as a page for a browser and as JSON for everybody else", async () => {
		const page = await new Visitor().open("/nothing/here");
		expect(page.status).toBe(404);
		expect(page.headers.get("Content-Type")).toMatch(/^text\/html/);
		expect(await page.text()).toContain("File not found");
		const json = await new Visitor().ask("/nothing/here");
		expect(json.status).toBe(404);
		expect(await json.json<Problem>()).toMatchObject({ code: "file_not_found", title: "File not found" });
	});
});

describe("the way back from an error page", () => {
	it("leads to the form as it was filled in, without script", async () => {
		const response = await new Visitor().submitForm(
			{ ...CHOICES, style: "thumbs", extra: "<kept>" },
			"/studio",
		);
		expect(response.status).toBe(200);
		const page = await response.text();
		expect(page).toMatch(/<input[^>]+name="style"[^>]+value="thumbs"[^>]+checked/);
		expect(page).toContain('value="&lt;kept&gt;"');
		expect((await new Visitor().open("/studio")).headers.get("Location")).toBe("/");
	});

	it("shows a filled-in form to nobody whom another site sends", async () => {
		const response = await new Visitor().ask("/studio", {
			method: "POST",
			headers: { "Sec-Fetch-Site": "cross-site", "Content-Type": "application/x-www-form-urlencoded" },
			body: "style=thumbs",
		});
		expect(response.status).toBe(403);
	});
});

describe("too many requests", () => {
	it("do not lose a form that was sent without script", async () => {
		const flood = new Visitor();
		for (let i = 0; i < 60; i++) await flood.submit();
		const page = await (await flood.submitForm({ ...CHOICES, style: "thumbs" })).text();
		expect(page).toContain("That was a lot at once");
		expect(page).toContain('value="thumbs"');
	});

	it("from one address are told to wait, and nobody else is", async () => {
		const flood = new Visitor("2001:db8:1:1::1");
		const codes = new Set<number>();
		for (let i = 0; i < 61; i++) codes.add((await flood.submit(CHOICES)).status);
		expect([...codes]).toEqual([200, 429]);
		const neighbour = await new Visitor("2001:db8:1:1:ffff::2").submit();
		expect(neighbour.status).toBe(429);
		expect(neighbour.headers.get("Retry-After")).toBe("60");
		expect((await new Visitor("2001:db8:1:2::1").submit()).status).toBe(200);
	});
});
