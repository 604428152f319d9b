import type { BrowserContextOptions, Page, Route } from "playwright-core";
import { expect } from "vitest";
import { accept, DISCORD, SITE, useBrowser, type Visit } from "./person.ts";

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

const PIXEL = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
	"base64",
);

/** What somebody does first in the control room. */
export interface ControlRoomVisitor {
	browse: Visit;
	/** A visitor for whom Discord's pictures come: there is no internet here. */
	visit: Visit;
	/** Logs in for the list of servers, from the page itself. */
	openAs(name: string, options?: BrowserContextOptions): Promise<Page>;
}

/** A Chromium for a file's tests of the control room. */
export function useControlRoom(): ControlRoomVisitor {
	// Chromium itself says on the console that an answer was an error; some of these tests are about that.
	const browse = useBrowser(
		/^error: Failed to load resource: the server responded with a status of (400|401|403|404|412|429|503)/,
	);
	const visit = async (options?: BrowserContextOptions) => {
		const page = await browse(options);
		await page.context().route("https://cdn.discordapp.com/**", sendPixel);
		return page;
	};
	const openAs = async (name: string, options: BrowserContextOptions = PHONE) => {
		const page = await visit(options);
		await page.goto(`${SITE}/servers`);
		await page.getByRole("link", { name: "Log in with Discord" }).click();
		await accept(page, name);
		await page.waitForURL(`${SITE}/servers`);
		await page.getByRole("heading", { name: /^Manage/ }).waitFor();
		return page;
	};
	return { browse, visit, openAs };
}

/** Answers with a picture. */
export function sendPixel(route: Route): Promise<void> {
	return route.fulfill({ body: PIXEL, contentType: "image/png" });
}

export interface StandInGuild {
	id: string;
	name: string;
	roles: { id: string; name: string }[];
	bot?: { nick: string | null; bio: string | null; avatar: string | null };
}

export async function guildAtDiscord(name: string): Promise<StandInGuild> {
	const guilds: StandInGuild[] = await (await fetch(`${DISCORD}/_standin/guilds`)).json();
	const guild = guilds.find((each) => each.name === name);
	if (!guild) throw new Error(`The stand-in has no ${name}`);
	return guild;
}

/** Changes something at the stand-in Discord. */
export async function atDiscord(path: string, body: unknown): Promise<void> {
	const response = await fetch(`${DISCORD}/_standin/${path}`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify(body),
	});
	expect(response.status).toBe(204);
}
