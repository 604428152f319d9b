import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { keyOf, recipeOf } from "../../src/avatar/recipe";
import type { Me, Next } from "../../src/wire";
import { CLIENT_SECRET, DISCORD, dicebear, discord, holdBack, SITE, useInternet } from "../internet";
import { keptBySessions } from "../session_keepers";
import { CHOICES, codeOf, Visitor } from "../visitor";

useInternet();

const MIRA = { username: "mira.dances", avatar: "8342729096ea3675442027381ff50dfe" };
const pathsAsked = () => discord.requests.map(({ method, path }) => `${method} ${path}`);
const keyFor = (choices = CHOICES, person = MIRA) => keyOf(recipeOf(choices, person));

/** As at a location of Cloudflare's that has read a key: it gives what it read, whatever is written elsewhere. */
function keepWhatKvHasRead(): void {
	const get = env.SESSIONS.get.bind(env.SESSIONS) as (...asked: unknown[]) => Promise<unknown>;
	const read = new Map<unknown, Promise<unknown>>();
	vi.spyOn(env.SESSIONS, "get").mockImplementation(((...asked: unknown[]) => {
		const known = read.get(asked[0]) ?? get(...asked);
		read.set(asked[0], known);
		return known;
	}) as never);
}

describe("a first visit", () => {
	it("sends the person to Discord, asking for who they are and nothing else", async () => {
		const location = new URL(await new Visitor().startLogin());
		expect(location.origin + location.pathname).toBe(`${DISCORD}/oauth2/authorize`);
		expect(Object.fromEntries(location.searchParams)).toEqual({
			response_type: "code",
			client_id: "1234567890",
			redirect_uri: `${SITE}/get_avatar`,
			scope: "identify",
			state: expect.stringMatching(/^[\w-]{43}$/),
			code_challenge: expect.stringMatching(/^[\w-]{43}$/),
			code_challenge_method: "S256",
			prompt: "none",
		});
	});

	it("answers a plain form with a redirect", async () => {
		const response = await new Visitor().submitForm(CHOICES);
		expect(response.status).toBe(303);
		expect(response.headers.get("Location")).toMatch(/^https:\/\/discord\.test\/oauth2\/authorize\?/);
	});

	it("keeps the choices for ten minutes, sealed, in a cookie that no script can read, and stores nothing", async () => {
		const kv = (["get", "put", "delete", "list"] as const).map((method) => vi.spyOn(env.SESSIONS, method));
		const response = await new Visitor().submit();
		const [cookie = "", ...others] = response.headers.getSetCookie();
		expect(others).toEqual([]);
		expect(cookie).toMatch(
			/^__Host-login_[\w-]{8}=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
		);
		const sealed = new TextDecoder("latin1").decode(
			Uint8Array.fromBase64(cookie.slice(cookie.indexOf("=") + 1, cookie.indexOf(";")), {
				alphabet: "base64url",
			}),
		);
		expect(sealed).not.toContain("lorelei");
		for (const call of kv) expect(call).not.toHaveBeenCalled();
		expect((await env.AVATARS.list()).objects).toEqual([]);
	});

	it("ends at the avatar, with three calls out and one KV write", async () => {
		const visitor = new Visitor();
		const callback = await discord.authorize(await visitor.startLogin(), "mira.dances");
		discord.requests.length = 0;
		const put = vi.spyOn(env.SESSIONS, "put");
		const remove = vi.spyOn(env.SESSIONS, "delete");

		const response = await visitor.open(callback);
		expect(response.status).toBe(303);
		expect(response.headers.get("Location")).toBe("/show_avatar");
		expect(pathsAsked()).toEqual(["POST /api/v10/oauth2/token", "GET /api/v10/users/@me"]);
		expect(dicebear.requests).toHaveLength(1);
		expect(put.mock.calls.length + remove.mock.calls.length).toBe(1);
	});

	it("keeps the session for a week, in a cookie no script can read", async () => {
		const visitor = new Visitor();
		const response = await visitor.logIn();
		const cookies = response.headers.getSetCookie();
		const session = cookies.find((line) => line.startsWith("__Host-session="));
		expect(session).toMatch(
			/^__Host-session=[\w-]{43}\.[\w-]{22}\.[0-9a-z]{8}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
		);
		const { keys } = await env.SESSIONS.list();
		expect(keys.map(({ name }) => name)).toEqual([
			expect.stringMatching(/^session:[\w-]{22}:[0-9a-z]{8}:[0-9a-f]{64}$/),
		]);
		const lifetime = (keys[0]?.expiration ?? 0) - Date.now() / 1000;
		expect(Math.abs(lifetime - 604_800)).toBeLessThan(10);
	});

	it("stores the avatar under its recipe's key, with its artist and licence", async () => {
		await new Visitor().logIn();
		const { objects } = await env.AVATARS.list({ include: ["customMetadata", "httpMetadata"] });
		expect(objects).toHaveLength(1);
		expect(objects[0]?.key).toBe(`${await keyFor()}.svg`);
		expect(objects[0]?.httpMetadata?.contentType).toBe("image/svg+xml");
		expect(objects[0]?.customMetadata).toMatchObject({
			style: "lorelei",
			title: "Lorelei",
			creator: "Lisa Wischofsky",
			licence: "CC0 1.0",
		});
	});

	it("shows nobody's name: not in the link, not in the picture, not beside it", async () => {
		await new Visitor().logIn();
		const { objects } = await env.AVATARS.list({ include: ["customMetadata"] });
		const svg = await (await env.AVATARS.get(objects[0]?.key ?? ""))?.text();
		expect(svg).toContain("<svg");
		expect(JSON.stringify(objects) + svg).not.toMatch(/mira/i);
	});
});

