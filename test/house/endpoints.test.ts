import { describe, expect, it } from "vitest";
import { document } from "../../build/endpoints.ts";

describe("the control room's document", () => {
	it("lists the endpoints as the table has them: `npm run endpoints` lists them anew", async () => {
		const { present, right } = await document();
		expect(present).toContain("<!-- listed by `npm run endpoints` -->");
		expect(present).toBe(right);
	});
});
