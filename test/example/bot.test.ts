import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Settings } from "../../examples/bot/settings.js";
import { BOT_API_KEY, freePort, startDemo, whenReady } from "../start.ts";
import { Owner } from "./owner.ts";

// A product of its own: it is ended and started again in the middle.
let folder: string;
let port: number;
let site: string;
let product: ChildProcess;
let guild: string;
let owner: Owner;
let settings: Settings;

async function start() {
	product = startDemo(port, ["--persist-to", join(folder, "state")], "pipe");
	await whenReady(site, product);
}
async function end() {
	const ended = once(product, "exit");
	product.kill();
	await ended;
}

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "discobear-example-"));
	port = await freePort();
	site = `http://localhost:${port}`;
	await start();
	const guilds = (await (await fetch(`http://127.0.0.1:${port}/_standin/guilds`)).json()) as {
		id: string;
		name: string;
	}[];
	guild = guilds.find(({ name }) => name.includes("Dance Floor"))?.id ?? "";
	owner = await Owner.logIn(site, "mira.dances");
});
afterAll(async () => {
	await end();
	await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
	settings = new Settings({ site, key: BOT_API_KEY });
});
afterEach(() => {
	settings.close();
	vi.restoreAllMocks();
});

describe("the client of the example bot", () => {
	it("has a guild's settings, asks for them once, and again when they have changed", async () => {
		await settings.connect();
		const version = await owner.save(guild, { prefix: "?" });
		expect((await settings.for(guild)).prefix).toBe("?");
		const asked = vi.spyOn(globalThis, "fetch");
		const [first, second] = await Promise.all([settings.for(guild), settings.for(guild)]);
		expect(first).toBe(second);
		const quiet = asked.mock.calls.length;
		const changed = once(settings, "change");
		await owner.save(guild, { prefix: "$", embedColor: "#000000" });
		const [change] = await changed;
		expect(change).toMatchObject({
			guild,
			version: version + 1,
			values: { prefix: "$" },
			before: { prefix: "?" },
		});
		expect(await settings.for(guild)).toBe(change.values);
		// One question at most for the first message, which may have come after the reading; one for the change.
		expect(quiet).toBeLessThanOrEqual(1);
		expect(asked.mock.calls.length).toBe(quiet + 1);
	});

	it("is fresh without a stream, too: it asks each time whether something has changed", async () => {
		await owner.save(guild, { prefix: "a" });
		expect((await settings.for(guild)).prefix).toBe("a");
		const asked = vi.spyOn(globalThis, "fetch");
		expect((await settings.for(guild)).prefix).toBe("a");
		expect(await asked.mock.results[0]?.value).toMatchObject({ status: 304 });
		await owner.save(guild, { prefix: "b" });
		expect((await settings.for(guild)).prefix).toBe("b");
	});

	it("takes no answer that was on its way when the settings changed", async () => {
		const other = new Settings({ site, key: BOT_API_KEY });
		await other.connect();
		const told = once(other, "change");
		await owner.save(guild, { prefix: "o" });
		await told;
		await settings.connect();
		const real = globalThis.fetch;
		const old = vi.spyOn(globalThis, "fetch").mockImplementationOnce(async (...asked) => {
			const response = await real(...asked);
			const heard = once(other, "change");
			await owner.save(guild, { prefix: "n" });
			await heard;
			return response;
		});
		const changed = once(settings, "change");
		await settings.for(guild);
		expect(old).toHaveBeenCalled();
		expect((await changed)[0].values.prefix).toBe("n");
		expect((await settings.for(guild)).prefix).toBe("n");
		other.close();
	});

	it("catches up with what was saved while it was away, and goes on with what it knew meanwhile", async () => {
		const troubles: Error[] = [];
		settings.on("trouble", (error) => troubles.push(error));
		await settings.connect();
		await owner.save(guild, { prefix: "x" });
		expect((await settings.for(guild)).prefix).toBe("x");
		await end();
		expect((await settings.for(guild)).prefix).toBe("x");
		expect(troubles.length).toBeGreaterThan(0);
		const connected = once(settings, "connect");
		await start();
		await connected;
		owner = await Owner.logIn(site, "mira.dances");
		const changed = once(settings, "change");
		await owner.save(guild, { prefix: "y" });
		expect((await changed)[0]).toMatchObject({ before: { prefix: "x" }, values: { prefix: "y" } });
	});

	it("says so where its key is not taken", async () => {
		const stranger = new Settings({ site, key: "x".repeat(32) });
		await expect(stranger.for(guild)).rejects.toThrow("401");
	});
});

it("the example bot prints a change after it was saved", async () => {
	await owner.save(guild, { prefix: "1" });
	const bot = spawn(process.execPath, ["bot.js", guild], {
		cwd: fileURLToPath(new URL("../../examples/bot", import.meta.url)),
		env: { ...process.env, SITE: site, BOT_API_KEY },
	});
	let printed = "";
	bot.stdout.on("data", (data) => {
		printed += data;
	});
	await vi.waitFor(() => expect(printed).toContain("Listening."), 10_000);
	const version = await owner.save(guild, { prefix: "2" });
	await vi.waitFor(
		() => expect(printed).toContain(`${guild}, version ${version}: prefix was "1", is "2"`),
		10_000,
	);
	bot.kill();
	await once(bot, "exit");
});
