import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accept, complaintsAbout, DISCORD, SITE, svgIn, useBrowser } from "./person.ts";

const visit = useBrowser();

const submit = (page: Page) =>
	page.getByRole("button", { name: /Submit & log in with Discord|Make my avatar/ });
const plinth = (page: Page) => page.getByRole("img", { name: /avatar/i }).and(page.locator("#avatar"));

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** The whole picture has come: not only its element. */
async function hasDrawn(page: Page, selector: string) {
	await page.waitForFunction((css) => {
		const image = document.querySelector<HTMLImageElement>(css);
		return image?.complete && image.naturalWidth > 0;
	}, selector);
}

describe("the journey by mouse", () => {
	it("goes from the form by way of Discord to an avatar that can be downloaded and embedded", async () => {
		const page = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
		await page.goto(SITE);
		await page.getByRole("radio", { name: "Lorelei", exact: true }).check({ force: true });
		await page.getByRole("radio", { name: "Sad" }).check({ force: true });
		await page.waitForFunction(() =>
			document.querySelector<HTMLImageElement>("#preview")?.alt.includes("Lorelei"),
		);
		await submit(page).click();

		await page.waitForURL(`${DISCORD}/oauth2/authorize*`);
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await hasDrawn(page, "#avatar");
		expect(await page.getByText("Lisa Wischofsky").count()).toBe(1);

		// "Copied" goes again after some seconds.
		await page.clock.install();
		await page.clock.pauseAt(Date.now() + 3_600_000);
		await page.getByRole("button", { name: "Copy link" }).click();
		await page.getByText("Copied").waitFor();
		const link = await copied(page);
		await page.clock.runFor(4_000);
		expect(await page.locator("#copied").textContent()).toBe("");
		await page.clock.resume();
		expect(link).toMatch(new RegExp(`^${SITE}/avatar/[\\w-]{43}\\.png\\?size=512$`));
		await page.getByRole("tab", { name: "HTML" }).click();
		expect(await page.getByRole("textbox", { name: "HTML to copy" }).inputValue()).toContain(
			`<img src="${link}"`,
		);

		await page.getByRole("combobox", { name: "Size" }).selectOption("128");
		expect(await page.getByRole("textbox", { name: "HTML to copy" }).inputValue()).toContain(
			'size=128" alt="My avatar" width="128"',
		);
		await page.getByRole("combobox", { name: "Format" }).selectOption("svg");
		await page.getByText("SVG is for web pages: sharp at any size.").waitFor();

		const [download] = await Promise.all([
			page.waitForEvent("download"),
			page.getByRole("link", { name: /^Download/ }).click(),
		]);
		expect(download.suggestedFilename()).toBe("discobear-lorelei.svg");
		const file = join(await mkdtemp(join(tmpdir(), "discobear-download-")), "avatar.svg");
		await download.saveAs(file);
		const svg = link.replace(/\.png.*/, ".svg");
		expect(await readFile(file, "utf8")).toBe(await (await fetch(svg)).text());

		await page.getByRole("link", { name: "its page" }).click();
		await page.getByRole("heading", { name: "Lorelei avatar" }).waitFor();
		await hasDrawn(page, "main .stage img");
		expect(await complaintsAbout(page)).toEqual([]);
	});

	it("makes a link that follows, changes it and deletes it", async () => {
		const page = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
		await page.goto(`${SITE}/?style=waves&backgroundColor=transparent`);
		await submit(page).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		const format = page.getByRole("combobox", { name: "Format" });
		await format.selectOption("jpg");
		await page.getByText("On its white ground this drawing cannot be seen").waitFor();
		await format.selectOption("png");
		await page.getByText("On its white ground").waitFor({ state: "hidden" });
		const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
		const status = async (address: string) => (await fetch(address)).status;
		const url = () => page.getByRole("textbox", { name: "URL to copy" }).inputValue();

		await page.getByRole("radio", { name: "Always my latest" }).check();
		expect(await page.locator("#snippets").isVisible()).toBe(false);
		await press("Make this link");
		await page.getByText("Made. It shows").waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		await press("Copy link");
		await expect.poll(() => copied(page)).toMatch(new RegExp(`^${SITE}/me/[\\w-]{70}\\.png\\?size=512$`));
		const first = await copied(page);
		expect(await status(first)).toBe(200);

		await press("Change the link");
		await press("Keep it");
		expect(await url()).toBe(first);
		await press("Change the link");
		await press("Change");
		await page.getByText("Changed. The old link is gone.").waitFor();
		const second = await url();
		expect([await status(first), await status(second)]).toEqual([404, 200]);

		await press("Delete it");
		await press("Delete");
		await page.getByText("Deleted.").waitFor();
		expect(await status(second)).toBe(404);
		await page.getByRole("radio", { name: "This picture" }).check();
		expect(await url()).toContain("/avatar/");
	});

	it("copies from the page of an avatar, and leads from it to one like it", async () => {
		const page = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
		await page.goto(`${SITE}/?style=micah&mood=sad`);
		await submit(page).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.getByRole("link", { name: "its page" }).click();
		await page.waitForURL(`${SITE}/avatar/*`);
		await page.getByRole("tab", { name: "Markdown" }).click();
		await page.getByRole("button", { name: "Copy Markdown" }).click();
		await expect.poll(() => copied(page)).toContain("Micah Lanier");
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("link", { name: "Make one like this" }).click();
		await page.waitForURL(`${SITE}/?style=micah&mood=sad&backgroundColor=ffcf5c`);
		expect(await page.getByRole("radio", { name: "Micah", exact: true }).isChecked()).toBe(true);
	});

	it("does not leave the site while the session lives, and keeps what was chosen", async () => {
		const page = await visit();
		await page.goto(SITE);
		await page.getByRole("radio", { name: "Micah", exact: true }).check({ force: true });
		await page.getByRole("textbox", { name: /Extra seed/ }).fill("two");
		await submit(page).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.getByRole("link", { name: "Make another" }).click();
		await page.getByRole("button", { name: "Make my avatar" }).waitFor();
		expect(await page.getByRole("radio", { name: "Micah", exact: true }).isChecked()).toBe(true);
		expect(await page.getByRole("textbox", { name: /Extra seed/ }).inputValue()).toBe("two");

		const elsewhere: string[] = [];
		page.on("request", (request) => {
			if (new URL(request.url()).origin !== SITE) elsewhere.push(request.url());
		});
		await page.getByRole("radio", { name: "Thumbs", exact: true }).check({ force: true });
		await submit(page).click();
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.getByText("Thumbs").first().waitFor();
		expect(elsewhere).toEqual([]);
	});

	it("does not ask for consent again after the session is gone", async () => {
		const page = await visit();
		await page.goto(SITE);
		await submit(page).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		// The browser forgets this site, but Discord's own login stays. No page of ours is open meanwhile: it would ask in vain.
		await page.goto("about:blank");
		await page.context().clearCookies({ name: "__Host-session" });
		await page.goto(SITE);
		await submit(page).click();
		await page.waitForURL(`${SITE}/show_avatar`);
		await hasDrawn(page, "#avatar");
	});

	it("tells somebody without a picture at Discord that their name was used", async () => {
		const page = await visit();
		await page.goto(SITE);
		await page.getByRole("radio", { name: /My picture/ }).check({ force: true });
		await submit(page).click();
		await accept(page, "plainpaul");
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.getByText(/no picture/i).waitFor();
	});

	it("shows a name that needs escaping as it is", async () => {
		const page = await visit();
		await page.goto(SITE);
		await submit(page).click();
		await accept(page, "tom_and.jerry");
		await page.waitForURL(`${SITE}/show_avatar`);
		await hasDrawn(page, "#avatar");
		expect(await page.locator("main b").allTextContents()).not.toContain("\"Tom\" & 'Jerry'");
	});

	it("logs out, and the avatar is no longer shown", async () => {
		const page = await visit();
		await page.goto(SITE);
		await submit(page).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await hasDrawn(page, "#avatar");
		await page.getByRole("button", { name: "Log out" }).click();
		await page.waitForURL(`${SITE}/`);
		await page.goto(`${SITE}/show_avatar`);
		await page.getByRole("heading", { name: "You are not logged in" }).waitFor();
		const cookies = await page.context().cookies(SITE);
		expect(cookies.map(({ name }) => name)).not.toContain("__Host-session");
	});
});

