import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PHONE } from "./control_room.ts";
import { complaintsAbout, SITE, useBrowser } from "./person.ts";

const visit = useBrowser();

const search = (page: Page) => page.getByRole("searchbox", { name: "Search styles" });
const shown = (page: Page) =>
	page
		.locator("#gallery .tile:visible input")
		.evaluateAll((radios) => (radios as HTMLInputElement[]).map(({ value }) => value));
const status = (page: Page) => page.locator("#filter [role=status]");

describe("the search of the gallery", () => {
	it("finds what people look for, the best first, and counts them by kind", async () => {
		const page = await visit();
		await page.goto(SITE);
		await search(page).fill("pixle robot");
		await expect.poll(() => shown(page)).toEqual(["pixelbot", "voxel-bot"]);
		await page.getByRole("button", { name: "All 2", exact: true }).waitFor();
		await page.getByRole("button", { name: "People 0", exact: true }).waitFor();
		await search(page).fill("glass");
		await expect.poll(async () => (await shown(page))[0]).toBe("glass");
		await page.getByRole("button", { name: /^People / }).click();
		expect(await shown(page)).not.toContain("glass");
		await search(page).fill("");
		await page.getByRole("button", { name: "All 61", exact: true }).click();
		await expect
			.poll(async () => (await shown(page)).slice(0, 2))
			.toEqual(["adventurer", "adventurer-neutral"]);
		expect((await shown(page)).length).toBe(61);
	});

	it("says how many are left once somebody has stopped typing, and only then", async () => {
		const page = await visit();
		await page.clock.install();
		await page.goto(SITE);
		await page.clock.pauseAt(Date.now() + 3_600_000);
		await status(page).evaluate((place) => {
			new MutationObserver(() => {
				place.ariaLabel = `${place.ariaLabel ?? ""}${place.textContent};`;
			}).observe(place, { childList: true, characterData: true, subtree: true });
		});
		await search(page).pressSequentially("robot");
		await expect.poll(async () => (await shown(page)).length).toBe(4);
		await page.clock.runFor(1_000);
		await expect.poll(() => status(page).getAttribute("aria-label")).toBe("4 styles;");
	});

	it("says on a phone, in one line, that nothing fits", async () => {
		const page = await visit(PHONE);
		await page.goto(SITE);
		await search(page).fill("zzzzzz");
		const note = page.locator("#no-styles");
		await note.waitFor();
		expect((await note.boundingBox())?.width).toBeGreaterThan(250);
		expect(await complaintsAbout(page)).toEqual([]);
		await note.getByRole("button", { name: "Show all styles" }).click();
		await expect.poll(async () => (await shown(page)).length).toBe(61);
	});
});
