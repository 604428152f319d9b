import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { app } from "../../src/app";
import { useInternet } from "../internet";
import { Visitor } from "../visitor";

useInternet();

describe("GET /install", () => {
	it("leads to Discord's page for adding the application, which knows its own settings", async () => {
		const response = await new Visitor().open("/install");
		expect(response.status).toBe(302);
		expect(response.headers.get("Location")).toBe(
			"https://discord.test/oauth2/authorize?client_id=1234567890",
		);
	});

	it.each([undefined, ""])("is not there where nothing answers in Discord: %s", async (key) => {
		const response = await app.request("/install", {}, { ...env, DISCORD_PUBLIC_KEY: key });
		expect(response.status).toBe(404);
		expect(await response.json()).toMatchObject({ code: "file_not_found" });
	});

	it("is linked from the form exactly where it is there", async () => {
		const page = async (key: string) => {
			const request = {
				method: "POST",
				headers: { "Sec-Fetch-Site": "same-origin" },
				body: new URLSearchParams({ style: "rings" }),
			};
			return (await app.request("/studio", request, { ...env, DISCORD_PUBLIC_KEY: key })).text();
		};
		expect(await page(env.DISCORD_PUBLIC_KEY ?? "")).toContain('href="/install"');
		expect(await page("")).not.toContain("/install");
	});
});
