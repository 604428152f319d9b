import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { atDiscord, guildAtDiscord, PHONE, sendPixel, useControlRoom } from "./control_room.ts";
import { accept, complaintsAbout, failDiscord, SITE } from "./person.ts";

const { browse, visit, openAs } = useControlRoom();

const WIDE = { viewport: { width: 1280, height: 900 } };

const LISTED = "/api/v10/users/@me/guilds";

/** What a browser says when its tab is looked at again: Chromium without a window never leaves it. */
async function comeBack(page: Page): Promise<void> {
	await page.bringToFront();
	await page.evaluate(() => window.dispatchEvent(new Event("focus")));
}

async function openEditor(page: Page, name: string): Promise<void> {
	await page.getByRole("link", { name: `Manage ${name}` }).click();
	await page.getByRole("heading", { name: `in ${name}` }).waitFor();
}

const save = (page: Page) => page.getByRole("button", { name: "Save" });
const saved = (page: Page) => page.locator("#save-state").getByText("Saved", { exact: true });

describe("logging in for one's servers", () => {
	it("is asked of a stranger, and comes back to the list", async () => {
		const page = await visit(PHONE);
		await page.goto(`${SITE}/servers`);
		await page.getByRole("heading", { name: "Log in to see your servers" }).waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("link", { name: "Log in with Discord" }).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/servers`);
		await page.getByRole("link", { name: "Manage Mira’s Dance Floor" }).waitFor();
	});

	it("says which bot it is, and asks for that once a day", async () => {
		const page = await openAs("Mira");
		const asked: string[] = [];
		page.on("request", (request) => asked.push(new URL(request.url()).pathname));
		await page.locator("#the-bot-words").waitFor();
		expect(await page.locator("#the-bot-words").textContent()).toMatch(
			/^\S.* is the bot that this page is about\.$/,
		);
		expect(await complaintsAbout(page)).toEqual([]);
		asked.length = 0;
		await page.reload();
		await page.locator("#the-bot-words").waitFor();
		expect(asked).not.toContain("/botapi/users/@me");
	});

	it("asks somebody who is logged in for an avatar only for what is missing", async () => {
		const page = await visit(PHONE);
		await page.goto(SITE);
		await page.getByRole("button", { name: /Submit/ }).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.getByRole("link", { name: "Servers", exact: true }).click();
		await page.getByRole("link", { name: "Let us see your servers" }).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/servers`);
		await page.getByRole("link", { name: "Manage Mira’s Dance Floor" }).waitFor();
	});

	it("comes back to the server that was wanted", async () => {
		const { id } = await guildAtDiscord("Mira’s Dance Floor");
		const page = await visit(PHONE);
		await page.goto(`${SITE}/servers?guild=${id}`);
		await page.getByRole("link", { name: "Log in with Discord" }).click();
		await accept(page, "Mira");
		await page.getByRole("heading", { name: "in Mira’s Dance Floor" }).waitFor();
	});
});