describe("what the avatar grows from", () => {
	it.each([
		["the username", "mira.dances", { seed: "username" }, "mira.dances", "username"],
		["the avatar's hash", "mira.dances", { seed: "avatar" }, MIRA.avatar, "avatar"],
		[
			"an animated avatar's hash",
			"nova_nitro",
			{ seed: "avatar" },
			"a_d5efa99b3eeaa7dd43acca82f5692432",
			"avatar",
		],
		["the username of somebody without an avatar", "plainpaul", { seed: "avatar" }, "plainpaul", "username"],
		[
			"the extra seed too",
			"mira.dances",
			{ seed: "username", extra: "  two words " },
			"mira.dances:two words",
			"username",
		],
	] as const)("is %s", async (_, person, choices, seed, source) => {
		const visitor = new Visitor();
		await visitor.logIn(person, { ...CHOICES, extra: "", ...choices });
		expect(dicebear.requests[0]?.searchParams.get("seed")).toBe(seed);
		const me = await visitor.json<Extract<Me, { avatar: unknown }>>("/me");
		expect(me.avatar?.source).toBe(source);
	});

	it("asks DiceBear for every option the recipe has", async () => {
		await new Visitor().logIn("mira.dances", { ...CHOICES, style: "thumbs", backgroundColor: "FFD5DC" });
		const asked = dicebear.requests[0];
		expect(asked?.pathname).toBe("/10.x/thumbs/svg");
		expect(asked?.searchParams.get("backgroundColor")).toBe("ffd5dc");
		expect(asked?.searchParams.get("mouthVariant")).toMatch(/^variant0\d(,variant0\d)*$/);
	});

	it("does not ask DiceBear for what R2 has", async () => {
		await new Visitor().logIn();
		await new Visitor().logIn();
		expect(dicebear.requests).toHaveLength(1);
	});
});

