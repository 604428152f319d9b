/**
 * `npm run pictures`: takes the pictures of the documents, docs/pictures/, from the running product. Look at them, and commit them,
 * when a page looks different from its picture.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { chromiumIn } from "./browser/set_up.ts";
import { serveDemo } from "./start.ts";

const WIDE = { viewport: { width: 1180, height: 1120 } } as const;
const HALF = { viewport: { width: 820, height: 760 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

/** A picture: how it is looked at, and what is done before it is taken. */
interface Picture {
	readonly options: BrowserContextOptions;
	readonly prepare: (page: Page, site: string) => Promise<void>;
}

const PICTURES: Readonly<Record<string, Picture>> = {
	"studio-light": { options: { ...WIDE, colorScheme: "light" }, prepare: studio },
	"studio-dark": { options: { ...WIDE, colorScheme: "dark" }, prepare: studio },
	phone: { options: { ...PHONE, colorScheme: "dark" }, prepare: studioBelow },
	settings: { options: { ...HALF, colorScheme: "light" }, prepare: settings },
	docs: { options: { ...HALF, colorScheme: "light" }, prepare: docs },
};

async function studio(page: Page, site: string) {
	await page.goto(`${site}/?style=lorelei&mood=happy&backgroundColor=b6e3f4&name=Mira`);
	await page.locator("#gallery .tile-picture img").first().waitFor();
}

async function studioBelow(page: Page, site: string) {
	await studio(page, site);
	await toTop(page, "#style");
}

/** Scrolls until something stands below what stays at the top. */
async function toTop(page: Page, selector: string) {
	await page.locator(selector).evaluate((element) => {
		window.scrollBy({ top: element.getBoundingClientRect().top - 150, behavior: "instant" });
	});
}

async function settings(page: Page, site: string) {
	await page.route("https://cdn.discordapp.com/**", (route) => route.abort());
	await page.goto(`${site}/servers`);
	await page.getByRole("link", { name: "Log in with Discord" }).click();
	await page.getByRole("radio", { name: "mira.dances" }).check();
	await page.getByRole("button", { name: "Accept" }).click();
	await page.getByRole("heading", { name: /^Manage/ }).waitFor();
	await page.goto(`${site}/servers?guild=200000000000000001#settings`);
	await page.getByLabel("Prefix", { exact: true }).fill("?!");
	await toTop(page, "h2:has-text('General')");
}

async function docs(page: Page, site: string) {
	await page.goto(`${site}/docs#playground`);
	await page.locator("#playground img").first().waitFor();
}

const folder = await mkdtemp(join(tmpdir(), "discobear-pictures-"));
const to = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
await mkdir(to, { recursive: true });
const { site, end } = await serveDemo(folder);
const browser = await chromium.launch(await chromiumIn(folder));
try {
	for (const [name, { options, prepare }] of Object.entries(PICTURES)) {
		const page = await browser.newPage({ ...options, reducedMotion: "reduce", deviceScaleFactor: 1.5 });
		await prepare(page, site);
		// Until what is drawn or faded in is there, and no field blinks.
		await page.waitForTimeout(1000);
		await page.screenshot({ path: join(to, `${name}.png`), animations: "disabled", caret: "hide" });
		await page.close();
		console.log(`docs/pictures/${name}.png`);
	}
} finally {
	await browser.close();
	await end();
	await rm(folder, { recursive: true, force: true });
}
