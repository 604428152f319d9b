import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

/** Whether git would leave a file out. */
const isIgnored = (path: string) =>
	spawnSync("git", ["check-ignore", "--quiet", "--no-index", path]).status === 0;

describe("what git leaves out", () => {
	it.each([
		".dev.vars",
		".dev.vars.staging",
		".env",
		".env.local",
		".env.production",
		"secrets.env",
		"wrangler.changed.1.json",
	])("is %s, where secrets may be", (path) => expect(isIgnored(path)).toBe(true));

	it("is not what says how to fill it in, which holds no secret", () =>
		expect(isIgnored(".dev.vars.example")).toBe(false));
});
