import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { complaintsAbout, SITE, svgIn, useBrowser } from "./person.ts";

const visit = useBrowser();

const style = (page: Page) => page.locator("input[name=style]:checked").inputValue();
const tile = (page: Page, name: string) =>
	page.locator("#gallery").locator("label.tile", { hasText: name }).first();
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const said = (page: Page, text: string | RegExp) => page.locator("#said").getByText(text).waitFor();
const isOff = (page: Page, name: string) => button(page, name).getAttribute("aria-disabled");

it("what was chosen is undone and redone, by button, key and Back, and what is liked is kept", async () => {
	const page = await visit({ viewport: { width: 1280, height: 900 } });
	await page.goto(SITE);
	expect([await isOff(page, "Undo"), await isOff(page, "Redo")]).toEqual(["true", "true"]);
	// On a phone, too, what changes the preview stands in one row beside it.
	await page.setViewportSize({ width: 360, height: 640 });
	const tops = page
		.locator(".preview-actions button")
		.evaluateAll((buttons) => buttons.map((each) => each.getBoundingClientRect().top));
	expect(new Set(await tops).size).toBe(1);
	await page.setViewportSize({ width: 1280, height: 900 });

	await tile(page, "Rings").click();
	await page.waitForURL(/style=rings/);
	const extra = page.getByRole("textbox", { name: /^Extra/ });
	await extra.pressSequentially("abc");
	// Within a text the keys are the browser's own.
	await page.keyboard.press("Control+z");
	expect(await extra.inputValue()).toBe("ab");
	await page.keyboard.press("Control+Shift+z");
	await page.waitForURL(/extra=abc/);
	await page.locator("[name=backgroundColor][value=transparent]").check({ force: true });
	await page.waitForURL(/backgroundColor=transparent/);

	await button(page, "Undo").click();
	await said(page, /^Undone: the background\. Now: Rings/);
	await page.locator("#gallery input:checked").focus();
	await page.keyboard.press("Control+z");
	await said(page, "Undone: the extra seed.");
	expect(await extra.inputValue()).toBe("");
	await page.goBack();
	await said(page, /^Undone: the style\. Now: Critters/);
	expect(await style(page)).toBe("critters");
	expect([await isOff(page, "Undo"), await isOff(page, "Redo")]).toEqual(["true", "false"]);
	await page.keyboard.press("Control+Shift+z");
	await said(page, /^Redone: the style\./);
	await button(page, "Redo").click();
	await said(page, /^Redone: the extra seed\./);
	expect(await extra.inputValue()).toBe("abc");

	// After a reload it is still undone; what was undone before is not done again.
	await page.reload();
	await button(page, "Undo").click();
	await said(page, /^Undone: the extra seed\./);
	expect([await style(page), await extra.inputValue()]).toEqual(["rings", ""]);

	await page.getByRole("textbox", { name: /^Your name/ }).fill("Quill");
	await button(page, "Keep").click();
	await said(page, "Kept in this browser only.");
	const liked = await svgIn(page, "#preview");
	await page.reload();
	// The name is kept by the tab, and a style that is liked comes first.
	await expect.poll(() => svgIn(page, "#preview")).toBe(liked);
	expect(await button(page, "Keep").getAttribute("aria-pressed")).toBe("true");
	expect(await page.locator("#gallery label.tile").first().textContent()).toBe("Rings");
	await page.getByRole("textbox", { name: /^Your name/ }).fill("");
	await expect.poll(() => button(page, "Keep").getAttribute("aria-pressed")).toBe("false");
	await tile(page, "Waves").click();
	await page.locator("[name=backgroundColor][value=transparent]").check({ force: true });
	await page.locator("#in-place summary").click();
	await page.getByText("Hard to see in Discord’s light look").waitFor();
	await page.locator("#kept summary").click();
	await page.locator("#kept-list img[src]").waitFor();
	expect(await complaintsAbout(page)).toEqual([]);
	await button(page, "Take back Rings, Quill").click();
	await said(page, "Taken back: Rings.");
	expect(await button(page, "Keep").getAttribute("aria-pressed")).toBe("true");
	await expect.poll(() => svgIn(page, "#preview")).toBe(liked);
	expect(await page.locator("#faint").isVisible()).toBe(false);
	expect(page.url()).not.toContain("Quill");

	await button(page, "Forget all").click();
	const dialog = page.getByRole("dialog", { name: "Forget all that is kept?" });
	expect(await complaintsAbout(page)).toEqual([]);
	await dialog.getByRole("button", { name: "Forget all" }).click();
	await said(page, "All forgotten.");
	await page.getByRole("searchbox", { name: "Search styles" }).fill("rings");
	await page.getByRole("searchbox", { name: "Search styles" }).fill("");
	await expect.poll(() => page.locator("#gallery label.tile").first().textContent()).toBe("Adventurer");
	expect(await page.locator("#kept").isVisible()).toBe(false);
	expect(await page.evaluate(() => localStorage.getItem("favourites"))).toBe("[]");
});
