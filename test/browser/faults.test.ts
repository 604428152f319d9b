import type { Page, Route } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PHONE, useControlRoom } from "./control_room.ts";
import { accept, complaintsAbout, SITE } from "./person.ts";

const { visit, openAs } = useControlRoom();

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const logIn = async (page: Page) => {
	await page.goto(SITE);
	await button(page, /Submit/).click();
	await accept(page, "Mira");
	await page.locator("#plinth").waitFor();
};

describe("a browser with large letters", () => {
	it.each(["/", "/servers", "/show_avatar", "/docs", "/nothing/here"])(
		"shows all of %s on a phone",
		async (path) => {
			const page = await visit(PHONE);
			const browser = await page.context().newCDPSession(page);
			for (const standard of [28, 40]) {
				await browser.send("Page.setFontSizes", { fontSizes: { standard } });
				await page.goto(SITE + path);
				await page.getByRole("heading", { level: 1 }).first().waitFor();
				const wide = () => page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
				await expect.poll(wide, { message: `${standard} px` }).toEqual([390, 390]);
			}
		},
	);
});

describe("on paper", () => {
	const onPaper = async (path: string, width: number) => {
		const page = await visit({ viewport: { width, height: 1000 } });
		await page.goto(SITE + path);
		await page.emulateMedia({ media: "print" });
		const places = await page
			.locator("body *")
			.evaluateAll((all) => all.map((each) => getComputedStyle(each).position));
		expect(places).not.toContain("sticky");
		return page;
	};

	it.each([720, 1100])(
		"all of the gallery is there, and nothing stays in view (%i pixels wide)",
		async (width) => {
			const page = await onPaper("/", width);
			const gallery = page.locator("#gallery");
			const cut = await gallery.evaluate((all) => [
				all.scrollWidth - all.clientWidth,
				all.scrollHeight - all.clientHeight,
			]);
			expect(cut).toEqual([0, 0]);
			const picture = gallery.locator(".tile-picture").first();
			expect(
				await picture.evaluate((it) => getComputedStyle(it).getPropertyValue("print-color-adjust")),
			).toBe("exact");
		},
	);

	it.each([720, 1100])("all of /docs is there, what is folded away too (%i pixels wide)", async (width) => {
		const page = await onPaper("/docs", width);
		const heights = await page
			.locator("details.endpoints > :not(summary)")
			.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
		expect(heights.length).toBe(3);
		expect(Math.min(...heights)).toBeGreaterThan(0);
	});
});

describe("the preview", () => {
	it("shows that another picture is coming, and shows the one chosen last", async () => {
		const page = await visit();
		await page.goto(SITE);
		const preview = page.locator("#preview");
		const coming = () => preview.evaluate((image) => image.classList.contains("coming"));
		await expect.poll(coming).toBe(false);
		const held: Route[] = [];
		// What draws in the page does not come: then the Worker is asked.
		await page.route("**/made/engine-*", () => {});
		await page.route("**/10.x/bottts/**", (route) => void held.push(route));
		await page.getByRole("radio", { name: "Bottts", exact: true }).check({ force: true });
		await expect.poll(coming).toBe(true);
		await expect.poll(() => held.length).toBeGreaterThan(0);
		await page.getByRole("radio", { name: "Micah", exact: true }).check({ force: true });
		await expect.poll(coming).toBe(false);
		const late = page.waitForEvent("requestfinished", (request) => request.url().includes("/bottts/"));
		await Promise.all([late, ...held.map((route) => route.continue())]);
		expect(await preview.getAttribute("alt")).toContain("Micah");
		expect(await preview.getAttribute("src")).not.toContain("/bottts/");
	});
});

