import { describe, expect, it } from "vitest";
import { staticFiles } from "../../src/pages/static_files";

const built = (address: string | undefined) =>
	staticFiles({
		formTargets: [],
		drawnBy: undefined,
		inDiscord: false,
		limits: [{ name: "READ_LIMIT", limit: 3000, period: 60 }],
		address,
	});

const PAGES = {
	"index.html": "/",
	"show_avatar.html": "/show_avatar",
	"servers.html": "/servers",
	"docs.html": "/docs",
};

describe("a page that is built", () => {
	it.each(Object.entries(PAGES))("tells a chat what to show, by whole addresses: %s", async (name, path) => {
		const page = (await built("https://bears.test"))[name] ?? "";
		const said = (property: string) =>
			new RegExp(`property="og:${property}" content="([^"]*)"`).exec(page)?.[1];
		expect(said("title")).toBeTruthy();
		expect(said("url")).toBe(`https://bears.test${path}`);
		expect(said("image")).toMatch(/^https:\/\/bears\.test\/share(?:_servers)?\.png$/);
		expect([said("image:width"), said("image:height")]).toEqual(["1200", "630"]);
		expect(page).toContain('name="twitter:card" content="summary_large_image"');
	});

	it.each(Object.keys(PAGES))("has no picture where nobody knows at which address: %s", async (name) => {
		const page = (await built(undefined))[name] ?? "";
		expect(page).toContain('property="og:title"');
		expect(page).not.toMatch(/og:(?:image|url)|undefined/);
		expect(page).toContain('name="twitter:card" content="summary"');
	});

	it("has icons, and a manifest that its policy lets a browser read", async () => {
		const files = await built(undefined);
		const { icons, name } = JSON.parse(files["manifest.webmanifest"] ?? "");
		expect(name).toBe("Discobear");
		expect(icons.map(({ sizes }: { sizes: string }) => sizes)).toEqual(["any", "192x192", "512x512"]);
		for (const page of Object.keys(PAGES)) {
			expect(files[page]).toContain('rel="manifest" href="/manifest.webmanifest"');
			expect(files[page]).toContain('rel="apple-touch-icon" href="/apple-touch-icon.png"');
		}
		expect(files._headers?.match(/manifest-src 'self'/g)).toHaveLength(Object.keys(PAGES).length);
	});

	it("says what is not to be looked for, and leaves chats what they show", async () => {
		const { "robots.txt": robots = "", _headers = "" } = await built(undefined);
		const closed = [...robots.matchAll(/^Disallow: (.+)$/gm)].map(([, path = ""]) => path);
		const mayFetch = (path: string) => !closed.some((start) => path.startsWith(start));
		for (const path of ["/", "/servers", "/docs", "/avatar/x", "/avatar/x.png", "/share.png"])
			expect(mayFetch(path), path).toBe(true);
		for (const path of [
			"/10.x/micah/svg",
			"/5.x/micah/svg",
			"/libravatar/x",
			"/login",
			"/guilds",
			"/botapi/x",
		])
			expect(mayFetch(path), path).toBe(false);
		expect(/\n\/show_avatar\n(?: .*\n)*? {2}X-Robots-Tag: noindex/.test(_headers)).toBe(true);
	});
});
