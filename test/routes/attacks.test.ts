import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { CLIENT_SECRET, dicebear, discord, SITE, useInternet } from "../internet";
import { CHOICES, codeOf, Visitor } from "../visitor";

useInternet();

describe("login CSRF", () => {
	it("does not log a victim in as the attacker: the attacker's code and state are nothing in their browser", async () => {
		const attacker = new Visitor("198.51.100.9");
		const callback = await discord.authorize(await attacker.startLogin(), "tom_and.jerry");
		const victim = new Visitor();
		await victim.startLogin();
		const response = await victim.open(callback, {
			Accept: "application/json",
			"Sec-Fetch-Site": "cross-site",
		});
		expect(await codeOf(response)).toBe("token_invalid");
		expect(victim.cookies.has("__Host-session")).toBe(false);
	});

	it("does not log in a victim who never began a login here", async () => {
		const attacker = new Visitor("198.51.100.9");
		const callback = await discord.authorize(await attacker.startLogin(), "tom_and.jerry");
		const victim = new Visitor();
		expect(await codeOf(await victim.open(callback, { Accept: "application/json" }))).toBe("token_invalid");
		expect(victim.cookies.has("__Host-session")).toBe(false);
	});

	it("gains nothing by a login cookie of the attacker's own making", async () => {
		const attacker = new Visitor("198.51.100.9");
		const callback = new URL(await discord.authorize(await attacker.startLogin(), "tom_and.jerry"));
		const [[name, sealed] = ["", ""]] = attacker.cookies;
		await attacker.startLogin();
		const [, [, another] = ["", ""]] = attacker.cookies;
		const turned = (sealed[40] === "A" ? "B" : "A") + sealed.slice(41);
		for (const planted of [
			"",
			".",
			"x",
			"A".repeat(43),
			another,
			sealed.slice(0, -4),
			sealed.slice(0, 40) + turned,
		]) {
			const victim = new Visitor();
			victim.cookies.set(name, planted);
			expect(await codeOf(await victim.open(callback.href, { Accept: "application/json" }))).toBe(
				"token_invalid",
			);
			expect(victim.cookies.has("__Host-session")).toBe(false);
		}
		// A state that only begins alike finds the cookie, and does not open it.
		const alike = new Visitor();
		const state = callback.searchParams.get("state") ?? "";
		alike.cookies.set(name, sealed);
		callback.searchParams.set("state", state.slice(0, 8) + "A".repeat(35));
		expect(await codeOf(await alike.open(callback.href, { Accept: "application/json" }))).toBe(
			"token_invalid",
		);
	});

	it("does not let an image on another page begin a login", async () => {
		for (const fetched of [
			{ "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image" },
			{ "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe" },
			{ "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty" },
		]) {
			const response = await new Visitor().ask("/login?return=/servers", { headers: fetched });
			expect(await codeOf(response)).toBe("cross_site");
			expect(response.headers.getSetCookie()).toEqual([]);
		}
		const navigation = {
			"Sec-Fetch-Site": "none",
			"Sec-Fetch-Mode": "navigate",
			"Sec-Fetch-Dest": "document",
		};
		expect((await new Visitor().open("/login?return=/servers", navigation)).status).toBe(303);
	});

	it("does not take the attacker's code with the victim's own state", async () => {
		const attacker = new Visitor("198.51.100.9");
		const code = new URL(
			await discord.authorize(await attacker.startLogin(), "tom_and.jerry"),
		).searchParams.get("code");
		const victim = new Visitor();
		const state = new URL(await victim.startLogin()).searchParams.get("state");
		const response = await victim.open(`/get_avatar?code=${code}&state=${state}`, {
			Accept: "application/json",
		});
		expect(await codeOf(response)).toBe("token_invalid");
		expect(victim.cookies.has("__Host-session")).toBe(false);
	});
});

describe("a forged or replayed state", () => {
	it.each(["", "A".repeat(43), "../session", "%00", "a".repeat(5000)])("%s opens nothing", async (state) => {
		const visitor = new Visitor();
		await visitor.startLogin();
		const response = await visitor.open(`/get_avatar?code=x&state=${encodeURIComponent(state)}`, {
			Accept: "application/json",
		});
		expect(await codeOf(response)).toBe("token_invalid");
	});

	it("opens nothing ten minutes later, although the browser kept its cookie", async () => {
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
		const visitor = new Visitor();
		const location = await visitor.startLogin();
		vi.setSystemTime(Date.now() + 10 * 60 * 1000);
		const callback = await discord.authorize(location, "mira.dances");
		expect(await codeOf(await visitor.open(callback, { Accept: "application/json" }))).toBe("token_invalid");
	});
});

