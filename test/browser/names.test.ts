import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { lookOf } from "../../src/avatar/look.ts";
import { moodsOf } from "../../src/avatar/moods.ts";
import { svgPath } from "../../src/avatar/query.ts";
import { STYLES } from "../../src/avatar/styles.ts";
import { accept, complaintsAbout, SITE, svgIn, useBrowser } from "./person.ts";

/** Chromium itself says that what draws did not come; one test is about that. */
const visit = useBrowser(/^error: Failed to load resource: net::ERR_FAILED/);

const name = (page: Page) => page.getByRole("textbox", { name: /^Your name/ });
const tile = (style: string) => `#gallery .tile:has([value="${style}"]) .tile-picture img`;

/** All tiles in view have come. */
const settled = (page: Page) =>
	page.waitForFunction(() => {
		const inView = [...document.querySelectorAll("#gallery .tile-picture")].filter((place) => {
			const { top, bottom } = place.getBoundingClientRect();
			return bottom > 0 && top < innerHeight;
		});
		return inView.every((place) => place.querySelector("img") && !place.matches(".coming"));
	});

/** A window that has room for the whole gallery, and the gallery as high as it is. */
async function visitAll(): Promise<Page> {
	const page = await visit({ viewport: { width: 1280, height: 3000 } });
	await page.goto(SITE);
	await page.locator("#gallery").evaluate((gallery) => {
		gallery.style.maxHeight = "none";
	});
	return page;
}

/** What the Worker draws for a name, as the page's tiles are drawn. */
async function drawnByWorker(style: string, seed: string, wish: "happy" | "sad", backgroundColor: string) {
	const moods = moodsOf(style);
	const mood = moods.includes(wish) ? wish : (moods[0] ?? "");
	return (await fetch(SITE + svgPath(style, seed, lookOf({ style, mood, backgroundColor })))).text();
}

describe("a name that somebody types", () => {
	it.each([
		["Mïra & “co” <1>", "sad", "transparent"],
		["محمد عبد الرحمن بن علي", "happy", "ffcf5c"],
	] as const)(
		"is drawn in all 61 styles as the Worker draws it: %s, %s, %s",
		async (text, mood, background) => {
			const page = await visitAll();
			await page.getByRole("radio", { name: mood, exact: false }).check({ force: true });
			await page.locator(`input[name=backgroundColor][value="${background}"]`).check({ force: true });
			await name(page).fill(text);
			await settled(page);
			const addresses = await page
				.locator("#gallery .tile-picture img")
				.evaluateAll((images) => images.map((image) => image.getAttribute("src") ?? ""));
			const styles = [...STYLES.keys()];
			const right = styles.map((style) => drawnByWorker(style, text, mood, background));
			const drawn = addresses.map((address) =>
				decodeURIComponent(address.replace(/^data:image\/svg\+xml,/, "")),
			);
			expect(drawn.length).toBe(61);
			for (const [at, svg] of (await Promise.all(right)).entries()) expect(drawn[at], styles[at]).toBe(svg);
			expect(await svgIn(page, "#preview")).toBe(await drawnByWorker("critters", text, mood, background));
		},
	);

	it("is told to nobody", async () => {
		const page = await visit();
		const told: string[] = [];
		page.on("request", (request) => told.push(request.url(), request.postData() ?? ""));
		await page.goto(SITE);
		await name(page).pressSequentially("Quilliam");
		await settled(page);
		await page.getByRole("button", { name: "Show a dozen variations" }).click();
		await page.locator("label.tile", { hasText: "Rings" }).first().click();
		await page.waitForURL(/style=rings/);
		await svgIn(page, "#preview");
		const asked = told.filter((text) => text && !text.startsWith("data:"));
		expect(asked.length).toBeGreaterThan(8);
		expect(asked.filter((text) => /Quil|10\.x/.test(text))).toEqual([]);
		expect(page.url()).not.toContain("Quil");
	});

	it("is followed at once, and the last letter wins; without one the sheet is there again", async () => {
		const page = await visit();
		await page.goto(SITE);
		const ofNobody = page.getByText("An example. Your own Discord name comes in after login.");
		const ofName = page.getByText("From the name you typed. After login it is your Discord name.");
		expect([await ofNobody.isVisible(), await ofName.isVisible()]).toEqual([true, false]);
		await name(page).fill("first");
		await settled(page);
		expect([await ofNobody.isVisible(), await ofName.isVisible()]).toEqual([false, true]);
		const tiles = await page.evaluate(async () => {
			const field = document.querySelector<HTMLInputElement>("#name");
			const places = [...document.querySelectorAll("#gallery .tile-picture")];
			const inView = places.filter((place) => {
				const { top, bottom } = place.getBoundingClientRect();
				return bottom > 0 && top < innerHeight;
			});
			const drawn = new Map(inView.map((place) => [place as Node, 0]));
			new MutationObserver((changes) => {
				for (const { target } of changes) drawn.set(target, (drawn.get(target) ?? 0) + 1);
			}).observe(document.querySelector("#gallery") as Node, { childList: true, subtree: true });
			for (const text of ["l", "la", "las", "last"]) {
				if (field) field.value = text;
				field?.dispatchEvent(new Event("input", { bubbles: true }));
			}
			while (document.querySelector("#gallery .coming:has(img)")) await new Promise(requestAnimationFrame);
			// Whatever else is under way has its turn.
			for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame);
			return inView.map((place) => drawn.get(place));
		});
		// Of what is typed faster than it can be drawn, only the last is.
		expect(new Set(tiles)).toEqual(new Set([1]));
		expect(await svgIn(page, tile("adventurer"))).toBe(
			await drawnByWorker("adventurer", "last", "happy", "ffcf5c"),
		);
		await name(page).fill("");
		await expect.poll(() => page.locator("#gallery .tile-picture img").count()).toBe(0);
		expect(await page.locator("#gallery .coming").count()).toBe(0);
		expect([await ofNobody.isVisible(), await ofName.isVisible()]).toEqual([true, false]);
	});

	it("stays undrawn with a sentence where what draws cannot be had, and is drawn with the next letter", async () => {
		const page = await visit();
		await page.route("**/made/engine-*", (route) => route.abort());
		await page.goto(SITE);
		const before = await svgIn(page, "#preview");
		await name(page).fill("Mir");
		await page.getByText("This name could not be drawn: we could not be reached.").waitFor();
		expect(await page.locator("#gallery .tile-picture img").count()).toBe(0);
		expect(await page.locator("#gallery .coming").count()).toBe(0);
		expect(await svgIn(page, "#preview")).toBe(before);
		expect(await complaintsAbout(page)).toEqual([]);
		await page.unroute("**/made/engine-*");
		await name(page).pressSequentially("a");
		await settled(page);
		await page
			.getByText("This name could not be drawn: we could not be reached.")
			.waitFor({ state: "hidden" });
		expect(await svgIn(page, "#preview")).toBe(await drawnByWorker("critters", "Mira", "happy", "ffcf5c"));
	});

	it("is the account's after login, and another one changes only what is shown", async () => {
		const page = await visit();
		await page.goto(SITE);
		await page.getByRole("button", { name: /Submit/ }).click();
		await accept(page, "Mira");
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.goto(SITE);
		await page.getByRole("button", { name: "Make my avatar" }).waitFor();
		await expect.poll(() => name(page).inputValue()).toBe("mira.dances");
		await settled(page);
		expect(await svgIn(page, tile("big-ears"))).toBe(
			await drawnByWorker("big-ears", "mira.dances", "happy", "ffcf5c"),
		);
		await name(page).fill("somebody else");
		await settled(page);
		await page.getByRole("button", { name: "Make my avatar" }).click();
		await page.waitForURL(`${SITE}/show_avatar`);
		await page.getByText("Grew from your Discord name, mira.dances").waitFor();
	});
});

