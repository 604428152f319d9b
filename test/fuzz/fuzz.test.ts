import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServedDemo, serveDemo } from "../start.ts";
import { fuzz } from "./fuzz.ts";

/** `npm run fuzz` sends more, and others. */
const SEED = 20261124;
const REQUESTS = 2_000;

// A product of its own: what was sent here uses up people's limits, and changes the bot in their guilds.
let folder = "";
let served: ServedDemo | undefined;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "discobear-fuzz-"));
	served = await serveDemo(folder);
});
afterAll(async () => {
	await served?.end();
	await rm(folder, { recursive: true, force: true });
});

describe("whatever anybody sends over a socket", () => {
	it("is answered wholly, safely, and by no failure of ours", { timeout: 180_000 }, async () => {
		const report = await fuzz(served?.site ?? "", SEED, REQUESTS);
		expect([...report.findings]).toEqual([]);
		// Requests come far enough to mean something.
		const kinds = ["200", "204", "302", "303", "304", "400 field_invalid", "404 guild_unknown"];
		expect([...report.answers.keys()]).toEqual(expect.arrayContaining(kinds));
	});
});