describe("session fixation", () => {
	it("fails: a login makes a new token, whatever token the browser brought", async () => {
		const planted = "B".repeat(43);
		const victim = new Visitor();
		victim.cookies.set("__Host-session", planted);
		await victim.logIn();
		expect(victim.cookies.get("__Host-session")).not.toBe(planted);
		const attacker = new Visitor();
		attacker.cookies.set("__Host-session", planted);
		expect(await codeOf(await attacker.ask("/avatar"))).toBe("not_logged_in");
	});

	it("fails with the attacker's own live session too", async () => {
		const attacker = new Visitor();
		await attacker.logIn("tom_and.jerry");
		const before = attacker.cookies.get("__Host-session") ?? "";
		const victim = new Visitor();
		const callback = await discord.authorize(await victim.startLogin(), "mira.dances");
		victim.cookies.set("__Host-session", before);
		await victim.open(callback);
		expect(victim.cookies.get("__Host-session")).not.toBe(before);
		// It was this browser's, too: a new login has ended it.
		expect(await attacker.json("/me")).toEqual({ user: null });
		expect(await victim.json("/me")).toMatchObject({ user: { username: "mira.dances" } });
	});
});

describe("another site's page", () => {
	it.each([
		["a form", { "Content-Type": "application/x-www-form-urlencoded" }],
		["JSON", { "Content-Type": "application/json" }],
		["a form in disguise", { "Content-Type": "text/plain" }],
	])("cannot post %s", async (_, type) => {
		for (const origin of [
			{ "Sec-Fetch-Site": "cross-site", Origin: "https://evil.test" },
			{ "Sec-Fetch-Site": "same-site", Origin: "https://sub.discobear.test" },
			{ "Sec-Fetch-Site": "none", Origin: SITE },
			{ "Sec-Fetch-Site": "", Origin: "https://evil.test" },
			{ "Sec-Fetch-Site": "", Origin: "null" },
			{ "Sec-Fetch-Site": "", Origin: "" },
		]) {
			for (const path of ["/get_avatar", "/logout"]) {
				const response = await new Visitor().ask(path, {
					method: "POST",
					headers: { ...type, ...origin },
					body: JSON.stringify(CHOICES),
				});
				expect(response.status).toBe(403);
				expect(await codeOf(response)).toBe("cross_site");
			}
		}
	});

	it("cannot log anybody out", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		await visitor.ask("/logout", { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } });
		expect((await visitor.ask("/avatar")).status).toBe(200);
	});

	it("is taken for our own by an older browser's Origin", async () => {
		const response = await new Visitor().submit(CHOICES, { "Sec-Fetch-Site": "" });
		expect(response.status).toBe(200);
	});
});

describe("another person's session", () => {
	it("cannot be opened with anything that lies in the store", async () => {
		await new Visitor().logIn();
		const [record] = (await env.SESSIONS.list()).keys;
		const value = await env.SESSIONS.get(record?.name ?? "");
		for (const token of [record?.name, record?.name.slice("session:".length), value?.slice(0, 43)]) {
			const thief = new Visitor();
			thief.cookies.set("__Host-session", encodeURIComponent(token ?? ""));
			expect(await codeOf(await thief.ask("/avatar"))).toBe("not_logged_in");
		}
	});

	it("is not readable in the store: no name, no token", async () => {
		await new Visitor().logIn();
		const [record] = (await env.SESSIONS.list()).keys;
		const value = new TextDecoder("latin1").decode(
			(await env.SESSIONS.get(record?.name ?? "", "arrayBuffer")) ?? undefined,
		);
		expect(value.length).toBeGreaterThan(100);
		expect(value).not.toMatch(/mira|access|refresh|lorelei/);
	});
});

