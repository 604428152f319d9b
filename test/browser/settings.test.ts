import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { atDiscord, guildAtDiscord, PHONE, useControlRoom } from "./control_room.ts";
import { accept, complaintsAbout, SITE } from "./person.ts";

const { visit, openAs } = useControlRoom();

const WIDE = { viewport: { width: 1100, height: 900 } };

/** Whose every eighth server has the bot, and nothing set: each test takes one of its own. */
const OWNER = "everywhere_bear";
const MANAGER = "plainpaul";
const MANAGE_GUILD = "32";

/** Others who may manage it, by turns: how often one person may ask in a minute is limited. */
const MANAGERS = ["mira.dances", "tom_and.jerry", "nova_nitro"];

const den = (n: number) => guildAtDiscord(`Den ${8 * n} of the bears`);

/** Opens the settings of a server, from its address. */
async function open(page: Page, id: string): Promise<void> {
	await page.goto(`${SITE}/servers?guild=${id}#settings`);
	await prefix(page).waitFor();
}

/** Logs in, and opens the settings of a server of the test's own as somebody who may manage it. */
async function openSettings(
	n: number,
	options: BrowserContextOptions = PHONE,
	as = MANAGERS[n % 3] as string,
) {
	const guild = await den(n);
	if (as !== OWNER) await atDiscord(`guilds/${guild.id}/members/${as}`, { permissions: MANAGE_GUILD });
	const page = await visit(options);
	await page.goto(`${SITE}/servers?guild=${guild.id}`);
	await page.getByRole("link", { name: "Log in with Discord" }).click();
	await accept(page, as);
	await page.getByRole("tab", { name: "Settings" }).click();
	await prefix(page).waitFor();
	return { page, guild };
}

/** Somebody else who may manage a server has it open, too. */
async function openBeside(id: string): Promise<Page> {
	await atDiscord(`guilds/${id}/members/${MANAGER}`, { permissions: MANAGE_GUILD });
	const page = await openAs(MANAGER, WIDE);
	await open(page, id);
	return page;
}

const prefix = (page: Page) => page.getByLabel("Prefix", { exact: true });
const welcome = (page: Page) => page.getByLabel("Welcome text");
const language = (page: Page) => page.getByLabel("Language");
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true });
const saved = (page: Page) => page.locator("#settings-saved");
const unsaved = (page: Page) => page.locator("#settings-state");

async function saveNow(page: Page): Promise<void> {
	await save(page).click();
	await saved(page).getByText("Saved.").waitFor();
}

const fitsIn = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

