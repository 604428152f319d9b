import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CLIENT, freePort, startDemo, whenReady } from "../start.ts";
import { Browser } from "./browser.ts";
import { startProvider, type TestProvider } from "./provider.ts";

const CHOICES = { seed: "username", extra: "", style: "lorelei", mood: "happy", backgroundColor: "b6e3f4" };

/** An access token that lives no longer than this is taken for ended as soon as it is there. */
const ENDED = 30;

let site: string;
let provider: TestProvider;
let product: ChildProcess;
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "discobear-oidc-"));
	const port = await freePort();
	site = `http://localhost:${port}`;
	provider = await startProvider(await freePort(), { ...CLIENT, redirectUri: `${site}/get_avatar` });
	const variables = ["--persist-to", join(folder, "state"), "--var", `DISCORD_URL:${provider.origin}`];
	product = startDemo(port, variables, "pipe");
	await whenReady(site, product);
});
beforeEach(() => provider.reset());
afterAll(async () => {
	const ended = new Promise((resolve) => product.once("exit", resolve));
	product.kill();
	await ended;
	await provider.stop();
	await rm(folder, { recursive: true, force: true });
});

/** Sends the form, and gives the address that it leads to. */
async function sendForm(browser: Browser, style = "lorelei"): Promise<string> {
	const response = await browser.send(`${site}/get_avatar`, { ...CHOICES, style });
	expect(response.status).toBe(200);
	return ((await response.json()) as { location: string }).location;
}

type Choice = "accept" | "cancel";

/**
 * Logs in and consents to whatever the provider asks, or presses Cancel, and gives the address of ours that it leads
 * back to.
 */
async function throughProvider(
	browser: Browser,
	address: string,
	choice: Choice = "accept",
): Promise<string> {
	let url = address;
	for (let steps = 0; steps < 20; steps++) {
		if (!url.startsWith(provider.origin)) return url;
		const opened = await browser.open(url);
		const prompt = /name="prompt" value="(login|consent)"/.exec(await opened.text())?.[1];
		const fields = { prompt: prompt ?? "", login: "mira", password: "any" };
		const press = () => (choice === "accept" ? browser.submit(url, fields) : browser.open(`${url}/abort`));
		const answered = prompt ? await press() : opened;
		url = new URL(answered.headers.get("Location") ?? "", url).href;
	}
	throw new Error(`There is no way on from ${url}`);
}

/** Goes wherever an address leads, until there is a page of ours. */
async function follow(browser: Browser, address: string, choice: Choice = "accept") {
	/** Where the provider has led back to. */
	const callbacks: string[] = [];
	let url = new URL(address, site).href;
	for (let steps = 0; steps < 20; steps++) {
		if (url.startsWith(provider.origin)) {
			url = await throughProvider(browser, url, choice);
			callbacks.push(url);
		}
		const response = await browser.open(url);
		const location = response.headers.get("Location");
		if (location === null) return { url, response, callbacks };
		url = new URL(location, url).href;
	}
	throw new Error(`There is no end to ${url}`);
}

/** Logs in and consents at the provider, as if it had been for this application some day before. */
async function consentBefore(browser: Browser): Promise<void> {
	const url = new URL(await sendForm(browser));
	url.searchParams.delete("prompt");
	// The code that comes of it is never used.
	await throughProvider(browser, url.href);
	provider.reset();
}

/** Somebody who has logged in to the product, and made an avatar. */
async function loggedIn(accessTokenSeconds = 604_800): Promise<Browser> {
	const browser = new Browser();
	await consentBefore(browser);
	provider.accessTokenSeconds = accessTokenSeconds;
	const { url } = await follow(browser, await sendForm(browser));
	expect(url).toBe(`${site}/show_avatar`);
	return browser;
}