describe("the list", () => {
	it.each([PHONE, WIDE])(
		"shows all 200 servers, searches them, and has nothing for axe: %o",
		async (size) => {
			const page = await openAs("everywhere_bear", size);
			await page.getByText("200 servers").waitFor();
			expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
			expect(await complaintsAbout(page)).toEqual([]);

			const search = page.getByRole("searchbox", { name: "Search your servers" });
			await search.fill("den 192");
			await page.getByText("1 of 200").waitFor();
			await page.getByRole("link", { name: "Manage Den 192 of the bears" }).waitFor();
			await search.fill("no such den");
			expect(await complaintsAbout(page)).toEqual([]);
			await page.getByRole("button", { name: "Show all servers" }).click();
			await page.getByText("200 servers").waitFor();
		},
	);

	it("does not ask for 200 icons at once", async () => {
		const page = await browse(PHONE);
		let icons = 0;
		await page.context().route("https://cdn.discordapp.com/**", (route) => {
			icons++;
			return sendPixel(route);
		});
		await page.goto(`${SITE}/servers`);
		await page.getByRole("link", { name: "Log in with Discord" }).click();
		await accept(page, "everywhere_bear");
		await page.getByText("200 servers").waitFor();
		expect(icons).toBeLessThan(60);
	});

	it("shows a name that needs escaping as it is, and folds away what cannot be managed", async () => {
		const page = await openAs("tom_and.jerry");
		await page.getByRole("link", { name: `Manage <b>Cat</b> & "Mouse"` }).waitFor();
		const others = page.getByRole("group").filter({ hasText: "You cannot manage these" });
		expect(await others.getByText("Mira’s Dance Floor").isVisible()).toBe(false);
		await others.getByText("You cannot manage these").click();
		expect(await others.getByText("Mira’s Dance Floor").isVisible()).toBe(true);
	});

	it("says which servers are one's own", async () => {
		const page = await openAs("Mira");
		const own = page.getByRole("listitem").filter({ hasText: "Practice Room" });
		await own.getByText("Owner", { exact: true }).waitFor();
		expect(await own.locator(".guild-who").textContent()).toBe("Practice Room Owner");
		expect(await complaintsAbout(page)).toEqual([]);
		const paul = await openAs("plainpaul");
		await paul.getByRole("link", { name: "Invite the bot to Practice Room" }).waitFor();
		expect(await paul.getByText("Owner", { exact: true }).count()).toBe(0);
	});

	it("invites the bot to the server that was chosen, and notices that it has joined", async () => {
		const page = await openAs("Mira");
		const [discord] = await Promise.all([
			page.waitForEvent("popup"),
			page.getByRole("link", { name: "Invite the bot to Practice Room" }).click(),
		]);
		await discord.waitForLoadState();
		expect(new URL(discord.url()).searchParams.get("guild_id")).toBe(
			(await guildAtDiscord("Practice Room")).id,
		);
		await accept(discord, "Mira");
		await discord.getByText("The bot has been added").waitFor();
		await discord.close();
		await comeBack(page);
		// Answers are kept for some seconds: the page looks again by itself.
		await page.getByRole("link", { name: "Manage Practice Room" }).waitFor({ timeout: 20_000 });
		expect(await page.locator("#said").textContent()).toBe("The bot has joined Practice Room.");
		expect(await complaintsAbout(page)).toEqual([]);
	});

	it("says that there is nothing to manage", async () => {
		const page = await visit(PHONE);
		await page.goto(`${SITE}/servers`);
		await page.getByRole("link", { name: "Log in with Discord" }).click();
		await accept(page, "nova_nitro");
		await page.getByText("You manage none of your servers").waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
	});
});

