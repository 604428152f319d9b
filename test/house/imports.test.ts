import { describe, expect, it } from "vitest";
import { documents, type Import, importsOfHouse } from "../../build/house.ts";
import { violationsIn } from "./rules.ts";

const made = (from: string, to: string, types = false): Import => ({ from, to, types });

describe("the imports of src/", () => {
	it("keep the rules of the house", async () => {
		const imports = await importsOfHouse();
		expect(imports.length).toBeGreaterThan(300);
		expect(violationsIn(imports)).toEqual([]);
	});

	it("are as docs/architecture.md draws them: `npm run house` draws them anew", async () => {
		const { present, right } = await documents();
		expect(present).toBe(right);
		expect(present).toContain("routes --> http");
	});

	it("are between rooms of which docs/architecture.md says what is in them", async () => {
		const { present } = await documents();
		const [rooms, rows] = [/^- `(\w+)` imports/gm, /^\| `(\w+)` +\|/gm].map((each) =>
			[...present.matchAll(each)].map(([, name = ""]) => name),
		);
		expect(rows).toEqual(expect.arrayContaining(rooms ?? []));
		expect(rooms).toContain("routes");
	});
});

describe("the rules of the house", () => {
	it.each([
		[
			"an import that runs up",
			made("storage/avatars", "http/browser"),
			/storage\/avatars imports http\/browser.*one way/,
		],
		["one on the same floor", made("discord/user", "storage/sessions"), /one way/],
		["a type that runs up", made("avatar/recipe", "wire", true), /one way/],
		["a route that imports another", made("routes/me", "routes/login"), /no route imports another/],
		["a room in errors.ts", made("errors", "avatar/choices", true), /one way/],
		["a room in config.ts", made("config", "storage/avatars"), /one way/],
		["a test in the product", made("routes/me", "../test/visitor"), /never from test/],
		["another room in avatar/", made("avatar/styles", "config", true), /avatar\/ imports only outbound/],
		["the configuration in a page", made("pages/studio", "config"), /pages\/ imports only/],
		["zod in the browser", made("client/fields", "avatar/choices"), /of values, client\/ imports only/],
		["a package in the browser", made("client/fields", "package:zod/mini"), /no package/],
		["a schema of the wire", made("routes/me", "wire"), /only openapi\/ takes more of them than types/],
		["a room that nobody has put anywhere", made("attic/box", "errors"), /attic has no floor/],
	])("find %s", (_, bad, sentence) => {
		expect(violationsIn([bad])).toEqual([expect.stringMatching(sentence)]);
	});

	it("find a circle of types once, and name its files", () => {
		const circle = [
			made("avatar/a", "avatar/b"),
			made("avatar/b", "avatar/c", true),
			made("avatar/c", "avatar/a", true),
		];
		expect(violationsIn([made("avatar/z", "avatar/a"), ...circle])).toEqual([
			"avatar/a imports avatar/b imports avatar/c imports avatar/a: no circles.",
		]);
	});

	it("let types of what the Worker says into the browser", () => {
		expect(violationsIn([made("client/ask", "wire", true), made("client/ask", "errors", true)])).toEqual([]);
	});
});
