import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { Message } from "../../src/interactions/message";
import { dicebear, holdBack, useInternet } from "../internet";
import {
	type Answer,
	answerTo,
	avatarCommand,
	followUps,
	idOf,
	isOnlyForThem,
	keyIn,
	press,
	somebody,
	textIn,
} from "./discord_sends";

useInternet();

const FAILED = "This did not work. Please try again in a minute.";
const ORIGINAL = "/api/v10/webhooks/1234567890/aW50ZXJhY3Rpb246.token-marker/messages/@original";
const asAnswer = (data: Message): Answer => ({ type: 4, data });

/** Answers the next picture of a style only once `release` is called. */
const slow = (style = "lorelei") => holdBack(`/10.x/${style}/svg`);

describe("where something fails", () => {
	it("R2 that cannot be read costs a drawing", async () => {
		vi.spyOn(env.AVATARS, "get").mockRejectedValue(new Error("R2"));
		expect(keyIn(await answerTo(avatarCommand(somebody())))).toBeDefined();
	});

	it("a picture that cannot be stored is not linked to", async () => {
		const of = somebody();
		const first = await answerTo(avatarCommand(of));
		vi.spyOn(env.AVATARS, "put").mockRejectedValue(new Error("R2"));
		for (const asked of [avatarCommand(of, { style: "micah" }), press(of, idOf(first, "Another"))]) {
			const answer = await answerTo(asked);
			expect([answer.type, isOnlyForThem(answer), textIn(answer)]).toEqual([4, true, FAILED]);
		}
		// What is there already can still be shown.
		expect(keyIn(await answerTo(press(of, idOf(first, "Sad"))))).toBeUndefined();
		expect(textIn(await answerTo(press(of, idOf(first, "Link"))))).toContain(keyIn(first));
	});

	it("a DiceBear that fails is done without", async () => {
		dicebear.fail(() => new Response(null, { status: 500 }));
		expect(keyIn(await answerTo(avatarCommand(somebody())))).toBeDefined();
	});

	it("a limit that does not count is told, too", async () => {
		vi.spyOn(env.INTERACTION_LIMIT, "limit").mockRejectedValue(new Error("limits"));
		expect(textIn(await answerTo(avatarCommand(somebody())))).toBe(FAILED);
	});
});

describe("a picture that takes longer than a second", () => {
	it("follows, in the place of the answer", async () => {
		const sent = followUps();
		const { release } = slow();
		const of = somebody();
		expect(await answerTo(avatarCommand(of))).toEqual({ type: 5 });
		expect(sent).toEqual([]);
		release();
		await vi.waitFor(() => expect(sent.length).toBe(1));
		const [late] = sent;
		expect([late?.method, late?.path]).toEqual(["PATCH", ORIGINAL]);
		expect(late?.headers.get("Authorization")).toBeNull();
		expect(late?.headers.get("User-Agent")).toMatch(/^DiscordBot \(/);
		const now = await answerTo(avatarCommand(of));
		expect(keyIn(asAnswer(late?.body as Message))).toBe(keyIn(now));
	});

	it("follows for who asked only, where only they may see it", async () => {
		const sent = followUps();
		const { release } = slow();
		expect(await answerTo(avatarCommand(somebody(), { show: "me" }))).toEqual({
			type: 5,
			data: { flags: 64 },
		});
		release();
		await vi.waitFor(() => expect(sent.length).toBe(1));
	});

	it("follows in the message that was pressed in", async () => {
		const of = somebody();
		const first = await answerTo(avatarCommand(of));
		const sent = followUps();
		const { release } = slow();
		expect(await answerTo(press(of, idOf(first, "Sad")))).toEqual({ type: 6 });
		release();
		await vi.waitFor(() =>
			expect(sent.map(({ method, path }) => [method, path])).toEqual([["PATCH", ORIGINAL]]),
		);
	});

	it("and then fails is told in the answer's place, or beside the message that was pressed in", async () => {
		const [of, other] = [somebody(), somebody({ username: "plainpaul" })];
		const first = await answerTo(avatarCommand(of));
		vi.spyOn(env.AVATARS, "put").mockRejectedValue(new Error("R2"));
		const sent = followUps();
		const held = [slow("micah"), slow("lorelei")];
		const [command, button] = await Promise.all([
			answerTo(avatarCommand(other, { style: "micah" })),
			answerTo(press(of, idOf(first, "Sad"))),
		]);
		expect([command.type, button.type]).toEqual([5, 6]);
		for (const { release } of held) release();
		await vi.waitFor(() => expect(sent.length).toBe(2));
		expect(sent.map(({ body }) => textIn(asAnswer(body)))).toEqual([FAILED, FAILED]);
		const beside = sent.find(({ method }) => method === "POST");
		expect(beside?.path).toBe(ORIGINAL.replace("/messages/@original", ""));
		expect(isOnlyForThem(asAnswer(beside?.body as Message))).toBe(true);
	});

	it("is sent again where Discord does not know of the answer yet, and then no more", async () => {
		vi.spyOn(scheduler, "wait").mockResolvedValue(undefined);
		const error = vi.spyOn(console, "error");
		const sent = followUps(404);
		dicebear.fail(
			() => new Promise((resolve) => setTimeout(() => resolve(new Response(null, { status: 500 })), 1100)),
		);
		expect((await answerTo(avatarCommand(somebody()))).type).toBe(5);
		await vi.waitFor(() => expect(error).toHaveBeenCalled());
		expect(sent.length).toBe(3);
		expect(JSON.stringify(error.mock.calls)).not.toContain("token-marker");
	});
});
