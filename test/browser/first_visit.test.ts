import type { Request } from "playwright-core";
import { describe, expect, it } from "vitest";
import { SITE, useBrowser } from "./person.ts";

const visit = useBrowser();

describe("the first visit", () => {
	it.each([
		{ width: 390, height: 844 },
		{ width: 1280, height: 900 },
	])(
		"takes at most 12 requests and 200 KiB with the whole gallery seen, and nothing shifts ($width pixels wide)",
		async (viewport) => {
			const page = await visit({ viewport });
			const requests: Request[] = [];
			page.on("request", (request) => requests.push(request));
			await page.addInitScript(() => {
				Object.assign(globalThis, { shifts: 0 });
				new PerformanceObserver((list) => {
					for (const entry of list.getEntries()) {
						Object.assign(globalThis, {
							shifts: Reflect.get(globalThis, "shifts") + Reflect.get(entry, "value"),
						});
					}
				}).observe({ type: "layout-shift", buffered: true });
			});
			await page.goto(SITE);
			for (const style of ["adventurer", "weave"])
				await page.locator(`.tile:has([value=${style}])`).scrollIntoViewIfNeeded();
			await page.waitForLoadState("networkidle");
			const ours = requests.filter((request) => request.url().startsWith(SITE));
			const sizes = await Promise.all(ours.map((request) => request.sizes()));
			const bytes = sizes.reduce((sum, size) => sum + size.responseHeadersSize + size.responseBodySize, 0);
			const shifts = await page.evaluate(() => Reflect.get(globalThis, "shifts") as number);
			console.info(
				`${viewport.width} px: ${Math.round(bytes / 1024)} KiB in ${ours.length} requests, shift ${shifts}`,
			);
			// What comes with the page is not asked for; no picture wakes the Worker.
			expect(requests.filter((request) => /^https?:/.test(request.url()))).toHaveLength(ours.length);
			expect(ours.map((request) => new URL(request.url()).pathname)).not.toContainEqual(
				expect.stringMatching(/^\/10\.x/),
			);
			expect(ours.length).toBeLessThanOrEqual(12);
			expect(bytes).toBeLessThan(200 * 1024);
			// What Chromium counts as none is below what anybody can see: https://web.dev/articles/cls
			expect(shifts).toBeLessThan(0.01);
		},
	);

	it.each([true, false])(
		"shows every style's drawing out of one sheet (JavaScript: %s)",
		async (javaScriptEnabled) => {
			const page = await visit({ javaScriptEnabled, forcedColors: "active" });
			await page.goto(SITE);
			const tiles = page.locator("#gallery .tile-picture");
			const places = await tiles.evaluateAll((all) =>
				all.map((tile) => {
					const { backgroundImage, backgroundPosition } = getComputedStyle(tile);
					return { backgroundImage, backgroundPosition };
				}),
			);
			expect(places).toHaveLength(61);
			expect(new Set(places.map(({ backgroundPosition }) => backgroundPosition)).size).toBe(61);
			const images = new Set(places.map(({ backgroundImage }) => backgroundImage));
			expect([...images]).toEqual([expect.stringMatching(/\/made\/sheet-[0-9a-f]{8}\.avif/)]);
			expect(await page.locator("#name").isVisible()).toBe(javaScriptEnabled);
			for (const format of ["avif", "webp"]) {
				const [image] = images;
				const address = (image ?? "").match(/https?:[^"]*\.avif/)?.[0].replace("avif", format) ?? "";
				expect((await fetch(address)).headers.get("Content-Type")).toBe(`image/${format}`);
			}
		},
	);
});
