import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accept, complaintsAbout, failDiscord, SITE, useBrowser } from "./person.ts";

/** Chromium itself says on the console that an answer was an error or did not come; these tests are about that. */
const visit = useBrowser(
	/^error: Failed to load resource: (the server responded with a status of [45]\d\d|net::ERR_INTERNET_DISCONNECTED)/,
);

const submit = (page: Page) =>
	page.getByRole("button", { name: /Submit & log in with Discord|Make my avatar/ });

describe("an error page", () => {
	it("for an unknown path leads back to the first page", async () => {
		const page = await visit();
		await page.goto(`${SITE}/nothing/here`);
		await page.getByRole("heading", { name: "File not found" }).waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("main").getByRole("link").first().click();
		await page.waitForURL(`${SITE}/`);
	});

	it("for a login that has gone wrong offers to try again, and it works", async () => {
		const page = await visit();
		await page.goto(SITE);
		await submit(page).click();
		await failDiscord({ path: "/api/v10/users/@me", limit: { retryAfter: 2, header: true, body: true } });
		// Two seconds may be over before this test looks.
		await page.addInitScript(() =>
			document.addEventListener("DOMContentLoaded", () => {
				const button = document.querySelector("main .primary");
				sessionStorage.setItem("disabled", String(button?.ariaDisabled));
			}),
		);
		await accept(page, "Mira");
		await page.getByRole("heading", { name: "Discord asks us to wait" }).waitFor();
		await page
			.getByText(/^You can try again (in \d seconds?|now)\.$/)
			.first()
			.waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		const again = page.getByRole("button", { name: "Try again" });
		expect(await page.evaluate(() => sessionStorage.getItem("disabled"))).toBe("true");
		await page.locator("#again-in").getByText("You can try again now.").waitFor();
		await again.click();
		await page.waitForURL(`${SITE}/show_avatar`);
	});

	it("for a callback that is used twice says that the token is invalid", async () => {
		const page = await visit();
		await page.goto(SITE);
		await submit(page).click();
		const callback = page.waitForRequest((request) => request.url().startsWith(`${SITE}/get_avatar?`));
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.goto((await callback).url());
		await page.getByRole("heading", { name: "Token invalid" }).waitFor();
	});
});

describe("the form", () => {
	it("says what went wrong at Discord, keeps what was chosen, and can be sent again", async () => {
		const page = await visit();
		await page.goto(SITE);
		await submit(page).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.goto(SITE);
		await page.getByRole("button", { name: "Make my avatar" }).waitFor();
		await page.getByRole("textbox", { name: /Extra seed/ }).fill("kept");
		await failDiscord({ path: "/api/v10/users/@me", status: 500 });
		await submit(page).click();
		await page.getByRole("alert").getByText("Discord is not answering properly").waitFor();
		expect(await complaintsAbout(page)).toEqual([]);
		expect(await page.getByRole("textbox", { name: /Extra seed/ }).inputValue()).toBe("kept");
		await submit(page).click();
		await page.waitForURL(`${SITE}/show_avatar`);
	});

	it("shows the Worker's sentence next to its field", async () => {
		const page = await visit();
		await page.goto(SITE);
		await page.getByRole("textbox", { name: /Extra seed/ }).evaluate((input: HTMLInputElement) => {
			input.maxLength = 1000;
			input.value = "x".repeat(200);
		});
		await submit(page).click();
		await page.locator("#extra-problem").getByText("Use at most 100 characters").waitFor();
		expect(await page.evaluate(() => document.activeElement?.id)).toBe("extra-field");
		expect(await complaintsAbout(page)).toEqual([]);
	});

	it("says so when the network is gone", async () => {
		const page = await visit();
		await page.goto(SITE);
		await page.context().setOffline(true);
		await submit(page).click();
		await page.getByRole("alert").getByText("We could not be reached").waitFor();
		await page.context().setOffline(false);
		await submit(page).click();
		await page.getByRole("button", { name: "Accept" }).waitFor();
	});
});

describe("without JavaScript", () => {
	it("a mood that the style cannot show comes back with its sentence, and all else filled in", async () => {
		const page = await visit({ javaScriptEnabled: false });
		await page.goto(SITE);
		await page.getByRole("radio", { name: "Bottts", exact: true }).check({ force: true });
		await page.getByRole("radio", { name: "Sad" }).check({ force: true });
		await page.getByRole("textbox", { name: /Extra seed/ }).fill("kept");
		await page.getByRole("button", { name: /Submit/ }).click();
		await page.locator("#mood-problem").getByText("Bottts cannot look sad.").waitFor();
		expect(await page.getByRole("radio", { name: "Bottts", exact: true }).isChecked()).toBe(true);
		expect(await page.getByRole("textbox", { name: /Extra seed/ }).inputValue()).toBe("kept");
	});
});

describe("cancelling at Discord", () => {
	it.each([true, false])(
		"says so and starts again with the same choices (JavaScript: %s)",
		async (javaScriptEnabled) => {
			const page = await visit({ javaScriptEnabled });
			await page.goto(SITE);
			await page.getByRole("radio", { name: "Thumbs", exact: true }).check({ force: true });
			await page.getByRole("button", { name: /Submit/ }).click();
			await page.getByRole("button", { name: "Cancel" }).click();
			await page.getByRole("heading", { name: "You cancelled the login" }).waitFor();
			await page.getByRole("button", { name: "Log in with Discord" }).click();
			await accept(page, "Mira");
			await page.waitForURL(`${SITE}/show_avatar`);
		},
	);
});