describe("a visit with a live session", () => {
	it("does not leave the site, and asks Discord once", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		discord.requests.length = 0;
		const put = vi.spyOn(env.SESSIONS, "put");
		const response = await visitor.submit({ ...CHOICES, mood: "sad" });
		expect(await response.json()).toEqual({ location: "/show_avatar" });
		expect(pathsAsked()).toEqual(["GET /api/v10/users/@me"]);
		expect(put).toHaveBeenCalledTimes(1);
		expect(await (await visitor.ask("/avatar")).text()).toBe(
			await (await env.AVATARS.get(`${await keyFor({ ...CHOICES, mood: "sad" })}.svg`))?.text(),
		);
	});

	it("shows what was just made, where KV keeps what it has read for a minute", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		keepWhatKvHasRead();
		await visitor.submit({ ...CHOICES, style: "micah" });
		expect(await visitor.json("/me")).toMatchObject({ avatar: { title: "Micah" } });
		expect(await (await visitor.ask("/avatar")).text()).toContain("Micah");
	});

	it("is over for a copy of its cookie at once, where KV keeps what it has read for a minute", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const copy = visitor.copy();
		keepWhatKvHasRead();
		expect(await copy.json("/me")).toMatchObject({ user: { username: "mira.dances" } });
		await visitor.submitForm([], "/logout");
		expect(await copy.json("/me")).toEqual({ user: null });
		expect(await codeOf(await copy.ask("/avatar"))).toBe("not_logged_in");
		expect((await copy.ask("/botapi/users/@me")).status).toBe(401);
	});

	it("writes KV no more often than KV takes it, however many forms come at once", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const put = vi.spyOn(env.SESSIONS, "put");
		const forms = Array.from({ length: 20 }, (_, i) =>
			visitor.copy().submit({ ...CHOICES, style: i % 2 ? "micah" : "thumbs" }),
		);
		const statuses = (await Promise.all(forms)).map(({ status }) => status);
		expect(new Set(statuses)).toEqual(new Set([200]));
		expect(put.mock.calls.length).toBeLessThan(10);
	});

	it("uses the name the person has now", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const mira = discord.people.get("mira.dances");
		if (mira) mira.username = "mira.rests";
		await visitor.submit();
		expect(dicebear.requests.at(-1)?.searchParams.get("seed")).toBe("mira.rests");
	});

	it("refreshes an access token that has expired, and keeps the new one", async () => {
		const visitor = new Visitor();
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
		await visitor.logIn();
		vi.setSystemTime(Date.now() + 6.9 * 24 * 60 * 60 * 1000);
		await visitor.submit();
		vi.setSystemTime(Date.now() + 0.2 * 24 * 60 * 60 * 1000);
		discord.requests.length = 0;
		expect(await (await visitor.submit()).json()).toEqual({ location: "/show_avatar" });
		expect(pathsAsked()).toEqual(["POST /api/v10/oauth2/token", "GET /api/v10/users/@me"]);
		discord.requests.length = 0;
		expect(await (await visitor.submit()).json()).toEqual({ location: "/show_avatar" });
		expect(pathsAsked()).toEqual(["GET /api/v10/users/@me"]);
	});

	it("starts the login again when Discord refuses the token, with the choices kept", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		discord.deauthorize("mira.dances");
		const response = await visitor.submit({ ...CHOICES, style: "thumbs" });
		const { location } = await response.json<{ location: string }>();
		expect(location).toMatch(/^https:\/\/discord\.test\/oauth2\/authorize/);
		// The avatar can still be seen, but Discord is not asked with a dead token again.
		expect((await visitor.ask("/avatar")).status).toBe(200);
		discord.requests.length = 0;
		await visitor.submit();
		expect(discord.requests).toEqual([]);
		await visitor.open(await discord.authorize(location, "mira.dances"));
		const me = await visitor.json<Extract<Me, { avatar: unknown }>>("/me");
		expect(me.avatar?.title).toBe("Thumbs");
	});

	it("starts the login again when the refresh token is refused", async () => {
		const visitor = new Visitor();
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
		await visitor.logIn();
		discord.deauthorize("mira.dances");
		vi.setSystemTime(Date.now() + 6.99 * 24 * 60 * 60 * 1000);
		const session = visitor.cookies.get("__Host-session");
		expect(session).toBeDefined();
		vi.setSystemTime(Date.now() + 0.005 * 24 * 60 * 60 * 1000);
		const { location } = await (await visitor.submit()).json<{ location: string }>();
		expect(location).toMatch(/^https:\/\/discord\.test\/oauth2\/authorize/);
	});
});