describe("the settings of a server", () => {
	it.each([
		[1, PHONE],
		[2, WIDE],
	])("are filled in and saved without a reload (%i: %o)", async (n, size) => {
		const { page, guild } = await openSettings(n, size, OWNER);
		expect(await complaintsAbout(page)).toEqual([]);
		expect(await fitsIn(page)).toBe(true);
		await prefix(page).fill("?");
		await page.getByRole("switch", { name: "Offer /avatar" }).click();
		await page.getByLabel("Log channel").selectOption({ label: "# general" });
		await page.getByLabel("Role for new members").selectOption({ label: "Bot managers" });
		await page
			.getByRole("group", { name: "Styles to choose from" })
			.getByLabel("Bottts", { exact: true })
			.check();
		await page.getByLabel("Colour", { exact: true }).fill("#ff0000");
		expect(await unsaved(page).textContent()).toBe(
			"Not saved: Offer /avatar, Styles to choose from and 4 more",
		);
		expect(await complaintsAbout(page)).toEqual([]);
		expect(await fitsIn(page)).toBe(true);
		await saveNow(page);
		expect(await unsaved(page).textContent()).toBe("");
		expect(await complaintsAbout(page)).toEqual([]);

		await page.reload();
		await prefix(page).waitFor();
		expect(await prefix(page).inputValue()).toBe("?");
		expect(await page.getByRole("switch", { name: "Offer /avatar" }).isChecked()).toBe(false);
		const channel = page.getByLabel("Log channel").locator("option:checked");
		expect(await channel.textContent()).toBe("# general");
		const role = page.getByLabel("Role for new members").locator("option:checked");
		expect(await role.getAttribute("value")).toBe(
			guild.roles.find(({ name }) => name === "Bot managers")?.id,
		);
		expect(await page.getByRole("checkbox", { name: "Bottts", exact: true }).isChecked()).toBe(true);
		expect(await page.getByLabel("Colour", { exact: true }).inputValue()).toBe("#ff0000");
		expect(await unsaved(page).textContent()).toBe("");
	});

	it("are undone after they were saved", async () => {
		const { page } = await openSettings(3);
		await prefix(page).fill("?");
		await welcome(page).fill("Hello");
		await saveNow(page);
		await page.getByRole("button", { name: "Undo" }).click();
		await saved(page).getByText("Undone.").waitFor();
		expect(await prefix(page).inputValue()).toBe("!");
		expect(await welcome(page).inputValue()).toBe("Welcome to {server}, {user}!");
		await page.reload();
		await prefix(page).waitFor();
		expect(await prefix(page).inputValue()).toBe("!");
	});

	it("are marked while they are not saved, and taken back one by one", async () => {
		const { page } = await openSettings(4);
		await prefix(page).fill("?");
		await language(page).selectOption("de");
		const mark = page.locator(".setting", { has: prefix(page) }).getByText("Not saved", { exact: true });
		await mark.waitFor();
		await page.getByRole("button", { name: "Take back the change of Prefix" }).click();
		expect(await mark.isVisible()).toBe(false);
		expect(await prefix(page).inputValue()).toBe("!");
		expect(await unsaved(page).textContent()).toBe("Not saved: Language");
	});

	it("are kept when one leaves, and named before they are thrown away", async () => {
		const { page, guild } = await openSettings(5);
		await prefix(page).fill("?");
		await language(page).selectOption("de");
		await page.getByRole("main").getByRole("link", { name: "Back to your servers" }).click();
		const card = page.getByRole("listitem").filter({ hasText: guild.name });
		await card.getByText("Not saved: Prefix, Language").waitFor();
		expect(await complaintsAbout(page)).toEqual([]);

		// Without the hash: what is not saved is what is shown first.
		await page.goto(`${SITE}/servers?guild=${guild.id}`);
		await page.getByText("The settings that you had not saved are back.").waitFor();
		expect(await prefix(page).inputValue()).toBe("?");
		expect(await unsaved(page).textContent()).toBe("Not saved: Prefix, Language");

		await page.getByRole("button", { name: "Throw away" }).click();
		const dialog = page.getByRole("dialog", { name: "Throw this away?" });
		expect(await dialog.getByRole("listitem").allTextContents()).toEqual(["Prefix", "Language"]);
		expect(await complaintsAbout(page)).toEqual([]);
		await dialog.getByRole("button", { name: "Keep it" }).click();
		expect(await prefix(page).inputValue()).toBe("?");
		await page.getByRole("button", { name: "Throw away" }).click();
		await dialog.getByRole("button", { name: "Throw away" }).click();
		await page.getByRole("button", { name: "Throw away" }).waitFor({ state: "hidden" });
		expect(await prefix(page).inputValue()).toBe("!");
		await page.reload();
		await prefix(page).waitFor();
		expect(await prefix(page).inputValue()).toBe("!");
	});

	it("are named before logging out throws them away", async () => {
		const { page, guild } = await openSettings(6);
		await prefix(page).fill("?");
		await page.getByRole("button", { name: "Log out" }).click();
		const dialog = page.getByRole("dialog", { name: "Log out and throw this away?" });
		await dialog.getByText(`${guild.name}: Prefix`).waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		await dialog.getByRole("button", { name: "Stay" }).click();
		expect(await prefix(page).inputValue()).toBe("?");
		await page.getByRole("button", { name: "Log out" }).click();
		await dialog.getByRole("button", { name: "Log out" }).click();
		await page.waitForURL(`${SITE}/`);
		expect(await kept(page)).toEqual([]);
	});

	const kept = (page: Page) =>
		page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);

	it("are gone with a logout on another page, and so is a profile that was not saved", async () => {
		const { page, guild } = await openSettings(23);
		await prefix(page).fill("?");
		await page.getByRole("tab", { name: "Profile" }).click();
		await page.getByRole("textbox", { name: "Nickname" }).fill("Unsaved");
		expect(await kept(page)).toHaveLength(3);
		await page.goto(SITE);
		await page.getByRole("button", { name: "Keep" }).click();
		await page.getByRole("button", { name: "Make my avatar" }).click();
		await page.waitForURL(`${SITE}/show_avatar`);
		expect(await kept(page)).toContainEqual(expect.stringContaining(guild.id));

		const tab = await page.context().newPage();
		await tab.goto(`${SITE}/servers?guild=${guild.id}`);
		await tab.getByRole("tab", { name: "Profile" }).click();
		await tab.getByRole("textbox", { name: "Nickname" }).fill("Unsaved");
		await expect.poll(() => kept(tab)).toContainEqual(expect.stringMatching(/^server-draft/));

		await page.getByRole("button", { name: "Log out" }).click();
		await page.waitForURL(`${SITE}/`);
		await expect.poll(() => kept(page)).toEqual(["choices", "favourites"]);
		// The other tab forgets its own, and keeps nothing from now on.
		await expect.poll(() => kept(tab)).toEqual(["choices", "favourites"]);
		await tab.getByRole("textbox", { name: "Nickname" }).fill("Still unsaved");
		await tab.reload();
		expect(await kept(tab)).toEqual(["choices", "favourites"]);
		expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("__Host-logged-out");
	});

	it("are not shown again where Back brings the page as it was before the logout", async () => {
		const { page } = await openSettings(23);
		await prefix(page).fill("?");
		const back = () =>
			page.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
		await back();
		expect(await prefix(page).inputValue()).toBe("?");
		const tab = await page.context().newPage();
		await tab.goto(`${SITE}/docs`);
		// This page was frozen meanwhile: it was told nothing.
		await tab.evaluate(() => localStorage.removeItem("logged-in"));
		await page.context().clearCookies();
		await back();
		await page.getByRole("link", { name: "Log in with Discord" }).waitFor();
		expect(await page.getByText("Prefix").count()).toBe(0);
	});

	it.each(["/servers", "/servers?guild={guild}", "/show_avatar"])(
		"are gone once somebody else is logged in, at %s",
		async (to) => {
			const { page, guild } = await openSettings(24);
			await prefix(page).fill("?");
			await page.getByRole("tab", { name: "Profile" }).click();
			await page.getByRole("textbox", { name: "Nickname" }).fill("Unsaved");
			await page.context().clearCookies();
			await page.goto(SITE + (to === "/show_avatar" ? "/" : to.replace("{guild}", guild.id)));
			if (to === "/show_avatar") await page.getByRole("button", { name: /Submit/ }).click();
			else await page.getByRole("link", { name: "Log in with Discord" }).click();
			await accept(page, OWNER);
			await page.getByRole("navigation", { name: "Your account" }).or(page.locator("#plinth")).waitFor();
			const of = (keys: string[]) => keys.filter((key) => key.includes(guild.id));
			expect(of(await kept(page))).toEqual([]);
		},
	);

	it("say what is wrong at the field, with the focus there", async () => {
		const { page } = await openSettings(7);
		await prefix(page).fill("a b");
		await page.getByRole("searchbox", { name: "Search the settings" }).fill("welcome");
		await save(page).click();
		await page
			.locator("#setting-prefix-problem")
			.getByText(/^Use at most 5 characters/)
			.waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe("setting-prefix");
		expect(await prefix(page).getAttribute("aria-invalid")).toBe("true");
		expect(await complaintsAbout(page)).toEqual([]);
		await prefix(page).fill("?");
		expect(await page.locator("#setting-prefix-problem").isVisible()).toBe(false);
		await saveNow(page);
	});

	it("are found by what they say", async () => {
		const { page } = await openSettings(8);
		const search = page.getByRole("searchbox", { name: "Search the settings" });
		await search.fill("deutsch");
		await page.getByText("1 of 13").waitFor();
		expect(await language(page).isVisible()).toBe(true);
		expect(await page.getByRole("heading", { name: "Welcome" }).isVisible()).toBe(false);
		await search.fill("no such setting");
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("button", { name: "Show all settings" }).click();
		await page.getByText("13 settings").waitFor();
	});

	it("show a welcome as it will read, and what /avatar will draw", async () => {
		const { page, guild } = await openSettings(9);
		await welcome(page).fill("Hi {user}. {nobody} ");
		await page.getByRole("button", { name: "Insert {server}" }).click();
		expect(await page.locator(".message").textContent()).toBe(`Hi @Newcomer. {nobody} ${guild.name}`);
		await page.getByText("Nothing is filled in for {nobody}.").waitFor();

		const drawn = (part: string) =>
			page.waitForFunction(
				(text) => document.querySelector<HTMLImageElement>(".answer img")?.src.includes(text),
				part,
			);
		await page.getByLabel("Style", { exact: true }).selectOption("bottts");
		await drawn("/bottts/");
		await page.getByLabel("Background", { exact: true }).fill("#00ff00");
		await drawn("backgroundColor=00ff00");

		const styles = page.getByRole("group", { name: "Styles to choose from" });
		await styles.getByLabel("Adventurer", { exact: true }).check();
		await page
			.getByText("Bottts is not among the styles to choose from: Adventurer is drawn instead.")
			.waitFor();
		await drawn("/adventurer/");
		await styles.getByLabel("Bottts", { exact: true }).check();
		await drawn("/bottts/");
		await page.getByText("Everybody sees it.").waitFor();
		await page.getByRole("switch", { name: "Answer for everybody to see" }).click();
		await page.getByText("Only they see it.").waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("switch", { name: "Offer /avatar" }).click();
		await page.getByText("Avatars are switched off here.").waitFor();
	});

	it("are changed and saved with the keyboard alone", async () => {
		const { guild, page } = await openSettings(10, WIDE);
		await page.goto(`${SITE}/servers?guild=${guild.id}`);
		await page.getByRole("tab", { name: "Profile" }).focus();
		await page.keyboard.press("ArrowRight");
		await prefix(page).waitFor();
		const reach = async (id: string) => {
			for (let n = 0; n < 80; n++) {
				if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
				await page.keyboard.press("Tab");
			}
			throw new Error(`#${id} is not reached`);
		};
		await reach("setting-avatarEnabled");
		await page.keyboard.press("Space");
		await reach("setting-prefix");
		await page.keyboard.press("ControlOrMeta+A");
		await page.keyboard.type("?");
		await reach("setting-logChannel");
		await page.keyboard.press("Space");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await page
			.locator("#setting-logChannel option:checked", { hasText: "general" })
			.waitFor({ state: "attached" });
		await reach("settings-save");
		await page.keyboard.press("Enter");
		await saved(page).getByText("Saved.").waitFor();
		await reach("settings-undo");
		await page.keyboard.press("Enter");
		await saved(page).getByText("Undone.").waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe("settings-save");
		expect(await prefix(page).inputValue()).toBe("!");
	});
});