describe("the journey by keyboard", () => {
	it("needs nothing else", async () => {
		const page = await visit();
		await page.goto(SITE);
		const press = (key: string) => page.keyboard.press(key);
		const focused = () =>
			page.evaluate(() => {
				const { activeElement: at } = document;
				return at instanceof HTMLInputElement ? `${at.name}=${at.value}` : `${at?.textContent?.trim()}`;
			});
		const tabTo = async (wanted: RegExp) => {
			for (let i = 0; i < 60; i++) {
				await press("Tab");
				if (wanted.test(await focused())) return;
			}
			throw new Error(`Tab never comes to ${wanted}`);
		};
		await tabTo(/^seed=username/);
		await press("ArrowDown");
		expect(await focused()).toBe("seed=avatar");
		await tabTo(/^style=/);
		const before = await focused();
		await press("ArrowRight");
		expect(await focused()).not.toBe(before);
		await tabTo(/^mood=/);
		await tabTo(/^backgroundColor=/);
		await tabTo(/^extra=/);
		await page.keyboard.type("by hand");
		await press("Enter");

		await page.waitForURL(`${DISCORD}/oauth2/authorize*`);
		await tabTo(/^as=/);
		await press("Space");
		await press("Enter");
		await page.waitForURL(`${SITE}/show_avatar`);
		await hasDrawn(page, "#avatar");
		await tabTo(/^URL$/);
		await press("ArrowRight");
		expect(await focused()).toBe("HTML");
		await tabTo(/^Log out$/);
		await press("Enter");
		await page.waitForURL(`${SITE}/`);
	});
});

