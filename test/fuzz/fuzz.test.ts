import { describe, expect, inject, it } from "vitest";
import { fuzz } from "./fuzz.ts";

/** `npm run fuzz` sends more, and others. */
const SEED = 20261124;
const REQUESTS = 5000;

describe("whatever anybody sends over a socket", () => {
	it("is answered wholly, safely, and by no failure of ours", { timeout: 180_000 }, async () => {
		const report = await fuzz(inject("site"), SEED, REQUESTS);
		expect([...report.findings]).toEqual([]);
		// Requests come far enough to mean something.
		for (const kind of ["200", "204", "302", "303", "304", "400 field_invalid", "404 guild_unknown"])
			expect([...report.answers.keys()]).toContain(kind);
	});
});
