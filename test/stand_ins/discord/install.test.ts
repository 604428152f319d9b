import { describe, expect, it } from "vitest";
import { CLIENT, discord, ORIGIN } from "./application.fixture";
import type { StandIn } from "./stand_in";

const MIRA = "190320984123768832";
const PRACTICE_ROOM = "200000004194304001";

const LINK = `${ORIGIN}/oauth2/authorize?client_id=${CLIENT.clientId}`;
const open = async (standIn: StandIn, url: string) => (await standIn.fetch(new Request(url))).text();
const accept = (standIn: StandIn, url: string, guild_id: string) =>
	standIn.fetch(
		new Request(url, {
			method: "POST",
			body: new URLSearchParams({ as: MIRA, guild_id, choice: "accept" }),
		}),
	);
const commandsIn = async (standIn: StandIn, place: string) => {
	const page = await open(standIn, `${ORIGIN}/channels?as=${MIRA}&in=${place}`);
	return page.includes("Draw this person");
};
const commands = [{ type: 2, name: "Draw this person", integration_types: [0, 1] }];

describe("the install link, which has nothing but the application's id", () => {
	it("offers a server, or everywhere for oneself", async () => {
		const { standIn } = discord({ commands });
		const page = await open(standIn, LINK);
		expect(page).toContain("Everywhere, for yourself");
		expect(page).toContain("Practice Room");
		expect(standIn.violations).toEqual([]);
	});

	it("brings the commands to a server", async () => {
		const { standIn } = discord({ commands });
		expect(await commandsIn(standIn, PRACTICE_ROOM)).toBe(false);
		expect((await accept(standIn, LINK, PRACTICE_ROOM)).status).toBe(200);
		expect(await commandsIn(standIn, PRACTICE_ROOM)).toBe(true);
	});

	it("brings the commands along with a person", async () => {
		const { standIn } = discord({ commands });
		expect((await accept(standIn, LINK, "@me")).status).toBe(200);
		expect(await commandsIn(standIn, PRACTICE_ROOM)).toBe(true);
		standIn.deauthorize("mira.dances");
		expect(await commandsIn(standIn, PRACTICE_ROOM)).toBe(false);
	});
});

describe("an invite", () => {
	it.each([
		["&scope=bot%20applications.commands", false],
		["&scope=applications.commands", false],
		["&scope=applications.commands&integration_type=1", true],
	])("with %s is for oneself: %s", async (query, personal) => {
		const { standIn } = discord({ commands });
		expect((await open(standIn, LINK + query)).includes("Everywhere, for yourself")).toBe(personal);
		expect((await accept(standIn, LINK + query, "@me")).status).toBe(personal ? 200 : 403);
	});
});
