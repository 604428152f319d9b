import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const place = new URL("../../.github/workflows/", import.meta.url);
const files = await readdir(place);
const workflows = await Promise.all(
	files.map(async (name) => [name, await readFile(new URL(name, place), "utf8")] as const),
);

/** https://docs.github.com/en/actions/reference/security/secure-use */
describe.each(workflows)("the workflow %s", (_, text) => {
	it("takes an action as it was looked at, and not as a tag moves", () => {
		const used = [...text.matchAll(/uses: (\S+)(.*)$/gm)];
		expect(used).not.toEqual([]);
		for (const [, action = "", comment] of used) {
			if (action.startsWith("./")) continue;
			expect(action).toMatch(/@[0-9a-f]{40}$/);
			expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
		}
	});

	it("may read the repository, and no more", () => {
		expect([...text.matchAll(/^permissions:\n((?: .*\n)+)/gm)].map(([, what]) => what)).toEqual([
			"  contents: read\n",
		]);
		for (const checkout of text.split("actions/checkout@").slice(1))
			expect(checkout).toMatch(/^.*\n.*\n.*persist-credentials: false/);
	});

	it("gives no secret to a change that somebody sends, and runs nothing that they write", () => {
		expect(text).not.toContain("pull_request_target");
		if (/^ {2}pull_request:/m.test(text)) expect(text).not.toContain("secrets.");
		expect(text).not.toMatch(/run:.*\$\{\{/);
	});
});
