import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";

/** Where the product is that no other file uses meanwhile, and the stand-in Discord beside it. */
export const SITE = inject("sites")[Number(process.env.VITEST_POOL_ID) - 1] ?? "";
export const DISCORD = SITE.replace("localhost", "127.0.0.1");

/** Opens a new browser, with nothing in it, and its first page. */
export type Visit = (options?: BrowserContextOptions) => Promise<Page>;

/**
 * A Chromium for a file's tests. After each test its pages are closed, the stand-in Discord is as new and has seen
 * nothing that Discord does not document, and nothing may have been said on the console: no script that the page's policy
 * refused, no request that failed.
 * @param expected what Chromium says by itself in these tests
 */
export function useBrowser(expected = /^$/): Visit {
	let browser: Browser;
	let visitors = 0;
	const said: string[] = [];

	beforeAll(async () => {
		browser = await chromium.connect(inject("browser"));
	});
	afterEach(async () => {
		for (const context of browser.contexts()) await context.close();
		const violations = await (await fetch(`${DISCORD}/_standin/violations`)).json();
		await fetch(`${DISCORD}/_standin/reset`, { method: "POST" });
		expect(violations).toEqual([]);
		expect(said.splice(0).filter((line) => !expected.test(line))).toEqual([]);
	});
	afterAll(() => browser.close());

	return async (options = {}) => {
		const context = await browser.newContext({
			reducedMotion: "reduce",
			// Each visitor has an address, and so limits, of their own.
			extraHTTPHeaders: { "CF-Connecting-IP": `203.0.113.${++visitors}` },
			...options,
		});
		context.setDefaultTimeout(10_000);
		const page = await context.newPage();
		page.on("console", (message) => {
			said.push(`${message.type()}: ${message.text()}`);
		});
		page.on("pageerror", (error) => said.push(String(error)));
		return page;
	};
}

/** What axe finds wrong with the page as it is now. */
export async function complaintsAbout(page: Page): Promise<string[]> {
	// No page of ours has a frame: without them axe needs no page of its own to put its findings together.
	const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
	const { violations } = await axe.analyze();
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** The SVG that an image shows, once it is the one that was asked for last. */
export async function svgIn(page: Page, selector: string): Promise<string> {
	const image = page.locator(`${selector}:not(.coming)`);
	const address = (await image.getAttribute("src")) ?? "";
	const [, svg] = address.split("data:image/svg+xml,");
	return svg === undefined ? (await fetch(new URL(address, SITE))).text() : decodeURIComponent(svg);
}

/** On the stand-in's authorise page: chooses who to be, and accepts. */
export async function accept(page: Page, name: string): Promise<void> {
	await page.getByRole("radio", { name }).check();
	await page.getByRole("button", { name: "Accept" }).click();
}

/** Makes the next calls to a path at the stand-in Discord fail. */
export async function failDiscord(failure: Record<string, unknown>): Promise<void> {
	const response = await fetch(`${DISCORD}/_standin/fail`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify(failure),
	});
	expect(response.status).toBe(204);
}