describe("two people at once", () => {
	it("the second sees what the first changed, field by field, and chooses", async () => {
		const { page, guild } = await openSettings(11);
		const other = await openBeside(guild.id);
		await prefix(other).fill("?");
		await welcome(other).fill("Theirs");
		await language(other).selectOption("de");
		await saveNow(other);

		await prefix(page).fill("%");
		await welcome(page).fill("Mine");
		await page.getByRole("switch", { name: "Offer /avatar" }).click();
		await save(page).click();
		const dialog = page.getByRole("dialog", { name: "Somebody else saved meanwhile" });
		await dialog.waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		expect(await fitsIn(page)).toBe(true);
		expect(await dialog.getByRole("group").count()).toBe(2);
		await dialog.getByText("plainpaul also changed: Language.").waitFor();
		const theirs = dialog
			.getByRole("group", { name: "Prefix" })
			.getByRole("radio", { name: /plainpaul.*“\?”/ });
		await theirs.check();
		await dialog.getByRole("button", { name: "Save what I chose" }).click();
		await saved(page).getByText("Saved. plainpaul also changed: Language. It is in the form now.").waitFor();
		for (const [each, value] of [
			[prefix(page), "?"],
			[welcome(page), "Mine"],
			[language(page), "de"],
		] as const)
			expect(await each.inputValue()).toBe(value);

		await other.reload();
		await prefix(other).waitFor();
		expect(await prefix(other).inputValue()).toBe("?");
		expect(await welcome(other).inputValue()).toBe("Mine");
		expect(await other.getByRole("switch", { name: "Offer /avatar" }).isChecked()).toBe(false);
	});

	it("nothing is asked where they changed different settings", async () => {
		const { page, guild } = await openSettings(12);
		const other = await openBeside(guild.id);
		await prefix(other).fill("?");
		await saveNow(other);
		await welcome(page).fill("Mine");
		await save(page).click();
		await saved(page).getByText("Saved. plainpaul also changed: Prefix. It is in the form now.").waitFor();
		expect(await prefix(page).inputValue()).toBe("?");
	});

	it("what was kept from an earlier visit goes over nobody's unseen", async () => {
		const { page, guild } = await openSettings(13);
		await prefix(page).fill("%");
		await page.goto(`${SITE}/servers`);
		const other = await openBeside(guild.id);
		await prefix(other).fill("?");
		await saveNow(other);
		await open(page, guild.id);
		await save(page).click();
		const dialog = page.getByRole("dialog", { name: "Somebody else saved meanwhile" });
		await dialog.getByRole("button", { name: "Not now" }).click();
		await saved(page).getByText("Not saved. Everything you changed is still here.").waitFor();
		expect(await prefix(page).inputValue()).toBe("%");
		await save(page).click();
		await dialog.getByRole("radio", { name: /plainpaul/ }).check();
		await dialog.getByRole("button", { name: "Save what I chose" }).click();
		await saved(page).getByText("What others saved stays.").waitFor();
		expect(await prefix(page).inputValue()).toBe("?");
		expect(await unsaved(page).textContent()).toBe("");
	});

	it("an edit that is not being saved does not go over theirs later", async () => {
		const { page, guild } = await openSettings(14);
		await prefix(page).fill("%");
		await saveNow(page);
		const other = await openBeside(guild.id);
		await welcome(other).fill("Theirs");
		await saveNow(other);
		await welcome(page).fill("Mine");
		await page.locator("#settings-history summary").click();
		await page.getByRole("button", { name: /^Put back/ }).click();
		const dialog = page.getByRole("dialog", { name: "Somebody else saved meanwhile" });
		await dialog.getByRole("group", { name: "Welcome text" }).waitFor();
		await dialog.getByRole("button", { name: "Save what I chose" }).click();
		await saved(page).getByText("Put back.").waitFor();
		expect(await prefix(page).inputValue()).toBe("!");
		expect(await unsaved(page).textContent()).toBe("Not saved: Welcome text");
	});
});

