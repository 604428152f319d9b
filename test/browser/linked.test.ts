import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { SITE, useBrowser } from "./person.ts";

const visit = useBrowser();

const LINK = `${SITE}/?style=pixel-art&mood=sad&backgroundColor=b6e3f4&seed=avatar&extra=chat`;
const EVERYTHING = {
	seed: "avatar",
	style: "pixel-art",
	mood: "sad",
	backgroundColor: "b6e3f4",
	extra: "chat",
	options: "",
};

/** What the form would send now. */
const chosen = (page: Page) =>
	page
		.locator("#studio")
		.evaluate((form) => Object.fromEntries([...new FormData(form as HTMLFormElement)] as [string, string][]));
const preview = (page: Page) => page.locator("#preview").getAttribute("src");
const kept = (page: Page) => page.evaluate(() => JSON.parse(localStorage.getItem("choices") ?? "null"));

describe("a link to the studio", () => {
	it("fills in the form before anything is seen, and the picture, moods and gallery follow", async () => {
		const page = await visit();
		await page.addInitScript(() => {
			const seen: string[] = [];
			Object.assign(globalThis, { seen });
			// With each frame, what somebody sees.
			const look = () => {
				const image = document.querySelector<HTMLImageElement>("#preview");
				if (image?.currentSrc && document.body.offsetHeight > 0) seen.push(image.currentSrc);
				requestAnimationFrame(look);
			};
			requestAnimationFrame(look);
		});
		await page.goto(LINK);
		expect(await chosen(page)).toEqual(EVERYTHING);
		await page.waitForFunction(() =>
			document.querySelector<HTMLImageElement>("#preview")?.alt.includes("Pixel Art, sad"),
		);
		const seen: string[] = await page.evaluate(() => Reflect.get(globalThis, "seen"));
		expect(new Set(seen.map((url) => new URL(url).pathname))).toEqual(new Set(["/10.x/pixel-art/svg"]));
		expect(await preview(page)).toContain("backgroundColor=b6e3f4");
		const tile = page.locator(".moods .tile:has([value=happy]) img");
		await expect.poll(() => tile.getAttribute("src")).toContain("/10.x/pixel-art/svg?");
		// There is nothing of theirs to go back to.
		expect(await page.locator("#linked").isVisible()).toBe(false);
		expect(await kept(page)).toBeNull();
	});

	it("leaves somebody's own choices as they are, and leads back to them", async () => {
		const page = await visit();
		await page.goto(SITE);
		await page.locator("#extra-field").fill("mine");
		await page.locator("label.tile", { hasText: "Rings" }).first().click();
		const own = await kept(page);
		expect(own).toMatchObject({ style: "rings", extra: "mine" });

		await page.goto(LINK);
		expect(await chosen(page)).toEqual(EVERYTHING);
		// A change is kept in the address: a reload shows it, and so does the link to it.
		await page.locator("#extra-field").fill("another");
		await page.waitForURL(/extra=another/);
		await page.reload();
		expect(await chosen(page)).toEqual({ ...EVERYTHING, extra: "another" });
		expect(await kept(page)).toEqual(own);

		await page.getByRole("link", { name: "Show mine" }).click();
		await page.waitForURL(`${SITE}/`);
		expect(await chosen(page)).toMatchObject({ style: "rings", extra: "mine" });
	});

	it("is ignored where it brings nothing right, and leads to Discord's page from there too", async () => {
		const page = await visit();
		await page.goto(`${SITE}/?style=monalisa&extra=%0A`);
		expect(await chosen(page)).toMatchObject({ style: "critters", extra: "" });
		expect(await page.getByRole("link", { name: "Use it in Discord" }).getAttribute("href")).toBe("/install");
	});
});
