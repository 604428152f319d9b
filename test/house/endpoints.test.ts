import { describe, expect, it } from "vitest";
import { readme } from "../../build/endpoints.ts";

describe("the README", () => {
	it("lists the endpoints as the table has them: `npm run endpoints` lists them anew", async () => {
		const { present, right } = await readme();
		expect(present).toContain("<!-- listed by `npm run endpoints` -->");
		expect(present).toBe(right);
	});
});
