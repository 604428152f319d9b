import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../src/app";
import { configOf } from "../src/config";
import { AppError } from "../src/errors";
import { SITE, useInternet } from "./internet";
import { Visitor } from "./visitor";

useInternet();

const GOOD = { ...env, DISCORD_CLIENT_ID: "1", DISCORD_CLIENT_SECRET: "secret-marker" };
const problemOf = (change: Record<string, unknown>) => {
	try {
		configOf({ ...GOOD, ...change });
	} catch (error) {
		return error instanceof AppError ? `${error.code}: ${error.extras.detail}` : error;
	}
};

describe("the configuration", () => {
	it("has production's defaults", () => {
		const { DISCORD_URL: _, DICEBEAR_URL: __, ...bare } = GOOD;
		expect(configOf(bare)).toMatchObject({
			DISCORD_URL: "https://discord.com",
			DICEBEAR_URL: "https://api.dicebear.com",
		});
	});

	it("takes an empty DICEBEAR_URL, and a URL with or without its last slash", () => {
		expect(configOf({ ...GOOD, DICEBEAR_URL: "" }).DICEBEAR_URL).toBe("");
		expect(configOf({ ...GOOD, DISCORD_URL: "http://127.0.0.1:8787/" }).DISCORD_URL).toBe(
			"http://127.0.0.1:8787",
		);
	});

	it("prints the site's own address where there is one, whatever host is asked", async () => {
		const visitor = new Visitor();
		await visitor.logIn();
		const { pathname } = new URL(
			(await visitor.ask("/avatar/permalink")).headers.get("Location") ?? "",
			SITE,
		);
		const at = (more: object) => app.request(`https://preview.test${pathname}`, {}, { ...env, ...more });
		const answer = await at({ SITE_URL: "https://bears.test/" });
		const page = await answer.text();
		// The cache does not tell hosts apart.
		expect(answer.headers.get("Cache-Control")).toBe("public, max-age=3600, s-maxage=60");
		expect((await at({})).headers.get("Cache-Control")).toBe("private, no-store");
		expect(page).toContain(`content="https://bears.test${pathname}"`);
		expect(page).toContain(`content="https://bears.test${pathname}.png?size=512"`);
		expect(page).not.toContain("preview.test");
		expect(await (await at({})).text()).toContain(`content="https://preview.test${pathname}"`);

		const headers = { Cookie: `__Host-session=${visitor.cookies.get("__Host-session")}` };
		const me = await app.request(`${SITE}/me`, { headers }, { ...env, SITE_URL: "https://bears.test" });
		expect(await me.json()).toMatchObject({ avatar: { address: "https://bears.test" } });
	});

	it("needs no bot", () => {
		const { DISCORD_BOT_TOKEN: _, ...without } = GOOD;
		expect(configOf(without).DISCORD_BOT_TOKEN).toBeUndefined();
		expect(configOf({ ...GOOD, DISCORD_BOT_TOKEN: "" }).DISCORD_BOT_TOKEN).toBe("");
		expect(configOf({ ...GOOD, DISCORD_BOT_TOKEN: "x" }).DISCORD_BOT_TOKEN).toBe("x");
	});

	it.each([
		["a missing client id", { DISCORD_CLIENT_ID: undefined }, "DISCORD_CLIENT_ID"],
		["an empty secret", { DISCORD_CLIENT_SECRET: "" }, "DISCORD_CLIENT_SECRET"],
		["a URL that is none", { DISCORD_URL: "secret-marker" }, "DISCORD_URL"],
		["a site of no address", { SITE_URL: "secret-marker" }, "SITE_URL"],
		["a public key that is none", { DISCORD_PUBLIC_KEY: "secret-marker" }, "DISCORD_PUBLIC_KEY"],
		["half a public key", { DISCORD_PUBLIC_KEY: "3d4017c3e843895a" }, "DISCORD_PUBLIC_KEY"],
		["a URL that runs script", { DICEBEAR_URL: "javascript:alert(1)" }, "DICEBEAR_URL"],
	])("names %s, and never its value", (_, change, name) => {
		const problem = problemOf(change);
		expect(problem).toContain("not_configured");
		expect(problem).toContain(name);
		expect(problem).not.toContain("marker");
	});

	it("that is missing is told as a page, and keeps no picture from being drawn", async () => {
		const bare = { ...env, DISCORD_CLIENT_ID: "" };
		const form = await app.request("/get_avatar?code=x&state=x", { headers: { Accept: "text/html" } }, bare);
		expect(form.status).toBe(503);
		expect(await form.text()).toContain("DISCORD_CLIENT_ID");
		expect((await app.request("/10.x/thumbs/svg", {}, bare)).status).toBe(200);
	});
});
