import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { DEFAULT_CHOICES } from "../../src/avatar/choices";
import { keyOf, recipeOf } from "../../src/avatar/recipe";
import { keptOf } from "../../src/control_room/ask_guild";
import type { SettingValue } from "../../src/wire";
import { useInternet } from "../internet";
import {
	answerTo,
	avatarCommand,
	drawCommand,
	GUILD,
	idOf,
	isOnlyForThem,
	keyIn,
	press,
	selectIn,
	somebody,
	textIn,
	typing,
} from "./discord_sends";

useInternet();

let version = 0;

/** What whoever manages the guild has saved. */
async function saved(values: Readonly<Record<string, SettingValue>>): Promise<void> {
	const { version: based } = await keptOf(env, GUILD).current();
	await keptOf(env, GUILD).save({
		based,
		values: new Map(Object.entries(values)),
		defaults: new Map(),
		by: { id: String(++version), name: "mira.dances" },
	});
}

const keyFor = (changes: object, of = somebody()) => keyOf(recipeOf({ ...DEFAULT_CHOICES, ...changes }, of));

describe("what a guild has set", () => {
	it("is what an avatar is made of where nobody chooses", async () => {
		await saved({ avatarStyle: "micah", avatarMood: "sad", avatarBackground: "#00FF7F".toLowerCase() });
		const set = { style: "micah", mood: "sad", backgroundColor: "00ff7f" };
		expect(keyIn(await answerTo(avatarCommand(somebody())))).toBe(await keyFor(set));
		expect(keyIn(await answerTo(avatarCommand(somebody(), { mood: "happy" })))).toBe(
			await keyFor({ ...set, mood: "happy" }),
		);
		const target = somebody({ username: "plainpaul" });
		expect(keyIn(await answerTo(drawCommand(somebody(), target)))).toBe(await keyFor(set, target));
	});

	it("switches everything off", async () => {
		const of = somebody();
		const before = await answerTo(avatarCommand(of));
		await saved({ avatarEnabled: false });
		for (const asked of [
			avatarCommand(of),
			drawCommand(of, somebody()),
			press(of, idOf(before, "Another")),
			press(of, idOf(before, "Link")),
			press(of, selectIn(before)?.custom_id ?? "", { values: ["kind/robots"] }),
		]) {
			const answer = await answerTo(asked);
			expect([answer.type, isOnlyForThem(answer)]).toEqual([4, true]);
			expect(textIn(answer)).toBe("Avatars are switched off in this server.");
		}
		expect((await answerTo(typing(of, "style", ""))).data?.choices).toEqual([]);
	});

	it("lets only its styles be chosen", async () => {
		const of = somebody();
		const before = await answerTo(avatarCommand(of, { style: "micah" }));
		await saved({ avatarStyles: ["bottts", "rings"] });
		// Its own usual style is not among them: the first of them is.
		const answer = await answerTo(avatarCommand(of));
		expect(keyIn(answer)).toBe(await keyFor({ style: "bottts", backgroundColor: "transparent" }));
		expect(selectIn(answer)?.options?.map(({ value }) => value)).toEqual(["kind/robots", "kind/shapes"]);
		expect(textIn(await answerTo(avatarCommand(of, { style: "micah" })))).toContain("does not offer Micah.");
		for (const label of ["Another", "Sad"])
			expect(textIn(await answerTo(press(of, idOf(before, label))))).toContain("does not offer Micah.");
		const id = selectIn(before)?.custom_id ?? "";
		expect(textIn(await answerTo(press(of, id, { values: ["style/thumbs"] })))).toContain(
			"does not offer Thumbs.",
		);
		// Out of what is there no more, one can still pick another.
		expect(keyIn(await answerTo(press(of, id, { values: ["style/rings"] })))).toBeDefined();
		expect(keyIn(await answerTo(press(of, id, { values: ["kind/shapes"] })))).toBe(keyIn(before));
		// Nobody else gets one of it, whichever way.
		const other = somebody();
		for (const pressed of [
			press(other, idOf(before, "Link"), { owner: of }),
			press(other, id, { owner: of, values: ["kind/shapes"] }),
		])
			expect(textIn(await answerTo(pressed))).toContain("does not offer Micah.");
	});

	it("keeps answers to who asked, whatever they choose", async () => {
		await saved({ avatarPublic: false });
		for (const show of ["everybody", "me"])
			expect(isOnlyForThem(await answerTo(avatarCommand(somebody(), { show })))).toBe(true);
		expect(isOnlyForThem(await answerTo(drawCommand(somebody(), somebody())))).toBe(true);
	});

	it("holds only where the application is installed in the guild", async () => {
		await saved({ avatarEnabled: false });
		const of = somebody();
		for (const owners of [{ "1": of.id }, { "0": "1" }, { "0": "0" }, {}]) {
			const answer = await answerTo(avatarCommand(of, {}, { authorizing_integration_owners: owners }));
			expect(keyIn(answer)).toBe(await keyFor({}));
		}
	});

	it.each([
		["fails", () => Promise.reject(new Error("restarted"))],
		["says nothing", () => new Promise(() => {})],
	])("is as in the studio where the guild's object %s", async (_, current) => {
		vi.spyOn(env.GUILD_KEEPER, "getByName").mockReturnValue({ current } as never);
		expect(keyIn(await answerTo(avatarCommand(somebody())))).toBe(await keyFor({}));
	});
});