describe("the history", () => {
	it("says who changed what, and puts it back", async () => {
		const { page } = await openSettings(15, WIDE);
		await page.locator("#settings-history summary").click();
		await page.getByText("Nothing has been changed yet.").waitFor();
		await prefix(page).fill("?");
		await saveNow(page);
		await prefix(page).fill("%");
		await language(page).selectOption("de");
		await saveNow(page);
		const saves = page.locator("#settings-history ol > li");
		expect(await saves.first().getByRole("listitem").allTextContents()).toEqual([
			"Prefix: from “?” to “%”",
			"Language: from English, UK to Deutsch",
		]);
		expect(await complaintsAbout(page)).toEqual([]);
		await saves
			.last()
			.getByRole("button", { name: /^Put back/ })
			.click();
		await saved(page).getByText("Put back.").waitFor();
		expect(await prefix(page).inputValue()).toBe("!");
		expect(await language(page).inputValue()).toBe("de");
		expect(await saves.count()).toBe(3);
		// It is as it was before: there is nothing to put back any more.
		expect(await saves.last().getByRole("button").count()).toBe(0);
		expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SUMMARY");
	});
});

describe("bot managers", () => {
	it("have the settings and nothing else, once the owner has let their role in", async () => {
		const { page, guild } = await openSettings(16, PHONE, OWNER);
		await page.getByLabel("Role", { exact: true }).selectOption({ label: "Bot managers" });
		await page.getByRole("button", { name: "Change", exact: true }).click();
		await page.getByText("Changed", { exact: true }).waitFor();
		const role = guild.roles.find(({ name }) => name === "Bot managers")?.id;
		await atDiscord(`guilds/${guild.id}/members/${MANAGER}`, { permissions: "0", roles: [role] });

		const manager = await openAs(MANAGER);
		await manager.getByRole("link", { name: `Settings in ${guild.name}` }).click();
		await manager.getByRole("heading", { name: `The bot’s settings in ${guild.name}` }).waitFor();
		expect(await manager.getByRole("tab").count()).toBe(0);
		expect(await manager.getByRole("textbox", { name: "Nickname" }).isVisible()).toBe(false);
		await manager.getByText(/is let in. Only the owner of the server can change that./).waitFor();
		expect(await complaintsAbout(manager)).toEqual([]);
		// The role of their own is out of their reach: the bot gives to nobody what they could not give.
		const roles = manager.getByLabel("Role for new members");
		expect(await roles.locator("option").allTextContents()).toEqual(["None"]);
		await manager.getByText("Only roles within your reach are here").waitFor();
		await prefix(manager).fill("?");
		await saveNow(manager);

		await atDiscord(`guilds/${guild.id}/members/${MANAGER}`, { roles: [] });
		await prefix(manager).fill("%");
		await save(manager).click();
		await manager.getByRole("alert").getByText("There is no such server here").waitFor();
		expect(await prefix(manager).inputValue()).toBe("%");
	});
});