describe("the variations", () => {
	it("are a dozen, then another dozen, and one click takes one", async () => {
		const page = await visit();
		await page.goto(SITE);
		await page.getByRole("button", { name: "Show a dozen variations" }).click();
		const group = page.getByRole("group", { name: "Variations" });
		await page.waitForFunction(() => {
			const images = [...document.querySelectorAll<HTMLImageElement>("#variations img")];
			return images.length === 12 && images.every(({ src, className }) => src && !className);
		});
		const pictures = () =>
			group.locator("img").evaluateAll((all) => all.map((image) => Reflect.get(image, "src")));
		const first = await pictures();
		expect(new Set(first).size).toBeGreaterThan(10);
		await group.getByRole("button", { name: "Variation 5", exact: true }).click();
		expect(await page.getByRole("textbox", { name: /Extra seed/ }).inputValue()).toMatch(/^[0-9a-v]{8}$/);
		await expect.poll(() => group.getByRole("button", { pressed: true }).count()).toBe(1);
		await expect.poll(() => page.locator("#preview").getAttribute("src")).toBe(first[4]);
		expect(await complaintsAbout(page)).toEqual([]);
		await page.getByRole("button", { name: "More" }).click();
		await expect.poll(async () => new Set([...first, ...(await pictures())]).size).toBeGreaterThan(20);
	});
});

describe("the address", () => {
	it("follows what is chosen, and Back leads to what was before", async () => {
		const page = await visit();
		await page.goto(SITE);
		const style = () => page.locator("input[name=style]:checked").inputValue();
		await page.getByRole("radio", { name: "Lorelei", exact: true }).check({ force: true });
		await page.waitForURL(/style=lorelei/);
		await page.getByRole("radio", { name: "Sad" }).check({ force: true });
		await page.waitForURL(/style=lorelei&mood=sad/);
		await page.reload();
		expect(await style()).toBe("lorelei");
		// It is one's own, not a link of somebody else's.
		expect(await page.locator("#linked").isVisible()).toBe(false);
		await page.getByRole("radio", { name: "Rings", exact: true }).check({ force: true });
		await page.waitForURL(/style=rings/);
		await page.goBack();
		await expect.poll(style).toBe("lorelei");
		expect(await page.getByRole("radio", { name: "Sad" }).isChecked()).toBe(true);
	});

	it("may bring a name, which is drawn and then not kept there", async () => {
		const page = await visit();
		await page.goto(`${SITE}/?name=Zo%C3%AB&style=rings`);
		expect(await name(page).inputValue()).toBe("Zoë");
		expect(await svgIn(page, "#preview")).toBe(await drawnByWorker("rings", "Zoë", "happy", "ffcf5c"));
		await page.locator("input[name=backgroundColor][value=b6e3f4]").check({ force: true });
		await page.waitForURL(/b6e3f4/);
		expect(page.url()).not.toContain("name=");
	});
});
