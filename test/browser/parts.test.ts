import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { lookOf } from "../../src/avatar/look.ts";
import { svgPath } from "../../src/avatar/query.ts";
import { accept, complaintsAbout, SITE, svgIn, useBrowser } from "./person.ts";

const visit = useBrowser();

const topic = (page: Page, label: string) =>
	page
		.locator("#parts > .topic")
		.filter({ has: page.locator("summary", { hasText: label }) })
		.first();

async function unfold(page: Page, label: string) {
	await topic(page, label).locator("summary").click();
	return topic(page, label);
}

const text = (page: Page) => page.locator("#options-field").inputValue();

/** What the Worker draws for the page's own sample name. */
async function drawnByWorker(style: string, backgroundColor: string, options: string, seed = "discobear") {
	const look = lookOf({ style, mood: "happy", backgroundColor, options });
	return (await fetch(SITE + svgPath(style, seed, look))).text();
}

describe("the parts of a face", () => {
	it("are chosen by pictures of it, locked, kept, and made", async () => {
		const page = await visit();
		const asked: string[] = [];
		page.on("request", (request) => asked.push(new URL(request.url()).pathname));
		await page.goto(`${SITE}/?style=lorelei`);
		await page.waitForLoadState("networkidle");
		expect(asked.filter((path) => /editor|engine|json/.test(path))).toEqual([]);

		await page.locator("#options > summary").click();
		const hair = await unfold(page, "Hair");
		const tile = hair.locator(".tile", { hasText: /^Variant 5$/ });
		expect(await svgIn(page, '#parts .tile:has([name="part-hair"][value="variant05"]) img[src]')).toBe(
			await drawnByWorker("lorelei", "ffcf5c", "hairVariant=variant05"),
		);
		await tile.getByRole("radio").check({ force: true });
		await hair.getByLabel("Own colour").fill("#aa3300");
		await expect.poll(() => text(page)).toBe("hairColor=aa3300&hairVariant=variant05");
		await (await unfold(page, "Mouth")).getByText("The mood decides the mouth.").waitFor();
		expect(await complaintsAbout(page)).toEqual([]);

		// By keyboard: a radio group, and then a button.
		await hair.getByRole("radio", { name: "Variant 5", exact: true }).press("ArrowRight");
		await expect.poll(() => text(page)).toContain("hairVariant=variant06");
		await hair.getByRole("button", { name: "Lock: Hair" }).press("Enter");
		await page.getByRole("button", { name: "Surprise me" }).click();
		expect(await text(page)).toMatch(/hairColor=aa3300&.*hairVariant=variant06/);
		expect((await text(page)).split("&").length).toBeGreaterThan(6);
		expect(await page.locator("input[name=style]:checked").inputValue()).toBe("lorelei");

		// The gallery draws each other style as that has it.
		await page.getByRole("textbox", { name: /^Your name/ }).fill("discobear");
		const other = '#gallery .tile:has([value="adventurer"]) .tile-picture img';
		await page.locator('#gallery [value="adventurer"]').scrollIntoViewIfNeeded();
		expect(await svgIn(page, other)).toContain("<svg");
		expect(await page.locator("#name-problem").isVisible()).toBe(false);

		// Another style has no such hair, and says so.
		await page.locator("input[name=style][value=critters]").check({ force: true });
		await page.getByText("Critters cannot show your").waitFor();
		await (await unfold(page, "Moves")).getByRole("radio", { name: "Moves" }).check();
		await expect.poll(() => text(page)).toBe("tags=animation");
		await page.getByRole("button", { name: "Take all back" }).click();
		await (await unfold(page, "Pattern"))
			.locator(".tile", { hasText: "Stripes" })
			.getByRole("radio")
			.check({ force: true });
		await page.locator("input[name=mood][value=happy]").check({ force: true });
		await page.locator('input[name=backgroundColor][value="ffcf5c"]').check({ force: true });
		const gradient = await unfold(page, "Gradient");
		await gradient.getByLabel("Two colours").check();
		await gradient.getByLabel("To", { exact: true }).fill("#3366ff");
		await gradient.getByRole("radio", { name: "From the middle" }).check();
		const options = "backgroundColorFill=radial&patternProbability=100&patternVariant=stripes";
		await page.waitForURL((url) => url.searchParams.get("options") === options);

		await page.reload();
		expect(await text(page)).toBe(options);
		const shown = await drawnByWorker("critters", "ffcf5c,3366ff", options);
		expect(await svgIn(page, "#preview")).toBe(shown);
		await topic(page, "Pattern").locator("summary", { hasText: "Stripes" }).waitFor();

		// All is the style's own again, and Back leads to what was before.
		await page.getByRole("button", { name: "Take all back" }).click();
		await expect.poll(() => text(page)).toBe("");
		expect(await page.locator("[name=backgroundColor]:checked").inputValue()).toBe("ffcf5c");
		await page.goBack();
		await expect.poll(() => text(page)).toBe(options);
		expect(await svgIn(page, "#preview")).toBe(shown);

		await page.getByRole("button", { name: /Submit/ }).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.getByText("You chose:").waitFor();
		expect(await svgIn(page, "#avatar")).toBe(
			await drawnByWorker("critters", "ffcf5c,3366ff", options, "mira.dances"),
		);
	});
});