describe("a server", () => {
	it.each([PHONE, WIDE])("has the bot's name, biography and avatar changed and reset: %o", async (size) => {
		const page = await openAs("Mira", size);
		await openEditor(page, "Mira’s Dance Floor");
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("textbox", { name: "Nickname" }).fill("Captain");
		await page.getByRole("textbox", { name: "Biography" }).fill("Keeps the beat.");
		await page.getByRole("radio", { name: "A Discobear avatar" }).check({ force: true });
		await page.getByRole("radio", { name: "Lorelei", exact: true }).check({ force: true });
		await page.getByRole("radio", { name: "Sad" }).check({ force: true });
		await page.waitForFunction(() =>
			document.querySelector<HTMLImageElement>("#bot-face img")?.src.includes("lorelei"),
		);
		expect(await page.locator("#bot-name").textContent()).toBe("Captain");
		expect(await complaintsAbout(page)).toEqual([]);
		await save(page).click();
		await saved(page).waitFor();
		const { bot } = await guildAtDiscord("Mira’s Dance Floor");
		expect(bot).toMatchObject({ nick: "Captain", bio: "Keeps the beat.", avatar: expect.any(String) });

		await page.reload();
		expect(await page.getByRole("textbox", { name: "Nickname" }).inputValue()).toBe("Captain");
		expect(await page.getByRole("textbox", { name: "Biography" }).inputValue()).toBe("Keeps the beat.");
		await page.getByRole("button", { name: "Use the bot’s own nickname" }).click();
		await page.getByRole("button", { name: "Use the bot’s own biography" }).click();
		await page.getByRole("radio", { name: "The bot’s own" }).check({ force: true });
		await save(page).click();
		await saved(page).waitFor();
		expect((await guildAtDiscord("Mira’s Dance Floor")).bot).toMatchObject({
			nick: null,
			bio: null,
			avatar: null,
		});
	});

	it("shows Discord's own sentence at the avatar that is changed too often", async () => {
		const page = await openAs("Mira");
		const { id } = await guildAtDiscord("Mira’s Dance Floor");
		await openEditor(page, "Mira’s Dance Floor");
		await failDiscord({
			path: `/api/v10/guilds/${id}/members/@me`,
			status: 400,
			body: {
				message: "Invalid Form Body",
				code: 50035,
				errors: {
					avatar: { _errors: [{ code: "AVATAR_RATE_LIMIT", message: "Too fast. Try again later." }] },
				},
			},
		});
		await page.getByRole("radio", { name: "A Discobear avatar" }).check({ force: true });
		await save(page).click();
		await page.locator("#avatar-problem").getByText("Too fast. Try again later.").waitFor();
		expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("avatar");
		expect(await complaintsAbout(page)).toEqual([]);
	});

	it("is no longer there for somebody who was demoted, and what they typed is not lost", async () => {
		const page = await openAs("plainpaul");
		const { id } = await guildAtDiscord("Mira’s Dance Floor");
		await openEditor(page, "Mira’s Dance Floor");
		await page.getByRole("textbox", { name: "Nickname" }).fill("Mine");
		await atDiscord(`guilds/${id}/members/plainpaul`, { permissions: "0" });
		await save(page).click();
		await page.getByRole("alert").getByText(/./).first().waitFor();
		expect(await page.getByRole("textbox", { name: "Nickname" }).inputValue()).toBe("Mine");
		expect((await guildAtDiscord("Mira’s Dance Floor")).bot?.nick).toBeNull();
	});

	it("keeps what was typed when the login has ended", async () => {
		const page = await openAs("Mira");
		await openEditor(page, "Mira’s Dance Floor");
		await page.getByRole("textbox", { name: "Nickname" }).fill("Captain");
		await page.context().clearCookies({ name: "__Host-session" });
		await save(page).click();
		await page.getByRole("alert").getByRole("link", { name: "Log in with Discord" }).click();
		await page.getByRole("heading", { name: "in Mira’s Dance Floor" }).waitFor();
		await page.getByText("What you had not saved is back").waitFor();
		expect(await page.getByRole("textbox", { name: "Nickname" }).inputValue()).toBe("Captain");
	});

	it("that nobody may manage says so, and leads back", async () => {
		const page = await openAs("Mira");
		await page.goto(`${SITE}/servers?guild=1`);
		await page.getByRole("main").getByRole("link", { name: "Back to your servers" }).last().click();
		await page.waitForURL(`${SITE}/servers`);
	});
});

describe("while Discord makes us wait", () => {
	it("the list counts down and goes on by itself", async () => {
		const page = await visit(PHONE);
		await page.goto(`${SITE}/servers`);
		await page.getByRole("link", { name: "Log in with Discord" }).click();
		await failDiscord({ path: LISTED, limit: { retryAfter: 4, header: true, body: true } });
		await accept(page, "Mira");
		await page.getByText(/Going on in \d seconds?/).waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("link", { name: "Manage Mira’s Dance Floor" }).waitFor();
	});

	it("a change is sent again by itself, and nothing that was typed is lost", {
		timeout: 60_000,
	}, async () => {
		const page = await openAs("Mira");
		const { id } = await guildAtDiscord("Mira’s Dance Floor");
		await openEditor(page, "Mira’s Dance Floor");
		// Longer than the Worker waits for anybody.
		const limit = { retryAfter: 12, header: true, body: true };
		await failDiscord({ path: `/api/v10/guilds/${id}/members/@me`, limit });
		await page.getByRole("textbox", { name: "Nickname" }).fill("Captain");
		await save(page).click();
		await page.getByText(/Going on in \d+ seconds?/).waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("textbox", { name: "Biography" }).fill("Typed meanwhile.");
		await page.getByText("Saved. What you changed since is not saved yet.").waitFor({ timeout: 20_000 });
		expect(await page.getByRole("textbox", { name: "Biography" }).inputValue()).toBe("Typed meanwhile.");
		expect((await guildAtDiscord("Mira’s Dance Floor")).bot).toMatchObject({ nick: "Captain", bio: null });
	});
});

describe("without JavaScript", () => {
	it("the page says that it is needed, and leads back", async () => {
		const page = await visit({ javaScriptEnabled: false });
		await page.goto(`${SITE}/servers`);
		// Playwright looks for no text in a noscript element.
		await page.locator("noscript section").waitFor();
		expect(await page.locator("noscript section").textContent()).toContain(
			"The control room needs JavaScript",
		);
		await page.getByRole("link", { name: "Make an avatar" }).click();
		await page.waitForURL(`${SITE}/`);
	});
});