describe("when something is in the way", () => {
	it("the settings that do not come are asked for again, and the profile stays", async () => {
		const { page } = await openSettings(17);
		const problem = {
			title: "Storage does not answer",
			status: 503,
			detail: "Please try again.",
			code: "storage_unavailable",
		};
		await page.route("**/guilds/*/settings", (route) => route.fulfill({ status: 503, json: problem }), {
			times: 1,
		});
		await page.reload();
		await page.getByRole("alert").getByText("Storage does not answer").waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("tab", { name: "Profile" }).click();
		await page.getByRole("textbox", { name: "Nickname" }).waitFor();
		await page.getByRole("tab", { name: "Settings" }).click();
		await page.getByRole("button", { name: "Try again" }).click();
		await prefix(page).waitFor();
	});

	it("a save waits and goes on by itself", async () => {
		const { page } = await openSettings(18);
		await page.clock.install();
		const problem = {
			title: "Too many requests",
			status: 429,
			detail: "Please wait.",
			code: "rate_limited",
			retry_after: 30,
		};
		await page.route("**/guilds/*/settings", (route) => route.fulfill({ status: 429, json: problem }), {
			times: 1,
		});
		await prefix(page).fill("?");
		await save(page).click();
		await page.getByText(/Going on in \d+ seconds?/).waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		await page.clock.fastForward(30_000);
		await saved(page).getByText("Saved.").waitFor();
	});

	it("a login that has ended takes nothing away", async () => {
		const { page } = await openSettings(19);
		await prefix(page).fill("?");
		await page.context().clearCookies({ name: "__Host-session" });
		await save(page).click();
		await page.getByRole("alert").getByRole("link", { name: "Log in with Discord" }).click();
		await page.getByText("The settings that you had not saved are back.").waitFor();
		expect(await prefix(page).inputValue()).toBe("?");
	});

	it("settings that are looked at after the login has ended ask for another", async () => {
		const { page, guild } = await openSettings(22);
		await page.goto(`${SITE}/servers?guild=${guild.id}`);
		await page.getByRole("tab", { name: "Settings" }).waitFor();
		await page.context().clearCookies({ name: "__Host-session" });
		await page.getByRole("tab", { name: "Settings" }).click();
		await page.getByRole("heading", { name: "Log in to see your servers" }).waitFor();
	});

	it("pickers without their list take an id", async () => {
		const { page } = await openSettings(20);
		await page.route("**/guilds/*/settings/channels", (route) => route.fulfill({ status: 503, json: {} }));
		await page.reload();
		await prefix(page).waitFor();
		const channel = page.getByRole("textbox", { name: "Log channel" });
		await channel.fill("123");
		await save(page).click();
		await page.locator("#setting-logChannel-problem").getByText(/./).waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe("setting-logChannel");
		expect(await complaintsAbout(page)).toEqual([]);
	});
});