describe("“Surprise me”", () => {
	it("keeps to what the filter shows, is said, and can be undone", async () => {
		const page = await visit();
		await page.goto(`${SITE}/?style=micah&mood=sad&backgroundColor=6d3b6e`);
		const query = () => Object.fromEntries(new URL(page.url()).searchParams);
		await button(page, /^Robots/).click();
		for (let n = 0; n < 5; n++) {
			await button(page, "Surprise me").click();
			await page.waitForURL(/style=(bottts|bottts-neutral|pixelbot|voxel-bot)&/);
		}
		await page
			.locator("#said")
			.getByText(/^(Bottts|Bottts Neutral|Pixelbot|Voxel Bot), happy$/)
			.waitFor({ state: "attached" });
		await page.goto(`${SITE}/?style=micah&mood=sad&backgroundColor=6d3b6e`);
		expect(await button(page, "Undo").getAttribute("aria-disabled")).toBe("true");
		await button(page, "Surprise me").click();
		await page.waitForURL(/style=(?!micah)/);
		expect(await complaintsAbout(page)).toEqual([]);
		await button(page, "Undo").click();
		await page.waitForURL(/style=micah/);
		expect(query()).toMatchObject({ style: "micah", mood: "sad", backgroundColor: "6d3b6e" });
		await expect.poll(() => button(page, "Undo").getAttribute("aria-disabled")).toBe("true");
		expect(await page.evaluate(() => document.activeElement?.id)).toBe("undo");
	});
});

describe("on a slow network, somebody who is logged in", () => {
	it("is not asked to log in", async () => {
		const page = await visit();
		await logIn(page);
		await page.route("**/me", () => {});
		await page.goto(SITE);
		expect(await button(page, "Make my avatar").isVisible()).toBe(true);
		expect(await button(page, "Log out").isVisible()).toBe(true);
		await page.unroute("**/me");
		await page.context().clearCookies();
		await page.goto(SITE);
		await button(page, /Submit & log in/).waitFor();
		expect(await button(page, "Log out").isVisible()).toBe(false);
	});
});

describe("a login that is asked for too often", () => {
	it("waits, counting down, and goes on with what is chosen then", async () => {
		const page = await visit();
		await page.clock.install();
		await page.goto(SITE);
		await page.clock.pauseAt(Date.now() + 3_600_000);
		const problem = {
			title: "That was a lot at once",
			detail: "",
			status: 429,
			code: "too_many_requests",
			retry_after: 2,
		};
		let asked = 0;
		await page.route("**/get_avatar", (route) =>
			asked++ ? route.continue() : route.fulfill({ status: 429, json: problem }),
		);
		await button(page, /Submit/).click();
		await page.getByText("That was a lot at once. Going on in 2 seconds.").waitFor();
		await page.clock.runFor(1000);
		await page.getByText("That was a lot at once. Going on in 1 second.").waitFor();
		await page.clock.runFor(1000);
		await button(page, "Accept").waitFor();
	});
});

describe("Back to the list of servers", () => {
	it.each(["the browser’s", "the page’s"])(
		"brings back what was searched for, and where one was: by %s button",
		async (whose) => {
			const page = await openAs("everywhere_bear");
			const search = page.getByRole("searchbox", { name: "Search your servers" });
			await search.fill("den 1");
			const link = page.getByRole("link", { name: "Manage Den 160 of the bears" });
			await link.scrollIntoViewIfNeeded();
			const top = await page.evaluate(() => scrollY);
			expect(top).toBeGreaterThan(1000);
			await link.click();
			await page.getByRole("heading", { name: "in Den 160" }).waitFor();
			if (whose === "the browser’s") await page.goBack();
			else await page.getByRole("link", { name: "Back to your servers" }).click();
			await link.waitFor();
			expect(await search.inputValue()).toBe("den 1");
			await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(top - 200);
		},
	);
});

describe("the card of a phone", () => {
	it("keeps the lines of the biography", async () => {
		const page = await openAs("Mira");
		await page.getByRole("link", { name: "Manage Mira’s Dance Floor" }).click();
		await page.getByRole("textbox", { name: "Biography" }).fill("one\ntwo");
		const card = page.locator("#bot-bio");
		expect((await card.boundingBox())?.height).toBeGreaterThan(35);
		await page.getByRole("textbox", { name: "Biography" }).fill("🐻".repeat(95));
		await page.locator("#bio-count").getByText("95 of 190").waitFor();
		await page.getByRole("textbox", { name: "Biography" }).fill("x".repeat(191));
		await page.locator("#bio-count.too-many").getByText("191 of 190").waitFor();
	});
});
