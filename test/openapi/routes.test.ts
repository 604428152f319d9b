import { expect, it } from "vitest";
import { app } from "../../src/app";
import { RATE_LIMITS } from "../rate_limits";
import { OPERATIONS } from "./contract";
import { document, type Parameter } from "./document";

/** What a path may have in the place of a parameter: all of an enumeration, else an example. */
function valuesOf({ schema }: Parameter): readonly unknown[] {
	return schema.enum ?? (schema as { examples?: unknown[] }).examples ?? ["1"];
}

/** Paths that an operation is asked at, of each parameter every value once. */
function pathsOf(path: string, parameters: readonly Parameter[]): string[] {
	const inPath = parameters.filter((parameter) => parameter.in === "path");
	const most = Math.max(1, ...inPath.map((each) => valuesOf(each).length));
	return Array.from({ length: most }, (_, n) =>
		path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
			const values = valuesOf(inPath.find((each) => each.name === name) as Parameter);
			return String(values[n % values.length]);
		}),
	);
}

/** The route that answers, by its own router. */
function routeOf(method: string, path: string): string | undefined {
	const [handlers] = app.router.match(method, path);
	const route = handlers.map(([[, route]]) => route).find((each) => each.method !== "ALL");
	return route && `${route.method} ${route.path}`;
}

/** The routes that the document leaves out. */
const LEFT_OUT = [
	// The same as without the slash.
	"GET /10.x/",
	"GET /10.x/:style/:format/",
	"GET /:version{[0-9]+\\.x}/",
	"GET /:version{[0-9]+\\.x}/:style/:format/",
	// Nothing is there.
	"GET /:version{[0-9]+\\.x}/*",
];

it("every route is described, and every operation that is described is a route", () => {
	const described = OPERATIONS.flatMap(({ method, path, parameters }) =>
		pathsOf(path, parameters).map((asked) => routeOf(method, asked) ?? `nothing at ${method} ${asked}`),
	);
	const routes = app.routes
		.filter(({ method }) => method !== "ALL")
		.map(({ method, path }) => `${method} ${path}`)
		.filter((route) => !LEFT_OUT.includes(route));
	expect([...new Set(described)].sort()).toEqual([...new Set(routes)].sort());
});

it("the limits are those that there are", () => {
	const { LOGIN_LIMIT, READ_LIMIT, BOT_LIMIT } = RATE_LIMITS;
	const { description } = document.info;
	expect(description).toContain(`: ${LOGIN_LIMIT} requests a minute of those that write or ask Discord`);
	expect(description).toContain(`, ${READ_LIMIT?.toLocaleString("en")} of all together`);
	expect(description).toContain(`may make ${BOT_LIMIT} a minute`);
});

it("each operation has a name of its own", () => {
	const names = OPERATIONS.map(({ operation }) => operation.operationId);
	expect(new Set(names).size).toBe(names.length);
});
