import type { Page, Route } from "playwright-core";
import { describe, expect, it } from "vitest";
import { SITE, useBrowser } from "./person.ts";

/** What Chromium says by itself of answers that are errors or do not come. */
const visit = useBrowser(/^error: Failed to load resource: /);

/** Keeps back what is asked for, for a test to answer when it wants. */
async function hold(page: Page, url: string | RegExp): Promise<() => Promise<Route>> {
	const held: Route[] = [];
	await page.route(url, (route) => void held.push(route));
	return async () => {
		await expect.poll(() => held.length).toBeGreaterThan(0);
		return held.shift() as Route;
	};
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const choose = (page: Page, style: string) =>
	page.locator(`input[name=style][value=${style}]`).check({ force: true });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

const USER = { id: "190320984123768832", username: "mira.dances", globalName: "Mira", avatar: null };

describe("the studio", () => {
	it("is sent once, though the page is still coming as it is sent", async () => {
		const page = await visit();
		const sheet = await hold(page, /\/made\/sheet-/);
		const sent = await hold(page, "**/get_avatar");
		await page.goto(SITE, { waitUntil: "domcontentloaded" });
		await page.locator("#send").click();
		const answer = await sent();
		await (await sheet()).continue();
		await page.waitForLoadState("load");
		expect(await page.locator("#send").getAttribute("aria-busy")).toBe("true");
		await answer.abort();
		await page.getByRole("alert").getByText("We could not be reached").waitFor();
		expect(await page.locator("#send").getAttribute("aria-busy")).toBe("false");
	});

	it("can be sent again where somebody has stopped the browser on its way to Discord", async () => {
		const page = await visit();
		const login = await hold(page, "**/oauth2/authorize?*");
		await page.goto(SITE);
		const browser = await page.context().newCDPSession(page);
		for (let n = 0; n < 2; n++) {
			await page.locator("#send").click();
			await login();
			await browser.send("Page.stopLoading");
			await expect.poll(() => page.locator("#send").getAttribute("aria-busy")).toBe("false");
		}
	});

	it("takes what somebody chose before its script came over what was chosen last time", async () => {
		const page = await visit();
		await page.addInitScript(() => {
			const last = {
				seed: "avatar",
				style: "rings",
				mood: "sad",
				extra: "before",
				options: "ringRotation=3",
			};
			localStorage.setItem("choices", JSON.stringify(last));
		});
		// Not every browser keeps the page back until its script has come.
		await page.route(`${SITE}/`, async (route) => {
			const response = await route.fetch();
			const body = (await response.text()).replace(' blocking="render"', "");
			await route.fulfill({ response, body });
		});
		const script = await hold(page, /\/made\/studio-/);
		const me = await hold(page, "**/me");
		await page.goto(SITE, { waitUntil: "commit" });
		await choose(page, "micah");
		await page.locator("#extra-field").fill("by hand");
		await page.locator("#own-colour-picker").fill("#123456");
		await page.locator("#name").focus();
		await (await script()).continue();
		const chosen = { seed: "avatar", style: "micah", mood: "sad", backgroundColor: "123456" };
		const query = new URLSearchParams({ ...chosen, extra: "by hand" });
		await page.waitForURL((url) => [...query].every(([name, value]) => url.searchParams.get(name) === value));
		const filled = await page
			.locator("#studio")
			.evaluate((form) => Object.fromEntries(new FormData(form as HTMLFormElement) as never));
		expect(filled).toEqual({ ...chosen, extra: "by hand", options: "" });
		expect(await page.evaluate(() => localStorage.getItem("choices"))).toContain("by hand");

		await (await me()).fulfill({ json: { user: USER, avatar: null } });
		await button(page, "Make my avatar").waitFor();
		expect(await page.locator("#name").inputValue()).toBe("");
		await button(page, "Undo").click();
		await page.waitForURL(/extra=before/);
	});

	it("says of a picture what it shows, and that it is old, though another is chosen meanwhile", async () => {
		const page = await visit();
		await page.clock.install();
		await page.goto(SITE);
		await page.clock.pauseAt(Date.now() + 3_600_000);
		// What draws in the page does not come: then the Worker is asked.
		await page.route("**/made/engine-*", () => {});
		const bottts = await hold(page, "**/10.x/bottts/**");
		await choose(page, "bottts");
		await page.clock.runFor(100);
		const route = await bottts();
		await choose(page, "micah");
		await route.continue();
		const preview = page.locator("#preview");
		await expect.poll(() => preview.getAttribute("src")).toContain("/bottts/");
		expect(await preview.getAttribute("alt")).toContain("Bottts");
		expect(await preview.getAttribute("class")).toBe("coming");
		await page.clock.runFor(100);
		await expect.poll(() => preview.getAttribute("alt")).toContain("Micah");
	});

	it("leaves a name alone that somebody is about to type, though it is known only then who they are", async () => {
		const page = await visit();
		const me = await hold(page, "**/me");
		await page.goto(SITE);
		const name = page.getByRole("textbox", { name: /^Your name/ });
		await name.fill("Q");
		await name.fill("");
		await (await me()).fulfill({ json: { user: USER, avatar: null } });
		await button(page, "Make my avatar").waitFor();
		expect(await name.inputValue()).toBe("");
	});

	it("is not left by undoing faster than a browser goes back", async () => {
		const page = await visit();
		await page.goto(SITE);
		await choose(page, "rings");
		await page.waitForURL(/style=rings/);
		await page.evaluate(() => {
			const undo = document.querySelector<HTMLElement>("#undo");
			undo?.click();
			undo?.click();
		});
		await page.locator("#said").getByText("Undone: the style.").waitFor({ state: "attached" });
		expect(page.url()).toBe(`${SITE}/`);
	});

	it("says that a name is not drawn as long as a style in view is not, and no longer", async () => {
		const page = await visit();
		await page.route(/\/made\/adventurer-[0-9a-f]{8}\.json/, (route) => route.abort());
		await page.goto(SITE);
		const name = page.getByRole("textbox", { name: /^Your name/ });
		const problem = page.getByText("This name could not be drawn");
		await name.fill("Quill");
		await problem.waitFor();
		await page.locator("#gallery [value=weave]").scrollIntoViewIfNeeded();
		await page.locator("#gallery .tile:has([value=weave]) img").waitFor();
		expect(await problem.isVisible()).toBe(true);
		await name.fill("");
		expect(await problem.isVisible()).toBe(false);
	});
});

describe("the editor of parts", () => {
	it("works again where another style was chosen and given up before it came", async () => {
		const page = await visit();
		await page.route("**/made/editor-*", (route) => route.abort(), { times: 1 });
		const other = await hold(page, /\/made\/notionists-[0-9a-f]{8}\.json/);
		await page.goto(`${SITE}/?style=lorelei`);
		const [parts, said] = [page.locator("#parts"), page.locator("#parts-said")];
		await page.locator("#options > summary").click();
		await said.getByText("This could not be loaded.").waitFor();
		await page.locator("#options > summary").click();
		await page.locator("#options > summary").click();
		await parts.locator(".topic").first().waitFor();
		expect(await said.textContent()).toBe("");

		await choose(page, "notionists");
		const route = await other();
		expect(await parts.evaluate((place) => (place as HTMLElement).inert)).toBe(true);
		await choose(page, "lorelei");
		expect(await parts.evaluate((place) => (place as HTMLElement).inert)).toBe(false);
		await Promise.all([page.waitForEvent("requestfailed"), route.abort()]);
		expect(await said.textContent()).toBe("");
	});
});

describe("the playground", () => {
	it("says of a picture that did not come nothing once another is filled in", async () => {
		const page = await visit();
		await page.clock.install();
		await page.goto(`${SITE}/docs`);
		await page.clock.pauseAt(Date.now() + 3_600_000);
		const drawn = await hold(page, "**/10.x/critters/png?*");
		await page.getByLabel("Format", { exact: true }).selectOption("png");
		await page.clock.runFor(400);
		const route = await drawn();
		await page.getByLabel("Size, in pixels").fill("64");
		await Promise.all([page.waitForEvent("requestfailed"), route.abort()]);
		expect(await page.locator("#play-problem").textContent()).toBe("");
		expect(await page.locator("#play-picture").getAttribute("class")).toContain("coming");
	});
});

const AVATAR = {
	choices: { seed: "username", style: "rings", mood: "", backgroundColor: "ffcf5c", extra: "", options: "" },
	...{ source: "username", key: "k", address: SITE, stored: true, madeAt: "2026-01-01T00:00:00.000Z" },
	...{ old: false, changed: null, title: "Rings", original: "", originalUrl: "" },
	...{ creator: "DiceBear", creatorUrl: "", licence: "CC0 1.0", licenceUrl: "" },
};

describe("the page of one's avatar", () => {
	it("does one thing at a time with the link, and leaves the focus to who has gone on", async () => {
		const page = await visit();
		await page.addInitScript(() => {
			navigator.clipboard.writeText = () =>
				new Promise((resolve) => Object.assign(globalThis, { allow: resolve }));
		});
		const allow = () => page.evaluate(() => Reflect.get(globalThis, "allow")());
		await page.route("**/me?check", (route) => route.fulfill({ json: { user: USER, avatar: AVATAR } }));
		await page.route("**/me/link", (route) => route.fulfill({ json: { address: "a" } }), { times: 1 });
		await page.goto(`${SITE}/show_avatar`);
		const copied = page.locator("#copied");
		await button(page, "Copy link").click();
		await page.getByRole("combobox", { name: "Size" }).selectOption("128");
		await allow();
		expect(await copied.textContent()).toBe("");
		await button(page, "Copy link").click();
		await allow();
		expect(await copied.textContent()).toBe("Copied");

		await page.getByRole("radio", { name: "Always my latest" }).check();
		const asked = await hold(page, "**/me/link");
		await button(page, "Change the link").click();
		await button(page, "Change").click();
		const changed = await asked();
		const dialog = page.locator("#link-dialog");
		await page.locator("#link-delete").dispatchEvent("click");
		expect(await dialog.isVisible()).toBe(false);
		await changed.fulfill({ json: { address: "b" } });
		await page.getByText("Changed. The old link is gone.").waitFor();

		await button(page, "Delete it").click();
		await button(page, "Delete").click();
		const deleted = await asked();
		await page.locator("#format").focus();
		await deleted.fulfill({ json: { address: null } });
		await page.getByText("Deleted.").waitFor();
		expect(await focused(page)).toBe("format");
	});
});

const ME = "1";
const HERE = {
	person: ME,
	guild: { id: "7", name: "Here", icon: null },
	bot: { id: "9", username: "Bear", avatar: null },
	member: { nick: null, avatar: null },
	bio: null,
};

describe("the profile of the bot in a server", () => {
	it("says of an avatar what is true of the one chosen last, and shows none where there is none", async () => {
		const page = await visit();
		await page.route("**/guilds/7", (route) => route.fulfill({ json: HERE }));
		await page.goto(`${SITE}/servers?guild=7`);
		await page.getByRole("radio", { name: "A Discobear avatar" }).check({ force: true });
		const image = page.locator("#bot-face img");
		await image.waitFor();
		const waves = await hold(page, "**/10.x/waves/**");
		await page.route("**/10.x/rings/**", (route) => route.abort());
		await choose(page, "waves");
		const route = await waves();
		await choose(page, "rings");
		const problem = page.locator("#preview-problem");
		await problem.getByText("The picture did not come.").waitFor();
		await Promise.all([page.waitForEvent("requestfinished"), route.continue()]);
		expect(await problem.textContent()).not.toBe("");
		await page.locator("input[name=avatar][value=keep]").check({ force: true });
		await image.waitFor({ state: "hidden" });
		expect(await problem.textContent()).toBe("");
	});

	it("says what is wrong without taking the focus from who has gone on", async () => {
		const page = await visit();
		await page.route("**/guilds/7", (route) => route.fulfill({ json: HERE }));
		await page.goto(`${SITE}/servers?guild=7`);
		const asked = await hold(page, "**/botapi/guilds/7/members/@me");
		await page.getByRole("textbox", { name: "Nickname" }).fill("Captain");
		await page.locator("#save").click();
		const answer = await asked();
		await page.getByRole("textbox", { name: "Biography" }).pressSequentially("Hel");
		const errors = [{ field: "nick", message: "Too long." }];
		await answer.fulfill({ status: 400, json: { title: "", detail: "", status: 400, errors } });
		await page.locator("#nick-problem").getByText("Too long.").waitFor();
		await page.keyboard.type("lo");
		expect(await page.getByRole("textbox", { name: "Biography" }).inputValue()).toBe("Hello");
		expect(await page.locator("#said").textContent()).toBe("Too long.");
	});
});

const field = (name: string, type: string, label: string) => ({
	...{ name, type, label, explanation: "", group: "All", default: null, maxLength: 5 },
});
const SETTINGS = {
	person: ME,
	fields: [field("prefix", "text", "Prefix"), field("word", "text", "Word"), field("m", "member", "Member")],
	values: { prefix: "", word: "w", m: null },
	version: 1,
	history: [],
	managers: { role: null, mayChange: false },
};

describe("the settings of a server", () => {
	it("say that they are saved, and what is newer is not", async () => {
		const page = await visit();
		await page.route("**/guilds/7", (route) => route.fulfill({ json: HERE }));
		await page.route("**/guilds/7/settings", (route) => route.fulfill({ json: SETTINGS }), { times: 1 });
		await page.goto(`${SITE}/servers?guild=7#settings`);
		const prefix = page.getByLabel("Prefix", { exact: true });
		const said = () => page.locator("#settings-saved").textContent();
		await prefix.fill("a");
		const asked = await hold(page, "**/guilds/7/settings");
		await page.locator("#settings-save").click();
		const answer = await asked();
		await page.getByLabel("Word", { exact: true }).fill("");
		await answer.fulfill({ json: { ...SETTINGS, values: { ...SETTINGS.values, prefix: "a" }, version: 2 } });
		await expect.poll(said).toBe("Saved. What you changed since is not saved yet.");
		await page.locator("#settings-save").click();
		const next = { ...SETTINGS, values: { ...SETTINGS.values, prefix: "a", word: "" }, version: 3 };
		await (await asked()).fulfill({ json: next });
		await expect.poll(said).toBe("Saved.");
	});

	it("are kept with what is typed in another tab, whichever tab is closed", async () => {
		const page = await visit();
		const context = page.context();
		await context.route("**/guilds/7", (route) => route.fulfill({ json: HERE }));
		const word = { ...SETTINGS, values: { ...SETTINGS.values, word: "b" }, version: 2 };
		await context.route("**/guilds/7/settings", (route) =>
			route.fulfill({ json: route.request().method() === "GET" ? SETTINGS : word }),
		);
		const open = async (tab: Page) => {
			await tab.goto(`${SITE}/servers?guild=7#settings`);
			return (label: string) => tab.getByLabel(label, { exact: true });
		};
		const seen = (tab: Page, labels: string) =>
			tab.waitForFunction(
				(all) => JSON.parse(localStorage.getItem("settings-draft:1:7") ?? "{}").labels?.join() === all,
				labels,
			);
		const beside = await context.newPage();
		const [one, two] = [await open(page), await open(beside)];
		await two("Word").waitFor();
		await one("Prefix").fill("a");
		await seen(beside, "Prefix");
		await two("Word").fill("b");
		await seen(page, "Prefix,Word");
		await page.close();

		const later = await context.newPage();
		const three = await open(later);
		await later.getByText("The settings that you had not saved are back.").waitFor();
		expect(await three("Prefix").inputValue()).toBe("a");
		expect(await three("Word").inputValue()).toBe("b");
		await three("Prefix").fill("aa");
		await expect
			.poll(() => beside.evaluate(() => localStorage.getItem("settings-draft:1:7")))
			.toContain("aa");
		await beside.locator("#settings-save").click();
		await seen(later, "Prefix");
		await later.reload();
		await later.getByText("Not saved: Prefix").waitFor();
		expect(await three("Prefix").inputValue()).toBe("aa");
	});

	it("say what is wrong without taking the focus, and find no member over one that is chosen", async () => {
		const page = await visit();
		await page.clock.install();
		await page.route("**/guilds/7", (route) => route.fulfill({ json: HERE }));
		await page.route("**/guilds/7/settings", (route) => route.fulfill({ json: SETTINGS }), { times: 1 });
		await page.goto(`${SITE}/servers?guild=7#settings`);
		const prefix = page.getByLabel("Prefix", { exact: true });
		await prefix.fill("a b");
		const asked = await hold(page, "**/guilds/7/settings");
		await page.locator("#settings-save").click();
		const answer = await asked();

		await page.clock.pauseAt(Date.now() + 3_600_000);
		const searches = await hold(page, "**/settings/members?*");
		const member = page.getByRole("searchbox", { name: "Member" });
		await member.fill("Nova");
		const errors = [{ field: "prefix", message: "No blanks." }];
		await answer.fulfill({ status: 400, json: { title: "", detail: "", status: 400, errors } });
		await page.locator("#setting-prefix-problem").getByText("No blanks.").waitFor();
		expect(await focused(page)).toBe("setting-m");

		await page.clock.runFor(400);
		const nova = { json: [{ id: "99", name: "Nova", username: "nova", avatar: null }] };
		await (await searches()).fulfill(nova);
		await button(page, "Nova nova").waitFor();
		await member.fill("Nov");
		await member.fill("Nova");
		await button(page, "Nova nova").click();
		const again: string[] = [];
		page.on("request", (request) => again.push(request.url()));
		await page.clock.runFor(400);
		await page.getByText("nova, 99").waitFor();
		expect(again).toEqual([]);
	});
});

describe("somebody who has logged out in another tab", () => {
	it("is told that what they changed is not kept", async () => {
		const page = await visit();
		await page.route("**/guilds/7", (route) => route.fulfill({ json: HERE }));
		await page.route("**/guilds/7/settings", (route) => route.fulfill({ json: SETTINGS }), { times: 1 });
		await page.goto(`${SITE}/servers?guild=7`);
		await page.getByRole("textbox", { name: "Nickname" }).fill("Captain");
		await page.getByRole("tab", { name: "Settings" }).click();
		await page.getByLabel("Prefix", { exact: true }).fill("a");
		const ended = { title: "", detail: "", status: 401 };
		for (const path of ["guilds/7/settings", "botapi/guilds/7/members/@me"])
			await page.route(`**/${path}`, (route) => route.fulfill({ status: 401, json: ended }));
		const saveAll = async (said: string) => {
			for (const room of ["Settings", "Profile"]) {
				await page.getByRole("tab", { name: room }).click();
				await button(page, "Save").click();
				await page.locator(".notice:visible").getByText(said).waitFor();
			}
		};
		await saveAll("What you changed is kept.");
		await page.getByRole("link", { name: "Log in with Discord" }).waitFor();

		const tab = await page.context().newPage();
		await tab.goto(`${SITE}/docs`);
		await tab.evaluate(() => localStorage.setItem("logged-out", "yes"));
		const kept = () => page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
		await expect.poll(kept).not.toContainEqual(expect.stringMatching(/-draft:/));
		await saveAll("What you changed is not kept: it is gone when you leave this page.");
	});
});

describe("somebody who logs in as another person", () => {
	it("has the pages of before asked for again in other tabs, and is asked once before a logout", async () => {
		const page = await visit();
		const list = (person: string) => ({ json: { person, guilds: [], next: null, invite: "" } });
		await page.context().route("**/botapi/users/@me", (route) => route.fulfill({ json: HERE.bot }));
		const asked = await hold(page, "**/guilds");
		await page.goto(`${SITE}/servers`);
		await (await asked()).fulfill(list(ME));
		await page.locator("#list").waitFor();

		// The login ends, and is there again.
		const look = () => page.evaluate(() => window.dispatchEvent(new Event("focus")));
		await look();
		await (await asked()).fulfill({ status: 401, json: { title: "", detail: "", status: 401 } });
		await page.locator("#stop").waitFor();
		await look();
		await (await asked()).fulfill(list(ME));
		await page.locator("#list").waitFor();
		const sent = await page.evaluate(async () => {
			const draft = { version: 1, edits: { prefix: "?" }, guild: "Here", labels: ["Prefix"] };
			localStorage.setItem("settings-draft:1:7", JSON.stringify(draft));
			let times = 0;
			HTMLFormElement.prototype.submit = () => {
				times++;
			};
			document.querySelector<HTMLElement>("#account form button")?.click();
			const dialog = document.querySelector<HTMLDialogElement>("#logout-dialog");
			const closed = new Promise((resolve) => dialog?.addEventListener("close", resolve));
			dialog?.querySelector<HTMLElement>("[value=yes]")?.click();
			await closed;
			await new Promise((resolve) => setTimeout(resolve));
			return times;
		});
		expect(sent).toBe(1);

		const tab = await page.context().newPage();
		await tab.route("**/guilds", (route) => route.fulfill(list("2")));
		await tab.goto(`${SITE}/servers`);
		await tab.locator("#list").waitFor();
		await (await asked()).fulfill(list("2"));
		await page.locator("#list").waitFor();
		expect(await page.evaluate(() => localStorage.getItem("logged-in"))).toBe("2");
	});
});