describe("open redirect", () => {
	it.each(["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)"])(
		"%s leads nowhere, in any parameter",
		async (target) => {
			const visitor = new Visitor();
			const callback = new URL(await discord.authorize(await visitor.startLogin(), "mira.dances"));
			for (const name of ["return", "redirect", "next", "url", "redirect_uri"]) {
				callback.searchParams.set(name, target);
			}
			expect((await visitor.open(callback.href)).headers.get("Location")).toBe("/show_avatar");
		},
	);
});

describe("injection", () => {
	const HOSTILE = "<script>alert(1)</script>\"'>&lt;%0d%0aSet-Cookie:x=1#{7*7}";

	it("through the extra seed reaches no header and no markup", async () => {
		const log = ["log", "info", "warn", "error"].map((level) => vi.spyOn(console, level as "log"));
		const visitor = new Visitor();
		const response = await visitor.logIn("mira.dances", {
			...CHOICES,
			style: "initials",
			mood: "",
			extra: HOSTILE,
		});
		expect(response.headers.get("Location")).toBe("/show_avatar");
		expect(JSON.stringify([...response.headers])).not.toContain("x=1");
		expect(dicebear.requests[0]?.searchParams.get("seed")).toBe(`mira.dances:${HOSTILE}`);
		const svg = await (await visitor.ask("/avatar")).text();
		expect(svg).not.toContain("<script");
		expect(JSON.stringify(log.flatMap((spy) => spy.mock.calls))).not.toContain("alert(1)");
	});

	it("through a username reaches no markup", async () => {
		const person = discord.people.get("tom_and.jerry");
		if (person) person.username = '"><script>alert(1)</script>';
		const visitor = new Visitor();
		await visitor.logIn("tom_and.jerry", { ...CHOICES, style: "initials", mood: "" });
		const svg = await (await visitor.ask("/avatar")).text();
		expect(svg).toContain("<svg");
		expect(svg).not.toContain("<script");
		const me = await visitor.ask("/me");
		expect(me.headers.get("Content-Type")).toMatch(/^application\/json/);
	});

	it.each(["seed", "style", "mood", "backgroundColor"])(
		"through the field %s reaches no header and no log",
		async (field) => {
			const log = ["log", "info", "warn", "error"].map((level) => vi.spyOn(console, level as "log"));
			for (const response of [
				await new Visitor().submit({ ...CHOICES, [field]: HOSTILE }),
				await new Visitor().submitForm({ ...CHOICES, [field]: HOSTILE }),
			]) {
				expect(response.status).toBe(400);
				expect(JSON.stringify([...response.headers])).not.toContain("x=1");
				expect(await response.text()).not.toContain("<script>alert");
			}
			expect(JSON.stringify(log.flatMap((spy) => spy.mock.calls))).not.toContain("alert(1)");
		},
	);

	it.each(["code", "state", "error", "error_description"])(
		"through the callback's %s reaches no markup and no log",
		async (name) => {
			const log = ["log", "info", "warn", "error"].map((level) => vi.spyOn(console, level as "log"));
			const visitor = new Visitor();
			const callback = new URL(await discord.authorize(await visitor.startLogin(), "mira.dances"));
			callback.searchParams.set(name, HOSTILE);
			const response = await visitor.open(callback.href, { "User-Agent": HOSTILE.replaceAll(/[^ -~]/g, "") });
			expect(await response.text()).not.toContain("alert(1)");
			expect(JSON.stringify(log.flatMap((spy) => spy.mock.calls))).not.toContain("alert(1)");
		},
	);

	it("through a display name reaches the page's script as data", async () => {
		const person = discord.people.get("mira.dances");
		if (person) person.global_name = HOSTILE.slice(0, 32);
		const visitor = new Visitor();
		await visitor.logIn();
		const response = await visitor.ask("/me");
		expect(response.headers.get("Content-Type")).toMatch(/^application\/json/);
		expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
		expect((await response.json<{ user: { globalName: string } }>()).user.globalName).toBe(
			HOSTILE.slice(0, 32),
		);
	});

	it("through a path reaches no markup", async () => {
		const page = await (await new Visitor().open("/%3Cscript%3Ealert(1)%3C/script%3E")).text();
		expect(page).not.toContain("alert(1)");
	});
});

