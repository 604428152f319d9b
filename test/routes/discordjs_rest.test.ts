import { DiscordAPIError, RateLimitError, REST } from "@discordjs/rest";
import { beforeEach, describe, expect, it } from "vitest";
import { discord, fetchSite, SITE, useInternet } from "../internet";
import { Visitor } from "../visitor";

useInternet();

/** A client that we did not write, pointed at the middleman as if it were Discord. */
describe("@discordjs/rest at /botapi", () => {
	let rest: REST;
	let id: string;

	beforeEach(async () => {
		const visitor = new Visitor("192.0.2.9");
		const location = (await visitor.open("/login?return=/servers")).headers.get("Location") ?? "";
		await visitor.open(await discord.authorize(location, "mira.dances"));
		id = [...discord.guilds.values()].find(({ name }) => name.includes("Dance Floor"))?.id ?? "";
		const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		rest = new REST({
			api: `${SITE}/botapi`,
			version: "10",
			headers: { Cookie: cookie, Origin: SITE },
			retries: 1,
			rejectOnRateLimit: null,
			makeRequest: (url, init) => fetchSite(new Request(url, init as RequestInit)),
		}).setToken("nobody-reads-this");
	});

	it("reads", async () => {
		expect(await rest.get(`/guilds/${id}`)).toMatchObject({ id, name: "Mira’s Dance Floor" });
		expect(await rest.get(`/guilds/${id}/channels`)).toEqual(expect.any(Array));
	});

	it("writes", async () => {
		await rest.patch(`/guilds/${id}/members/@me`, { body: { nick: "Disco" }, reason: "from a library" });
		expect(discord.guilds.get(id)?.bot?.nick).toBe("Disco");
		// The reason is ours to give: it names the person who asked.
		expect(discord.guilds.get(id)?.auditLog.at(-1)?.reason).not.toContain("from a library");
	});

	it("gets Discord's errors as it expects them", async () => {
		const failed = await rest.get(`/guilds/${id}/members/1`).catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(DiscordAPIError);
		expect(failed).toMatchObject({ status: 404, code: expect.any(Number) });
		const refused = await rest.get("/guilds/999").catch((error: unknown) => error);
		expect(refused).toMatchObject({ status: 404 });
	});

	it("waits when it is told to, and then gets its answer", async () => {
		// Longer than anybody waits here: the caller is told, and comes back by itself.
		discord.fail({
			path: `/api/v10/guilds/${id}/roles`,
			limit: { retryAfter: 11, header: true, body: true },
		});
		const failed = await new REST({ ...rest.options, rejectOnRateLimit: () => true })
			.setToken("nobody-reads-this")
			.get(`/guilds/${id}/roles`)
			.catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(RateLimitError);
		expect((failed as RateLimitError).retryAfter).toBeGreaterThan(10_000);
	});

	it("comes back by itself after a wait", { timeout: 30_000 }, async () => {
		discord.fail({
			path: `/api/v10/guilds/${id}/emojis`,
			limit: { retryAfter: 11, header: true, body: true },
		});
		const started = Date.now();
		expect(await rest.get(`/guilds/${id}/emojis`)).toEqual(expect.any(Array));
		expect(Date.now() - started).toBeGreaterThan(10_000);
	});
});