describe("every kind of setting", () => {
	it("has a control that reads what it shows, for 60 channels and long names too", async () => {
		const { page } = await openSettings(21);
		await page.setViewportSize({ width: 320, height: 700 });
		const long = "a-name-as-long-as-it-may-be-".repeat(4).slice(0, 100);
		const common = { explanation: long, group: "All", default: null };
		const fields = [
			{ ...common, name: "n", type: "number", label: "Number", min: 0, max: 10, step: 0.5 },
			{ ...common, name: "m", type: "member", label: "Member" },
			{ ...common, name: "a", type: "avatar", label: "Avatar" },
			{ ...common, name: "c", type: "color", label: "Hue" },
			{ ...common, name: "r", type: "role", label: long },
			{ ...common, name: "ch", type: "channel", label: "Channel" },
			{ ...common, name: "l", type: "longText", label: "Long", maxLength: 10 },
			{ ...common, name: "prefix", type: "text", label: "Prefix", maxLength: 5 },
		];
		const values = Object.fromEntries(fields.map(({ name }) => [name, null]));
		const managers = { role: null, mayChange: true };
		const answer = { fields, values: { ...values, l: "", prefix: "" }, version: 3, history: [], managers };
		let sent: { match: string | undefined; body: { values: object } } | undefined;
		await page.route("**/guilds/*/settings", async (route) => {
			if (route.request().method() === "GET") return route.fulfill({ json: answer });
			sent = { match: route.request().headers()["if-match"], body: route.request().postDataJSON() };
			return route.fulfill({ json: { ...answer, values: { ...answer.values, ...sent?.body.values } } });
		});
		const channels = Array.from({ length: 60 }, (_, n) => ({
			id: `${n + 1}`,
			type: 0,
			name: `${n}-${long}`,
			position: n,
		}));
		const roles = [{ id: "7", name: long, position: 1, color: 0xe91e63, choosable: true }];
		const members = [{ id: "99", name: "Nova", username: "nova", avatar: null }];
		await page.route("**/guilds/*/settings/channels", (route) => route.fulfill({ json: channels }));
		await page.route("**/guilds/*/settings/roles", (route) => route.fulfill({ json: roles }));
		await page.route("**/guilds/*/settings/members?query=nov", (route) => route.fulfill({ json: members }));
		await page.reload();
		await prefix(page).waitFor();
		expect(await fitsIn(page)).toBe(true);
		expect(await complaintsAbout(page)).toEqual([]);

		await page.getByLabel("Number").fill("2.5");
		await page.getByRole("searchbox", { name: "Member" }).fill("nov");
		await page.getByRole("button", { name: "Nova nova" }).click();
		await page.getByRole("group", { name: "Avatar" }).getByLabel("Style").selectOption("lorelei");
		await page.getByRole("group", { name: "Avatar" }).getByLabel("Mood").selectOption("sad");
		await page.getByRole("group", { name: "Avatar" }).getByLabel("Transparent").check();
		await page.getByLabel("Hue", { exact: true }).fill("#123456");
		await page.getByLabel(long).selectOption("7");
		await page.getByLabel("Channel", { exact: true }).selectOption("42");
		await page.getByRole("textbox", { name: "Long" }).fill("🐻🐻🐻🐻🐻🐻");
		await page.getByText("6 of 10 characters").waitFor();
		await page.getByLabel("Channel", { exact: true }).click();
		expect(await fitsIn(page)).toBe(true);
		await page.keyboard.press("Escape");
		expect(await complaintsAbout(page)).toEqual([]);
		await saveNow(page);
		expect(sent).toEqual({
			match: '"3"',
			body: {
				values: {
					n: 2.5,
					m: "99",
					a: { style: "lorelei", mood: "sad", backgroundColor: "transparent", seed: "" },
					c: "#123456",
					r: "7",
					ch: "42",
					l: "🐻🐻🐻🐻🐻🐻",
				},
			},
		});
	});
});