describe("an access token that has expired", () => {
	const DAY = 24 * 60 * 60 * 1000;
	/** Somebody whose session lives, but whose access token is over. */
	async function expired() {
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
		const visitor = new Visitor();
		await visitor.logIn();
		vi.setSystemTime(Date.now() + 7 * DAY - 30_000);
		discord.requests.length = 0;
		return visitor;
	}

	it("is taken for expired a little before its time", async () => {
		const visitor = await expired();
		await visitor.submit();
		expect(pathsAsked()[0]).toBe("POST /api/v10/oauth2/token");
	});

	it.each([
		["a form", (visitor: Visitor) => visitor.submit()],
		["/me", (visitor: Visitor) => visitor.ask("/me?check")],
	])("is replaced for good although what %s asks next fails", async (_, ask) => {
		const visitor = await expired();
		discord.fail({ path: "/api/v10/users/@me", status: 500 });
		await ask(visitor);
		discord.requests.length = 0;
		expect(await (await visitor.submit()).json()).toEqual({ location: "/show_avatar" });
		expect(pathsAsked()).toEqual(["GET /api/v10/users/@me"]);
	});

	it("is replaced once by twenty requests at the same time, and all go on", async () => {
		const visitor = await expired();
		const answers = await Promise.all(
			Array.from({ length: 20 }, (_, i) =>
				visitor.copy().submit({ ...CHOICES, style: i % 2 ? "micah" : "thumbs" }),
			),
		);
		const locations = await Promise.all(answers.map(async (answer) => (await answer.json<Next>()).location));
		expect(locations).toEqual(Array(20).fill("/show_avatar"));
		expect(pathsAsked().filter((path) => path === "POST /api/v10/oauth2/token")).toHaveLength(1);
		expect(await (await visitor.submit()).json()).toEqual({ location: "/show_avatar" });
		expect(pathsAsked().filter((path) => path === "POST /api/v10/oauth2/token")).toHaveLength(1);
	});

	it("is replaced once where KV still shows the old one, as elsewhere on the planet", async () => {
		const visitor = await expired();
		const [record] = (await env.SESSIONS.list()).keys;
		const before = await env.SESSIONS.get(record?.name ?? "", "arrayBuffer");
		await visitor.submit();
		await env.SESSIONS.put(record?.name ?? "", before ?? "");
		expect(await (await visitor.submit()).json()).toEqual({ location: "/show_avatar" });
		expect(pathsAsked().filter((path) => path === "POST /api/v10/oauth2/token")).toHaveLength(1);
	});

	it("is replaced for good although KV does not take the new one", async () => {
		const visitor = await expired();
		const put = vi.spyOn(env.SESSIONS, "put").mockRejectedValue(new Error("internal error"));
		expect((await visitor.ask("/me?check")).status).toBe(200);
		put.mockRestore();
		expect(await (await visitor.submit()).json()).toEqual({ location: "/show_avatar" });
		expect(pathsAsked().filter((path) => path === "POST /api/v10/oauth2/token")).toHaveLength(1);
	});

	it("renews the cookie with the record, although what is asked next fails", async () => {
		const visitor = await expired();
		discord.fail({ path: "/api/v10/users/@me", status: 500 });
		const answer = await visitor.submit();
		expect(answer.status).toBe(502);
		expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-session=[\w.-]{75};/)]);
	});

	it("is waited for together where Discord is slow to replace it, and not in turn", async () => {
		const visitor = await expired();
		discord.fail({ path: "/api/v10/oauth2/token", delay: 60_000, times: Number.POSITIVE_INFINITY });
		const answers = await Promise.all(Array.from({ length: 3 }, () => visitor.copy().submit()));
		expect(answers.map(({ status }) => status)).toEqual([504, 504, 504]);
		expect(pathsAsked()).toEqual(["POST /api/v10/oauth2/token"]);
	});

	it("whose replacement is refused, too, means another login", async () => {
		const visitor = await expired();
		discord.fail({ path: "/api/v10/users/@me", status: 401, body: {} });
		const answer = await visitor.submit();
		expect((await answer.json<Next>()).location).toMatch(/^https:\/\/discord\.test\//);
	});

	it("is replaced although the session's object is restarted", async () => {
		const visitor = await expired();
		const discordsAnswer = holdBack("/api/v10/users/@me");
		const underWay = visitor.submit();
		await discordsAnswer.arrived();
		await abortAllDurableObjects();
		discordsAnswer.release();
		expect(await (await underWay).json()).toEqual({ location: "/show_avatar" });
		expect(pathsAsked().filter((path) => path === "POST /api/v10/oauth2/token")).toHaveLength(1);
	});

	it("renews the cookie together with the record", async () => {
		const visitor = await expired();
		const answer = await visitor.ask("/me?check");
		expect(answer.headers.getSetCookie()).toEqual([
			expect.stringMatching(/^__Host-session=[\w.-]{75}; Max-Age=604800;/),
		]);
		expect((await visitor.ask("/me?check")).headers.getSetCookie()).toEqual([]);
	});
});

describe("an access token that Discord refuses before its time", () => {
	it("is replaced with the refresh token", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		discord.fail({ path: "/api/v10/users/@me", status: 401, body: {} });
		discord.requests.length = 0;
		expect(await (await visitor.submit()).json()).toEqual({ location: "/show_avatar" });
		expect(pathsAsked()).toEqual([
			"GET /api/v10/users/@me",
			"POST /api/v10/oauth2/token",
			"GET /api/v10/users/@me",
		]);
	});
});

