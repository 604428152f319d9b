import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { atDiscord, guildAtDiscord, PHONE, useControlRoom } from "./control_room.ts";
import { complaintsAbout, DISCORD, SITE } from "./person.ts";

const { visit, openAs } = useControlRoom();

const NOVA = "872190465113092096";
const PAUL = "412347780841865216";
const MEMBER = "1024";
const MANAGER = "1056";

/** A server that no other test takes, with Nova as a member and Paul as a manager. */
async function openServer() {
	const { id } = await guildAtDiscord("Den 184 of the bears");
	await atDiscord(`guilds/${id}/members/nova_nitro`, { permissions: MEMBER });
	await atDiscord(`guilds/${id}/members/plainpaul`, { permissions: MANAGER });
	return id;
}

async function openClient(as: string, guild: string, options?: BrowserContextOptions): Promise<Page> {
	const page = await visit(options);
	await page.goto(`${DISCORD}/channels?as=${as}&in=${guild}`);
	return page;
}

const box = (page: Page) => page.getByRole("combobox", { name: "Message" });
const last = (page: Page) => page.locator(".message").last();
const picture = (page: Page) => page.locator(".gallery img").last();
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).last().click();

/** The address of the last picture, once it is drawn and another than before. */
async function nextPicture(page: Page, before?: string): Promise<string> {
	await expect.poll(() => picture(page).getAttribute("src")).not.toBe(before);
	await expect
		.poll(() => picture(page).evaluate((image) => (image as HTMLImageElement).naturalWidth))
		.toBe(512);
	return (await picture(page).getAttribute("src")) ?? "";
}

async function choose(page: Page, select: string, option: RegExp): Promise<void> {
	const options = last(page).getByLabel(select);
	const value = await options.locator("option", { hasText: option }).getAttribute("value");
	await options.selectOption(value);
}

/** Opens the Apps menu of somebody or something, and picks. */
async function pick(page: Page, menu: string, command: string): Promise<void> {
	await page.locator(`summary[aria-label="${menu}"]`).last().click();
	await page.getByRole("button", { name: command }).last().click();
}

describe("Discord itself", () => {
	it("draws, changes and links an avatar for whoever asks, and uses it for the bot", async () => {
		const guild = await openServer();
		const nova = await openClient(NOVA, guild);
		await box(nova).pressSequentially("/avatar style: lorelei n");
		await nova.getByRole("option", { name: "Lorelei Neutral" }).click();
		expect(await box(nova).inputValue()).toMatch(/^\/avatar style: Lorelei Neutral\b/);
		await nova.keyboard.press("Enter");
		const first = await nextPicture(nova);
		expect(first.startsWith(`${SITE}/avatar/`)).toBe(true);
		expect(await last(nova).textContent()).toContain("Lorelei Neutral");

		await press(nova, "Another");
		const another = await nextPicture(nova, first);
		await press(nova, "Sad");
		const sad = await nextPicture(nova, another);
		await choose(nova, "Another style", /^Robots\b/);
		await choose(nova, "Choose a style", /^Bottts( ·|$)/);
		const robot = await nextPicture(nova, sad);
		expect(await last(nova).textContent()).toContain("Bottts");
		expect(await complaintsAbout(nova)).toEqual([]);

		await press(nova, "Link");
		await nova.getByText("Only you can see this").waitFor();
		expect(await last(nova).textContent()).toContain(robot.replace("?size=512", ""));
		await press(nova, "Dismiss");
		await nova.getByText("Only you can see this").waitFor({ state: "detached" });

		// Somebody else who presses gets one of their own, quietly.
		const paul = await openClient(PAUL, guild, PHONE);
		await nextPicture(paul);
		await press(paul, "Another");
		await paul.getByText("Only you can see this").waitFor();
		await nextPicture(paul, robot);
		expect(await picture(nova).getAttribute("src")).toBe(robot);
		await press(paul, "Dismiss");
		await paul.getByText("Only you can see this").waitFor({ state: "detached" });

		await paul.getByText("Members", { exact: true }).first().click();
		await pick(paul, "Apps for Nova ✨", "Draw this person");
		await paul.locator(".invoked", { hasText: "Draw this person" }).waitFor();
		await nextPicture(paul, robot);
		expect(await complaintsAbout(paul)).toEqual([]);
		expect(await paul.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

		// Not for members.
		expect(await nova.getByText("Use for the bot here").count()).toBe(0);
		await pick(paul, "Apps for this message", "Use for the bot here");
		await paul.getByText("The bot looks like this here now.").waitFor();
		await expect.poll(async () => (await guildAtDiscord("Den 184 of the bears")).bot?.avatar).toBeTruthy();
	});

	it("is switched off in a server by its settings, and forgets who deauthorises it", async () => {
		const guild = await openServer();
		const paul = await openAs("plainpaul", { viewport: { width: 1100, height: 900 } });
		await paul.goto(`${SITE}/servers?guild=${guild}#settings`);
		await paul.getByRole("switch", { name: "Offer /avatar" }).click();
		await paul.getByRole("button", { name: "Save", exact: true }).click();
		await paul.locator("#settings-saved").getByText("Saved.").waitFor();

		const nova = await openClient(NOVA, guild);
		await box(nova).fill("/avatar");
		await nova.getByRole("button", { name: "Send" }).click();
		await nova.getByText("Avatars are switched off in this server.").waitFor();

		const apps = await visit();
		await apps.goto(`${DISCORD}/channels/apps?as=${PAUL}`);
		await apps.getByRole("button", { name: "Deauthorise" }).click();
		await apps.getByText("The application has been told.").waitFor();
		await paul.goto(`${SITE}/servers`);
		await paul.getByRole("link", { name: "Log in with Discord" }).waitFor();
	});

	it("takes the addresses of this application", async () => {
		const page = await visit();
		await page.goto(`${DISCORD}/channels/application`);
		for (const name of ["Save Interactions Endpoint URL", "Save Webhook Events URL"]) {
			await page.getByRole("button", { name }).click();
			await expect.poll(() => page.locator(".good").count()).toBe(2);
		}
		expect(await complaintsAbout(page)).toEqual([]);
	});
});