describe("a flood of logins", () => {
	it("costs no storage", async () => {
		const kv = (["get", "put", "delete"] as const).map((method) => vi.spyOn(env.SESSIONS, method));
		for (let i = 0; i < 60; i++) {
			const response = await new Visitor("198.51.100.20").submit();
			expect(response.status).toBe(200);
		}
		expect((await new Visitor("198.51.100.20").submit()).status).toBe(429);
		for (const call of kv) expect(call).not.toHaveBeenCalled();
		expect((await env.SESSIONS.list()).keys).toEqual([]);
		expect((await env.AVATARS.list()).objects).toEqual([]);
	});

	it("leaves a browser its last five", async () => {
		const visitor = new Visitor();
		const callbacks: string[] = [];
		for (let i = 0; i < 7; i++) {
			callbacks.push(await discord.authorize(await visitor.startLogin(), "mira.dances"));
			expect(visitor.cookies.size).toBe(Math.min(i + 1, 5));
		}
		const outcomes: (string | undefined)[] = [];
		for (const callback of callbacks) {
			const response = await visitor.copy().open(callback, { Accept: "application/json" });
			outcomes.push(response.headers.get("Location") ?? (await codeOf(response)));
		}
		expect(outcomes).toEqual(["token_invalid", "token_invalid", ...Array(5).fill("/show_avatar")]);
	});
});

describe("two tabs that log in at once", () => {
	it("both end at the avatar they chose, in either order", async () => {
		const visitor = new Visitor();
		const first = await visitor.startLogin({ ...CHOICES, style: "thumbs" });
		const second = await visitor.startLogin({ ...CHOICES, style: "micah" });
		const secondBack = await discord.authorize(second, "mira.dances");
		const firstBack = await discord.authorize(first, "mira.dances");
		expect((await visitor.open(secondBack)).headers.get("Location")).toBe("/show_avatar");
		expect(await visitor.json("/me")).toMatchObject({ avatar: { title: "Micah" } });
		expect((await visitor.open(firstBack)).headers.get("Location")).toBe("/show_avatar");
		expect(await visitor.json("/me")).toMatchObject({ avatar: { title: "Thumbs" } });
	});
});

describe("secrets", () => {
	it("are in no answer and in no log, when all goes well and when nothing does", async () => {
		const log = ["log", "info", "warn", "error", "debug"].map((level) =>
			vi.spyOn(console, level as "log").mockImplementation(() => {}),
		);
		const answers: string[] = [];
		const note = async (response: Response) => {
			answers.push(await response.clone().text(), JSON.stringify([...response.headers]));
			return response;
		};
		const visitor = new Visitor();
		const callback = await discord.authorize(await visitor.startLogin(), "mira.dances");
		const code = new URL(callback).searchParams.get("code") ?? "";
		const state = new URL(callback).searchParams.get("state") ?? "";
		const [sealed = ""] = visitor.cookies.values();
		discord.fail({ path: "/api/v10/users/@me", status: 500 });
		await note(await visitor.open(callback));
		await note(await visitor.logIn());
		const session = visitor.cookies.get("__Host-session") ?? "";
		for (const path of ["/me", "/avatar", "/nothing", "/get_avatar?code=x"])
			await note(await visitor.open(path));
		discord.fail({ path: "/api/v10/oauth2/token/revoke", status: 500 });
		dicebear.fail(() => new Response("no", { status: 500 }));
		await note(await visitor.submit({ ...CHOICES, style: "micah" }));
		await note(await visitor.submitForm([], "/logout"));

		const logged = JSON.stringify(
			log.flatMap((spy) => spy.mock.calls),
			(_, value) => (value instanceof Error ? `${value.stack} ${value.cause}` : value),
		);
		const sent = discord.requests.flatMap(({ headers, body }) => [
			headers.authorization?.match(/^Bearer (.+)/)?.[1] ?? "",
			...["code_verifier", "token"].map((name) => new URLSearchParams(body).get(name) ?? ""),
		]);
		const secrets = [CLIENT_SECRET, code, ...sent].filter(Boolean);
		// Two access tokens, two verifiers and the refresh token that was revoked, beside the first two.
		expect(new Set(secrets).size).toBe(7);
		for (const secret of secrets) {
			expect(answers.join("\n")).not.toContain(secret);
			expect(logged).not.toContain(secret);
		}
		for (const secret of [state, session, sealed, "mira"]) {
			expect(logged).not.toContain(secret);
		}
	});
});
