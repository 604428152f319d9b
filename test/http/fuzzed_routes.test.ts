import { expect, it } from "vitest";
import { app } from "../../src/app";
import { ROUTES } from "../fuzz/routes";

it("the fuzzer knows every route there is", () => {
	const routes = app.routes
		.filter(({ method }) => method !== "ALL")
		.map(({ method, path }) => `${method} ${path}`);
	expect([...new Set(routes)].sort()).toEqual(Object.keys(ROUTES).sort());
});
