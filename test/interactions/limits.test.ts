import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { useInternet } from "../internet";
import {
	answerTo,
	avatarCommand,
	direct,
	GUILD,
	idOf,
	isOnlyForThem,
	keyIn,
	press,
	somebody,
	textIn,
	typing,
} from "./discord_sends";

useInternet();

const WAIT = "That was a lot at once. Please go on in a minute.";

describe("a person", () => {
	it("may ask ten times a minute, wherever they are, and press as often", async () => {
		const of = somebody();
		const first = await answerTo(avatarCommand(of));
		for (let n = 0; n < 4; n++)
			expect(keyIn(await answerTo(avatarCommand(of, {}, direct(of))))).toBeDefined();
		for (let n = 0; n < 5; n++) expect((await answerTo(press(of, idOf(first, "Another")))).type).toBe(7);
		for (const asked of [
			avatarCommand(of),
			press(of, idOf(first, "Another")),
			avatarCommand(of, {}, direct(of)),
		]) {
			const answer = await answerTo(asked);
			// The message that they pressed in stays as it is.
			expect([answer.type, isOnlyForThem(answer), textIn(answer)]).toEqual([4, true, WAIT]);
		}
		expect(keyIn(await answerTo(avatarCommand(somebody())))).toBeDefined();
	});
});

describe("who types", () => {
	it("is given suggestions 60 times a minute, which count for nothing else", async () => {
		const of = somebody();
		const suggested = async () => (await answerTo(typing(of, "style", "l"))).data?.choices?.length;
		expect(await suggested()).toBe(25);
		for (let n = 1; n < 60; n++) await env.SUGGESTION_LIMIT.limit({ key: of.id });
		const asked = vi.spyOn(env.GUILD_KEEPER, "getByName");
		expect(await suggested()).toBe(0);
		expect(asked).not.toHaveBeenCalled();
		asked.mockRestore();
		expect(keyIn(await answerTo(avatarCommand(of)))).toBeDefined();
	});
});

describe("a guild", () => {
	it("may ask 120 times a minute, whoever it is", async () => {
		for (let n = 0; n < 120; n++) await env.INTERACTION_LIMIT_GUILD.limit({ key: GUILD });
		expect(textIn(await answerTo(avatarCommand(somebody())))).toBe(WAIT);
		const of = somebody();
		expect(keyIn(await answerTo(avatarCommand(of, {}, direct(of))))).toBeDefined();
		expect(keyIn(await answerTo(avatarCommand(of, {}, { guild_id: "1" })))).toBeDefined();
	});

	it("does not suffer from who asks too often", async () => {
		const of = somebody();
		for (let n = 0; n < 10; n++) await env.INTERACTION_LIMIT.limit({ key: of.id });
		const limit = vi.spyOn(env.INTERACTION_LIMIT_GUILD, "limit");
		limit.mockClear();
		expect(textIn(await answerTo(avatarCommand(of)))).toBe(WAIT);
		expect(limit).not.toHaveBeenCalled();
	});
});
