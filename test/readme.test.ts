import { describe, expect, it } from "vitest";
import readme from "../README.md?raw";
import { useInternet } from "./internet";
import { Visitor } from "./visitor";

useInternet();

const examples = readme.match(/^\/(?:10\.x|health).*$/gm) ?? [];

describe("the README's examples", () => {
	it("are there", () => {
		expect(examples.length).toBeGreaterThanOrEqual(11);
	});

	it.each(examples)("%s works", async (path) => {
		const response = await new Visitor().ask(path);
		expect(response.status).toBe(200);
		const format = /^\/10\.x\/[a-z-]+\/(\w+)/.exec(path)?.[1] ?? "json";
		const type = format === "svg" ? "image/svg+xml" : `image/${format}`;
		expect(response.headers.get("Content-Type")).toBe(
			/json|options|definition/.test(format) ? "application/json" : type,
		);
	});
});