describe("with an authorisation server that nobody here wrote", () => {
	it("the journey leads from the form to the avatar", async () => {
		const browser = await loggedIn();
		expect(provider.grants).toEqual(["authorization_code"]);
		expect(browser.hasCookie(site, "__Host-session")).toBe(true);
		expect(await (await browser.open(`${site}/me`)).json()).toMatchObject({
			user: { username: "mira" },
			avatar: { title: "Lorelei" },
		});
		expect(await (await browser.open(`${site}/avatar`)).text()).toContain("<svg");
	});

	it("a live session makes another avatar without asking anybody anything", async () => {
		const browser = await loggedIn();
		expect(await sendForm(browser, "micah")).toBe("/show_avatar");
		expect(provider.visits).toHaveLength(1);
		expect(provider.grants).toEqual(["authorization_code"]);
	});

	it("an access token that has ended is renewed, again and again", async () => {
		const browser = await loggedIn(ENDED);
		for (const style of ["micah", "thumbs", "croodles"])
			expect(await sendForm(browser, style)).toBe("/show_avatar");
		const renewals = Array(3).fill("refresh_token");
		expect(provider.grants).toEqual(["authorization_code", ...renewals]);
		expect(provider.revoked).toBe(0);
		expect(await provider.isGood(provider.refreshToken)).toBe(true);
	});

	it("a refresh token is good once: used again, it takes the whole grant with it", async () => {
		const browser = await loggedIn(ENDED);
		const first = provider.refreshToken;
		await sendForm(browser, "micah");
		const second = provider.refreshToken;
		const again = await fetch(`${provider.origin}/api/v10/oauth2/token`, {
			method: "POST",
			headers: { Authorization: `Basic ${btoa(`${CLIENT.id}:${CLIENT.secret}`)}` },
			body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: first }),
		});
		expect(await again.json()).toMatchObject({ error: "invalid_grant" });
		expect(provider.revoked).toBe(1);
		expect(await provider.isGood(second)).toBe(false);
		// Whoever lost it is not lost: they are sent to log in again.
		expect(await sendForm(browser)).toContain(`${provider.origin}/oauth2/authorize?`);
	});

	it("a login without PKCE is refused, and said so", async () => {
		const browser = new Browser();
		const url = new URL(await sendForm(browser));
		url.searchParams.delete("code_challenge");
		url.searchParams.delete("code_challenge_method");
		const { response, callbacks } = await follow(browser, url.href);
		expect(callbacks).toEqual([expect.stringContaining("error=invalid_request")]);
		expect(response.status).toBe(502);
		expect(await response.text()).toContain("Discord refused this login");
	});

	it("a logout ends all that was granted", async () => {
		const browser = await loggedIn();
		const { refreshToken } = provider;
		const response = await browser.submit(`${site}/logout`, {});
		expect(response.status).toBe(303);
		expect(browser.hasCookie(site, "__Host-session")).toBe(false);
		expect(provider.revoked).toBe(1);
		expect(await provider.isGood(refreshToken)).toBe(false);
	});
});

describe("whoever that server does not know yet", () => {
	const prompts = () => provider.visits.map((query) => query.get("prompt"));

	it("is asked once it has said that it must ask", async () => {
		const browser = new Browser();
		const { url, callbacks } = await follow(browser, await sendForm(browser));
		expect(callbacks).toEqual([
			expect.stringContaining("error=login_required"),
			expect.stringContaining("code="),
		]);
		expect(prompts()).toEqual(["none", null]);
		expect(url).toBe(`${site}/show_avatar`);
		expect(await (await browser.open(`${site}/me`)).json()).toMatchObject({ avatar: { title: "Lorelei" } });
	});

	it("is asked for what they have not consented to", async () => {
		const browser = await loggedIn();
		provider.reset();
		const { url, callbacks } = await follow(browser, `${site}/login?return=/servers`);
		expect(callbacks).toEqual([
			expect.stringContaining("error=consent_required"),
			expect.stringContaining("code="),
		]);
		expect(prompts()).toEqual(["none", null]);
		expect(url).toBe(`${site}/servers`);
	});

	it("may say no, and is not asked again", async () => {
		const browser = new Browser();
		const { response, callbacks } = await follow(browser, await sendForm(browser), "cancel");
		expect(callbacks).toEqual([
			expect.stringContaining("error=login_required"),
			expect.stringContaining("error=access_denied"),
		]);
		expect(await response.text()).toContain("You cancelled the login");
	});

	it("is not sent round in a circle where it insists", async () => {
		const browser = new Browser();
		const refuse = (address: string) => {
			const query = new URL(address).searchParams;
			const back = new URL(query.get("redirect_uri") ?? "");
			back.searchParams.set("error", "login_required");
			back.searchParams.set("state", query.get("state") ?? "");
			return browser.open(back.href);
		};
		const asked = (await refuse(await sendForm(browser))).headers.get("Location") ?? site;
		expect(new URL(asked).origin).toBe(provider.origin);
		expect(new URL(asked).searchParams.has("prompt")).toBe(false);
		const refused = await refuse(asked);
		expect(refused.status).toBe(502);
		expect(await refused.text()).toContain("Discord refused this login");
	});
});

describe("five requests at once, with an access token that has ended,", () => {
	it("all get what they asked for, and lose the person nothing", async () => {
		const browser = await loggedIn(ENDED);
		const styles = ["micah", "thumbs", "croodles", "lorelei", "personas"];
		const answers = await Promise.all(styles.map((style) => sendForm(browser, style)));
		expect(provider.revoked).toBe(0);
		expect(answers).toEqual(styles.map(() => "/show_avatar"));
		expect(await sendForm(browser)).toBe("/show_avatar");
		expect(await provider.isGood(provider.refreshToken)).toBe(true);
	});
});
