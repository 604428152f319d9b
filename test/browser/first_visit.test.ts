import { describe, expect, it } from "vitest";
import { SITE, useBrowser } from "./person.ts";

const visit = useBrowser();

describe("the first visit", () => {
	it.each([
		{ width: 390, height: 844 },
		{ width: 1280, height: 900 },
	])(
		"transfers under 300 KiB with the gallery in view, and nothing shifts ($width pixels wide)",
		async (viewport) => {
			const page = await visit({ viewport });
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
			await page.locator("#gallery").scrollIntoViewIfNeeded();
			await page.waitForLoadState("networkidle");
			const { bytes, pictures, shifts } = await page.evaluate(() => {
				const entries = [
					...performance.getEntriesByType("navigation"),
					...performance.getEntriesByType("resource"),
				] as PerformanceResourceTiming[];
				return {
					bytes: entries.reduce((sum, entry) => sum + entry.transferSize, 0),
					pictures: entries.filter((entry) => entry.name.includes("/10.x/")).length,
					shifts: Reflect.get(globalThis, "shifts") as number,
				};
			});
			console.info(
				`${viewport.width} px: ${Math.round(bytes / 1024)} KiB, ${pictures} pictures, shift ${shifts}`,
			);
			expect(pictures).toBeGreaterThan(10);
			expect(bytes).toBeLessThan(300 * 1024);
			// What Chromium counts as none is below what anybody can see: https://web.dev/articles/cls
			expect(shifts).toBeLessThan(0.01);
		},
	);
});
