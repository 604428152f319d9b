import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../src/interactions/commands";
import { AGENT, answer, CLIENT, discord, ORIGIN, post } from "./application.fixture";
import type { StandIn } from "./stand_in";

const BOT = { ...AGENT, Authorization: "Bot token" };
const GLOBAL = `/api/v10/applications/${CLIENT.clientId}/commands`;
const GUILD = "200000000000000001";
const HERE = `/api/v10/applications/${CLIENT.clientId}/guilds/${GUILD}/commands`;

const ask = (standIn: StandIn, path: string, headers: Record<string, string> = BOT) =>
	standIn.fetch(new Request(ORIGIN + path, { headers }));
const put = (standIn: StandIn, commands: unknown, path = GLOBAL, headers: Record<string, string> = BOT) =>
	standIn.fetch(
		new Request(ORIGIN + path, {
			method: "PUT",
			headers: { ...headers, "Content-Type": "application/json" },
			body: JSON.stringify(commands),
		}),
	);
const own = (standIn: StandIn, scope: string) =>
	post(standIn, "/api/oauth2/token", { grant_type: "client_credentials", scope });

describe("the application's commands", () => {
	it("are registered with the bot's token, and read again, ids and all", async () => {
		const { standIn } = discord({ botToken: "token" });
		const registered = await (await put(standIn, COMMANDS)).json<object[]>();
		expect(registered).toMatchObject([
			{ name: "avatar", type: 1, contexts: [0, 1, 2], integration_types: [0, 1] },
			{ type: 2, description: "", default_member_permissions: null },
			{ type: 3, default_member_permissions: "32" },
		]);
		expect(await (await ask(standIn, `${GLOBAL}?with_localizations=true`)).json()).toEqual(registered);
		expect(await (await ask(standIn, GLOBAL)).text()).not.toContain("localizations");
		expect(standIn.violations).toEqual([]);
	});

	it("keep their ids when they are registered again", async () => {
		const { standIn } = discord({ botToken: "token", commands: COMMANDS });
		const ids = async (response: Response) => (await response.json<{ id: string }[]>()).map(({ id }) => id);
		const before = await ids(await ask(standIn, GLOBAL));
		expect(await ids(await put(standIn, COMMANDS.slice(1)))).toEqual(before.slice(1));
		standIn.reset();
		expect(await ids(await ask(standIn, GLOBAL))).toHaveLength(3);
	});

	it("of a guild are its own, and only where the bot is", async () => {
		const { standIn } = discord({ botToken: "token" });
		const hello = { name: "hello", description: "Says so" };
		const [first] = await (await put(standIn, [hello], HERE)).json<object[]>();
		expect(first).toMatchObject({ name: "hello", type: 1, guild_id: GUILD, contexts: null });
		expect(await (await ask(standIn, GLOBAL)).json()).toEqual([]);
		standIn.setBot(GUILD, false);
		expect(await answer(await ask(standIn, HERE))).toMatchObject({ status: 403, body: { code: 50001 } });
	});

	it("are the application's alone", async () => {
		const { standIn } = discord({ botToken: "token" });
		for (const Authorization of ["", "Bot guess", "Bearer guess"])
			expect((await put(standIn, [], GLOBAL, { ...AGENT, Authorization })).status).toBe(401);
		expect((await put(standIn, [], "/api/v10/applications/42/commands")).status).toBe(403);
	});

	it("that are wrong are refused, and taken down", async () => {
		const { standIn } = discord({ botToken: "token" });
		const refused = await put(standIn, [{ name: "Avatar", description: "x" }]);
		expect(await answer(refused)).toMatchObject({ status: 400, body: { code: 50035 } });
		expect(standIn.violations.map(({ problem }) => problem)).toEqual(["Avatar: cannot be called Avatar"]);
		await put(standIn, {});
		expect(standIn.violations.length).toBeGreaterThan(1);
	});
});

describe("a token of the application's own", () => {
	it("registers commands, by the scope for it", async () => {
		const { standIn, pass } = discord();
		const { status, body } = await own(standIn, "applications.commands.update");
		expect([status, body]).toEqual([
			200,
			{
				token_type: "Bearer",
				access_token: expect.any(String),
				expires_in: 604_800,
				scope: "applications.commands.update",
			},
		]);
		const bearer = { ...AGENT, Authorization: `Bearer ${body.access_token}` };
		expect((await put(standIn, COMMANDS, GLOBAL, bearer)).status).toBe(200);
		pass(604_800);
		expect((await ask(standIn, GLOBAL, bearer)).status).toBe(401);
	});

	it("does nothing else, and another scope registers nothing", async () => {
		const { standIn } = discord();
		const { body } = await own(standIn, "identify");
		const bearer = { ...AGENT, Authorization: `Bearer ${body.access_token}` };
		expect((await ask(standIn, GLOBAL, bearer)).status).toBe(401);
		expect((await ask(standIn, "/api/v10/users/@me", bearer)).status).toBe(401);
		expect(await own(standIn, "bot")).toEqual({ status: 400, body: { error: "invalid_scope" } });
	});
});