describe("logging out", () => {
	it("revokes the tokens at Discord, forgets the session and clears the cookie", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		discord.requests.length = 0;
		const response = await visitor.submitForm([], "/logout");
		expect(response.status).toBe(303);
		expect(response.headers.get("Location")).toBe("/");
		// Our next page is told, and forgets what was not saved. The browser keeps all else: favourites.
		expect(response.headers.getSetCookie()).toContainEqual(
			expect.stringMatching(/^__Host-logged-out=yes; Max-Age=\d+; Path=\/; Secure; SameSite=Lax$/),
		);
		expect(response.headers.get("Clear-Site-Data")).toBeNull();
		expect(pathsAsked()).toEqual(["POST /api/v10/oauth2/token/revoke"]);
		expect(visitor.cookies.has("__Host-session")).toBe(false);
		expect((await env.SESSIONS.list({ prefix: "session:" })).keys).toEqual([]);
	});

	it("ends the session for a copy of the cookie too", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const copy = new Visitor();
		for (const [name, value] of visitor.cookies) copy.cookies.set(name, value);
		await visitor.submitForm([], "/logout");
		expect(await codeOf(await copy.ask("/avatar"))).toBe("not_logged_in");
	});

	it("lasts, whatever was under way", async () => {
		for (let round = 0; round < 15; round++) {
			const visitor = new Visitor(`203.0.113.${100 + round}`);
			await visitor.logIn();
			const copy = visitor.copy();
			const discordsAnswer = holdBack("/api/v10/users/@me");
			const underWay = [copy.submit({ ...CHOICES, style: "micah" }), copy.copy().ask("/me")];
			await discordsAnswer.arrived();
			await visitor.submitForm([], "/logout");
			discordsAnswer.release();
			const [form] = await Promise.all(underWay);
			expect(form?.headers.getSetCookie().join()).not.toContain("__Host-session=");
			expect((await form?.json<Next>())?.location).toMatch(/^https:\/\/discord\.test\//);
			expect(await copy.json("/me")).toEqual({ user: null });
			expect((await env.SESSIONS.list()).keys).toEqual([]);
		}
	});

	it("lasts, although the access token is being replaced, and what Discord gave for it ends, too", async () => {
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
		const visitor = new Visitor();
		await visitor.logIn();
		const copy = visitor.copy();
		vi.setSystemTime(Date.now() + 6.9999 * 24 * 60 * 60 * 1000);
		const discordsAnswer = holdBack("/api/v10/oauth2/token");
		const underWay = copy.submit();
		await discordsAnswer.arrived();
		const logout = visitor.submitForm([], "/logout");
		await vi.waitFor(async () => expect(await keptBySessions()).toContainEqual(["ended", true]), {
			timeout: 10_000,
		});
		discordsAnswer.release();
		await logout;
		const form = await underWay;
		// The browser may have another session by now.
		expect(form.headers.getSetCookie().join()).not.toContain("__Host-session=");
		expect((await form.json<Next>()).location).toMatch(/^https:\/\/discord\.test\//);
		expect((await env.SESSIONS.list()).keys).toEqual([]);
		expect(await copy.json("/me")).toEqual({ user: null });
		const [refresh, revocation] = discord.requests.filter(({ path }) => path.includes("/token")).slice(-2);
		expect(refresh?.body).toContain("grant_type=refresh_token");
		const revoked = new URLSearchParams(revocation?.body).get("token");
		expect(revoked).not.toBe(new URLSearchParams(refresh?.body).get("refresh_token"));
	});

	it("works for a copy that KV still shows elsewhere on the planet: it can do nothing more", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const [record] = (await env.SESSIONS.list()).keys;
		const before = await env.SESSIONS.get(record?.name ?? "", "arrayBuffer");
		const copy = visitor.copy();
		await visitor.submitForm([], "/logout");
		await env.SESSIONS.put(record?.name ?? "", before ?? "");
		discord.requests.length = 0;
		expect((await (await copy.submit()).json<Next>()).location).toMatch(/^https:\/\/discord\.test\//);
		expect(discord.requests).toEqual([]);
	});

	it("lasts, although KV has just taken another write and refuses this one", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		vi.spyOn(env.SESSIONS, "delete").mockRejectedValueOnce(new Error("429 Too Many Requests"));
		await visitor.submitForm([], "/logout");
		expect((await env.SESSIONS.list()).keys).toEqual([]);
	});

	it("lasts, although the session's object is restarted in the middle of it", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const copy = visitor.copy();
		const discordsAnswer = holdBack("/api/v10/oauth2/token/revoke");
		vi.spyOn(env.SESSIONS, "delete").mockImplementationOnce(() => new Promise(() => {}));
		const logout = visitor.submitForm([], "/logout");
		await discordsAnswer.arrived();
		await abortAllDurableObjects();
		discordsAnswer.release();
		await logout;
		expect(await copy.json("/me")).toEqual({ user: null });
	});

	it("works while Discord is down", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		discord.fail({ path: "/api/v10/oauth2/token/revoke", status: 500 });
		expect((await visitor.submitForm([], "/logout")).status).toBe(303);
		expect(await codeOf(await visitor.ask("/avatar"))).toBe("not_logged_in");
	});

	it("is nothing to somebody who is not logged in", async () => {
		expect((await new Visitor().submitForm([], "/logout")).headers.get("Location")).toBe("/");
		expect(discord.requests).toEqual([]);
	});
});