describe("without JavaScript", () => {
	it("the journey is a plain form", async () => {
		const page = await visit({ javaScriptEnabled: false });
		await page.goto(SITE);
		await page.getByRole("radio", { name: "Thumbs", exact: true }).check({ force: true });
		await page.getByRole("button", { name: /Submit/ }).click();
		await page.waitForURL(`${DISCORD}/oauth2/authorize*`);
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await hasDrawn(page, "main img[src='/avatar']");
		await page.getByRole("link", { name: "Open the permanent link" }).click();
		await page.waitForURL(/\/avatar\/[\w-]{43}$/);
		await hasDrawn(page, "main .stage img");
		await page.goBack();
		await page.getByRole("button", { name: "Log out" }).first().click();
		await page.waitForURL(`${SITE}/`);
	});
});

describe("the preview", () => {
	it("changes with every choice, greys what a style cannot show, and comes back to the wish", async () => {
		const page = await visit();
		await page.goto(SITE);
		const preview = () => page.locator("#preview").getAttribute("src");
		const first = await preview();
		await page.getByRole("radio", { name: "Lorelei", exact: true }).check({ force: true });
		await page.getByRole("radio", { name: "Sad" }).check({ force: true });
		await page.waitForFunction(
			(before) => document.querySelector("#preview")?.getAttribute("src") !== before,
			first,
		);
		await page.getByRole("radio", { name: "Bottts", exact: true }).check({ force: true });
		expect(await page.getByRole("radio", { name: "Sad" }).isDisabled()).toBe(true);
		expect(await page.getByRole("radio", { name: "Happy" }).isChecked()).toBe(true);
		await page
			.getByText(/Bottts (can|has)/)
			.first()
			.waitFor();
		await page.getByRole("radio", { name: "Lorelei", exact: true }).check({ force: true });
		expect(await page.getByRole("radio", { name: "Sad" }).isChecked()).toBe(true);
	});

	it("is the picture that comes out in the end", async () => {
		const page = await visit();
		await page.goto(SITE);
		await submit(page).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		for (const background of ["b6e3f4", "transparent"]) {
			await page.goto(SITE);
			await page.getByRole("button", { name: "Make my avatar" }).waitFor();
			await page.getByRole("radio", { name: "Dylan", exact: true }).check({ force: true });
			await page.locator(`input[name=backgroundColor][value="${background}"]`).check({ force: true });
			await page.getByRole("textbox", { name: /Extra seed/ }).fill(`made on ${background}`);
			const shown = await svgIn(page, "#preview");
			await submit(page).click();
			await page.waitForURL(`${SITE}/show_avatar`);
			await plinth(page).waitFor();
			expect(await (await page.request.get(`${SITE}/avatar`)).text()).toBe(shown);
		}
	});
});

describe("axe", () => {
	it.each(["light", "dark"] as const)(
		"finds nothing on any page (%s)",
		{ timeout: 120_000 },
		async (colorScheme) => {
			for (const viewport of [
				{ width: 390, height: 844 },
				{ width: 1280, height: 900 },
			]) {
				const page = await visit({ colorScheme, viewport });
				await page.goto(SITE);
				await hasDrawn(page, "#preview");
				expect(await complaintsAbout(page)).toEqual([]);
				await submit(page).click();
				await page.getByRole("button", { name: "Accept" }).waitFor();
				expect(await complaintsAbout(page)).toEqual([]);
				await accept(page, "どこ");
				await page.waitForURL(`${SITE}/show_avatar`);
				await hasDrawn(page, "#avatar");
				expect(await complaintsAbout(page)).toEqual([]);
				await page.goto(SITE);
				await page.getByRole("button", { name: "Make my avatar" }).waitFor();
				expect(await complaintsAbout(page)).toEqual([]);
				await page.context().clearCookies();
				await page.goto(`${SITE}/show_avatar`);
				await page.getByRole("heading", { name: "You are not logged in" }).waitFor();
				expect(await complaintsAbout(page)).toEqual([]);
				await page.context().close();
			}
		},
	);
});
