import { afterEach, describe, expect, it, vi } from "vitest";
import { ask } from "../../src/client/ask";

const BOTAPI = "/botapi/guilds/1/members/@me";

afterEach(() => vi.unstubAllGlobals());

/** What is said of an answer, or of none. */
async function troubleOf(answer: () => Response | Promise<never>, path = BOTAPI) {
	vi.stubGlobal("fetch", async () => answer());
	const asked = await ask(path, "PATCH", {});
	return "trouble" in asked ? asked.trouble : undefined;
}

const html = (status: number) => new Response("<html><h1>Internal Server Error</h1></html>", { status });

describe("an answer", () => {
	it("that is Discord's error page is Discord's fault, and not the connection's", async () => {
		expect(await troubleOf(() => html(500))).toEqual({
			title: "Discord is not answering properly",
			detail: "This is usually over in a minute. Please try again. Everything you chose is still here.",
			status: 500,
		});
	});

	it.each([500, 502, 404, 200])("that nobody can read is ours where we were asked (%d)", async (status) => {
		expect(await troubleOf(() => html(status), "/get_avatar")).toEqual({
			title: "That did not work",
			detail: "Please try again in a minute. Everything you chose is still here.",
			status,
		});
	});

	it("in Discord's words is quoted", async () => {
		const said = { message: "Missing Permissions", code: 50013 };
		expect((await troubleOf(() => Response.json(said, { status: 403 })))?.detail).toBe(
			"Discord says: Missing Permissions",
		);
	});

	it("that does not come is the connection's fault", async () => {
		const gone = () => Promise.reject(new TypeError("Failed to fetch"));
		expect((await troubleOf(gone))?.title).toBe("We could not be reached");
	});

	it("that breaks off is the connection's fault, too", async () => {
		const broken = new ReadableStream({
			start: (controller) => controller.error(new TypeError("broken off")),
		});
		expect((await troubleOf(() => new Response(broken)))?.title).toBe("We could not be reached");
	});
});