describe("logging in again", () => {
	it("ends the session that the browser had, and leaves the new one its tokens", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const old = visitor.copy();
		await visitor.open(await discord.authorize(await new Visitor().startLogin(), "mira.dances"));
		const other = new Visitor();
		const callback = await discord.authorize(await other.startLogin(), "mira.dances");
		for (const [name, value] of old.cookies) other.cookies.set(name, value);
		await other.open(callback);
		expect(other.cookies.get("__Host-session")).not.toBe(old.cookies.get("__Host-session"));
		expect(await old.json("/me")).toEqual({ user: null });
		expect((await env.SESSIONS.list()).keys).toHaveLength(1);
		expect(await (await other.submit()).json()).toEqual({ location: "/show_avatar" });
	});

	it("as somebody else ends what the one before gave, at Discord too", async () => {
		const other = new Visitor();
		const callback = await discord.authorize(await other.startLogin(), "plainpaul");
		const visitor = new Visitor();
		await visitor.logIn();
		for (const [name, value] of visitor.cookies) other.cookies.set(name, value);
		discord.requests.length = 0;
		await other.open(callback);
		expect(pathsAsked()).toEqual([
			"POST /api/v10/oauth2/token",
			"GET /api/v10/users/@me",
			"POST /api/v10/oauth2/token/revoke",
		]);
		expect(await visitor.json("/me")).toEqual({ user: null });
		expect(await (await other.submit()).json()).toEqual({ location: "/show_avatar" });
	});
});

describe("where Discord has to ask first, whatever `prompt=none` says,", () => {
	it.each(["login_required", "consent_required", "interaction_required", "account_selection_required"])(
		"the login goes on with the question, once: %s",
		async (error) => {
			const visitor = new Visitor();
			const first = new URL(await visitor.startLogin());
			expect(first.searchParams.get("prompt")).toBe("none");
			const back = await visitor.open(`/get_avatar?error=${error}&state=${first.searchParams.get("state")}`);
			expect(back.status).toBe(303);
			const second = new URL(back.headers.get("Location") ?? "");
			expect(second.origin + second.pathname).toBe("https://discord.test/oauth2/authorize");
			expect(second.searchParams.has("prompt")).toBe(false);
			const state = second.searchParams.get("state");
			const copy = visitor.copy();
			const again = await copy.open(`/get_avatar?error=${error}&state=${state}`, {
				Accept: "application/json",
			});
			expect(await codeOf(again)).toBe("discord_refused");
			await visitor.open(await discord.authorize(second.href, "mira.dances"));
			expect(await visitor.json("/me")).toMatchObject({ avatar: { choices: CHOICES } });
		},
	);
});

describe("every call to Discord", () => {
	it("carries our own headers and none of the visitor's", async () => {
		const visitor = new Visitor();
		const callback = await discord.authorize(await visitor.startLogin(), "mira.dances");
		discord.requests.length = 0;
		await visitor.open(callback, { "User-Agent": "Mozilla/5.0 marker", "X-Marker": "marker" });
		for (const { headers } of discord.requests) {
			expect(JSON.stringify(headers)).not.toMatch(/marker"|Mozilla|cookie|203\.0\.113\.7/i);
		}
		expect(discord.requests[0]?.headers.authorization).toBe(`Basic ${btoa(`1234567890:${CLIENT_SECRET}`)}`);
		expect(discord.requests[1]?.headers["user-agent"]).toMatch(
			/^DiscordBot \(https:\/\/discobear\.test, \S+\)$/,
		);
	});
});
