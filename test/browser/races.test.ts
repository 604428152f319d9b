import type { Page, Route } from "playwright-core";
import { describe, expect, it } from "vitest";
import { SITE, useBrowser } from "./person.ts";

/** What Chromium says by itself of answers that are errors or do not come. */
const visit = useBrowser(/^error: Failed to load resource: /);

/** Keeps back what is asked for, for a test to answer when it wants. */
async function hold(page: Page, url: string | RegExp): Promise<() => Promise<Route>> {
	const held: Route[] = [];
	await page.route(url, (route) => void held.push(route));
	return async () => {
		await expect.poll(() => held.length).toBeGreaterThan(0);
		return held.shift() as Route;
	};
}

describe("the studio", () => {
	it("is sent once, though the page is still coming as it is sent", async () => {
		const page = await visit();
		const sheet = await hold(page, /\/made\/sheet-/);
		const sent = await hold(page, "**/get_avatar");
		await page.goto(SITE, { waitUntil: "domcontentloaded" });
		await page.locator("#send").click();
		const answer = await sent();
		await (await sheet()).continue();
		await page.waitForLoadState("load");
		expect(await page.locator("#send").getAttribute("aria-busy")).toBe("true");
		await answer.abort();
		await page.getByRole("alert").getByText("We could not be reached").waitFor();
		expect(await page.locator("#send").getAttribute("aria-busy")).toBe("false");
	});
});
