import { describe, expect, it } from "vitest";
import { SITE } from "../internet";
import { complaintsAbout } from "./contract";

const json = (body: unknown, init: ResponseInit = {}) =>
	Response.json(body, { headers: { "Content-Type": "application/json" }, ...init });
const problem = (body: object, status: number) =>
	json(body, { status, headers: { "Content-Type": "application/problem+json" } });
const TEAPOT = { type: "about:blank", title: "No", status: 404, detail: "Do not." };

const complaints = (path: string, response: Response, method = "GET") =>
	complaintsAbout(method, new URL(path, SITE), response);

describe("an answer", () => {
	it.each<[string, string, Response, RegExp]>([
		["to what nobody has described", "/secret", json({}), /nowhere described/],
		["of a status that is not described", "/me", new Response(null, { status: 418 }), /not among 200,/],
		[
			"of another type",
			"/me",
			new Response("x", { headers: { "Content-Type": "text/plain" } }),
			/is text\/plain/,
		],
		["without what is always there", "/health", json({}), /status/],
		["with more than is described", "/health", json({ status: "ok", token: "x" }), /token|[Uu]nevaluated/],
		["of a code that is not described", "/me", problem({ ...TEAPOT, code: "owner_only" }, 500), /code/],
		["of a code that there is not", "/me", problem({ ...TEAPOT, code: "teapot" }, 500), /code/],
		["to go on, and not where", "/studio", new Response(null, { status: 302 }), /has no Location/],
		[
			"that asks for patience, and not for how long",
			"/me",
			problem({ ...TEAPOT, code: "too_many_requests" }, 429),
			/Retry-After/,
		],
		[
			"with a header that is not described",
			"/health",
			json({ status: "ok" }, { headers: { "Content-Type": "application/json", ETag: '"x"' } }),
			/ETag/,
		],
		["at a path that is no such one", "/guilds/x", json({}), /path/],
	])("%s is not as it is described", async (_, path, response, complaint) => {
		expect((await complaints(path, response)).join("\n")).toMatch(complaint);
	});

	it.each<[string, string, Response]>([
		["that is all of it", "/health", json({ status: "ok" })],
		["of a stranger", "/me", json({ user: null })],
		["to nothing", "/secret", problem({ ...TEAPOT, code: "file_not_found" }, 404)],
		["of Discord's own failure", "/botapi/users/@me", new Response(null, { status: 500 })],
	])("%s is as it is described", async (_, path, response) => {
		expect(await complaints(path, response)).toEqual([]);
	});
});
